"""What a draw gave, kept as appointments that are held; and who is told, confirms or lapses."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from desk_app.domain.appointments import (
    Appointment,
    AppointmentId,
    AppointmentStatus,
    Place,
    Reference,
)
from desk_app.domain.booking_errors import NeedsSupervisor
from desk_app.domain.booking_facts import AppointmentBooked, BookingRefused
from desk_app.domain.changes import Changes, Topic, changes
from desk_app.domain.crockford import grouped
from desk_app.domain.draw import Win
from desk_app.domain.people import AgentLogin
from desk_app.domain.person_keys import MOST_ACTIVE
from desk_app.domain.procedures import FamilyCode
from desk_app.domain.register import Request, RequestState, lapsing
from desk_app.domain.roles import Power
from desk_app.services.applicants import last_four, read_back
from desk_app.services.appointments import ended_fact, holder_of
from desk_app.services.booking import TOUCHED, Booked
from desk_app.services.booking_ports import SeatState, Wanted
from desk_app.services.code_ports import Codes
from desk_app.services.day import Act, allow, locked, today
from desk_app.services.draw_pool import Pool
from desk_app.services.handing import Printer
from desk_app.services.interests import refuse_interest_in_request
from desk_app.services.leaves import convene
from desk_app.services.people_rules import require_presence
from desk_app.services.ports import Begin, Clock, Hashes, NewCode, NewId, Read, UnitOfWork
from desk_app.services.questions import Agreement
from desk_app.services.register import changed, family_of, request_reference

DRAWN = "draw"
"""How the place of an appointment came about: nobody chose it."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A winner to be told: by phone if there is one, else when they come back with the paper.

    Never a name: the last four signs of the document tell who it is (R-08).
    """

    request: Request
    appointment: Appointment
    last4: str
    phone: str

    @property
    def is_paper_due(self) -> bool:
        """True for who confirmed by phone: the paper is printed when they come back."""
        return self.request.is_paper_due


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Gives:
    """Gives the seats of *pool* to winners, one after the other, in the transaction of *act*."""

    act: Act
    pool: Pool
    new_id: NewId
    new_code: NewCode

    def give(self, win: Win, request: Request | None) -> Appointment | None:
        """Return the winner's appointment, held until they answer.

        None for who withdrew, has two places by now or was forgotten since requests closed, and
        where the seat has gone: the draw stays as it was published, nobody gets more than is there.
        """
        work = self.act.work
        if request is None or not self._may_have(request):
            return None
        holder = work.register.holder(request)
        if not holder or not self._are_free(win):
            return None
        made = self._appointment(win, request, read_back(holder, self.act.day).language)
        work.seats.unpool([(seat.slot, seat.number) for seat in win.seats])
        work.seats.take(self._wanted(win), family=request.family, by=made.id)
        work.appointments.add(made, holder)
        won = request.won(self.act.day, held_until=self.pool.until)
        work.register.put(won, appointment=made.reference)
        self.act.record(_booked(made))
        return made

    def _may_have(self, request: Request) -> bool:
        others = self.act.work.appointments.of_person(request.person)
        active = [each for each in others if each.is_active]
        return len(active) < MOST_ACTIVE and all(e.family != request.family for e in active)

    def _are_free(self, win: Win) -> bool:
        """A seat that waits for the draw is free for it; one of a slot closed since is not."""
        wanted = {(str(seat.slot), seat.number) for seat in win.seats}
        if not all(seat.slot in self.pool.known for seat in win.seats):
            return False
        return not any(
            (seat.slot, seat.seat) in wanted
            and (seat.state is SeatState.TAKEN or seat.until is not None)
            for seat in self.act.work.seats.of_slots([seat.slot for seat in win.seats])
        )

    def _wanted(self, win: Win) -> list[Wanted]:
        known = self.pool.known
        return [
            Wanted(
                slot=seat.slot,
                seat=seat.number,
                capacity=known[seat.slot].capacity,
                starts_at=known[seat.slot].starts_at,
            )
            for seat in win.seats
        ]

    def _appointment(self, win: Win, request: Request, language: str) -> Appointment:
        slots = [self.pool.known[seat.slot] for seat in win.seats]
        over = dt.datetime.combine(
            self.pool.until + dt.timedelta(days=1), dt.time(), self.act.site.time_zone
        )
        return Appointment(
            id=AppointmentId(self.new_id()),
            reference=Reference(grouped(self.new_code())),
            family=request.family,
            procedure=request.procedure,
            person=request.person,
            place=Place(
                slots=tuple(str(slot.id) for slot in slots),
                seats=tuple(seat.number for seat in win.seats),
                starts_at=slots[0].starts_at,
                ends_at=slots[-1].ends_at,
            ),
            booked_at=self.act.now,
            status=AppointmentStatus.HELD,
            language=language,
            reason=request.reason,
            helper=request.helper,
            hold_until=over.astimezone(dt.UTC),
        )


def call_list(family: str, *, by: AgentLogin | None, read: Read, clock: Clock) -> Sequence[Call]:
    """Return the winners of *family* who have not answered yet, those drawn first first.

    Raises UnknownFamily or NotAllowed.
    """
    with read() as work:
        current = today(work, clock())
        allow(work, current.now, by, Power.BOOK)
        won = work.register.of_family(family_of(work.site, family), RequestState.WON)
        return calls_of(won, work, current.day)


def calls_of(requests: Iterable[Request], work: UnitOfWork, day: dt.date) -> Sequence[Call]:
    """Return *requests* that won as they are told; who asked may be forgotten by now (R-03)."""
    found = []
    for request in requests:
        reference, holder = work.register.won(request), work.register.holder(request)
        if reference is None or not holder:
            continue
        who = read_back(holder, day)
        found.append(
            Call(
                request=request,
                appointment=work.appointments.get(reference),
                last4=last_four(who),
                phone=who.phone or "",
            )
        )
    return found


def confirm(
    reference: str,
    *,
    by: AgentLogin,
    begin: Begin,
    clock: Clock,
    codes: Codes,
    new_id: NewId,
    printer: Callable[[], Printer],
    hashes: Hashes,
    is_here: bool = True,
    agreement: Agreement | None = None,
) -> Booked:
    """A winner takes the place, known by the reference of the request; its paper is printed.

    By phone, where nobody *is_here* to take it, the paper is due: `answers.paper` prints it.

    Raises RequestUnknown, OwnInterest (AT-15), RequestSettled where nothing was won or it has
    lapsed, SigningKeyMissing, and after absences NeedsSupervisor without a supervisor's
    *agreement* (A-04).
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.BOOK)
        lapse(act, work.register.get(request_reference(reference)).family)
        request = work.register.get(request_reference(reference))
        refuse_interest_in_request(request, hashes, act)
        placed = request.confirmed(act.day, has_paper=is_here)
        _require_presence(request, act, agreement)
        won = work.register.won(request)
        appointment = work.appointments.get(won or request.reference).accept()
        work.appointments.put(appointment)
        work.register.put(placed, appointment=won)
        act.record(changed(placed))
        touched = changes("confirm", *TOUCHED, Topic.REGISTER, subject=appointment.reference)
        if not is_here:
            return Booked(changes=touched, appointment=appointment, choice=DRAWN)
        return printed(appointment, act, touched, codes=codes, new_id=new_id, printer=printer())


