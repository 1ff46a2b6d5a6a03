"""What a site learns about the length of its visits."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.service_times import ServiceTime, for_party
from desk_app.domain.simulation import log_normal


def test_day_one_expects_the_configured_minutes() -> None:
    time = ServiceTime.default(8)

    assert time.mean == 480
    assert time.seen == 0


def test_the_mean_moves_from_the_default_to_what_is_observed() -> None:
    rng = random.Random(5)
    time = ServiceTime.default(8)

    for _ in range(400):
        time = time.observed(log_normal(rng, 840, 0.6))

    assert time.mean == pytest.approx(840, rel=0.12)
    assert time.spread == pytest.approx(0.6, abs=0.12)


def test_the_first_visits_already_count() -> None:
    time = ServiceTime.default(8)

    for _ in range(3):
        time = time.observed(960)

    assert time.mean > 600


def test_a_change_of_pace_is_learned_in_some_days() -> None:
    time = ServiceTime.default(10)
    for _ in range(1000):
        time = time.observed(600)

    for _ in range(400):
        time = time.observed(1200)

    assert time.mean > 1050


def test_doubt_shrinks_with_each_visit() -> None:
    time = ServiceTime.default(10)

    later = time.observed(500).observed(700)

    assert later.doubt < time.observed(500).doubt < time.doubt


@pytest.mark.parametrize("seconds", [0, 4.9, 4 * 3600 + 1, -30])
def test_a_wrong_key_and_a_forgotten_visit_teach_nothing(seconds: float) -> None:
    time = ServiceTime.default(10)

    assert time.observed(seconds) == time


def test_a_very_long_visit_counts_for_five_times_the_mean() -> None:
    time = ServiceTime.default(10)

    assert time.observed(3 * 3600) == time.observed(3000)


def test_a_household_is_learned_as_the_time_of_one_person() -> None:
    alone = ServiceTime.default(10).observed(600)

    household = ServiceTime.default(10).observed(1200, party=3, party_extra=0.5)

    assert household == alone


def test_tickets_are_worth_their_people() -> None:
    assert for_party(2, 5, 0.5) == 3.5
    assert for_party(4, 4, 0.5) == 4


def test_a_visit_that_has_just_begun_will_take_its_whole_time() -> None:
    assert ServiceTime.default(10).remaining(0) == 600


def test_a_household_at_a_counter_takes_longer() -> None:
    assert ServiceTime.default(10).remaining(0, factor=1.5) == 900


def test_half_way_less_than_the_whole_time_and_more_than_nothing_remains() -> None:
    remaining = ServiceTime.default(10).remaining(300)

    assert 200 < remaining < 500


def test_a_visit_beyond_anything_seen_is_expected_to_take_one_mean_more() -> None:
    assert ServiceTime.default(10).remaining(4 * 3600) == 600


def test_what_remains_agrees_with_drawn_visits() -> None:
    rng = random.Random(11)
    drawn = [log_normal(rng, 600, 0.6) for _ in range(40_000)]
    left = [seconds - 500 for seconds in drawn if seconds > 500]

    remaining = ServiceTime.default(10).remaining(500)

    assert remaining == pytest.approx(sum(left) / len(left), rel=0.05)


@given(st.lists(st.floats(-1e6, 1e6), max_size=60), st.floats(0.1, 240), st.integers(1, 12))
def test_no_observation_makes_a_time_absurd(
    observed: list[float], minutes: float, party: int
) -> None:
    time = ServiceTime.default(minutes)

    for seconds in observed:
        time = time.observed(seconds, party=party)

    assert 0 < time.mean <= 4 * 3600
    assert 0.2 <= time.spread <= 1.5
    assert time.remaining(observed[0] if observed else 0) > 0


def test_a_time_survives_its_row_of_numbers() -> None:
    time = ServiceTime.default(10).observed(431).observed(902)

    assert ServiceTime.from_numbers(*time.as_numbers()) == time
