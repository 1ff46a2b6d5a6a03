"""What the supervisor sees of the day: who waits and why, what each counter does. Reads only."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence

from desk_app.domain.counters import CounterDay, CounterId, CounterState
from desk_app.domain.hours import closes_at
from desk_app.domain.people import Agent, AgentLogin
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.tickets import Ticket, TicketNumber, TicketStatus
from desk_app.services.alerts import (
    FORGOTTEN_AFTER,
    Alert,
    AlertKind,
    CounterLine,
    WaitingLine,
    alerts,
)
from desk_app.services.day import Today, today
from desk_app.services.ports import Clock, Holidays, ProcedureDay, Read, UnitOfWork, Waiting
from desk_app.services.quotas import Quotas
from desk_app.services.waits import Hall, hall

__all__ = ["Alert", "AlertKind", "CounterLine", "Supervision", "WaitingLine", "supervision"]

_AT_COUNTER = frozenset({TicketStatus.CALLED, TicketStatus.SERVING})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Supervision:
    """The day as it is now. Shares are between 0 and 1.

    *people* counts the parties of those who wait; *in_target* is the share called within the
    target, of the visitors called or already past it; *promises_kept* is the share of ranges
    that held and *promise_error* the mean error of the estimate in minutes.
    """

    at: dt.datetime
    waiting: int
    people: int
    longest: dt.timedelta | None
    longest_number: TicketNumber | None
    longest_name: str
    in_target: float | None
    target: dt.timedelta
    target_share: float
    served: int
    no_shows: int
    parked: int
    at_counters: int
    counters_open: int
    closes_at: dt.datetime | None
    lines: tuple[WaitingLine, ...]
    counters: tuple[CounterLine, ...]
    alerts: tuple[Alert, ...]
    promises: int
    promises_kept: float | None
    promise_error: float | None


def supervision(*, language: str, read: Read, clock: Clock, holidays: Holidays) -> Supervision:
    """Return the supervisor's view of the day."""
    with read() as work:
        now = today(work, clock())
        tickets = work.tickets.of_day(now.day)
        ahead = hall(work, now)
        quotas = Quotas(work, now, holidays(now.site))
        lines = _lines(work, now, tickets, ahead, language=language, quotas=quotas)
        counters = counter_lines(work, now, tickets, ahead.waiting)
        heads = work.tickets.heads(now.day, now.site.procedures)
        promises = _promises(work, now.day)
        is_closed = work.days.is_closed(now.day)
    oldest = min(_in(tickets, TicketStatus.WAITING), key=lambda each: each.arrived_at, default=None)
    closes = None if is_closed else closes_at(now.site, now.day, holidays(now.site))
    return Supervision(
        at=now.now.astimezone(now.site.time_zone),
        waiting=len(_in(tickets, TicketStatus.WAITING)),
        people=sum(line.people for line in ahead.waiting.values()),
        longest=oldest.waited(now.now) if oldest else None,
        longest_number=oldest.number if oldest else None,
        longest_name=_name(now, oldest.procedure, language) if oldest else "",
        in_target=_in_target(tickets, now.site.rules.target_wait, now.now),
        target=now.site.rules.target_wait,
        target_share=now.site.rules.target_share,
        served=len(_in(tickets, TicketStatus.COMPLETED)),
        no_shows=sum(ticket.calls > 0 for ticket in _in(tickets, TicketStatus.NO_SHOW)),
        parked=len(_in(tickets, TicketStatus.PARKED)),
        at_counters=len(_in(tickets, *_AT_COUNTER)),
        counters_open=sum(line.state is CounterState.OPEN for line in counters),
        closes_at=closes.astimezone(now.site.time_zone) if closes else None,
        lines=lines,
        counters=counters,
        alerts=alerts(now, lines=lines, counters=counters, heads=heads, language=language),
        promises=promises.count,
        promises_kept=promises.held,
        promise_error=promises.error,
    )


def counter_lines(
    work: UnitOfWork,
    now: Today,
    tickets: Sequence[Ticket],
    waiting: Mapping[ProcedureCode, Waiting],
) -> tuple[CounterLine, ...]:
    """Return every counter of the site with what it does now, by number."""
    states = work.counters.today(now.day)
    people = work.sites.agents()
    here = {ticket.counter: ticket for ticket in _in(tickets, *_AT_COUNTER)}
    return tuple(
        _counter(
            number,
            now,
            state=states.get(number),
            ticket=here.get(number),
            people=people,
            waiting=waiting,
        )
        for number in sorted(now.site.counters)
    )


