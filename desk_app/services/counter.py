"""What Guichet shows: the visitor here, who is next and why, who is aside. Reads only."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from desk_app.domain.counters import Counter, CounterId, CounterState
from desk_app.domain.journal import Entry
from desk_app.domain.people import AgentLogin
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.queue import Choice, Chooser, Reason, Why
from desk_app.domain.tickets import Priority, Ticket, TicketNumber, TicketStatus
from desk_app.services.asides import Aside, absent, parked
from desk_app.services.day import Today, today
from desk_app.services.moves import find_counter
from desk_app.services.ports import Clock, Read, UnitOfWork
from desk_app.services.waits import service_times

ROWS = 40
"""Rows of the queue shown at once; more are counted."""
ACTS = 8


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class QueueLine:
    """One who waits, with the reason for the place."""

    number: TicketNumber
    procedure: ProcedureCode
    name: str
    arrived_at: dt.datetime
    waited: dt.timedelta
    reason: Reason
    priority: Priority | None
    party: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Current:
    """The visitor called or served at the counter; *hint* is checked against the paper (AT-12)."""

    number: TicketNumber
    status: TicketStatus
    procedure: ProcedureCode
    name: str
    language: str
    party: int
    priority: Priority | None
    hint: str
    waited: dt.timedelta
    reason: Reason | None
    calls: int
    called_at: dt.datetime
    started_at: dt.datetime | None
    recallable_at: dt.datetime
    expected: dt.timedelta
    steps: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ActLine:
    """One of the agent's last acts: the fact's kind and what its sentence needs."""

    at: dt.datetime
    kind: str
    operation: str
    number: TicketNumber
    procedure: str = ""
    counter: int | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CounterScreen:
    """Guichet as it is now. Times are local to the site; *elsewhere* is who waits for others."""

    counter: CounterId
    state: CounterState | None
    agent: AgentLogin | None
    since: dt.datetime | None
    serves: tuple[str, ...]
    current: Current | None
    also_here: tuple[TicketNumber, ...]
    queue: tuple[QueueLine, ...]
    waiting: int
    parked: tuple[Aside, ...]
    absent: tuple[Aside, ...]
    acts: tuple[ActLine, ...]
    elsewhere: tuple[tuple[str, int], ...]
    calls_needed: int


def counter_screen(
    number: CounterId, *, by: AgentLogin, language: str, read: Read, clock: Clock
) -> CounterScreen:
    """Return Guichet for counter *number* and agent *by*. Raises UnknownCounter."""
    with read() as work:
        now = today(work, clock())
        counter = find_counter(now.site, number)
        state = work.counters.today(now.day).get(number)
        here = work.tickets.at_counter(now.day, number)
        lines = work.tickets.waiting_by_procedure(now.day)
        mine = sum(line.tickets for code, line in lines.items() if code in counter.procedures)
        return CounterScreen(
            counter=number,
            state=state.state if state else None,
            agent=state.agent if state else None,
            since=_local(state.since, now) if state and state.since else None,
            serves=_names(counter, now, language),
            current=_current(here[0], work, now, language) if here else None,
            also_here=tuple(ticket.number for ticket in here[1:]),
            queue=queue_lines(counter, work, now, language, rows=ROWS),
            waiting=mine,
            parked=parked(counter, work, now, language),
            absent=absent(counter, work, now, language),
            acts=_acts(by, work, now, language),
            elsewhere=tuple(
                (now.site.procedures[code].short_named(language), line.tickets)
                for code, line in lines.items()
                if code not in counter.procedures and code in now.site.procedures
            ),
            calls_needed=now.site.rules.calls_before_no_show,
        )


def queue_list(
    number: CounterId | None, *, language: str, read: Read, clock: Clock, rows: int = 10_000
) -> tuple[QueueLine, ...]:
    """Return who waits, in the order they would be called: for one counter, or at the site."""
    with read() as work:
        now = today(work, clock())
        counter = None if number is None else find_counter(now.site, number)
        return queue_lines(counter, work, now, language, rows=rows)


def queue_lines(
    counter: Counter | None, work: UnitOfWork, now: Today, language: str, *, rows: int
) -> tuple[QueueLine, ...]:
    """Return the first *rows* waiting tickets of *counter*, or of the whole site.

    Who is kept for another counter is left out; who waits for the spacing of calls comes last.
    """
    site = now.site
    procedures = counter.procedures if counter else frozenset(site.procedures)
    heads = work.tickets.heads(
        now.day, procedures, counter=counter.number if counter else None, per_lane=rows
    )
    chooser = Chooser(
        counter=counter.number if counter else None,
        tiers=counter.tiers(site.procedures) if counter else (procedures,),
        rules=site.rules,
        now=now.now,
    )
    choices = [
        choice
        for choice in chooser.order(heads)
        if counter is None or choice.ticket.reserved_for in {None, counter.number}
    ]
    choices.sort(key=lambda choice: (choice.ticket.not_before or now.now) > now.now)
    return tuple(_queue_line(choice, now, language) for choice in choices[:rows])


def _queue_line(choice: Choice, now: Today, language: str) -> QueueLine:
    ticket = choice.ticket
    return QueueLine(
        number=ticket.number,
        procedure=ticket.procedure,
        name=_short(ticket.procedure, now, language),
        arrived_at=_local(ticket.arrived_at, now),
        waited=ticket.waited(now.now),
        reason=choice.reason.localised(now.site.time_zone),
        priority=ticket.priority,
        party=ticket.party,
    )


def _current(ticket: Ticket, work: UnitOfWork, now: Today, language: str) -> Current:
    binding = work.bindings.of_ticket(ticket.id)
    time = service_times(work).get(ticket.procedure)
    called_at = ticket.called_at or ticket.issued_at
    return Current(
        number=ticket.number,
        status=ticket.status,
        procedure=ticket.procedure,
        name=_full(ticket.procedure, now, language),
        language=ticket.language,
        party=ticket.party,
        priority=ticket.priority,
        hint=binding.hint if binding else "",
        waited=ticket.waited(now.now),
        reason=_reason_of_call(ticket, work, now),
        calls=ticket.calls,
        called_at=_local(called_at, now),
        started_at=_local(ticket.started_at, now) if ticket.started_at else None,
        recallable_at=_local(ticket.recallable_at(now.site.rules), now),
        expected=dt.timedelta(seconds=time.mean if time else 0),
        steps=tuple(_short(step, now, language) for step in ticket.steps),
    )


def _reason_of_call(ticket: Ticket, work: UnitOfWork, now: Today) -> Reason | None:
    """Return why the ticket was called: from the fact of its first call in this round."""
    for entry in reversed(work.journal.of_ticket(ticket.id)):
        if entry.kind == "TicketCalled" and entry.header["why"] != Why.RECALLED:
            passed = entry.header["passed"]
            return Reason(
                why=Why(str(entry.header["why"])),
                at=_local(ticket.appointment_at or ticket.arrived_at, now),
                passed=passed if isinstance(passed, int) else 0,
                priority=ticket.priority,
            )
    return None


def _acts(by: AgentLogin, work: UnitOfWork, now: Today, language: str) -> tuple[ActLine, ...]:
    midnight = dt.datetime.combine(now.day, dt.time(0), tzinfo=now.site.time_zone)
    entries: Sequence[Entry] = work.journal.of_agent(by, midnight, ACTS * 3)
    acts = [_act(entry, now, language) for entry in entries if "number" in entry.header]
    return tuple(acts[:ACTS])


def _act(entry: Entry, now: Today, language: str) -> ActLine:
    code = ProcedureCode(str(entry.header.get("procedure", "")))
    procedure = now.site.procedures.get(code)
    counter = entry.header.get("counter")
    is_recall = entry.header.get("why") == Why.RECALLED
    return ActLine(
        at=_local(entry.at, now),
        kind=entry.kind,
        operation=str(entry.header.get("move", "recall" if is_recall else "")),
        number=TicketNumber(str(entry.header["number"])),
        procedure=procedure.short_named(language) if procedure else "",
        counter=counter if isinstance(counter, int) else None,
    )


def _names(counter: Counter, now: Today, language: str) -> tuple[str, ...]:
    codes = (code for code in now.site.procedures if code in counter.procedures)
    return tuple(now.site.procedures[code].short_named(language) for code in codes)


def _short(code: ProcedureCode, now: Today, language: str) -> str:
    """Return the short name, the code if the site has dropped the procedure since the issue."""
    procedure = now.site.procedures.get(code)
    return procedure.short_named(language) if procedure else code


def _full(code: ProcedureCode, now: Today, language: str) -> str:
    procedure = now.site.procedures.get(code)
    return procedure.named(language) if procedure else code


def _local(at: dt.datetime, now: Today) -> dt.datetime:
    return at.astimezone(now.site.time_zone)
