"""Handing out a same-day ticket: the rules that may refuse it, its number, its paper."""

from __future__ import annotations

import dataclasses
import datetime as dt
import difflib
import itertools
from collections.abc import Callable

from desk_app.domain.changes import Topic, changes
from desk_app.domain.errors import (
    BadValue,
    LastTicketPassed,
    NotServedAnywhere,
    NotWalkIn,
    ProcedureClosed,
    QuotaReached,
    SiteClosed,
    StepTwice,
    UnknownLanguage,
    UnknownProcedure,
)
from desk_app.domain.hours import gives_tickets, is_open, open_until, reopens_at
from desk_app.domain.numbering import number
from desk_app.domain.overrides import Override
from desk_app.domain.people import AgentLogin, Document
from desk_app.domain.prints import JobId
from desk_app.domain.procedures import Channel, Procedure, ProcedureCode
from desk_app.domain.roles import Power
from desk_app.domain.site import Site
from desk_app.domain.text import clean
from desk_app.domain.tickets import Priority, Ticket, TicketId
from desk_app.domain.visits import is_bound
from desk_app.services.day import Today, locked
from desk_app.services.handing import Bearer, Printer, hand_out
from desk_app.services.holders import require_alone
from desk_app.services.outcomes import Issued
from desk_app.services.overrides import use
from desk_app.services.ports import (
    Begin,
    Clock,
    Holidays,
    KeyedHash,
    NewCode,
    NewId,
    UnitOfWork,
)
from desk_app.services.questions import Agreement
from desk_app.services.quotas import Quotas

PARTY_AT_MOST = 20
_TOUCHED = (Topic.TICKETS, Topic.PROCEDURES, Topic.PRINTS)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What the visitor asks for. *hint* is initials and birth year, for the counter (AT-12).

    *steps* are further procedures of the same visit, in order.
    """

    procedure: ProcedureCode
    priority: Priority | None = None
    language: str = "fr"
    party: int = 1
    document: Document | None = None
    hint: str = ""
    steps: tuple[ProcedureCode, ...] = ()


def issue(
    order: Order,
    *,
    by: AgentLogin,
    begin: Begin,
    clock: Clock,
    new_id: NewId,
    new_code: NewCode,
    keyed_hash: KeyedHash,
    holidays: Holidays,
    printer: Callable[[], Printer],
    agreement: Agreement | None = None,
) -> Issued:
    """Hand out a ticket; its fact and its print job are committed with it.

    A LOCAL priority needs the *agreement* of a second person for the procedure's code (AT-16).
    Raises a CannotIssue that says what is still possible, DocumentNeeded, AlreadyHasTicket or
    what `services.overrides.use` does.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.ISSUE)
        today = act.today
        procedure = may_issue(order, work, today, holidays(work.site))
        order = _in_codes(order, procedure, today.site)
        person = _person(order, work, today, keyed_hash)
        ticket = ticket_of(order, work, today, new_id=new_id, code=new_code())
        if order.priority is Priority.LOCAL:
            use(agreement, Override.LOCAL_PRIORITY, procedure.code, act, about=ticket.number)
        job = JobId(new_id())
        who = Bearer(person=person, hint=order.hint)
        place = hand_out(ticket, act, who=who, job=job, printer=printer())
    made = changes("issue", *_TOUCHED, subject=ticket.number)
    return Issued(
        changes=made, ticket=ticket, position=place.before + 1, wait=place.minutes, job=job
    )


def find_procedure(site: Site, code: str) -> Procedure:
    """Return the procedure of *code*. Raises UnknownProcedure with the nearest code."""
    found = site.procedures.get(ProcedureCode(code.strip().upper()))
    if found is None:
        nearest = difflib.get_close_matches(code.upper(), list(site.procedures), n=1)
        raise UnknownProcedure(clean(code), nearest[0] if nearest else None)
    return found


