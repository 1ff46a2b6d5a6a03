"""The trafficker's twenty days, many times over, and the agent who grants favours among twenty.

Run as `python -m bench.scalper`. Played on the rules alone (bench/simulated_trafficker.py).
"""

from __future__ import annotations

import random
import sys

from bench.figures import Figure, told
from bench.simulated_agents import AGENTS, agent_called, site_of_agents
from bench.simulated_trafficker import DAYS, FAKES, FIRST, LOAD, Played, play
from desk_app.domain.anomalies import standings

RUNS, SITES = 600, 200


def main() -> int:
    """Play, print and return 0 if every limit is held."""
    return told(
        f"Scalper: {RUNS} times {DAYS} days, {LOAD} requests a seat, {FAKES} fake identities",
        [*_figures([play(run) for run in range(RUNS)]), *_favours()],
    )


def _figures(played: list[Played]) -> list[Figure]:
    honest = 100 * _sum(played, "honest_served") / _sum(played, "honest")
    accomplices = 100 * _sum(played, "accomplices_served") / _sum(played, "accomplices")
    alerts = [one.favours_before_alert or 99 for one in played]
    return [
        Figure(
            name="seats used by fake identities",
            measured=_sum(played, "fakes_served"),
            unit="",
            limit=0,
        ),
        Figure(
            name="seats a fake held until they lapsed, a run",
            measured=_sum(played, "held") / len(played),
            unit="",
        ),
        Figure(
            name="invented names and missing documents refused",
            measured=_sum(played, "fakes_refused") / (len(played) * FAKES / 2),
            unit="of 1",
            limit=1,
            is_floor=True,
        ),
        Figure(name="sales tried, a run", measured=_sum(played, "transfers_tried") / len(played),
               unit=""),
        Figure(name="sales that succeeded", measured=_sum(played, "transfers"), unit="", limit=0),
        Figure(name="honest applicants served", measured=honest, unit="%"),
        Figure(name="accomplices served", measured=accomplices, unit="%"),
        Figure(
            name="accomplices and honest apart",
            measured=abs(accomplices - honest),
            unit="points",
            limit=2,
        ),
        Figure(name="latest favour at the alert", measured=max(alerts), unit="", limit=4),
    ]  # fmt: skip


def _favours() -> list[Figure]:
    source = random.Random(20260303)
    found = sum(
        agent_called(0) in {one.agent for one in standings(
            site_of_agents(source, FIRST, favours=0.1), FIRST)[:2]}
        for _ in range(SITES)
    )  # fmt: skip
    alerted = sum(
        bool(one.alerts)
        for _ in range(SITES)
        for one in standings(site_of_agents(source, FIRST), FIRST)
    )
    return [
        Figure(
            name="weeks the favouring agent is in the top 2 of 20",
            measured=100 * found / SITES,
            unit="%",
            limit=95,
            is_floor=True,
        ),
        Figure(
            name="honest agents alerted, a week",
            measured=100 * alerted / (SITES * AGENTS),
            unit="%",
            limit=5,
        ),
    ]


def _sum(played: list[Played], name: str) -> int:
    return sum(int(getattr(one, name)) for one in played)


if __name__ == "__main__":
    sys.exit(main())
