"""Why a closure or an exceptional opening is refused. The sentences are words/calendar_errors'."""

from __future__ import annotations

import dataclasses
import datetime as dt

from desk_app.domain.errors import Refused


@dataclasses.dataclass(eq=False)
class DayIsPast(Refused):
    """Nothing can be decided for a day that is over."""

    day: dt.date


@dataclasses.dataclass(eq=False)
class DaysReversed(Refused):
    """The last day is before the first."""

    first: dt.date
    last: dt.date


@dataclasses.dataclass(eq=False)
class HoursReversed(Refused):
    """The end is not after the start."""

    starts: dt.time
    ends: dt.time


@dataclasses.dataclass(eq=False)
class ClosureScopeUnclear(Refused):
    """A closure is of the site, of counters or of procedures: not of two of them."""


@dataclasses.dataclass(eq=False)
class CalendarNameTaken(Refused):
    """A series or an exceptional opening of this code exists: its slots would be the same."""

    code: str


@dataclasses.dataclass(eq=False)
class TooManySeats(Refused):
    """A slot has more seats than counters."""

    seats: int
    counters: int


@dataclasses.dataclass(eq=False)
class OpeningContradicts(Refused):
    """An exceptional opening contradicts itself or the series; *conflict* says how."""

    conflict: str
    other: str = ""
    starts: dt.time | None = None
    ends: dt.time | None = None
