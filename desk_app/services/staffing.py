"""How many counters the day needs, half-hour by half-hour: what was seen, then what to expect.

The arithmetic and its source are domain/staffing's. What is expected of a half-hour is the mean
of the former same weekdays; a store without any expects the day to go on as it began.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence

from desk_app.domain.counters import CounterState
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.staffing import HALF_HOUR, Load, mean_open
from desk_app.domain.tickets import TicketStatus
from desk_app.services.alerts import Alert, AlertKind, CounterLine, spare_counter, whole_minutes
from desk_app.services.day import Today, today
from desk_app.services.dayfacts import entries_of, local_shares, opened_since
from desk_app.services.needs import Grid, Need, Weighing
from desk_app.services.ports import Clock, Holidays, Read, UnitOfWork, Waiting
from desk_app.services.supervision import counter_lines
from desk_app.services.waits import service_times

FORMER_WEEKS = 8
"""How many former same weekdays make the expectation: two months, one season."""
WELL_KNOWN_FROM = 4
"""Former days under which an expectation is only a starting estimate."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class HalfHour:
    """Half an hour of the day, local to the site; *opened* is None while it has not begun."""

    starts: dt.datetime
    needed: int
    opened: int | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Staffing:
    """The need for counters today. *now* counts half-hours from the first, None outside hours.

    *needed* is that of the present half-hour, and *until* when it ends to be more than *opened*
    (None where it is not more): then, and only then, *alerts* asks for the *missing* counters.
    *days_seen* are the former days the expectation is made of.
    """

    half_hours: tuple[HalfHour, ...]
    now: float | None
    needed: int
    opened: int
    until: dt.datetime | None
    days_seen: int
    alerts: tuple[Alert, ...]

    @property
    def is_first_estimate(self) -> bool:
        """True while too few former days were seen to expect anything of this one."""
        return self.days_seen < WELL_KNOWN_FROM

    @property
    def missing(self) -> int:
        """How many counters must open now; 0 where those open are enough."""
        return self.needed - self.opened if self.until else 0


def staffing(*, language: str, read: Read, clock: Clock, holidays: Holidays) -> Staffing:
    """Return the counters needed today and those that were open."""
    with read() as work:
        now = today(work, clock())
        grid = Grid.of(now, holidays(now.site))
        tickets = work.tickets.of_day(now.day)
        waiting = work.tickets.waiting_by_procedure(now.day)
        counters = counter_lines(work, now, tickets, waiting)
        weighing = Weighing(service_times(work), now.site.rules.party_extra)
        entries = entries_of(work, now)
        people = work.sites.agents()
        former = _former_days(work, now, grid, weighing)
        is_closed = work.days.is_closed(now.day)
    in_line = [ticket for ticket in tickets if ticket.status is TicketStatus.WAITING]
    need = Need(
        now=now,
        grid=grid,
        seen=grid.loads(tickets, weighing),
        former=former,
        waiting=weighing.load(in_line),
    )
    halves = _half_hours(need, opened_since(entries, now.site.counters))
    place = None if is_closed else grid.place(now.now)
    opened = sum(line.state is CounterState.OPEN for line in counters)
    plan = Staffing(
        half_hours=halves,
        now=place,
        needed=halves[int(place)].needed if place is not None else 0,
        opened=opened,
        until=_short_until(halves, place, opened),
        days_seen=len(former),
        alerts=local_shares(entries, people, now),
    )
    if not plan.missing:
        return plan
    short = _short(plan, counters, waiting, now, language)
    return dataclasses.replace(plan, alerts=(short, *plan.alerts))


def _half_hours(need: Need, opened: Sequence[tuple[dt.datetime, int]]) -> tuple[HalfHour, ...]:
    now = need.now.now
    halves = []
    for at in range(need.grid.count):
        starts = need.grid.starts(at)
        until = min(starts + HALF_HOUR, now)
        halves.append(
            HalfHour(
                starts=starts,
                needed=need.counters(at),
                opened=int(mean_open(opened, starts, until) + 0.5) if starts <= now else None,
            )
        )
    return tuple(halves)


def _short_until(
    halves: Sequence[HalfHour], place: float | None, opened: int
) -> dt.datetime | None:
    """Return the end of the half-hours from now on that need more than is open."""
    if place is None:
        return None
    until = None
    for half in halves[int(place) :]:
        if half.needed <= opened:
            break
        until = half.starts + HALF_HOUR
    return until


def _short(
    plan: Staffing,
    counters: Sequence[CounterLine],
    waiting: Mapping[ProcedureCode, Waiting],
    now: Today,
    language: str,
) -> Alert:
    """Ask for the counters missing: which one to open if any helps, and whom that helps most."""
    asked = Alert(kind=AlertKind.SHORT_OF_COUNTERS, missing=plan.missing, until=plan.until)
    spare = spare_counter(counters)
    in_line = [
        (now.now - line.oldest, line) for line in waiting.values() if line.oldest is not None
    ]
    helped = [
        found for found in in_line if spare is not None and found[1].procedure in spare.serves
    ]
    if spare is None or (in_line and not helped):
        return asked
    asked = dataclasses.replace(asked, counter=spare.number, counter_state=spare.state)
    if not helped:
        return asked
    longest, line = max(helped, key=lambda found: found[0])
    return dataclasses.replace(
        asked,
        procedure=line.procedure,
        name=now.site.procedures[line.procedure].short_named(language),
        waiting=line.tickets,
        minutes=whole_minutes(longest),
    )


def _former_days(
    work: UnitOfWork, now: Today, grid: Grid, weighing: Weighing
) -> tuple[tuple[Load, ...], ...]:
    """Return the loads of the former same weekdays on which anybody came."""
    if not grid.count:
        return ()
    days = (
        work.tickets.of_day(now.day - dt.timedelta(weeks=week + 1)) for week in range(FORMER_WEEKS)
    )
    return tuple(grid.loads(tickets, weighing) for tickets in days if tickets)
