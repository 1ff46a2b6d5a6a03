"""Letting the holder of an appointment in: who it is, whether it is the hour, the ticket."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from desk_app.domain.appointments import AppointmentMove, Presence
from desk_app.domain.booking_errors import OtherDay
from desk_app.domain.booking_facts import ArrivalUndone, HolderArrived
from desk_app.domain.changes import Changes, Topic, changes
from desk_app.domain.errors import NothingToUndo
from desk_app.domain.exchange_facts import OnlineArrived
from desk_app.domain.numbering import number
from desk_app.domain.online import Check, OnlineAppointment
from desk_app.domain.overrides import Cause, Override
from desk_app.domain.people import AgentLogin
from desk_app.domain.prints import JobId
from desk_app.domain.roles import Power
from desk_app.domain.tickets import Move, Priority, Ticket, TicketId, TicketStatus
from desk_app.services.code_ports import Codes
from desk_app.services.day import Act, allow, locked, today
from desk_app.services.handing import Printer, hand_out
from desk_app.services.holders import require_alone
from desk_app.services.holders_at_door import Seen, online_holder, require_holder
from desk_app.services.moves import record_move
from desk_app.services.overrides import use
from desk_app.services.papers_at_door import Awaited, Reader, expected, impossible, of_reference
from desk_app.services.ports import Begin, Clock, Hashes, NewCode, NewId, Read
from desk_app.services.questions import Agreement


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the holder shows at the door: the code or reference, the end of the document.

    *is_seen* is the agent's word for a document whose end no platform's list says. *excused*
    takes lateness away, *why* by a coded reason, with a second person where it is great (Q-02,
    AT-16). *other_document*: a supervisor agrees to another one (AT-10).
    """

    code: str
    last4: str
    is_seen: bool = False
    excused: bool = False
    why: Cause | None = None
    priority: Priority | None = None
    other_document: Agreement | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A holder let in: with which ticket, how late, and how many wait before.

    *name* is told now that the document was checked, and kept nowhere (R-08).
    """

    changes: Changes
    appointment: Awaited
    ticket: Ticket
    presence: Presence
    position: int
    wait: tuple[int, int]
    job: JobId
    name: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The appointment of a code that is good today, before the document is looked at.

    *check* says what is compared; for one that is SEEN, *name* is what the list says, if anything.
    """

    appointment: Awaited
    presence: Presence
    check: Check = Check.LAST4
    name: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """An arrival taken back: the appointment as it is awaited again, its cancelled ticket."""

    changes: Changes
    appointment: Awaited
    ticket: Ticket


def find(
    code: str, *, by: AgentLogin, read: Read, clock: Clock, codes: Codes, hashes: Hashes
) -> Found:
    """Say whether a paper lets its holder in now. Raises what `check_in` does of the paper."""
    with read() as work:
        now = today(work, clock())
        allow(work, now.now, by, Power.BOOK)
        appointment, how = expected(code, now, Reader(codes, hashes), work)
        if isinstance(appointment, OnlineAppointment):
            holder = online_holder(appointment, work)
            if holder is not None and not holder.last4:
                name = holder.last_name
                return Found(appointment=appointment, presence=how, check=Check.SEEN, name=name)
        return Found(appointment=appointment, presence=how)