def _require_presence(request: Request, act: Act, agreement: Agreement | None) -> None:
    """Do as for a booking: who was absent twice is looked at by a supervisor (A-04)."""
    try:
        require_presence(request.person, request.procedure, act, agreement)
    except NeedsSupervisor as refused:
        fact = BookingRefused(family=request.family, rule=type(refused).__name__)
        act.work.deny(fact, by=act.by, at=act.now)
        raise


def printed(
    appointment: Appointment,
    act: Act,
    touched: Changes,
    *,
    codes: Codes,
    new_id: NewId,
    printer: Printer,
) -> Booked:
    """Print the first convocation of what was drawn. Raises KeyMissing."""
    holder = holder_of(appointment, act.work, act.day)
    paper = convene(appointment, holder, act, codes=codes, new_id=new_id, printer=printer)
    return Booked(
        changes=touched, appointment=appointment, choice=DRAWN, code=paper.code, job=paper.job
    )


def lapse(act: Act, family: FamilyCode) -> int:
    """Let the seats of winners who did not answer in time wait for the next draw; return how many.

    The first time the request waits with them, with the age it had. So does that of a winner
    whose appointment is over already: nobody is left who could answer for it.
    """
    won = act.work.register.of_family(family, RequestState.WON)
    late = {request.number for request in lapsing(won, act.day)}
    over = [one for one in won if one.number in late or _is_over(one, act)]
    for request in over:
        let_lapse(request, act)
    return len(over)


def let_lapse(request: Request, act: Act) -> None:
    """Take from a winner what was held, if it still is; the request waits again or ends."""
    work = act.work
    won, after = work.register.won(request), request.lapsed(act.day)
    work.register.put(after)
    appointment = work.appointments.get(won or request.reference)
    if appointment.is_active:
        ended = appointment.lapse(now=act.now)
        work.appointments.put(ended)
        work.seats.give_back(ended.id, until=None)
        act.record(ended_fact(ended))
    act.record(changed(after))


def _is_over(request: Request, act: Act) -> bool:
    won = act.work.register.won(request)
    return not act.work.appointments.get(won or request.reference).is_active


def _booked(made: Appointment) -> AppointmentBooked:
    return AppointmentBooked(
        appointment=made.reference,
        family=made.family,
        procedure=made.procedure,
        slot=made.place.slots[0],
        person=made.person,
        reason=made.reason,
        helper=made.helper,
        choice=DRAWN,
        seat=made.place.seats[0],
        slots=len(made.place.slots),
    )
