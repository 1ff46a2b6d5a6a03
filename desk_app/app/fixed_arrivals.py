"""Who has an appointment on the fixed morning of the pictures, and who of them comes in time."""

from __future__ import annotations

import contextlib
import datetime as dt

from desk_app.app.arrivals import arrivals_operations
from desk_app.app.desk import Desk
from desk_app.app.operations import counter_operations
from desk_app.app.robot import PlayedClock
from desk_app.domain.applicants import parse_applicant
from desk_app.domain.assistance import OnlineObstacle
from desk_app.domain.counters import CounterId
from desk_app.domain.errors import QueueEmpty
from desk_app.domain.people import AgentLogin
from desk_app.security.codes import new_code, new_id
from desk_app.services import booking, offering
from desk_app.services.arrivals import Shown
from desk_app.services.booking import Booked
from desk_app.services.booking_people import Booking

HOLDERS = (
    ("Diallo", "Aminata", "7512048831", "RNV_DEPOT"),
    ("Nguyen", "Thi Lan", "7519963907", "DUPL"),
    ("Ferreira", "Joana", "7534410915", "RNV_DEPOT"),
    ("Haddad", "Karim", "7540072187", "ETUD"),
    ("Kovalenko", "Olena", "7551236640", "RNV_DEPOT"),
    ("Rahman", "Shafiq", "7567750428", "CHG_SIT"),
    ("Okonkwo", "Chidi", "7578894316", "RNV_DEPOT"),
    ("Yilmaz", "Elif", "7583321579", "UE"),
    ("Traore", "Moussa", "7590017752", "RNV_DEPOT"),
    ("Petrov", "Ivan", "7601145093", "ETUD"),
    ("Silva", "Marcos", "7612288460", "RNV_DEPOT"),
    ("Chen", "Li Hua", "7623396614", "TALENT"),
    ("Mahmoudi", "Leila", "7634401237", "RNV_DEPOT"),
    ("Sow", "Fatou", "7645570986", "APS_RECH"),
    ("Popescu", "Ana", "7656648125", "UE"),
    ("Karimi", "Reza", "7667723349", "RNV_DEPOT"),
)
"""Names, document and procedure, in the order they booked."""
ABSENT = frozenset({3, 7})
"""Places in HOLDERS of those who are not there at their hour."""
EARLY = dt.timedelta(minutes=7)
COUNTER, CALLER = CounterId(5), AgentLogin("plefort")
EVERY = dt.timedelta(minutes=13)  # from one call to the next


class Appointments:
    """Booked as the morning begins, at the earliest hours; most come a few minutes early."""

    def __init__(self, desk: Desk, clock: PlayedClock, clerk: AgentLogin) -> None:
        self._desk, self._clock, self._clerk = desk, clock, clerk
        self._awaited: list[tuple[Booked, str]] = []
        self._next = clock()
        self._here = ""

    def book(self) -> None:
        """Give everybody their place."""
        desk = self._desk
        counter_operations(desk).sit_down(COUNTER, by=CALLER)
        for at, (family, given, number, procedure) in enumerate(HOLDERS):
            fields = {
                "family_name": family,
                "given_names": given,
                "birth_date": "1988-04-17",
                "nationality": "DZA",
                "document": {"kind": "foreigner_number", "number": number},
            }
            wanted = Booking(
                procedure=procedure,
                slot=self._earliest(procedure),
                applicant=parse_applicant(fields, today=self._clock().date()),
                obstacle=OnlineObstacle.NO_DEVICE,
            )
            booked = booking.book(
                wanted, by=self._clerk, begin=desk.begin, clock=desk.clock, new_id=new_id,
                new_code=new_code, hashes=desk.hashes, codes=desk.codes,
                free_days=desk.free_days, holidays=desk.holidays, printer=desk.printer,
            )  # fmt: skip
            if at not in ABSENT:
                self._awaited.append((booked, number[-4:]))

    def come(self) -> None:
        """Let in whose hour is near."""
        let_in = arrivals_operations(self._desk).let_in
        for booked, last4 in tuple(self._awaited):
            if booked.appointment.starts_at - EARLY <= self._clock():
                self._awaited.remove((booked, last4))
                let_in(Shown(code=booked.code, last4=last4), by=self._clerk)
        if self._clock() >= self._next:
            self._receive()

    def _earliest(self, procedure: str) -> str:
        desk = self._desk
        offered = offering.offer(
            procedure, by=self._clerk, read=desk.read, clock=desk.clock,
            free_days=desk.free_days, holidays=desk.holidays,
        )  # fmt: skip
        return offered[0].place.slots[0]

    def _receive(self) -> None:
        """Whoever has an appointment is received at a counter of their own."""
        counter = counter_operations(self._desk)
        if self._here:
            counter.complete(self._here, counter=COUNTER, by=CALLER)
            self._here = ""
        with contextlib.suppress(QueueEmpty):
            self._here = counter.call_next(COUNTER, by=CALLER).ticket.number
            counter.start(self._here, counter=COUNTER, by=CALLER)
        self._next = self._clock() + EVERY