def _lines(
    work: UnitOfWork,
    now: Today,
    tickets: Sequence[Ticket],
    ahead: Hall,
    *,
    language: str,
    quotas: Quotas,
) -> tuple[WaitingLine, ...]:
    states = work.procedures.today(now.day)
    seen = {ticket.procedure for ticket in tickets} | set(states)
    lines = []
    for code, procedure in now.site.procedures.items():
        if not procedure.is_walk_in and code not in seen:
            continue
        state = states.get(code, ProcedureDay(procedure=code, is_open=True, quota=None, issued=0))
        line = ahead.waiting.get(code)
        mine = [ticket for ticket in tickets if ticket.procedure == code]
        lines.append(
            WaitingLine(
                code=code,
                series=now.site.series(code),
                name=procedure.short_named(language),
                is_open=state.is_open,
                waiting=line.tickets if line else 0,
                longest=now.now - line.oldest if line and line.oldest else None,
                wait=ahead.wait(code).minutes,
                served=len(_in(mine, TicketStatus.COMPLETED)),
                issued=state.issued,
                quota=quotas.of(procedure, state),
                site_quota=procedure.quota,
                is_quota_set=state.quota is not None,
                counters=tuple(
                    number
                    for number, counter in sorted(now.site.counters.items())
                    if code in counter.procedures
                ),
            )
        )
    return tuple(lines)


def _counter(
    number: CounterId,
    now: Today,
    *,
    state: CounterDay | None,
    ticket: Ticket | None,
    people: Mapping[AgentLogin, Agent],
    waiting: Mapping[ProcedureCode, Waiting],
) -> CounterLine:
    since = (ticket.started_at or ticket.called_at) if ticket else state.since if state else None
    elapsed = now.now - since if since else None
    agent = people.get(state.agent) if state and state.agent else None
    serves = now.site.counters[number].procedures
    return CounterLine(
        number=number,
        state=state.state if state else None,
        agent=agent.name if agent else "",
        number_here=ticket.number if ticket else None,
        status=ticket.status if ticket else None,
        since=elapsed,
        since_at=since.astimezone(now.site.time_zone) if since else None,
        is_forgotten=bool(ticket and elapsed and _is_forgotten(ticket, elapsed, now)),
        waiting=sum(line.tickets for code, line in waiting.items() if code in serves),
        serves=serves,
    )


def _is_forgotten(ticket: Ticket, elapsed: dt.timedelta, now: Today) -> bool:
    procedure = now.site.procedures.get(ticket.procedure)
    if procedure is None:  # a site file loaded since has it no more
        return False
    return elapsed > dt.timedelta(minutes=procedure.minutes * FORGOTTEN_AFTER)


@dataclasses.dataclass(frozen=True, slots=True)
class _Promises:
    """The ranges told today whose wait has come true."""

    count: int
    held: float | None
    error: float | None


def _promises(work: UnitOfWork, day: dt.date) -> _Promises:
    told = [
        (promise, promise.actual)
        for promise in work.learned.promises(day)
        if promise.actual is not None
    ]
    if not told:
        return _Promises(0, None, None)
    held = sum(promise.low <= actual <= promise.high for promise, actual in told)
    error = sum(abs(promise.expected - actual) for promise, actual in told)
    return _Promises(len(told), held / len(told), error / len(told))


def _in_target(tickets: Sequence[Ticket], target: dt.timedelta, now: dt.datetime) -> float | None:
    """Who waits past the target, or was sent home uncalled, is late: no day is flattered."""
    called = [ticket for ticket in tickets if ticket.first_called_at is not None]
    never_called = [ticket for ticket in tickets if ticket.first_called_at is None]
    late = sum(
        ticket.waited(now) > target
        for ticket in never_called
        if ticket.status is TicketStatus.WAITING
    ) + len(_in(never_called, TicketStatus.NO_SHOW))
    if not called and not late:
        return None
    in_time = sum(ticket.waited(now) <= target for ticket in called)
    return in_time / (len(called) + late)


def _in(tickets: Sequence[Ticket], *statuses: TicketStatus) -> list[Ticket]:
    return [ticket for ticket in tickets if ticket.status in statuses]


def _name(now: Today, code: ProcedureCode, language: str) -> str:
    procedure = now.site.procedures.get(code)
    return procedure.short_named(language) if procedure else code
