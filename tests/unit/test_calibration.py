"""What a site learns about the error of its own estimates."""

from __future__ import annotations

import random

import pytest

from desk_app.domain.calibration import Calibration
from desk_app.domain.simulation import log_normal


def test_day_one_corrects_nothing() -> None:
    calibration = Calibration.default()

    low, high = calibration.edges(20)

    assert calibration.pace(20) == 1
    assert low == -high


def test_waits_longer_than_told_raise_the_pace_at_that_horizon_only() -> None:
    calibration = Calibration.default()

    for _ in range(300):
        calibration = calibration.observed(15, 10, 20, 25)

    assert calibration.pace(15) > 1.1
    assert calibration.pace(80) == 1


def test_the_correction_is_interpolated_between_horizons() -> None:
    calibration = Calibration.default()
    for _ in range(300):
        calibration = calibration.observed(15, 10, 20, 25)

    assert 1 < calibration.pace(25) < calibration.pace(15)


def test_a_wait_over_the_range_raises_its_high_edge_more_than_one_inside_lowers_it() -> None:
    calibration = Calibration.default()
    _, high = calibration.edges(15)

    _, over = calibration.observed(15, 10, 20, 26).edges(15)
    _, inside = calibration.observed(15, 10, 20, 15).edges(15)

    assert over - high == pytest.approx(9 * (high - inside))


def test_a_wait_under_the_range_lowers_its_low_edge() -> None:
    calibration = Calibration.default()
    low, _ = calibration.edges(15)

    under, _ = calibration.observed(15, 10, 20, 4).edges(15)

    assert under < low


def test_a_visitor_called_at_once_teaches_nothing() -> None:
    calibration = Calibration.default()

    assert calibration.observed(0, 0, 2, 0) == calibration


def test_a_wait_that_cannot_be_teaches_nothing() -> None:
    calibration = Calibration.default()

    assert calibration.observed(12, 10, 15, -3) == calibration


@pytest.mark.parametrize("spread", [0.15, 0.4, 0.9])
def test_the_range_comes_to_hold_eight_waits_in_ten(spread: float) -> None:
    rng = random.Random(7)
    calibration = Calibration.default()
    held = 0

    for turn in range(3000):
        expected = rng.uniform(10, 60)
        low, high = (expected + edge * 0.3 * expected for edge in calibration.edges(expected))
        actual = log_normal(rng, expected, spread)
        calibration = calibration.observed(expected, low, high, actual)
        held += turn >= 1000 and low <= actual <= high

    assert 0.75 <= held / 2000 <= 0.85


def test_nonsense_never_leads_far() -> None:
    calibration = Calibration.default()

    for _ in range(2000):
        calibration = calibration.observed(10, 8, 15, 10_000)

    assert calibration.pace(10) <= 2.1
    assert calibration.edges(10)[1] <= 6


def test_the_extremes_use_the_nearest_horizon() -> None:
    calibration = Calibration.default().observed(0.5, 0, 1, 9).observed(500, 400, 600, 900)

    assert calibration.pace(0) == calibration.pace(2)
    assert calibration.pace(1000) == calibration.pace(80)


def test_what_was_learned_survives_its_row_of_numbers() -> None:
    calibration = Calibration.default().observed(12, 10, 15, 30).observed(40, 30, 50, 20)

    assert Calibration.from_numbers(calibration.as_numbers()) == calibration


def test_a_row_of_another_length_starts_anew() -> None:
    assert Calibration.from_numbers((1.0, 2.0)) == Calibration.default()
