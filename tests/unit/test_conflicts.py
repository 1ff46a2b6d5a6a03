"""What contradicts itself in opening series is told with what a sentence needs."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given

from desk_app.domain.calendar import Calendar, slots
from desk_app.domain.conflicts import Conflict, Contradiction, conflicts
from desk_app.domain.series import Plan, Recurrence, Week
from desk_app.domain.site import Opening
from tests.unit.calendars import (
    MONDAY,
    NO_HOLIDAYS,
    PARIS,
    calendars,
    extra,
    plan,
    plans,
    recurrences,
    series,
)

WEEKDAYS = frozenset(range(5))
MORNING = Opening(days=WEEKDAYS, opens=dt.time(8, 30), closes=dt.time(12), last_ticket=dt.time(12))
AFTERNOON = Opening(
    days=frozenset({0}), opens=dt.time(12), closes=dt.time(16), last_ticket=dt.time(16)
)


def weekly(*days: int, **more: object) -> Recurrence:
    return Recurrence(days=frozenset(days), **more)


def test_sound_series_contradict_nothing() -> None:
    morning = series("A", plan(hours="09:00-12:00"), weekly(0, 1))
    afternoon = series("B", plan(hours="12:00-15:00"), weekly(0))
    elsewhere = series("C", plan(counters=(1,)), weekly(0))

    assert conflicts((morning, afternoon, elsewhere), openings=(MORNING, AFTERNOON)) == ()


def test_the_same_counter_twice_at_the_same_time_is_told_with_its_first_day() -> None:
    one = series("A", plan(counters=(5, 6), hours="09:00-12:00"), weekly(0, 2))
    other = series(
        "B", plan(counters=(6, 7), hours="11:00-13:00"), weekly(2, first_on=dt.date(2026, 3, 5))
    )

    assert conflicts((one, other)) == (
        Conflict(
            kind=Contradiction.OVERLAP,
            series="B",
            other="A",
            counters=(6,),
            day=dt.date(2026, 3, 11),
            starts=dt.time(11),
            ends=dt.time(12),
        ),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (weekly(0), weekly(1)),
        (weekly(0, weeks=frozenset({Week.FIRST})), weekly(0, weeks=frozenset({Week.SECOND}))),
        (
            weekly(0, every_weeks=2, week_of=MONDAY),
            weekly(0, every_weeks=2, week_of=MONDAY + dt.timedelta(days=7)),
        ),
        (weekly(0, last_on=MONDAY), weekly(0, first_on=MONDAY + dt.timedelta(days=1))),
    ],
)
def test_series_that_never_meet_do_not_overlap(one: Recurrence, other: Recurrence) -> None:
    assert conflicts((series("A", when=one), series("B", when=other))) == ()


def test_turns_that_meet_after_months_overlap() -> None:
    one = weekly(0, every_weeks=11, week_of=MONDAY)
    other = weekly(0, every_weeks=12, week_of=MONDAY + dt.timedelta(days=7), first_on=MONDAY)

    (found,) = conflicts((series("A", when=one), series("B", when=other)))

    assert found.day is not None
    assert found.day > MONDAY + dt.timedelta(weeks=20)
    assert one.falls_on(found.day)
    assert other.falls_on(found.day)


def test_a_series_in_the_break_of_another_does_not_overlap() -> None:
    around = series("A", plan(hours="09:00-15:00", breaks=("12:00-13:00",)))
    inside = series("B", plan(hours="12:00-13:00"))

    assert conflicts((around, inside)) == ()


@pytest.mark.parametrize("pause", ["08:30-09:30", "12:00-12:30", "11:00-10:00", "13:00-14:00"])
def test_a_break_that_is_not_inside_the_hours_is_told(pause: str) -> None:
    found = conflicts((series("A", plan(breaks=(pause,))),))

    assert [one.kind for one in found][:1] == [Contradiction.BREAK_OUTSIDE]
    assert found[0].starts == dt.time.fromisoformat(pause[:5])


def test_minutes_that_no_slot_fills_are_told() -> None:
    (found,) = conflicts((series("A", plan(hours="09:00-12:00", minutes=25)),))

    assert (found.kind, found.minutes) == (Contradiction.NOT_DIVIDING, 5)
    assert (found.starts, found.ends) == (dt.time(9), dt.time(12))


@pytest.mark.parametrize(
    ("hours", "days", "weekday"),
    [
        ("09:00-13:00", (1,), 1),
        ("08:00-12:00", (0,), 0),
        ("13:00-14:00", (3,), 3),
        ("09:00-12:00", (0, 5), 5),
        ("15:00-16:15", (0,), 0),
    ],
)
def test_hours_outside_those_of_the_site_are_told(
    hours: str, days: tuple[int, ...], weekday: int
) -> None:
    when = series("A", plan(hours=hours), weekly(*days))

    (found,) = conflicts((when,), openings=(MORNING, AFTERNOON))

    assert (found.kind, found.weekday) == (Contradiction.OUTSIDE_HOURS, weekday)


def test_hours_over_two_openings_that_follow_at_once_are_inside() -> None:
    when = series("A", plan(hours="09:00-16:00"), weekly(0))

    assert conflicts((when,), openings=(AFTERNOON, MORNING)) == ()


def test_hours_of_which_only_the_break_is_closed_are_inside() -> None:
    late = Opening(days=WEEKDAYS, opens=dt.time(13), closes=dt.time(16), last_ticket=dt.time(16))
    when = series("A", plan(hours="09:00-16:00", breaks=("12:00-13:00",)), weekly(1))

    assert conflicts((when,), openings=(MORNING, late)) == ()


@pytest.mark.parametrize(
    "when",
    [
        weekly(0, first_on=MONDAY, last_on=MONDAY - dt.timedelta(days=1)),
        weekly(0, first_on=MONDAY + dt.timedelta(days=1), last_on=MONDAY + dt.timedelta(days=6)),
        weekly(),
        weekly(0, first_on=dt.date.max),
    ],
)
def test_a_series_that_no_day_has_is_told(when: Recurrence) -> None:
    (found,) = conflicts((series("A", when=when),))

    assert found.kind is Contradiction.NEVER


def test_an_exceptional_opening_is_compared_with_the_series_but_not_with_the_hours() -> None:
    usual = series("A", plan(hours="09:00-10:00"), weekly(0))
    more = extra("X", MONDAY, plan(hours="09:45-18:00"))

    (found,) = conflicts((usual,), extras=(more,), openings=(MORNING,))

    assert (found.kind, found.series, found.other) == (Contradiction.OVERLAP, "X", "A")
    assert found.day == MONDAY


@given(one=plans(), other=plans(), first=recurrences(), second=recurrences())
def test_without_an_overlap_no_counter_is_lost(
    one: Plan, other: Plan, first: Recurrence, second: Recurrence
) -> None:
    both = (series("A", one, first), series("B", other, second))
    told = {found.kind for found in conflicts(both)}
    days = [MONDAY + dt.timedelta(days=ahead) for ahead in range(0, 28)]

    together = slots(Calendar(series=both), days[0], days[-1], NO_HOLIDAYS, PARIS)
    alone = slots(Calendar(series=both[1:]), days[0], days[-1], NO_HOLIDAYS, PARIS)

    if Contradiction.OVERLAP not in told:
        assert [slot for slot in together if slot.series == "B"] == list(alone)


@given(calendar=calendars())
def test_conflicts_never_fail(calendar: Calendar) -> None:
    found = conflicts(calendar.series, extras=calendar.extras, openings=(MORNING,))

    assert {one.series for one in found} <= set(calendar.plans)
