"""A site and its desks on files of their own, and what agents do there. No network is in it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import UUID

from desk_app.domain.appointments import (
    Appointment,
    AppointmentId,
    Place,
    Reference,
)
from desk_app.domain.booking_errors import SlotTaken
from desk_app.domain.booking_facts import (
    AppointmentBooked,
    AppointmentEnded,
    AppointmentMoved,
    AppointmentReconfirmed,
    HolderCorrected,
)
from desk_app.domain.counters import CounterDay, CounterId, CounterState
from desk_app.domain.facts import (
    CounterChanged,
    ProcedureChanged,
    TicketCalled,
    TicketIssued,
    TicketMoved,
)
from desk_app.domain.identity_errors import ActiveAlready, TwoActive
from desk_app.domain.meeting import Answer, Offer, Want
from desk_app.domain.numbering import number, own_number, own_series
from desk_app.domain.person_keys import PersonKey
from desk_app.domain.procedures import FamilyCode, ProcedureCode
from desk_app.domain.queue import Why
from desk_app.domain.shared import Kind, Thing
from desk_app.domain.site_slots import Slot
from desk_app.domain.tickets import (
    DeskCode,
    Move,
    Priority,
    Ticket,
    TicketId,
    TicketNumber,
    TicketStatus,
)
from desk_app.services.booking_ports import Wanted
from desk_app.store import adopting
from desk_app.store.adopting import Adopted
from desk_app.store.authority import Authority
from desk_app.store.bookings import SqlBookings
from desk_app.store.images import written
from desk_app.store.quotas import left_alone
from desk_app.store.replica import SqlReplica, begin_work
from desk_app.store.setup import open_store
from desk_app.store.work import Store

PROCEDURE = ProcedureCode("REM_TITRE")
DAY = dt.date(2026, 3, 2)
FAMILY = FamilyCode("TITRE")
CAPACITY = 3
SLOTS = {
    f"s/2026-03-09T{hour:02d}00": dt.datetime(2026, 3, 9, hour, tzinfo=dt.UTC)
    for hour in range(8, 16)
}
START = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)


class Ids:
    """Ids from a seed: the same run has the same ones."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def __call__(self) -> UUID:
        return UUID(int=self._random.getrandbits(128), version=4)


def opened(file: Path, site, ids: Ids) -> Store:
    """Open a desk's file without reading the site's file again."""
    return opened_at(f"sqlite:///{file}", site, ids)


def opened_at(url: str, site, ids: Ids) -> Store:
    return open_store(url, parse_site=lambda _: site, new_id=ids)


def numbered(template: Path, file: Path, code: str) -> Path:
    """Copy the demonstration site's file as that of desk *code*."""
    shutil.copyfile(template, file)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE store SET desk = ?", (code,))
        connection.commit()
    return file


