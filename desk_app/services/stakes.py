"""What an exception would change, for the two people who must agree. Reads only."""

from __future__ import annotations

import dataclasses
import datetime as dt

from desk_app.domain.appointments import Reference
from desk_app.domain.crockford import read_reference
from desk_app.domain.overrides import OF_APPOINTMENTS, OF_TICKETS, Override
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.tickets import Priority, Ticket, TicketNumber
from desk_app.services.appointments import holder_of
from desk_app.services.day import Today, today
from desk_app.services.holders import before
from desk_app.services.issuing import find_procedure
from desk_app.services.ports import Clock, Read, UnitOfWork
from desk_app.services.questions import subject_of
from desk_app.services.waits import hall, lanes_before

_OF_BOOKINGS = frozenset(
    {Override.AFTER_ABSENCES, Override.REAL_NAME, Override.HOMONYM, Override.URGENT_PLACE}
)
"""Exceptions of a booking to come: of the person the sheet says nothing (L-05)."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Stakes:
    """The subject as it is, and as it would be. Times are local to the site.

    *ahead* waits before it now and *ahead_then* afterwards; *at* is when the visitor arrived;
    *until* is when the late return of an absent visitor ended; *hint* is what is noted of the
    holder; *is_appointment* where *at* is an appointed hour. What a kind has no use for is empty.
    """

    kind: Override
    subject: str
    name: str = ""
    ahead: int = 0
    ahead_then: int = 0
    at: dt.datetime | None = None
    until: dt.datetime | None = None
    hint: str = ""
    is_appointment: bool = False


def stakes(kind: Override, subject: str, *, language: str, read: Read, clock: Clock) -> Stakes:
    """Return what *kind* would change for *subject*. Raises what a lookup of it does."""
    wanted = subject_of(kind, subject)
    with read() as work:
        now = today(work, clock())
        if kind is Override.LOCAL_PRIORITY:
            return _of_procedure(wanted, work, now, language)
        if kind in _OF_BOOKINGS:
            name = _name(find_procedure(now.site, wanted).code, now, language)
            return Stakes(kind=kind, subject=wanted, name=name)
        reference = read_reference(wanted) if kind in OF_APPOINTMENTS else None
        if reference is not None:
            return _of_appointment(kind, Reference(reference), work, now, language)
        if kind in OF_TICKETS:
            ticket = work.tickets.by_number(now.day, TicketNumber(wanted))
            return _of_ticket(kind, ticket, work, now, language)
    return Stakes(kind=kind, subject=wanted)


def _of_procedure(code: str, work: UnitOfWork, now: Today, language: str) -> Stakes:
    procedure = find_procedure(now.site, code)
    first = hall(work, now, lanes=lanes_before(Priority.LOCAL))
    return Stakes(
        kind=Override.LOCAL_PRIORITY,
        subject=procedure.code,
        name=procedure.short_named(language),
        ahead=hall(work, now).before(procedure.code),
        ahead_then=first.before(procedure.code),
    )


def _of_appointment(
    kind: Override, reference: Reference, work: UnitOfWork, now: Today, language: str
) -> Stakes:
    """A holder at the door, or the person an appointment is corrected of (AT-02, AT-10, AT-16)."""
    appointment = work.appointments.get(reference)
    holder = holder_of(appointment, work, now.day)
    return Stakes(
        kind=kind,
        subject=reference,
        name=_name(appointment.procedure, now, language),
        at=appointment.starts_at.astimezone(now.site.time_zone),
        hint=holder.hint if holder else "",
        is_appointment=True,
    )


def _of_ticket(
    kind: Override, ticket: Ticket, work: UnitOfWork, now: Today, language: str
) -> Stakes:
    binding = work.bindings.of_ticket(ticket.id)
    until = ticket.returnable_until(now.site.rules)
    return Stakes(
        kind=kind,
        subject=ticket.number,
        name=_name(ticket.procedure, now, language),
        ahead=before(work, ticket),
        at=ticket.arrived_at.astimezone(now.site.time_zone),
        until=until.astimezone(now.site.time_zone) if until else None,
        hint=binding.hint if binding else "",
    )


def _name(code: ProcedureCode, now: Today, language: str) -> str:
    procedure = now.site.procedures.get(code)
    return procedure.short_named(language) if procedure else code
