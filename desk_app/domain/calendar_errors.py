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
    """A closure is of the site, of counters, of procedures or of series: not of two of them."""


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


@dataclasses.dataclass(eq=False)
class ClosureTooLong(Refused):
    """What is closed for over a year is for the site file to say."""

    first: dt.date
    last: dt.date


@dataclasses.dataclass(eq=False)
class NothingOpen(Refused):
    """Nothing is received by appointment then: there is nothing to close."""

    first: dt.date
    last: dt.date


@dataclasses.dataclass(eq=False)
class ClosedAlready(Refused):
    """All of it is closed by an earlier decision; *closed_for* is its reason."""

    first: dt.date
    last: dt.date
    closed_for: str


@dataclasses.dataclass(eq=False)
class ImpactChanged(Refused):
    """The appointments touched are no longer those that were looked at; *affected* are now."""

    affected: int
    seen: str


@dataclasses.dataclass(eq=False)
class ClosedThen(Refused):
    """An exceptional opening at a time that a closure takes away; *closed_for* is its reason."""

    day: dt.date
    closed_for: str


@dataclasses.dataclass(eq=False)
class HoursArePast(Refused):
    """Every hour of an exceptional opening of today has begun."""

    ends: dt.time


@dataclasses.dataclass(eq=False)
class UnknownSeries(Refused):
    """The site has no series of that code."""

    code: str


@dataclasses.dataclass(eq=False)
class UnknownCalendarChange(Refused):
    """No closure and no exceptional opening of that code is in force."""

    code: str


@dataclasses.dataclass(eq=False)
class NotAffected(Refused):
    """The appointment keeps its time: no closure touches it."""

    reference: str


@dataclasses.dataclass(eq=False)
class NoPlaceLeft(Refused):
    """No place of the weeks to come fits: who needs another time stays on the list."""

    reference: str


@dataclasses.dataclass(eq=False)
class NobodyToCall(Refused):
    """Nobody waits to be told another time."""
