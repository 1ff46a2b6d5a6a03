"""Letting the holder of an appointment in: who it is, whether it is the hour, the ticket."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable

from desk_app.domain.applicants import Applicant
from desk_app.domain.appointments import (
    Appointment,
    AppointmentMove,
    AppointmentStatus,
    Presence,
    Reference,
    parse_reference,
    presence,
)
from desk_app.domain.booking_errors import (
    AlreadyArrived,
    CodeRefused,
    DocumentMismatch,
    ImpossibleAppointmentMove,
    OldCopy,
    OtherDay,
    UnknownAppointment,
)
from desk_app.domain.booking_facts import ArrivalUndone, HolderArrived, IdentityMismatch
from desk_app.domain.changes import Changes, Topic, changes
from desk_app.domain.codes import Entrance, Genuine, Paper, Payload, Standing, verdict
from desk_app.domain.errors import DocumentNeeded, NothingToUndo
from desk_app.domain.numbering import number
from desk_app.domain.overrides import Cause, Override
from desk_app.domain.people import AgentLogin
from desk_app.domain.prints import JobId
from desk_app.domain.roles import Power
from desk_app.domain.tickets import Move, Priority, Ticket, TicketId, TicketStatus
from desk_app.services.applicants import shows_own_end
from desk_app.services.appointments import holder_of
from desk_app.services.code_ports import Codes
from desk_app.services.day import Act, Today, allow, locked, today
from desk_app.services.handing import Bearer, Printer, hand_out
from desk_app.services.holders import require_alone
from desk_app.services.moves import record_move
from desk_app.services.overrides import use
from desk_app.services.ports import Begin, Clock, NewCode, NewId, Read, UnitOfWork
from desk_app.services.questions import Agreement

_EXPECTED = frozenset({AppointmentStatus.BOOKED, AppointmentStatus.ARRIVED})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the holder shows at the door: the code or reference, the end of the document.

    *excused* takes lateness away, *why* by a coded reason, with a second person where it is
    great (Q-02, AT-16). *other_document* where another one is shown, which a supervisor has
    compared with who came (AT-10).
    """

    code: str
    last4: str
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
    appointment: Appointment
    ticket: Ticket
    presence: Presence
    position: int
    wait: tuple[int, int]
    job: JobId
    name: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The appointment of a code that is good today, before the document is looked at."""

    appointment: Appointment
    presence: Presence


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """An arrival taken back: the appointment as it is awaited again, its cancelled ticket."""

    changes: Changes
    appointment: Appointment
    ticket: Ticket


def find(code: str, *, by: AgentLogin, read: Read, clock: Clock, codes: Codes) -> Found:
    """Say whether a paper lets its holder in now. Raises what `check_in` does of the paper."""
    with read() as work:
        now = today(work, clock())
        allow(work, now.now, by, Power.BOOK)
        appointment, how = _expected(code, now, codes, work)
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
    printer: Callable[[], Printer],
    agreement: Agreement | None = None,
) -> Arrived:
    """Let the holder in with a ticket at the right place; another person is an incident.

    Raises CodeRefused, OldCopy, AlreadyArrived, ImpossibleAppointmentMove (cancelled), OtherDay,
    TooEarly, DocumentMismatch (AT-10), AlreadyHasTicket, or what `services.overrides.use` does.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.BOOK)
        appointment, how = _expected(shown.code, act.today, codes, work)
        holder = _require_holder(appointment, shown, act)
        require_alone(work, act.day, appointment.person, frozenset({appointment.procedure}))
        _use_exceptions(shown, appointment, how, act, agreement)
        ticket = _ticket(appointment, shown, act, id_=TicketId(new_id()), code=new_code())
        job, who = JobId(new_id()), Bearer(person=appointment.person, hint=holder.hint)
        place = hand_out(ticket, act, who=who, job=job, printer=printer())
        arrived = appointment.arrive(ticket.id, ticket.number, now=act.now)
        work.appointments.put(arrived)
        act.record(_fact(arrived, ticket, how, shown))
    return Arrived(
        changes=changes("check_in", Topic.APPOINTMENTS, Topic.TICKETS, subject=ticket.number),
        appointment=arrived,
        ticket=ticket,
        presence=how,
        position=place.before + 1,
        wait=place.minutes,
        job=job,
        name=f"{holder.given_names} {holder.family_name}".strip(),
    )