class Desk:
    """One desk's file and the acts that matter to the site."""

    def __init__(self, code: str, file: Path, site, ids: Ids) -> None:
        self.code = DeskCode(code)
        self.file = file
        self._site = site
        self.ids = ids
        self.store = opened(file, site, ids)

    def join(self) -> None:
        """Be a desk of the site, as if it had no past."""
        with self.store.begin() as work:
            SqlReplica(work).join(self.ids())

    def reopen(self) -> None:
        """Start again on the same file, after a crash or a power cut."""
        self.store.close()
        self.store = opened(self.file, self._site, self.ids)
        with self.store.begin() as work:
            begin_work(work)

    def offer(self, *wants: Want) -> Offer:
        with self.store.read() as work:
            return SqlReplica(work).offer(wants)

    def adopt(self, answer: Answer, now: dt.datetime, claims=()) -> Adopted:
        with self.store.begin() as work:
            return adopting.adopt(answer, work=work, new_id=self.ids, at=now, claims=claims)

    def issue(
        self,
        now: dt.datetime,
        *,
        count: int | None = None,
        priority: Priority | None = None,
    ) -> Ticket:
        """Hand out a ticket with the site's number, or one of the desk's own series."""
        with self.store.begin() as work:
            work.days.lock(DAY)
            ticket = Ticket(
                id=TicketId(self.ids()),
                day=DAY,
                number=self._number(work, count),
                sequence=work.days.next_sequence(DAY),
                procedure=PROCEDURE,
                issued_at=now,
                arrived_at=now,
                owner=self.code,
                code="7K4M2QXD",
                priority=priority,
            )
            work.tickets.add(ticket)
            work.procedures.count_issued(DAY, PROCEDURE)
            fact = TicketIssued(
                ticket=ticket.id,
                number=ticket.number,
                procedure=ticket.procedure,
                priority=priority,
                party=1,
                is_bound=False,
            )
            work.record(fact, by=None, at=now)
        return ticket

    def _number(self, work, count: int | None) -> TicketNumber:
        if count is not None:
            return number("A", count)
        letter = SqlReplica(work).place().letter
        series = own_series("A", self.code, letter)
        return own_number(series, work.days.take_number(DAY, series))

    def call(self, ticket: TicketId, now: dt.datetime, counter: int = 1) -> Ticket:
        """Call a ticket this desk has; raises RightNotHeld, or ImpossibleMove."""
        with self.store.begin() as work:
            work.days.lock(DAY)
            called = work.tickets.get(ticket).call(CounterId(counter), now=now)
            work.rights.require_ticket(called)
            work.tickets.put(called)
            fact = TicketCalled(
                ticket=called.id,
                number=called.number,
                counter=CounterId(counter),
                why=Why.ARRIVED,
                passed=0,
                calls=1,
            )
            work.record(fact, by=None, at=now)
        return called

    def finish(self, ticket: TicketId, now: dt.datetime) -> None:
        """Serve and end a visit."""
        with self.store.begin() as work:
            served = work.tickets.get(ticket).start_serving(now=now)
            for moved, move in ((served, Move.START), (served.complete(now=now), Move.COMPLETE)):
                work.rights.require_ticket(moved)
                work.tickets.put(moved)
                fact = TicketMoved(
                    ticket=moved.id,
                    number=moved.number,
                    move=move,
                    status=moved.status,
                    counter=moved.counter,
                    procedure=moved.procedure,
                )
                work.record(fact, by=None, at=now)

    def left_of_quota(self) -> int:
        with self.store.read() as work:
            return left_alone(PROCEDURE, DAY, work)

    def sits_at(self, counter: int, state: CounterState, now: dt.datetime) -> None:
        """Open or close a counter."""
        with self.store.begin() as work:
            day = CounterDay(number=CounterId(counter), state=state, agent=None, since=now)
            work.counters.put(DAY, day)
            fact = CounterChanged(counter=CounterId(counter), state=state, agent=None)
            work.record(fact, by=None, at=now)

    def decides(self, quota: int | None, now: dt.datetime) -> None:
        """Have a supervisor decide of the procedure's quota."""
        with self.store.begin() as work:
            state = work.procedures.get(DAY, PROCEDURE)
            work.procedures.put(DAY, dataclasses.replace(state, quota=quota))
            fact = ProcedureChanged(procedure=PROCEDURE, is_open=True, quota=quota)
            work.record(fact, by=None, at=now)

    def own_seats(self) -> list[tuple[str, int]]:
        """Return what this desk can give without asking: slot and seat."""
        with self.store.read() as work:
            mine = SqlReplica(work).usable(self.code, Kind.SEAT)
            sitting = SqlBookings(work.connection).appointment_on
            free = [row for row in mine if sitting(row.thing) is None]
            return sorted((str(row.image["slot"]), int(row.image["seat"])) for row in free)

    def book(self, slot: str, seat: int, person: str, now: dt.datetime) -> Appointment | None:
        """Give a seat this desk has; None where the person has one already, as far as it knows."""
        starts_at = SLOTS[slot]
        made = Appointment(
            id=AppointmentId(self.ids()),
            reference=Reference(str(self.ids())[:9].upper()),
            family=FAMILY,
            procedure=PROCEDURE,
            person=PersonKey(person),
            place=Place(
                slots=(slot,),
                seats=(seat,),
                starts_at=starts_at,
                ends_at=starts_at + dt.timedelta(minutes=30),
            ),
            booked_at=now,
        )
        fact = AppointmentBooked(
            appointment=made.reference,
            family=FAMILY,
            procedure=PROCEDURE,
            slot=slot,
            person=made.person,
            reason=made.reason,
            helper=None,
            choice="",
        )
        wanted = Wanted(slot=slot, seat=seat, capacity=CAPACITY, starts_at=starts_at)
        try:
            with self.store.begin() as work:
                work.seats.take([wanted], family=FAMILY, by=made.id)
                work.appointments.add(made, "{}")
                work.record(fact, by=None, at=now)
        except (ActiveAlready, TwoActive, SlotTaken):
            return None
        return made

    def cancel(self, reference: str, now: dt.datetime) -> None:
        """End an appointment this desk knows of."""
        with self.store.begin() as work:
            before = work.appointments.get(Reference(reference))
            gone = before.cancel(now=now)
            work.seats.release(gone.id)
            work.appointments.put(gone)
            fact = AppointmentEnded(
                appointment=gone.reference, slot=gone.place.slots[0], status=gone.status
            )
            work.record(fact, by=None, at=now)

    def move(self, reference: str, slot: str, seat: int, now: dt.datetime) -> None:
        """Give an appointment another of this desk's seats."""
        with self.store.begin() as work:
            before = work.appointments.get(Reference(reference))
            at = SLOTS[slot]
            place = Place(
                slots=(slot,), seats=(seat,), starts_at=at, ends_at=at + dt.timedelta(minutes=30)
            )
            moved = dataclasses.replace(before, place=place, revision=before.revision + 1)
            work.seats.release(moved.id)
            wanted = Wanted(slot=slot, seat=seat, capacity=CAPACITY, starts_at=at)
            work.seats.take([wanted], family=FAMILY, by=moved.id)
            work.appointments.put(moved)
            fact = AppointmentMoved(
                appointment=moved.reference,
                slot=slot,
                before=before.place.slots[0],
                changes=1,
                by_site=False,
            )
            work.record(fact, by=None, at=now)

    def corrects(self, reference: str, person: str, now: dt.datetime) -> None:
        """Correct whom an appointment is for."""
        with self.store.begin() as work:
            before = work.appointments.get(Reference(reference))
            after = dataclasses.replace(
                before, person=PersonKey(person), revision=before.revision + 1
            )
            work.appointments.put_holder(after, "{}")
            fact = HolderCorrected(
                appointment=after.reference,
                person=after.person,
                before=before.person,
                field="birth_date",
                identity="i",
                identity_before="j",
            )
            work.record(fact, by=None, at=now)

    def reconfirms(self, reference: str, now: dt.datetime) -> None:
        """Note that the holder will come."""
        with self.store.begin() as work:
            before = work.appointments.get(Reference(reference))
            after = dataclasses.replace(before, reconfirmed_at=now, revision=before.revision + 1)
            work.appointments.put(after)
            work.record(AppointmentReconfirmed(appointment=after.reference), by=None, at=now)

    def appointments(self) -> list[Appointment]:
        with self.store.read() as work:
            first = min(SLOTS.values())
            return list(work.appointments.between(first, first + dt.timedelta(days=30)))

    def gives_up(self, ticket: TicketId, now: dt.datetime) -> None:
        """Cancel a waiting ticket."""
        with self.store.begin() as work:
            moved = work.tickets.get(ticket).cancel(now=now)
            work.rights.require_ticket(moved)
            work.tickets.put(moved)
            fact = TicketMoved(
                ticket=moved.id,
                number=moved.number,
                move=Move.CANCEL,
                status=moved.status,
                counter=None,
                procedure=moved.procedure,
            )
            work.record(fact, by=None, at=now)

    def own_waiting(self) -> list[Ticket]:
        """Return what this desk may call without asking, by arrival."""
        with self.store.read() as work:
            if work.rights.is_put_back:
                return []
            waiting = work.tickets.in_status(DAY, TicketStatus.WAITING)
            return [each for each in waiting if each.owner == self.code]

    def tickets(self) -> list[Ticket]:
        with self.store.read() as work:
            return list(work.tickets.of_day(DAY))

    @property
    def is_put_back(self) -> bool:
        with self.store.read() as work:
            return work.rights.is_put_back

    def pending(self) -> int:
        with self.store.read() as work:
            return SqlReplica(work).pending

    def rows(self) -> dict[Thing, tuple]:
        """What came down, to be compared with the site's."""
        with self.store.read() as work:
            return {row.thing: shown(row) for row in SqlReplica(work).every()}


