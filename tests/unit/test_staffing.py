"""What is claimed of the number of counters needed."""

from __future__ import annotations

import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.staffing import (
    COUNTERS_AT_MOST,
    HALF_HOUR,
    Load,
    called_in_time,
    catching_up,
    counters_needed,
    delay_share,
    mean_load,
    mean_open,
)

TARGET = dt.timedelta(minutes=20)
EIGHT = dt.datetime(2026, 3, 3, 8, tzinfo=dt.UTC)

loads = st.builds(
    lambda visits, minutes: Load(visits, visits * minutes * 60),
    visits=st.floats(min_value=0.1, max_value=120),
    minutes=st.floats(min_value=1, max_value=45),
)


@pytest.mark.parametrize(
    ("counters", "offered", "published"),
    # closed forms for one to three counters; five at four fifths is the textbook case
    [(1, 0.5, 0.5), (2, 1.0, 1 / 3), (3, 2.0, 4 / 9), (5, 4.0, 0.5541)],
)
def test_the_share_who_wait_is_erlangs(counters: int, offered: float, published: float) -> None:
    assert delay_share(counters, offered) == pytest.approx(published, abs=1e-4)


@given(counters=st.integers(min_value=1, max_value=12), rho=st.floats(0.05, 0.95))
def test_the_recursion_agrees_with_the_formula_as_written(counters: int, rho: float) -> None:
    offered = rho * counters

    tail = offered**counters / math.factorial(counters) / (1 - rho)
    head = sum(offered**k / math.factorial(k) for k in range(counters))

    assert delay_share(counters, offered) == pytest.approx(tail / (head + tail))


def test_nobody_waits_where_nobody_comes() -> None:
    assert delay_share(3, 0.0) == 0.0
    assert counters_needed(Load(), target=TARGET, share=0.8) == 0
    assert called_in_time(1, Load(), target=TARGET) == 1.0


def test_everybody_waits_where_more_comes_than_can_be_served() -> None:
    assert delay_share(2, 2.0) == 1.0
    assert called_in_time(2, Load(10, 2 * 1800), target=TARGET) == 0.0


@given(load=loads)
def test_the_counters_needed_hold_the_target_and_one_fewer_does_not(load: Load) -> None:
    needed = counters_needed(load, target=TARGET, share=0.8)

    assert called_in_time(needed, load, target=TARGET) >= 0.8
    assert needed == 1 or called_in_time(needed - 1, load, target=TARGET) < 0.8


def test_more_counters_than_any_house_has_are_not_looked_for() -> None:
    crowd = Load(visits=10_000, seconds=(COUNTERS_AT_MOST + 1) * HALF_HOUR.total_seconds())

    assert counters_needed(crowd, target=TARGET, share=0.8) == COUNTERS_AT_MOST


@given(load=loads, more=loads)
def test_more_visits_of_the_same_length_never_need_fewer_counters(load: Load, more: Load) -> None:
    visit = load.seconds / load.visits
    heavier = load.plus(Load(more.visits, more.visits * visit))

    needed = counters_needed(load, target=TARGET, share=0.8)

    assert counters_needed(heavier, target=TARGET, share=0.8) >= needed


@given(load=loads)
def test_a_stricter_target_never_needs_fewer_counters(load: Load) -> None:
    loose = counters_needed(load, target=dt.timedelta(minutes=45), share=0.8)

    assert counters_needed(load, target=dt.timedelta(minutes=5), share=0.95) >= loose


def test_a_line_the_counters_begin_in_time_asks_for_nobody_more() -> None:
    line = Load(visits=15, seconds=6 * 20 * 60)

    assert catching_up(line, 6, target=TARGET) == 0


def test_what_is_beyond_is_worked_off_within_an_hour() -> None:
    line = Load(visits=40, seconds=6 * 20 * 60 + 2 * 3600)

    assert catching_up(line, 6, target=TARGET) == 2


def test_the_mean_of_former_days_is_their_mean() -> None:
    assert mean_load([Load(10, 3000), Load(20, 9000)]) == Load(15, 6000)
    assert mean_load([]) == Load()


def test_open_counters_are_counted_over_the_time_they_were_open() -> None:
    changes = [
        (EIGHT, 2),
        (EIGHT + dt.timedelta(minutes=45), 4),
        (EIGHT + dt.timedelta(hours=2), 0),
    ]

    assert mean_open(changes, EIGHT, EIGHT + HALF_HOUR) == 2
    assert mean_open(changes, EIGHT + HALF_HOUR, EIGHT + 2 * HALF_HOUR) == 3
    assert mean_open(changes, EIGHT - HALF_HOUR, EIGHT) == 0
    assert mean_open(changes, EIGHT + 3 * HALF_HOUR, EIGHT + 5 * HALF_HOUR) == 2


def test_an_instant_has_the_number_open_at_it() -> None:
    assert mean_open([(EIGHT, 3)], EIGHT, EIGHT) == 3
