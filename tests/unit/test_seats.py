"""The seats of a day by use (A-06): over the day, always the same, with room for long visits."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.seats import split, use_now
from desk_app.domain.series import Shares, Use
from tests.unit.calendars import MONDAY, at, shares

STRETCHES = st.lists(st.integers(0, 20), min_size=1, max_size=3)


def test_the_usual_shares_hold_over_the_day() -> None:
    rows = split(Shares(), [12, 8], capacity=2, longest=1)

    counts = Counter(use for row in rows for use in row)

    assert counts == {Use.APPOINTMENT: 24, Use.WALK_IN: 10, Use.URGENT: 4, Use.RESERVE: 2}


def test_a_use_is_spread_over_the_day() -> None:
    rows = split(Shares(), [20], capacity=1, longest=1)

    walk_ins = [place for place, row in enumerate(rows) if row == (Use.WALK_IN,)]

    assert len(walk_ins) == 5
    assert max(two - one for one, two in itertools.pairwise(walk_ins)) <= 5
    assert walk_ins[0] < 5
    assert walk_ins[-1] >= 15


@given(given=shares(), stretches=STRETCHES, capacity=st.integers(1, 4))
def test_a_share_misses_its_part_of_the_day_by_less_than_a_seat(
    given: Shares, stretches: list[int], capacity: int
) -> None:
    rows = split(given, stretches, capacity=capacity, longest=1)

    counts = Counter(use for row in rows for use in row)

    assert [len(row) for row in rows] == [capacity] * sum(stretches)
    for use in Use:
        assert abs(counts[use] - given.of(use) * sum(stretches) * capacity / 100) < 1


@given(given=shares(), stretches=STRETCHES, capacity=st.integers(1, 4), longest=st.integers(1, 6))
def test_a_block_of_the_longest_visit_has_one_use_and_the_lowest_seats_first(
    given: Shares, stretches: list[int], capacity: int, longest: int
) -> None:
    rows = split(given, stretches, capacity=capacity, longest=longest)

    at_row = 0
    for slots in stretches:
        for begin in range(0, slots, longest):
            block = rows[at_row + begin : at_row + min(begin + longest, slots)]
            assert len(set(block)) == 1
        at_row += slots
    order = list(Use)
    assert all(list(row) == sorted(row, key=order.index) for row in rows)


@given(given=shares(), stretches=STRETCHES)
def test_the_same_day_always_has_the_same_split(given: Shares, stretches: list[int]) -> None:
    one, other = (split(given, stretches, capacity=3, longest=2) for _ in range(2))

    assert one == other


def test_what_nobody_took_of_the_reserve_and_of_emergencies_goes_to_walk_ins_an_hour_before() -> (
    None
):
    starts = at(MONDAY, "10:00")
    hour = dt.timedelta(hours=1)
    second = dt.timedelta(seconds=1)

    for use in (Use.RESERVE, Use.URGENT):
        assert use_now(use, starts, starts - hour - second) is use
        assert use_now(use, starts, starts - hour) is Use.WALK_IN
    assert use_now(Use.APPOINTMENT, starts, starts) is Use.APPOINTMENT
