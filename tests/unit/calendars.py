"""Calendars for tests: plans, series, instants of a place, and strategies that make them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from desk_app.domain.calendar import Calendar, Slot, slots
from desk_app.domain.counters import CounterId
from desk_app.domain.offers import FreeDay, free_day
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.series import (
    Break,
    Closure,
    ClosureId,
    ClosureReason,
    Extra,
    Plan,
    Recurrence,
    Series,
    SeriesId,
    Shares,
    Week,
)

PARIS = ZoneInfo("Europe/Paris")
MIQUELON = ZoneInfo("America/Miquelon")
CAYENNE = ZoneInfo("America/Cayenne")
MONDAY = dt.date(2026, 3, 2)
RNV = ProcedureCode("RNV_DEPOT")
AES = ProcedureCode("AES_DEPOT")
ALL_APPOINTMENTS = Shares(appointments=100, walk_in=0, urgent=0, reserve=0)
EVERY_DAY = Recurrence(days=frozenset(range(7)))
NO_HOLIDAYS: frozenset[dt.date] = frozenset()


def plan(
    *,
    counters: tuple[int, ...] = (5, 6),
    takes: Mapping[ProcedureCode, int] | None = None,
    hours: str = "09:00-12:00",
    breaks: tuple[str, ...] = (),
    minutes: int = 15,
    capacity: int | None = None,
    shares: Shares = ALL_APPOINTMENTS,
) -> Plan:
    starts, ends = times(hours)
    return Plan(
        counters=frozenset(CounterId(number) for number in counters),
        takes={RNV: 1, AES: 2} if takes is None else takes,
        starts=starts,
        ends=ends,
        slot=dt.timedelta(minutes=minutes),
        capacity=len(counters) if capacity is None else capacity,
        breaks=tuple(Break(starts=one, ends=other) for one, other in map(times, breaks)),
        shares=shares,
    )


def times(hours: str) -> tuple[dt.time, dt.time]:
    one, other = hours.split("-")
    return dt.time.fromisoformat(one), dt.time.fromisoformat(other)


def series(name: str, a_plan: Plan | None = None, when: Recurrence = EVERY_DAY) -> Series:
    return Series(id=SeriesId(name), plan=a_plan or plan(), recurrence=when)


def extra(name: str, on: dt.date, a_plan: Plan | None = None) -> Extra:
    return Extra(id=SeriesId(name), plan=a_plan or plan(), on=on)


def closure(
    first: dt.date,
    last: dt.date | None = None,
    *,
    hours: str = "",
    counters: tuple[int, ...] = (),
    procedures: tuple[ProcedureCode, ...] = (),
) -> Closure:
    starts, ends = times(hours) if hours else (None, None)
    return Closure(
        id=ClosureId("c1"),
        first_on=first,
        last_on=last or first,
        reason=ClosureReason.TRAINING,
        starts=starts,
        ends=ends,
        counters=frozenset(CounterId(number) for number in counters),
        procedures=frozenset(procedures),
    )


def day_of(calendar: Calendar, day: dt.date, zone: ZoneInfo = PARIS) -> tuple[Slot, ...]:
    return slots(calendar, day, day, NO_HOLIDAYS, zone)


def free_days(
    calendar: Calendar, first: dt.date, count: int, zone: ZoneInfo = PARIS
) -> list[FreeDay]:
    days = (first + dt.timedelta(days=ahead) for ahead in range(count))
    return [free_day(calendar, day, day_of(calendar, day, zone), zone) for day in days]


def at(day: dt.date, hour: str, zone: ZoneInfo = PARIS) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.fromisoformat(hour), zone).astimezone(dt.UTC)


# --- strategies -------------------------------------------------------------------------------

ZONES = st.sampled_from([PARIS, MIQUELON, CAYENNE])
DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
# Around midnight to four, where clocks change, and in the usual hours.
_QUARTERS = st.integers(0, 95)


@st.composite
def shares(draw: st.DrawFn) -> Shares:
    cuts = sorted(draw(st.lists(st.integers(0, 100), min_size=3, max_size=3)))
    one, two, three = cuts
    return Shares(appointments=one, walk_in=two - one, urgent=three - two, reserve=100 - three)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    counters = draw(st.frozensets(st.integers(1, 4), min_size=1, max_size=4))
    quarters = sorted(draw(st.lists(_QUARTERS, min_size=4, max_size=4, unique=True)))
    starts, pause, resume, ends = (dt.time(one // 4, one % 4 * 15) for one in quarters)
    has_break = draw(st.booleans())
    return Plan(
        counters=frozenset(CounterId(number) for number in counters),
        takes=draw(st.dictionaries(st.sampled_from([RNV, AES]), st.integers(1, 4), min_size=1)),
        starts=starts,
        ends=ends,
        slot=dt.timedelta(minutes=draw(st.sampled_from([10, 15, 20, 25, 45, 60]))),
        capacity=draw(st.integers(1, len(counters))),
        breaks=(Break(starts=pause, ends=resume),) if has_break else (),
        shares=draw(shares()),
    )


@st.composite
def recurrences(draw: st.DrawFn) -> Recurrence:
    first = draw(st.none() | DAYS)
    return Recurrence(
        days=draw(st.frozensets(st.integers(0, 6), min_size=1)),
        weeks=draw(st.frozensets(st.sampled_from(Week), max_size=3)),
        every_weeks=draw(st.integers(1, 4)),
        week_of=draw(DAYS),
        first_on=first,
        last_on=draw(st.none() | DAYS),
    )


@st.composite
def closures(draw: st.DrawFn) -> Closure:
    first = draw(DAYS)
    quarters = sorted(draw(st.lists(_QUARTERS, min_size=2, max_size=2, unique=True)))
    starts, ends = (dt.time(one // 4, one % 4 * 15) for one in quarters)
    scope = draw(st.sampled_from(["site", "counters", "procedures"]))
    counters = draw(st.frozensets(st.integers(1, 4), min_size=1))
    codes = draw(st.frozensets(st.sampled_from([RNV, AES]), min_size=1))
    return Closure(
        id=ClosureId("c"),
        first_on=first,
        last_on=first + dt.timedelta(days=draw(st.integers(0, 20))),
        reason=draw(st.sampled_from(ClosureReason)),
        starts=draw(st.none() | st.just(starts)),
        ends=draw(st.none() | st.just(ends)),
        counters=frozenset(map(CounterId, counters)) if scope == "counters" else frozenset(),
        procedures=codes if scope == "procedures" else frozenset(),
    )


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    some = draw(st.lists(st.tuples(plans(), recurrences()), min_size=1, max_size=3))
    return Calendar(
        series=tuple(
            Series(id=SeriesId(f"S{rank}"), plan=one, recurrence=when)
            for rank, (one, when) in enumerate(some)
        ),
        extras=tuple(
            Extra(id=SeriesId(f"X{rank}"), plan=one, on=day)
            for rank, (one, day) in enumerate(draw(st.lists(st.tuples(plans(), DAYS), max_size=2)))
        ),
        closures=tuple(draw(st.lists(closures(), max_size=3))),
        closed_on=draw(st.frozensets(DAYS, max_size=3)),
        open_on_holidays=draw(st.frozensets(DAYS, max_size=3)),
    )