def shown(row) -> tuple:
    return (written(row.image), row.owner, row.version, row.recall_to, row.position)


class Site:
    """The site's own store and the authority on it."""

    def __init__(self, store: Store, *, rows_at_most: int = 1000) -> None:
        self.store = store
        self.authority = Authority(store, rows_at_most=rows_at_most)

    def create(self) -> None:
        """Make the site's row and open its slots."""
        self.authority.create()
        self.authority.open_slots(
            [
                Slot(id=slot, starts_at=at, capacity=CAPACITY, family=FAMILY)
                for slot, at in SLOTS.items()
            ]
        )

    def rows(self) -> dict[Thing, tuple]:
        from desk_app.store.site_rows import SqlSharedRows

        with self.store.read() as work:
            return {row.thing: shown(row) for row in SqlSharedRows(work.connection).since(0, 10**6)}


def meet(desk: Desk, site: Site, now: dt.datetime, *wants: Want, rounds: int = 6) -> list[Answer]:
    """Exchange until the desk has no more to say; wants go with the first offer."""
    answers = []
    for round_ in range(rounds):
        answer = site.authority.meet(desk.offer(*(wants if round_ == 0 else ())), now)
        answers.append(answer)
        if not desk.adopt(answer, now).has_more and desk.pending() == 0:
            break
    return answers


def ticket_thing(ticket: Ticket) -> Thing:
    return Thing(Kind.TICKET, str(ticket.id))
