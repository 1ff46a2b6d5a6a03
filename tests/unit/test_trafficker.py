"""The trafficker's scenario: false names get nothing, real ones no more than anybody."""

from __future__ import annotations

import math

import pytest

from bench.simulated_trafficker import ACCOMPLICES, FAKES, play

pytestmark = pytest.mark.xdist_group("trafficker")  # made once, in one process

RUNS = 15


@pytest.fixture(scope="module")
def played():
    return [play(run) for run in range(RUNS)]


@pytest.mark.long
def test_no_fake_identity_ever_uses_a_seat(played):
    assert sum(one.fakes_served for one in played) == 0
    assert sum(one.fakes_refused for one in played) == RUNS * FAKES // 2


@pytest.mark.long
def test_no_seat_is_sold(played):
    assert sum(one.transfers_tried for one in played) > RUNS
    assert sum(one.transfers for one in played) == 0


@pytest.mark.long
def test_coming_first_and_coming_again_every_day_brings_accomplices_nothing(played):
    honest = sum(one.honest_served for one in played) / sum(one.honest for one in played)
    accomplices = sum(one.accomplices_served for one in played) / (RUNS * ACCOMPLICES)
    deviation = math.sqrt(honest * (1 - honest) / (RUNS * ACCOMPLICES))

    assert abs(accomplices - honest) < 3 * deviation


@pytest.mark.long
def test_the_corrupt_agent_is_alerted_before_the_fifth_favour(played):
    assert all(1 <= one.favours_before_alert < 5 for one in played)


def test_the_same_run_plays_the_same_days(played):
    assert play(7) == played[7]
