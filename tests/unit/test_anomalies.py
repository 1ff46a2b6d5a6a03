"""Patterns of favours: the agent who makes them stands out, the others do not (AT-18)."""

from __future__ import annotations

import datetime as dt
import os
import random

import pytest

from bench.simulated_agents import AGENTS, agent_called, site_of_agents
from desk_app.domain.anomalies import Pattern, Tally, standings

FRIDAY = dt.date(2026, 3, 27)
RUNS = 5 * int(os.environ.get("DESK_APP_EXAMPLES", "10"))


def _tally(agent, day=FRIDAY, acts=100, **counts):
    named = {Pattern(name): count for name, count in counts.items()}
    return Tally(agent=agent_called(agent), day=day, acts=acts, counts=named)


@pytest.mark.long
def test_an_agent_of_one_favour_in_ten_is_among_the_first_two_of_twenty():
    source = random.Random(20260303)
    found = 0
    for _ in range(RUNS):
        ranked = standings(site_of_agents(source, FRIDAY, favours=0.1), FRIDAY)
        found += agent_called(0) in {one.agent for one in ranked[:2]}

    assert found >= 0.95 * RUNS


@pytest.mark.long
def test_honest_agents_are_seldom_alerted():
    source = random.Random(303)
    alerted = 0
    for _ in range(RUNS):
        alerted += sum(1 for one in standings(site_of_agents(source, FRIDAY), FRIDAY) if one.alerts)

    assert alerted < 0.05 * RUNS * AGENTS


def test_a_rare_act_is_told_at_its_third_time():
    def others(count):
        return [_tally(agent) for agent in range(1, 6)] + [_tally(0, cancel_rebook=count)]

    assert standings(others(2), FRIDAY)[0].alerts == ()
    alert = standings(others(3), FRIDAY)[0].alerts[0]
    assert (alert.agent, alert.pattern, alert.count) == (agent_called(0), Pattern.CANCEL_REBOOK, 3)


def test_what_everybody_does_is_no_alert():
    same = [_tally(agent, absent=12, duplicate=4) for agent in range(6)]

    assert [one.alerts for one in standings(same, FRIDAY)] == [()] * 6
    assert {one.score for one in standings(same, FRIDAY)} == {0.0}


def test_who_does_much_may_show_much():
    tallies = [_tally(agent, absent=10) for agent in range(1, 6)]

    assert not standings([*tallies, _tally(0, acts=500, absent=55)], FRIDAY)[0].alerts
    assert standings([*tallies, _tally(0, absent=55)], FRIDAY)[0].alerts


def test_days_before_the_period_and_days_without_acts_do_not_count():
    old = _tally(0, FRIDAY - dt.timedelta(days=28), override=50)
    idle = _tally(1, acts=0)

    assert standings([old, idle], FRIDAY) == ()
    assert standings([_tally(0, FRIDAY - dt.timedelta(days=27), override=50)], FRIDAY)


@pytest.mark.parametrize("agents", [1, 2])
def test_too_few_agents_are_not_compared(agents):
    few = [_tally(agent, override=90 * agent, absent=90) for agent in range(agents)]

    assert [one.alerts for one in standings(few, FRIDAY)] == [()] * agents


def test_what_few_may_do_is_compared_among_those_who_do_it():
    agents = [_tally(agent) for agent in range(10, 20)]
    two = [_tally(0, site_act=9), _tally(1, site_act=2), *agents]
    three = [*two, _tally(2, site_act=1)]

    def figure(tallies):
        found = next(one for one in standings(tallies, FRIDAY) if one.agent == "agent-00")
        return next(one for one in found.findings if one.pattern is Pattern.SITE_ACT)

    assert (figure(two).count, figure(two).is_compared, figure(two).is_alert) == (9, False, False)
    assert (figure(three).is_compared, figure(three).is_alert) == (True, True)
