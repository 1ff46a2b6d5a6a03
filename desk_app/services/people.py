"""What is held about one visitor, by the document they show: shown and erased (R-07).

Visitors have no names here: a document is known by its keyed hash alone, and till the closing.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Sequence

from desk_app.domain.account_facts import PersonErased, PersonShown
from desk_app.domain.changes import Changes, Topic, changes
from desk_app.domain.errors import NothingHeld
from desk_app.domain.people import AgentLogin, Document
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.roles import Power
from desk_app.domain.tickets import Ticket, TicketId, TicketStatus
from desk_app.services.day import Act, locked
from desk_app.services.ports import Begin, Binding, Clock, UnitOfWork

Hashes = Callable[[bytes], Sequence[str]]
"""What a document may be known by: under each key of hashes that is kept, the latest last."""
OPEN = frozenset(
    {TicketStatus.WAITING, TicketStatus.CALLED, TicketStatus.SERVING, TicketStatus.PARKED}
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A ticket that is held for a document: what the desk knows of the person through it.

    *earlier* is what was noted of it before and the journal still says, sealed beside its facts.
    """

    ticket: TicketId
    number: str
    day: dt.date
    procedure: ProcedureCode
    status: TicketStatus
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
        held = _held(act, keys)
        fact = PersonShown(key=keys[-1])
        if not held:
            work.deny(fact, by=by, at=act.now)
            raise NothingHeld
        act.record(fact)
        return tuple(_told(binding, ticket, work) for binding, ticket in held)


def erased(
    document: Document, *, by: AgentLogin, begin: Begin, clock: Clock, hashes: Hashes
) -> Changes:
    """Erase what is held for *document*: hints and notes at once, the rest of ended visits too.

    While a visit goes on its keyed hash stays, else the person could hold a second ticket
    (AT-11), and its language, which the calls need; both go with the visit's day
    (R-02). What the journal's facts said of the person goes as well; the facts stay, without a
    name. The subject of the answer counts the tickets.
    Raises NothingHeld and what `day.allow` does.
    """
    keys = hashes(document.canonical)
    with begin() as work:
        act = locked(work, clock(), by, Power.PERSON)
        held = _held(act, keys)
        if not held:
            raise NothingHeld
        work.journal.forget_bodies([*keys, *(str(ticket.id) for _binding, ticket in held)])
        for _binding, ticket in held:
            work.bindings.erase(ticket.id, keeps_hash=ticket.status in OPEN)
            work.tickets.put(_forgotten(ticket))
        act.record(PersonErased(key=keys[-1], count=len(held)))
    return changes("erase", Topic.TICKETS, subject=str(len(held)))


def _held(act: Act, keys: Sequence[str]) -> list[tuple[Binding, Ticket]]:
    work = act.work
    found = [binding for key in keys for binding in work.bindings.of_person(key)]
    held = [(binding, work.tickets.get(binding.ticket)) for binding in found]
    return sorted(held, key=lambda pair: (pair[1].issued_at, pair[1].sequence))


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
