"""On which days a series falls, what its hours are, and how many slots a visit takes."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.series import Recurrence, Shares, Use, Week, slots_for
from tests.unit.calendars import DAYS, plan

TUESDAYS = frozenset({1})
YEAR = [dt.date(2026, 1, 1) + dt.timedelta(days=ahead) for ahead in range(365)]


def falling(when: Recurrence) -> list[dt.date]:
    return [day for day in YEAR if when.falls_on(day)]


def test_a_series_falls_on_its_weekdays() -> None:
    assert {day.weekday() for day in falling(Recurrence(days=TUESDAYS))} == {1}
    assert len(falling(Recurrence(days=TUESDAYS))) == 52


def test_a_series_has_a_first_and_a_last_day_both_included() -> None:
    when = Recurrence(days=TUESDAYS, first_on=dt.date(2026, 3, 3), last_on=dt.date(2026, 3, 17))

    assert [day.day for day in falling(when)] == [3, 10, 17]


def test_every_other_week_counts_from_the_monday_of_its_anchor_both_ways() -> None:
    when = Recurrence(days=TUESDAYS, every_weeks=2, week_of=dt.date(2026, 3, 8))  # a Sunday

    assert dt.date(2026, 3, 3) in falling(when)
    assert {(one - dt.date(2026, 3, 3)).days % 14 for one in falling(when)} == {0}
    assert dt.date(2026, 1, 6) in falling(when)


def test_without_an_anchor_the_weeks_count_from_the_first_day() -> None:
    when = Recurrence(days=TUESDAYS, every_weeks=3, first_on=dt.date(2026, 3, 4))  # a Wednesday

    assert falling(when)[0] == dt.date(2026, 3, 24)


def test_without_anything_to_count_from_every_week_is_a_turn() -> None:
    assert len(falling(Recurrence(days=TUESDAYS, every_weeks=3))) == 52


@pytest.mark.parametrize(
    ("week", "days"),
    [
        (Week.FIRST, [3, 7]),
        (Week.SECOND, [10, 14]),
        (Week.THIRD, [17, 21]),
        (Week.FOURTH, [24, 28]),
        (Week.LAST, [31, 28]),
    ],
)
def test_the_nth_week_of_the_month(week: Week, days: list[int]) -> None:
    when = Recurrence(days=TUESDAYS, weeks=frozenset({week}))

    found = falling(when)

    assert [one.day for one in found if one.month in (3, 4)] == days
    assert len(found) == 12


def test_the_fourth_week_is_also_the_last_of_a_short_month() -> None:
    fourth, last = (Recurrence(days=TUESDAYS, weeks=frozenset({week}))
                    for week in (Week.FOURTH, Week.LAST))  # fmt: skip

    assert dt.date(2026, 2, 24) in set(falling(fourth)) & set(falling(last))


@given(day=DAYS, weeks=st.frozensets(st.sampled_from(Week), min_size=1))
def test_every_day_is_in_a_week_of_its_month(day: dt.date, weeks: frozenset[Week]) -> None:
    always = Recurrence(days=frozenset(range(7)), weeks=frozenset(Week))
    some = Recurrence(days=frozenset(range(7)), weeks=weeks)

    assert always.falls_on(day)
    assert some.falls_on(day) == any(
        Recurrence(days=frozenset(range(7)), weeks=frozenset({week})).falls_on(day)
        for week in weeks
    )


@pytest.mark.parametrize(
    ("hours", "breaks", "left"),
    [
        ("09:00-12:00", (), ["09:00-12:00"]),
        ("09:00-16:00", ("12:00-13:30",), ["09:00-12:00", "13:30-16:00"]),
        ("09:00-16:00", ("14:00-14:15", "12:00-13:30"),
         ["09:00-12:00", "13:30-14:00", "14:15-16:00"]),
        ("09:00-16:00", ("12:00-13:30", "13:00-14:00"), ["09:00-12:00", "14:00-16:00"]),
        ("09:00-12:00", ("08:00-09:30",), ["09:30-12:00"]),
        ("09:00-12:00", ("11:30-13:00",), ["09:00-11:30"]),
        ("09:00-12:00", ("12:30-13:00",), ["09:00-12:00"]),
        ("09:00-12:00", ("08:00-13:00",), []),
    ],
)  # fmt: skip
def test_hours_are_what_the_breaks_leave(
    hours: str, breaks: tuple[str, ...], left: list[str]
) -> None:
    found = plan(hours=hours, breaks=breaks).stretches()

    assert [f"{one:%H:%M}-{other:%H:%M}" for one, other in found] == left


@pytest.mark.parametrize(
    ("minutes", "slot", "count"), [(15, 15, 1), (20, 15, 2), (45, 15, 3), (2.5, 15, 1), (30, 20, 2)]
)
def test_a_visit_takes_the_slots_its_minutes_need(minutes: float, slot: int, count: int) -> None:
    assert slots_for(minutes, dt.timedelta(minutes=slot)) == count


def test_the_usual_shares_are_those_of_the_rule() -> None:
    shares = Shares()

    assert [shares.of(use) for use in Use] == [60, 10, 5, 25]
    assert shares.total == 100


def test_a_plan_of_no_procedure_still_has_a_length() -> None:
    assert plan(takes={}).longest == 1