def require_served(site: Site, procedure: ProcedureCode) -> None:
    """Refuse a procedure that no counter of *site* serves. Raises NotServedAnywhere."""
    if not any(procedure in place.procedures for place in site.counters.values()):
        raise NotServedAnywhere(procedure)


def may_issue(
    order: Order, work: UnitOfWork, today: Today, holidays: frozenset[dt.date]
) -> Procedure:
    """Return the procedure of *order* if a ticket for it may be given now. Raises a CannotIssue."""
    site = today.site
    procedure = find_procedure(site, order.procedure)
    code = procedure.code
    work.rights.require_series(site.series(code))
    if order.language not in site.languages:
        raise UnknownLanguage(order.language, site.languages)
    if not 1 <= order.party <= PARTY_AT_MOST:
        raise BadValue("party", str(order.party), f"1-{PARTY_AT_MOST}")
    by_appointment = Channel.APPOINTMENT in procedure.channels
    if not procedure.is_walk_in:
        raise NotWalkIn(code, None, by_appointment)
    state = work.procedures.get(today.day, code)
    reopens = reopens_at(site, procedure, today.now, holidays)
    if work.days.is_closed(today.day):
        raise SiteClosed(code, _tomorrow(site, procedure, today, holidays), by_appointment)
    if not state.is_open:
        raise ProcedureClosed(code, _tomorrow(site, procedure, today, holidays), by_appointment)
    if not is_open(site, today.now, holidays):
        raise SiteClosed(code, reopens, by_appointment)
    if not gives_tickets(site, procedure, today.now, holidays):
        closes = open_until(site, today.now, holidays)
        raise LastTicketPassed(code, reopens, by_appointment, closes)
    quota = Quotas(work, today, holidays).reached(procedure, state)
    if quota is not None:
        next_day = _tomorrow(site, procedure, today, holidays)
        raise QuotaReached(code, next_day, by_appointment, quota)
    return procedure


def _in_codes(order: Order, procedure: Procedure, site: Site) -> Order:
    """Return *order* with the site's own codes, however they were typed, and a hint that is one.

    Raises NotServedAnywhere or StepTwice for a further step that would strand the visitor.
    """
    steps = tuple(find_procedure(site, step).code for step in order.steps)
    for before, step in itertools.pairwise((procedure.code, *steps)):
        require_served(site, step)
        if step == before:
            raise StepTwice(step)
    hint = clean(order.hint)[:40]
    return dataclasses.replace(order, procedure=procedure.code, steps=steps, hint=hint)


def _tomorrow(
    site: Site, procedure: Procedure, today: Today, holidays: frozenset[dt.date]
) -> dt.datetime | None:
    """When the procedure starts again on another day: a quota or a closing lasts all day."""
    midnight = dt.datetime.combine(
        today.day + dt.timedelta(days=1), dt.time(0), tzinfo=site.time_zone
    )
    return reopens_at(site, procedure, midnight - dt.timedelta(seconds=1), holidays)


def _person(order: Order, work: UnitOfWork, today: Today, keyed_hash: KeyedHash) -> str:
    """Return the keyed hash the ticket is bound to, empty for an anonymous one (AT-11)."""
    codes = (order.procedure, *order.steps)
    visit = [today.site.procedures[code] for code in codes]
    if not is_bound(visit, has_document=order.document is not None) or order.document is None:
        return ""
    person = keyed_hash(order.document.canonical)
    require_alone(work, today.day, person, frozenset(codes))
    return person


def ticket_of(order: Order, work: UnitOfWork, today: Today, *, new_id: NewId, code: str) -> Ticket:
    """Return the next ticket of the series of *order*: its number is taken."""
    series = today.site.series(order.procedure)
    return Ticket(
        id=TicketId(new_id()),
        day=today.day,
        number=number(series, work.days.take_number(today.day, series)),
        sequence=work.days.next_sequence(today.day),
        procedure=order.procedure,
        issued_at=today.now,
        arrived_at=today.now,
        owner=today.desk,
        code=code,
        priority=order.priority,
        language=order.language,
        party=order.party,
        steps=order.steps,
    )