def check_in(
    shown: Shown,
    *,
    by: AgentLogin,
    begin: Begin,
    clock: Clock,
    new_id: NewId,
    new_code: NewCode,
    codes: Codes,
    hashes: Hashes,
    printer: Callable[[], Printer],
    agreement: Agreement | None = None,
) -> Arrived:
    """Let the holder in with a ticket at the right place; another person is an incident.

    Raises AlreadyHasTicket, and what `papers_at_door.expected`, `holders_at_door.require_holder`
    (AT-10) and `services.overrides.use` do.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.BOOK)
        appointment, how = expected(shown.code, act.today, Reader(codes, hashes), work)
        seen = _seen(appointment, shown, act, hashes)
        require_alone(work, act.day, seen.bearer.person, frozenset({appointment.procedure}))
        _use_exceptions(shown, appointment, how, act, agreement)
        ticket = _ticket(appointment, shown, act, id_=TicketId(new_id()), code=new_code())
        job = JobId(new_id())
        place = hand_out(ticket, act, who=seen.bearer, job=job, printer=printer())
        arrived = appointment.arrive(ticket.id, ticket.number, now=act.now)
        _keep(arrived, act)
        act.record(_fact(arrived, ticket, how, shown, seen))
    return Arrived(
        changes=changes("check_in", Topic.APPOINTMENTS, Topic.TICKETS, subject=ticket.number),
        appointment=arrived,
        ticket=ticket,
        presence=how,
        position=place.before + 1,
        wait=place.minutes,
        job=job,
        name=seen.name,
    )


def undo(reference: str, *, by: AgentLogin, begin: Begin, clock: Clock) -> Undone:
    """Take back the arrival of today with this *reference*: the wrong paper was scanned.

    Its ticket is cancelled, the number is not given again and the code is good as before.
    Raises UnknownAppointment, ImpossibleAppointmentMove where the holder is not in, OtherDay, or
    NothingToUndo once the ticket was called or ended.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.BOOK)
        appointment = of_reference(reference, work)
        if appointment.ticket is None:
            raise impossible(appointment, AppointmentMove.UNARRIVE)
        back, ticket = appointment.unarrive(), work.tickets.get(appointment.ticket)
        if ticket.day != act.day:
            raise OtherDay(appointment.reference, appointment.starts_at)
        if ticket.status is not TicketStatus.WAITING:
            raise NothingToUndo("since")
        cancelled = ticket.cancel(now=act.now)
        record_move(cancelled, Move.CANCEL, act, is_undo=True)
        reopen(cancelled, act)
    touched = changes("undo", Topic.APPOINTMENTS, Topic.TICKETS, subject=ticket.number)
    return Undone(changes=touched, appointment=back, ticket=cancelled)


def reopen(ticket: Ticket, act: Act) -> None:
    """Have the appointment of a *ticket* that is taken back awaited again; none is none."""
    work = act.work
    arrived = work.appointments.of_ticket(ticket.id) or work.online.of_ticket(ticket.id)
    if arrived is None:
        return
    _keep(arrived.unarrive(), act)
    act.record(ArrivalUndone(appointment=arrived.reference, ticket=ticket.id, number=ticket.number))


def _seen(appointment: Awaited, shown: Shown, act: Act, hashes: Hashes) -> Seen:
    agreed = shown.other_document
    return require_holder(
        appointment, shown.last4, act, hashes=hashes, is_seen=shown.is_seen, agreed=agreed
    )


def _keep(appointment: Awaited, act: Act) -> None:
    if isinstance(appointment, OnlineAppointment):
        act.work.online.put(appointment)
    else:
        act.work.appointments.put(appointment)


def _use_exceptions(
    shown: Shown, appointment: Awaited, how: Presence, act: Act, agreement: Agreement | None
) -> None:
    """A great lateness excused and a local priority take two people, at the door too (AT-16)."""
    if shown.excused and how is Presence.VERY_LATE:
        use(agreement, Override.LATE_ACCEPTANCE, appointment.reference, act)
    if shown.priority is Priority.LOCAL:
        use(agreement, Override.LOCAL_PRIORITY, appointment.procedure, act)


def _ticket(appointment: Awaited, shown: Shown, act: Act, *, id_: TicketId, code: str) -> Ticket:
    """Who is excused waits as if the hour were now: behind those who were on time (Q-02)."""
    due = max(appointment.starts_at, act.now) if shown.excused else appointment.starts_at
    series = act.site.series(appointment.procedure)
    return Ticket(
        id=id_,
        day=act.day,
        number=number(series, act.work.days.take_number(act.day, series)),
        sequence=act.work.days.next_sequence(act.day),
        procedure=appointment.procedure,
        issued_at=act.now,
        arrived_at=act.now,
        owner=act.today.desk,
        code=code,
        priority=shown.priority,
        language=appointment.language,
        party=appointment.people if isinstance(appointment, OnlineAppointment) else 1,
        appointment_at=due,
    )


def _fact(
    arrived: Awaited, ticket: Ticket, how: Presence, shown: Shown, seen: Seen
) -> HolderArrived | OnlineArrived:
    why = shown.why if shown.excused else None
    if isinstance(arrived, OnlineAppointment):
        return OnlineArrived(
            appointment=arrived.reference,
            ticket=ticket.id,
            number=ticket.number,
            presence=how,
            check=seen.check,
            excused=shown.excused,
            why=why,
        )
    return HolderArrived(
        appointment=arrived.reference,
        ticket=ticket.id,
        number=ticket.number,
        presence=how,
        excused=shown.excused,
        why=why,
    )
