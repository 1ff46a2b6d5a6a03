"""Opening series, exceptional openings and closures, as they are decided. They list no slots."""

from __future__ import annotations

import calendar
import dataclasses
import datetime as dt
import enum
import math
from collections.abc import Mapping
from typing import NewType

from desk_app.domain.counters import CounterId
from desk_app.domain.procedures import ProcedureCode

SeriesId = NewType("SeriesId", str)
ClosureId = NewType("ClosureId", str)

LONGEST_CHAIN = 25
"""Consecutive slots one visit may take at most."""


class Use(enum.StrEnum):
    """What a seat is kept for (A-06), in the order of the seat numbers of a slot.

    A closed counter takes the highest numbers away: walk-ins first, booked people last.
    """

    APPOINTMENT = "appointment"
    URGENT = "urgent"
    RESERVE = "reserve"
    WALK_IN = "walk_in"


class Week(enum.StrEnum):
    """Which week of the month: the first is days 1 to 7, the last the last such weekday."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    FOURTH = "fourth"
    LAST = "last"


class ClosureReason(enum.StrEnum):
    """Why a time is closed: a code, never a sentence about a person."""

    STAFF = "staff"  # not enough agents
    TRAINING = "training"
    WORKS = "works"
    OUTAGE = "outage"  # computers, network, power
    SAFETY = "safety"
    EVENT = "event"  # ceremony, elections
    BRIDGE = "bridge"  # between a holiday and a week-end
    OTHER = "other"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """How the seats of a day are split, in hundredths that make 100 (A-06)."""

    appointments: int = 60
    walk_in: int = 25
    urgent: int = 10
    reserve: int = 5

    @property
    def total(self) -> int:
        """The sum, which must be 100."""
        return self.appointments + self.walk_in + self.urgent + self.reserve

    def of(self, use: Use) -> int:
        """Return the share of *use*."""
        return {
            Use.APPOINTMENT: self.appointments,
            Use.URGENT: self.urgent,
            Use.RESERVE: self.reserve,
            Use.WALK_IN: self.walk_in,
        }[use]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A time inside the hours without any slot, in the site's own time."""

    starts: dt.time
    ends: dt.time


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a day of a series offers, in the site's own time.

    *takes* are the procedures served, each with the consecutive slots a visit takes (slots_for);
    *capacity* is the seats of each slot, at most one for each counter of the group.
    """

    counters: frozenset[CounterId]
    takes: Mapping[ProcedureCode, int]
    starts: dt.time
    ends: dt.time
    slot: dt.timedelta
    capacity: int
    breaks: tuple[Break, ...] = ()
    shares: Shares = Shares()

    @property
    def procedures(self) -> frozenset[ProcedureCode]:
        """The procedures served."""
        return frozenset(self.takes)

    @property
    def longest(self) -> int:
        """The consecutive slots of the longest visit."""
        return max(self.takes.values(), default=1)

    def stretches(self) -> tuple[tuple[dt.time, dt.time], ...]:
        """Return the hours between the breaks, in order; slots begin anew after a break."""
        found = []
        at = self.starts
        for pause in sorted(self.breaks, key=lambda one: one.starts):
            if at < min(pause.starts, self.ends):
                found.append((at, min(pause.starts, self.ends)))
            at = max(at, pause.ends)
        if at < self.ends:
            found.append((at, self.ends))
        return tuple(found)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """On which days a series falls.

    *weeks* empty means every week of the month. Every *every_weeks* weeks are counted from the
    Monday of the week of *week_of*, else of *first_on*, forwards and backwards.
    """

    days: frozenset[int]
    weeks: frozenset[Week] = frozenset()
    every_weeks: int = 1
    week_of: dt.date | None = None
    first_on: dt.date | None = None
    last_on: dt.date | None = None

    def falls_on(self, day: dt.date) -> bool:
        """True if the series has *day*, holidays and closures aside."""
        if day.weekday() not in self.days:
            return False
        if day < (self.first_on or day) or day > (self.last_on or day):
            return False
        return self._is_in_turn(day) and self._is_in_week(day)

    def _is_in_turn(self, day: dt.date) -> bool:
        anchor = self.week_of or self.first_on
        if self.every_weeks == 1 or anchor is None:
            return True
        return (_monday(day) - _monday(anchor)).days // 7 % self.every_weeks == 0

    def _is_in_week(self, day: dt.date) -> bool:
        return not self.weeks or not self.weeks.isdisjoint(_weeks_of(day))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A plan that comes back. *id* is the series' code in the site file."""

    id: SeriesId
    plan: Plan
    recurrence: Recurrence


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """An exceptional opening on one day, even a holiday or a day the site file closes.

    It never takes a counter that a series already has at that time.
    """

    id: SeriesId
    plan: Plan
    on: dt.date


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """Days, or the same hours on each of them, closed: the site, or some of what it opens.

    Without *counters*, *procedures* and *series* the whole site; hours are the site's own, the
    end not included; without them the whole day.
    """

    id: ClosureId
    first_on: dt.date
    last_on: dt.date
    reason: ClosureReason
    starts: dt.time | None = None
    ends: dt.time | None = None
    counters: frozenset[CounterId] = frozenset()
    procedures: frozenset[ProcedureCode] = frozenset()
    series: frozenset[SeriesId] = frozenset()

    @property
    def is_whole(self) -> bool:
        """True if it closes everything there is at that time."""
        return not self.counters and not self.procedures and not self.series

    def covers(self, day: dt.date) -> bool:
        """True if it closes some of *day*."""
        return self.first_on <= day <= self.last_on


def slots_for(minutes: float, slot: dt.timedelta) -> int:
    """Return the consecutive slots that a visit of *minutes* takes, at least one."""
    return max(1, math.ceil(minutes / (slot / dt.timedelta(minutes=1))))


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def _weeks_of(day: dt.date) -> frozenset[Week]:
    named = (Week.FIRST, Week.SECOND, Week.THIRD, Week.FOURTH)
    found = frozenset(named[(day.day - 1) // 7 : (day.day - 1) // 7 + 1])
    is_last = day.day + 7 > calendar.monthrange(day.year, day.month)[1]
    return found | {Week.LAST} if is_last else found
