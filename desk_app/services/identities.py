"""Correcting a slip in what binds a ticket, with a second person (AT-02, AT-16)."""

from __future__ import annotations

import dataclasses
import itertools
from typing import NoReturn

from desk_app.domain.account_facts import IdentityCorrected, OverrideDenied
from desk_app.domain.errors import AnotherPerson, NothingToCorrect
from desk_app.domain.identities import is_slip, slips
from desk_app.domain.numbering import read_number
from desk_app.domain.overrides import Override
from desk_app.domain.people import AgentLogin, Document, DocumentKind
from desk_app.domain.roles import Power
from desk_app.domain.text import clean
from desk_app.domain.tickets import Ticket
from desk_app.domain.visits import still_for
from desk_app.services.day import Act, allow, locked, today
from desk_app.services.holders import require_alone
from desk_app.services.moves import outcome
from desk_app.services.outcomes import Outcome
from desk_app.services.overrides import use
from desk_app.services.ports import Begin, Binding, Clock, KeyedHash, Read
from desk_app.services.questions import Agreement

HINT_AT_MOST = 40


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a ticket should say of its holder: the document as shown, or else the *hint*."""

    number: str
    document: Document | None = None
    hint: str = ""


def correct(
    correction: Correction,
    *,
    by: AgentLogin,
    begin: Begin,
    read: Read,
    clock: Clock,
    keyed_hash: KeyedHash,
    agreement: Agreement | None = None,
) -> Outcome:
    """Mend one field of what binds a ticket, with the *agreement* of a second person.

    Once a ticket: slip by slip it would come to be somebody else's. Raises NothingToCorrect,
    AnotherPerson (which is recorded: no holder is replaced, whoever agrees), AlreadyHasTicket,
    or what `services.overrides.use` does.
    """
    with read() as work:
        allow(work, clock(), by, Power.CALL)  # before anything of the ticket is looked at
    noted = _noted(correction.number, read=read, clock=clock)
    after = None if noted is None else _corrected(noted, correction, keyed_hash)
    # Thousands of hashes may be tried: not in a transaction.
    is_same_person = after is not None and noted is not None and _is_slip_of(
        noted, after, correction.document, keyed_hash
    )  # fmt: skip
    with begin() as work:
        act = locked(work, clock(), by, Power.CALL)
        ticket = work.tickets.by_number(act.day, read_number(correction.number))
        work.rights.require_ticket(ticket)
        before = work.bindings.of_ticket(ticket.id)
        if before is None or after in {None, before} or before != noted or not ticket.is_active:
            raise NothingToCorrect(ticket.number)
        if not is_same_person or _is_corrected(ticket, act):
            _deny(ticket, act)
        require_alone(work, act.day, after.person, still_for(ticket), besides=ticket.id)
        use(agreement, Override.RECTIFICATION, ticket.number, act)
        work.bindings.correct(after)
        act.record(_fact(ticket, before, after))
    return outcome("correct", ticket)


def noted_hint(number: str, *, read: Read, clock: Clock) -> str:
    """Return the hint of the ticket of *number*. Raises NothingToCorrect for an anonymous one."""
    noted = _noted(number, read=read, clock=clock)
    if noted is None:
        raise NothingToCorrect(read_number(number))
    return noted.hint


def _noted(number: str, *, read: Read, clock: Clock) -> Binding | None:
    with read() as work:
        day = today(work, clock()).day
        return work.bindings.of_ticket(work.tickets.by_number(day, read_number(number)).id)


def _corrected(noted: Binding, correction: Correction, keyed_hash: KeyedHash) -> Binding:
    """Return *noted* with one field mended; a document given leaves the hint as it is."""
    if correction.document is not None:
        return dataclasses.replace(noted, person=keyed_hash(correction.document.canonical))
    hint = clean(correction.hint)[:HINT_AT_MOST]
    return dataclasses.replace(noted, hint=hint or noted.hint)


def _is_slip_of(
    noted: Binding, after: Binding, document: Document | None, keyed_hash: KeyedHash
) -> bool:
    """True if the document noted is *document* with a slip, or read as one of another kind."""
    if document is None:
        return not noted.hint or is_slip(noted.hint, after.hint)
    others = (
        dataclasses.replace(document, kind=kind, country=country)
        for kind, country in itertools.product(DocumentKind, {document.country, ""})
    )
    misread = (dataclasses.replace(document, number=number) for number in slips(document.number))
    tried = itertools.chain(others, misread)
    return any(keyed_hash(each.canonical) == noted.person for each in tried)


def _is_corrected(ticket: Ticket, act: Act) -> bool:
    story = act.work.journal.of_ticket(ticket.id)
    return any(entry.kind == IdentityCorrected.__name__ for entry in story)


def _deny(ticket: Ticket, act: Act) -> NoReturn:
    refused = AnotherPerson(ticket.number)
    fact = OverrideDenied(
        kind=Override.RECTIFICATION,
        subject=ticket.number,
        approver=None,
        error=type(refused).__name__,
    )
    act.work.deny(fact, by=act.by, at=act.now)
    raise refused


def _fact(ticket: Ticket, before: Binding, after: Binding) -> IdentityCorrected:
    is_same = before.person == after.person
    return IdentityCorrected(
        ticket=ticket.id,
        number=ticket.number,
        before="" if is_same else before.person,
        after="" if is_same else after.person,
    )
