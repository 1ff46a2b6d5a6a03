"""The trafficker's twenty days: by the rules alone many times, at a real desk, and who is alerted.

Run as `python -m bench.scalper`. The rules are played in simulated_trafficker.py, the desk, its
services, store and journal in simulated_scandal.py. With `--docs` the figures are written into
docs/trafficker.md.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
import tempfile
from pathlib import Path

from bench.figures import Figure, told
from bench.simulated_acts import week_of_agents
from bench.simulated_agents import AGENTS, agent_called, site_of_agents
from bench.simulated_scandal import Scandal, chances, scandal
from bench.simulated_trafficker import DAYS, FAKES, FIRST, LOAD, Played, play
from desk_app.domain.anomalies import PERIOD_DAYS, Standing, standings
from desk_app.domain.watching import watched

RUNS, SITES, DESKS, REPLAYS = 600, 200, 3, 200
PAGE = Path(__file__).parents[1] / "docs" / "trafficker.md"
BEGIN, END = "<!-- figures: python -m bench.scalper --docs -->", "<!-- end of figures -->"


def main() -> int:
    """Play, print and return 0 if every limit is held."""
    figures = [*_figures([play(run) for run in range(RUNS)]), *_at_desks(), *_favours()]
    title = (
        f"Scalper: {RUNS} times {DAYS} days by the rules, {DESKS} times at a desk, "
        f"{LOAD} requests a seat, {FAKES} fake identities"
    )
    if "--docs" in sys.argv:
        PAGE.write_text(written(PAGE.read_text(encoding="utf-8"), figures), encoding="utf-8")
    return told(title, figures)


def written(page: str, figures: list[Figure]) -> str:
    """Return *page* with the table of *figures* in the place of the one before."""
    rows = [
        f"| {one.name} | {f'{one.measured:.2f} {one.unit}'.strip()} | {_wanted(one)} |"
        for one in figures
    ]
    table = "\n".join(("| figure | measured | wanted |", "|---|---|---|", *rows))
    table = table.replace("|  |", "| |")
    before, rest = page.split(BEGIN)
    return f"{before}{BEGIN}\n{table}\n{END}{rest.split(END)[1]}"


def _wanted(figure: Figure) -> str:
    if figure.limit is None:
        return ""
    return f"{'at least' if figure.is_floor else 'at most'} {figure.limit:g} {figure.unit}".strip()


def _figures(played: list[Played]) -> list[Figure]:
    honest = 100 * _sum(played, "honest_served") / _sum(played, "honest")
    accomplices = 100 * _sum(played, "accomplices_served") / _sum(played, "accomplices")
    alerts = [one.favours_before_alert or 99 for one in played]
    refused = _sum(played, "fakes_refused") / (len(played) * FAKES / 2)
    held = _sum(played, "held") / len(played)
    tried = _sum(played, "transfers_tried") / len(played)
    apart = abs(accomplices - honest)
    return [
        _most("seats used by fake identities", _sum(played, "fakes_served"), 0),
        Figure(name="seats a fake held until they lapsed, a run", measured=held, unit=""),
        _least("invented names and missing documents refused", refused, 1, "of 1"),
        Figure(name="sales tried, a run", measured=tried, unit=""),
        _most("sales that succeeded", _sum(played, "transfers"), 0),
        Figure(name="honest applicants served", measured=honest, unit="%"),
        Figure(name="accomplices served", measured=accomplices, unit="%"),
        _most("accomplices and honest apart", apart, 2, "points"),
        _most("latest favour at the alert", max(alerts), 4),
    ]


def _at_desks() -> list[Figure]:
    """The same through the services, on a store on disk."""
    played = []
    for run in range(DESKS):
        with tempfile.TemporaryDirectory() as folder:
            played.append(scandal(Path(folder), run=run, days=DAYS))
    pairs = [chances(one, REPLAYS) for one in played]
    accomplices, honest = (100 * sum(pair[at] for pair in pairs) / DESKS for at in (0, 1))
    held = sum(one.held for one in played) / DESKS
    latest = max(one.alert_at or 99 for one in played)
    wrongly, tried = _total(played, "wrongly"), _total(played, "sales_tried")
    return [
        _most("at a desk: places used by fake identities", _total(played, "fakes_served"), 0),
        Figure(name="at a desk: places fakes held to the door, a run", measured=held, unit=""),
        Figure(name="at a desk: sales tried", measured=tried, unit=""),
        _most("at a desk: sales that succeeded", _total(played, "sales"), 0),
        Figure(name="at a desk: chance of honest, same draws", measured=honest, unit="%"),
        Figure(name="at a desk: chance of accomplices", measured=accomplices, unit="%"),
        _most("at a desk: chances apart", abs(accomplices - honest), 2, "points"),
        _most("at a desk: latest favour at the alert", latest, 4),
        Figure(name="at a desk: honest agents alerted", measured=wrongly, unit=""),
        _least("at a desk: journals that verify", _total(played, "is_valid"), DESKS),
        Figure(name="at a desk: entries verified", measured=_total(played, "entries"), unit=""),
    ]  # fmt: skip


def _favours() -> list[Figure]:
    source = random.Random(20260303)
    weeks = range(SITES)
    found = sum(_is_found(standings(site_of_agents(source, FIRST, favours=0.1), FIRST))
                for _ in weeks)  # fmt: skip
    alerted = sum(_alerted(standings(site_of_agents(source, FIRST), FIRST)) for _ in weeks)
    read = sum(_is_found(_read(run, favours=0.1)) for run in weeks)
    wrongly = sum(_alerted(_read(run, favours=0.0)) for run in weeks)
    return [
        _least("weeks the favouring agent is in the top 2 of 20", 100 * found / SITES, 95, "%"),
        _most("honest agents alerted, a week", 100 * alerted / (SITES * AGENTS), 5, "%"),
        _least("the same, read from a journal: in the top 2", 100 * read / SITES, 95, "%"),
        _most("the same, read from a journal: honest alerted",
              100 * wrongly / (SITES * AGENTS), 5, "%"),
    ]  # fmt: skip


def _read(run: int, *, favours: float) -> tuple[Standing, ...]:
    seen = watched(
        week_of_agents(run, FIRST, favours=favours),
        since=dt.datetime.combine(FIRST, dt.time(), dt.UTC) - dt.timedelta(days=PERIOD_DAYS),
        zone=dt.UTC,
        is_open=lambda at: 7 <= at.hour < 17,
    )
    return standings(seen.tallies, FIRST)


def _is_found(ranked: tuple[Standing, ...]) -> bool:
    return agent_called(0) in {one.agent for one in ranked[:2]}


def _alerted(ranked: tuple[Standing, ...]) -> int:
    return sum(bool(one.alerts) for one in ranked)


def _most(name: str, measured: float, limit: float, unit: str = "") -> Figure:
    return Figure(name=name, measured=measured, unit=unit, limit=limit)


def _least(name: str, measured: float, limit: float, unit: str = "") -> Figure:
    return Figure(name=name, measured=measured, unit=unit, limit=limit, is_floor=True)


def _sum(played: list[Played], name: str) -> int:
    return sum(int(getattr(one, name)) for one in played)


def _total(played: list[Scandal], name: str) -> int:
    return sum(int(getattr(one, name)) for one in played)


if __name__ == "__main__":
    sys.exit(main())