def undo(reference: str, *, by: AgentLogin, begin: Begin, clock: Clock) -> Undone:
    """Take back the arrival of today with this *reference*: the wrong paper was scanned.

    Its ticket is cancelled, the number is not given again and the code is good as before.
    Raises UnknownAppointment, ImpossibleAppointmentMove where the holder is not in, OtherDay, or
    NothingToUndo once the ticket was called or ended.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.BOOK)
        appointment = work.appointments.get(parse_reference(reference))
        if appointment.ticket is None:
            raise _impossible(appointment, AppointmentMove.UNARRIVE)
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
    arrived = act.work.appointments.of_ticket(ticket.id)
    if arrived is None:
        return
    act.work.appointments.put(arrived.unarrive())
    act.record(ArrivalUndone(appointment=arrived.reference, ticket=ticket.id, number=ticket.number))


def _expected(
    text: str, now: Today, codes: Codes, work: UnitOfWork
) -> tuple[Appointment, Presence]:
    """Return the appointment of a paper that is good, and how its holder stands to the hour."""
    reference, payload = _reading(text, codes, now.site.code, now.day)
    appointment = work.appointments.get(reference)
    _require_good(appointment, payload, now.now, now.site.time_zone)
    return appointment, presence(appointment, now.now, now.site.time_zone, now.site.rules)


def _reading(
    text: str, codes: Codes, site: str, today: dt.date
) -> tuple[Reference, Payload | None]:
    """Return the reference of a code or of one that was typed, and what the code says.

    Raises CodeRefused or UnknownAppointment.
    """
    reading = codes.read(text, site=site, today=today, paper=Paper.CONVOCATION)
    if reading.kind is Genuine.REFERENCE:
        return parse_reference(text), None
    if reading.kind is not Genuine.VALID or reading.payload is None:
        raise CodeRefused(reading.kind.value)
    return Reference(reading.payload.reference), reading.payload


def _require_good(
    appointment: Appointment, payload: Payload | None, now: dt.datetime, zone: dt.tzinfo
) -> None:
    """Refuse a paper that is no longer good: cancelled, or printed again since (AT-08, AT-09)."""
    if appointment.status not in _EXPECTED:
        raise _impossible(appointment, AppointmentMove.ARRIVE)
    if appointment.arrived_at is not None:
        raise AlreadyArrived(
            appointment.reference, appointment.number or "", appointment.arrived_at
        )
    if payload is None:
        return
    standing = Standing(
        reference=appointment.reference,
        starts_at=appointment.starts_at,
        copy=appointment.copy_no,
    )
    if verdict(payload, standing, now, zone) is Entrance.OLD_COPY:
        raise OldCopy(appointment.reference, payload.copy, appointment.copy_no)


def _impossible(appointment: Appointment, move: AppointmentMove) -> ImpossibleAppointmentMove:
    return ImpossibleAppointmentMove(appointment.reference, move.value, appointment.status.value)


def _require_holder(appointment: Appointment, shown: Shown, act: Act) -> Applicant:
    """Return who it is for; another document is an incident, also where a supervisor lets it in.

    Raises DocumentNeeded, UnknownAppointment, LastFourNeeded, DocumentMismatch, or what
    `services.overrides.use` does.
    """
    if not shown.last4.strip():
        raise DocumentNeeded(appointment.procedure)
    holder = holder_of(appointment, act.work, act.day)
    if holder is None:
        raise UnknownAppointment(appointment.reference)
    if not shows_own_end(shown.last4, holder):
        fact = IdentityMismatch(appointment=appointment.reference)
        if shown.other_document is None:
            act.work.deny(fact, by=act.by, at=act.now)
            raise DocumentMismatch(appointment.reference)
        use(shown.other_document, Override.OTHER_DOCUMENT, appointment.reference, act)
        act.record(fact)
    return holder


def _use_exceptions(
    shown: Shown, appointment: Appointment, how: Presence, act: Act, agreement: Agreement | None
) -> None:
    """A great lateness excused and a local priority take two people, at the door too (AT-16)."""
    if shown.excused and how is Presence.VERY_LATE:
        use(agreement, Override.LATE_ACCEPTANCE, appointment.reference, act)
    if shown.priority is Priority.LOCAL:
        use(agreement, Override.LOCAL_PRIORITY, appointment.procedure, act)


def _ticket(
    appointment: Appointment, shown: Shown, act: Act, *, id_: TicketId, code: str
) -> Ticket:
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
        appointment_at=due,
    )


def _fact(arrived: Appointment, ticket: Ticket, how: Presence, shown: Shown) -> HolderArrived:
    return HolderArrived(
        appointment=arrived.reference,
        ticket=ticket.id,
        number=ticket.number,
        presence=how,
        excused=shown.excused,
        why=shown.why if shown.excused else None,
    )
