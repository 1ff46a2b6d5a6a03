"""What is held about one visitor, by the document they show: shown and erased (R-07).

Visitors have no names here: a document is known by its keyed hash alone, and till the closing.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from desk_app.domain.account_facts import PersonErased, PersonShown
from desk_app.domain.appointments import Appointment, AppointmentStatus
from desk_app.domain.changes import Changes, Topic, changes
from desk_app.domain.errors import NothingHeld
from desk_app.domain.people import AgentLogin, Document
from desk_app.domain.person_keys import PersonKey
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.roles import Power
from desk_app.domain.tickets import Ticket, TicketId, TicketStatus
from desk_app.services.appointments import holder_of
from desk_app.services.day import Act, locked
from desk_app.services.ports import Begin, Binding, Clock, Hashes, UnitOfWork

OPEN = frozenset(
    {TicketStatus.WAITING, TicketStatus.CALLED, TicketStatus.SERVING, TicketStatus.PARKED}
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A ticket or an appointment that is held for a document: what is known through it.

    For an appointment *number* is its reference, *issued_at* when it was given, *hint* who it is
    for and *note* how to reach them.

    *earlier* is what was noted of it before and the journal still says, sealed beside its facts.
    """

    ticket: TicketId | None
    number: str
    day: dt.date
    procedure: ProcedureCode
    status: TicketStatus | AppointmentStatus
    issued_at: dt.datetime
    hint: str
    note: str
    language: str
    earlier: tuple[str, ...] = ()


def shown(
    document: Document, *, by: AgentLogin, begin: Begin, clock: Clock, hashes: Hashes
) -> tuple[Held, ...]:
    """Return what is held for *document*, the oldest ticket first; the look is a fact (R-08).

    Raises NothingHeld, which is recorded as well, and what `day.allow` does.
    """
    keys = hashes(document.canonical)
    with begin() as work:
        act = locked(work, clock(), by, Power.PERSON)
        held, booked = _held(act, keys), _booked(act, keys)
        fact = PersonShown(key=keys[-1])
        if not held and not booked:
            work.deny(fact, by=by, at=act.now)
            raise NothingHeld
        act.record(fact)
        tickets = tuple(_told(binding, ticket, work) for binding, ticket in held)
        return (*tickets, *(_appointed(each, act) for each in booked))


def erased(
    document: Document, *, by: AgentLogin, begin: Begin, clock: Clock, hashes: Hashes
) -> Changes:
    """Erase what is held for *document*: hints and notes at once, the rest of ended visits too.

    While a visit goes on its keyed hash stays, else the person could hold a second ticket
    (AT-11), and its language, which the calls need; both go with the visit's day
    (R-02). What the journal's facts said of the person goes as well; the facts stay, without a
    name. An appointment that is still to come stays until it is over or cancelled: without its
    holder nobody could use it. The subject of the answer counts tickets and appointments.
    Raises NothingHeld and what `day.allow` does.
    """
    keys = hashes(document.canonical)
    with begin() as work:
        act = locked(work, clock(), by, Power.PERSON)
        held, booked = _held(act, keys), _booked(act, keys)
        if not held and not booked:
            raise NothingHeld
        work.journal.forget_bodies([*keys, *(str(ticket.id) for _binding, ticket in held)])
        for _binding, ticket in held:
            work.bindings.erase(ticket.id, keeps_hash=ticket.status in OPEN)
            work.tickets.put(_forgotten(ticket))
        over = [each for each in booked if not each.is_active]
        for appointment in over:
            work.appointments.erase(appointment.id)
        for key in keys:
            work.traces.forget(key)
        count = len(held) + len(over)
        act.record(PersonErased(key=keys[-1], count=count))
    return changes("erase", Topic.TICKETS, Topic.APPOINTMENTS, subject=str(count))


def _held(act: Act, keys: Sequence[str]) -> list[tuple[Binding, Ticket]]:
    work = act.work
    found = [binding for key in keys for binding in work.bindings.of_person(key)]
    held = [(binding, work.tickets.get(binding.ticket)) for binding in found]
    return sorted(held, key=lambda pair: (pair[1].issued_at, pair[1].sequence))


def _booked(act: Act, keys: Sequence[str]) -> list[Appointment]:
    found = [each for key in keys for each in act.work.appointments.of_person(PersonKey(key))]
    return sorted(found, key=lambda appointment: appointment.starts_at)


def _appointed(appointment: Appointment, act: Act) -> Held:
    holder = holder_of(appointment, act.work, act.day)
    names = f"{holder.family_name} {holder.given_names}".strip() if holder else ""
    return Held(
        ticket=None,
        number=appointment.reference,
        day=appointment.starts_at.astimezone(act.site.time_zone).date(),
        procedure=appointment.procedure,
        status=appointment.status,
        issued_at=appointment.booked_at,
        hint=f"{names}, {holder.birth_date.text}" if holder else "",
        note=" / ".join(filter(None, (holder.phone, holder.email))) if holder else "",
        language=appointment.language,
    )


def _forgotten(ticket: Ticket) -> Ticket:
    language = ticket.language if ticket.status in OPEN else ""
    return dataclasses.replace(ticket, note="", language=language, revision=ticket.revision + 1)


def _told(binding: Binding, ticket: Ticket, work: UnitOfWork) -> Held:
    sealed = [entry.seq for entry in work.journal.of_ticket(ticket.id) if entry.body_hash]
    bodies = work.journal.bodies(sealed)
    said = dict.fromkeys(str(text) for seq in sorted(bodies) for text in bodies[seq].values())
    present = {binding.hint, ticket.note}
    return Held(
        ticket=ticket.id,
        number=ticket.number,
        day=ticket.day,
        procedure=ticket.procedure,
        status=ticket.status,
        issued_at=ticket.issued_at,
        hint=binding.hint,
        note=ticket.note,
        language=ticket.language,
        earlier=tuple(text for text in said if text not in present),
    )
