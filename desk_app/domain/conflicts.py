"""What contradicts itself in opening series, as values a sentence can be made of. It mends none."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import itertools
from collections.abc import Iterable, Iterator, Sequence

from desk_app.domain.counters import CounterId
from desk_app.domain.series import Extra, Plan, Recurrence, Series, SeriesId
from desk_app.domain.site import Opening

LOOKED_AT = dt.timedelta(days=6 * 366)
"""How far two series are compared: whatever turns and weeks they have meet within six years."""
FROM = dt.date(2024, 1, 1)
"""Where two series without a first day are compared from: both have always been there."""

_Window = tuple[dt.time, dt.time]


class Contradiction(enum.StrEnum):
    """What is wrong."""

    OVERLAP = "overlap"  # the same counter twice at the same time
    BREAK_OUTSIDE = "break_outside"  # a break that is not inside the hours
    NOT_DIVIDING = "not_dividing"  # minutes left over that no slot fills
    OUTSIDE_HOURS = "outside_hours"  # the site is closed then
    NEVER = "never"  # no day has it


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One contradiction in *series*, in the site's own time.

    *other*, *counters* and *day*, the first on which it happens, are an overlap's; *starts* and
    *ends* are the time it is about; *minutes* those left over. *weekday* is the first (0 is
    Monday) outside the hours of opening.
    """

    kind: Contradiction
    series: SeriesId
    other: SeriesId | None = None
    counters: tuple[CounterId, ...] = ()
    day: dt.date | None = None
    weekday: int | None = None
    starts: dt.time | None = None
    ends: dt.time | None = None
    minutes: int = 0


def conflicts(
    series: Sequence[Series],
    *,
    extras: Sequence[Extra] = (),
    openings: Sequence[Opening] = (),
) -> tuple[Conflict, ...]:
    """Return what contradicts itself, series by series; an overlap stands at the later series.

    Without *openings* nothing is compared with them. An exceptional opening may be outside the
    hours: that is what it is for.
    """
    found: list[Conflict] = []
    for one in series:
        found.extend(_alone(one.id, one.plan))
        found.extend(_outside(one, openings))
        if _first_day((one.recurrence,)) is None:
            found.append(Conflict(kind=Contradiction.NEVER, series=one.id))
    for extra in extras:
        found.extend(_alone(extra.id, extra.plan))
    found.extend(_overlaps((*series, *(_as_series(extra) for extra in extras))))
    return tuple(found)


def _alone(series: SeriesId, plan: Plan) -> Iterator[Conflict]:
    for pause in plan.breaks:
        if not plan.starts < pause.starts < pause.ends < plan.ends:
            yield Conflict(kind=Contradiction.BREAK_OUTSIDE, series=series,
                           starts=pause.starts, ends=pause.ends)  # fmt: skip
    for starts, ends in plan.stretches():
        if left := (_since_midnight(ends) - _since_midnight(starts)) % plan.slot:
            yield Conflict(kind=Contradiction.NOT_DIVIDING, series=series, starts=starts,
                           ends=ends, minutes=left // dt.timedelta(minutes=1))  # fmt: skip


def _outside(series: Series, openings: Sequence[Opening]) -> Iterator[Conflict]:
    if not openings:
        return
    for weekday in sorted(series.recurrence.days):
        hours = [(one.opens, one.closes) for one in openings if weekday in one.days]
        for window in series.plan.stretches():
            if not _is_inside(window, hours):
                yield Conflict(kind=Contradiction.OUTSIDE_HOURS, series=series.id,
                               weekday=weekday, starts=window[0], ends=window[1])  # fmt: skip
                return


def _overlaps(series: Sequence[Series]) -> Iterator[Conflict]:
    for one, other in itertools.combinations(series, 2):
        counters = one.plan.counters & other.plan.counters
        window = _shared(one.plan, other.plan) if counters else None
        if window is None:
            continue
        day = _first_day((one.recurrence, other.recurrence))
        if day is not None:
            yield Conflict(kind=Contradiction.OVERLAP, series=other.id, other=one.id, day=day,
                           counters=tuple(sorted(counters)), starts=window[0],
                           ends=window[1])  # fmt: skip


def _shared(one: Plan, other: Plan) -> _Window | None:
    """Return the first time that both plans have, None if they have none."""
    for first, second in itertools.product(one.stretches(), other.stretches()):
        starts, ends = max(first[0], second[0]), min(first[1], second[1])
        if starts < ends:
            return starts, ends
    return None


def _first_day(recurrences: Sequence[Recurrence]) -> dt.date | None:
    """Return the first day that all have, None if they have none together."""
    first = max(one.first_on or FROM for one in recurrences)
    last = min(one.last_on or dt.date.max for one in recurrences)
    until = min(last.toordinal(), first.toordinal() + LOOKED_AT.days)
    weekdays = frozenset.intersection(*(one.days for one in recurrences))
    found = (_first_of(weekday, first, until, recurrences) for weekday in weekdays)
    return min((day for day in found if day is not None), default=None)


def _first_of(
    weekday: int, first: dt.date, until: int, recurrences: Sequence[Recurrence]
) -> dt.date | None:
    begin = first.toordinal() + (weekday - first.weekday()) % 7
    days = (dt.date.fromordinal(number) for number in range(begin, until + 1, 7))
    return next((day for day in days if all(one.falls_on(day) for one in recurrences)), None)


def _is_inside(window: _Window, hours: Iterable[_Window]) -> bool:
    """True if hours that follow one another at once hold the whole *window*."""
    at = window[0]
    for opens, closes in sorted(hours):
        if opens <= at < closes:
            at = closes
    return at >= window[1]


def _as_series(extra: Extra) -> Series:
    days = frozenset({extra.on.weekday()})
    once = Recurrence(days=days, first_on=extra.on, last_on=extra.on)
    return Series(id=extra.id, plan=extra.plan, recurrence=once)


def _since_midnight(time: dt.time) -> dt.timedelta:
    return dt.timedelta(hours=time.hour, minutes=time.minute, seconds=time.second)
