"""What is held about one visitor, by the document they show: shown and erased (R-07).

Visitors have no names here: a document is known by its keyed hash alone, and till the closing.
A line of an online platform is not found: its list says at most the last four signs of a document,
which many share; it goes with its day.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from desk_app.domain.account_facts import PersonErased, PersonShown
from desk_app.domain.applicants import Applicant
from desk_app.domain.appointments import Appointment, AppointmentStatus
from desk_app.domain.changes import Changes, Topic, changes
from desk_app.domain.errors import NothingHeld
from desk_app.domain.opening_draw import Card
from desk_app.domain.people import AgentLogin, Document
from desk_app.domain.person_keys import PersonKey
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.register import Request, RequestState
from desk_app.domain.roles import Power
from desk_app.domain.tickets import Ticket, TicketId, TicketStatus
from desk_app.services.applicants import read_back
from desk_app.services.appointments import holder_of
from desk_app.services.day import Act, locked
from desk_app.services.ports import Begin, Binding, Clock, Hashes, UnitOfWork

OPEN = frozenset(
    {TicketStatus.WAITING, TicketStatus.CALLED, TicketStatus.SERVING, TicketStatus.PARKED}
)
ACTIVE = frozenset({RequestState.WAITING, RequestState.WON})
"""Requests that are still somebody's: without who asked, nobody could be told."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What is held for a document, and what is known through it.

    A ticket or a card of an opening by its *number*; for an appointment or a request of the
    register that is its reference, *issued_at* when it was given or asked for, *hint* who it is for
    and *note* how to reach them.

    *earlier* is what was noted of it before and the journal still says, sealed beside its facts.
    """

    ticket: TicketId | None
    number: str
    day: dt.date
    procedure: ProcedureCode
    status: TicketStatus | AppointmentStatus | RequestState
    issued_at: dt.datetime
    hint: str
    note: str
    language: str
    earlier: tuple[str, ...] = ()


def shown(
    document: Document, *, by: AgentLogin, begin: Begin, clock: Clock, hashes: Hashes
) -> tuple[Held, ...]:
    """Return what is held for *document*, the oldest ticket first; the look is a fact (R-08).

    Tickets, then appointments, requests of the register and cards of an opening. Raises
    NothingHeld, which is recorded as well, and what `day.allow` does.
    """
    keys = hashes(document.canonical)
    with begin() as work:
        act = locked(work, clock(), by, Power.PERSON)
        fact = PersonShown(key=keys[-1])
        found = (
            *(_told(binding, ticket, work) for binding, ticket in _held(act, keys)),
            *(_appointed(each, act) for each in _booked(act, keys)),
            *(_asked(each, act) for each in _requested(act, keys)),
            *(_carded(each, act) for each in _cards(act, keys)),
        )
        if not found:
            work.deny(fact, by=by, at=act.now)
            raise NothingHeld
        act.record(fact)
        return found


def erased(
    document: Document, *, by: AgentLogin, begin: Begin, clock: Clock, hashes: Hashes
) -> Changes:
    """Erase what is held for *document*: hints and notes at once, the rest of ended visits too.

    While a visit goes on its keyed hash stays, else the person could hold a second ticket
    (AT-11), and its language, which the calls need; both go with the visit's day
    (R-02). What the journal's facts said of the person goes as well; the facts stay, without a
    name. An appointment that is still to come stays until it is over or cancelled: without its
    holder nobody could use it. So does a request until it is drawn or given up, and of a card its
    hash until the doors open. The subject of the answer counts what something was taken from.
    Raises NothingHeld and what `day.allow` does.
    """
    keys = hashes(document.canonical)
    with begin() as work:
        act = locked(work, clock(), by, Power.PERSON)
        held, booked = _held(act, keys), _booked(act, keys)
        requests, cards = _requested(act, keys), _cards(act, keys)
        if not (held or booked or requests or cards):
            raise NothingHeld
        work.journal.forget_bodies([*keys, *(str(ticket.id) for _binding, ticket in held)])
        for _binding, ticket in held:
            work.bindings.erase(ticket.id, keeps_hash=ticket.status in OPEN)
            work.tickets.put(_forgotten(ticket))
        over = [each for each in booked if not each.is_active]
        for appointment in over:
            work.appointments.erase(appointment.id)
        count = len(held) + len(over) + _erase_asked(requests, cards, act)
        for key in keys:
            work.traces.forget(key)
        act.record(PersonErased(key=keys[-1], count=count))
    topics = (Topic.TICKETS, Topic.APPOINTMENTS, Topic.REGISTER)
    return changes("erase", *topics, subject=str(count))


def _erase_asked(requests: Sequence[Request], cards: Sequence[Card], act: Act) -> int:
    """Take the person out of settled requests, and what was noted out of cards; count both."""
    settled = [each for each in requests if each.state not in ACTIVE]
    for request in settled:
        act.work.register.erase(request)
    for card in cards:
        act.work.openings.erase(act.day, card)
    return len(settled) + len(cards)


def _held(act: Act, keys: Sequence[str]) -> list[tuple[Binding, Ticket]]:
    work = act.work
    found = [binding for key in keys for binding in work.bindings.of_person(key)]
    held = [(binding, work.tickets.get(binding.ticket)) for binding in found]
    return sorted(held, key=lambda pair: (pair[1].issued_at, pair[1].sequence))


def _booked(act: Act, keys: Sequence[str]) -> list[Appointment]:
    found = [each for key in keys for each in act.work.appointments.of_person(PersonKey(key))]
    return sorted(found, key=lambda appointment: appointment.starts_at)


def _requested(act: Act, keys: Sequence[str]) -> list[Request]:
    return [each for key in keys for each in act.work.register.of_person(PersonKey(key))]


def _cards(act: Act, keys: Sequence[str]) -> list[Card]:
    return [each for each in act.work.openings.cards(act.day) if each.person in keys]


def _asked(request: Request, act: Act) -> Held:
    text = act.work.register.holder(request)
    holder = read_back(text, act.day) if text else None
    return Held(
        ticket=None,
        number=request.reference,
        day=request.since.astimezone(act.site.time_zone).date(),
        procedure=request.procedure,
        status=request.state,
        issued_at=request.since,
        hint=_hint(holder),
        note=_contacts(holder),
        language=holder.language if holder else "",
    )


def _carded(card: Card, act: Act) -> Held:
    return Held(
        ticket=None,
        number=str(card.number),
        day=act.day,
        procedure=card.procedure,
        status=RequestState.WAITING,
        issued_at=card.at,
        hint=card.hint,
        note="",
        language=card.language,
    )


def _hint(holder: Applicant | None) -> str:
    if holder is None:
        return ""
    return f"{holder.family_name} {holder.given_names}".strip() + f", {holder.birth_date.text}"


def _contacts(holder: Applicant | None) -> str:
    return " / ".join(filter(None, (holder.phone, holder.email))) if holder else ""


def _appointed(appointment: Appointment, act: Act) -> Held:
    holder = holder_of(appointment, act.work, act.day)
    return Held(
        ticket=None,
        number=appointment.reference,
        day=appointment.starts_at.astimezone(act.site.time_zone).date(),
        procedure=appointment.procedure,
        status=appointment.status,
        issued_at=appointment.booked_at,
        hint=_hint(holder),
        note=_contacts(holder),
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
