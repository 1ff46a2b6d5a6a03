"""Whole mornings of bad luck, each from a seed: what was printed and called stays true.

The short form runs here; `make soak` runs the long one and takes each safeguard away in turn.
"""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.sync.mutants import MUTANTS, without
from tests.sync.world import World

LONG = int(os.environ.get("DESK_APP_SEEDS", "0"))
SEEDS = range(LONG or 2)
HOURS = 1.5 if LONG else 0.75


def play(seed, folder, template, site, **kind) -> World:
    """Play one world to its end and judge it."""
    size = {"hours": HOURS, "visitors": int(HOURS * 40), "persons": 12} | kind
    world = World(seed, folder, template, site, **size)
    try:
        return world.run()
    finally:
        world.close()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_morning_of_faults_loses_nothing_and_doubles_nothing(
    seed, tmp_path, sqlite_template, site
):
    world = play(seed, tmp_path, sqlite_template, site)

    assert world.stat["faults"] > 0


@pytest.mark.parametrize("seed", SEEDS[:1] if not LONG else SEEDS)
def test_files_copied_unseen_lose_nothing(seed, tmp_path, sqlite_template, site):
    play(seed + 1000, tmp_path, sqlite_template, site, silent=0.5)


@pytest.mark.parametrize("seed", SEEDS[:1] if not LONG else SEEDS)
def test_a_site_put_back_loses_nothing_and_sells_no_seat_twice(
    seed, tmp_path, sqlite_template, site
):
    play(seed + 2000, tmp_path, sqlite_template, site, put_back=True)


QUICK = ("facts are taken once, by id",)
"""What the first seed notices at once; all of them are tried in the long form."""


@pytest.mark.parametrize("name", sorted(MUTANTS) if LONG else QUICK)
def test_every_safeguard_is_needed(name, tmp_path, sqlite_template, site):
    """Some worlds are too short to meet what a meeting arranged by hand shows at once."""
    noticed = _in_worlds(name, tmp_path, sqlite_template, site)

    assert noticed or _in_meetings(name)


def _in_worlds(name: str, folder, template, site) -> bool:
    for seed in range(8):
        place = folder / str(seed)
        place.mkdir()
        # Without fences and copies nothing is excused; with them more can go wrong.
        kind = {"fences": False} if seed % 2 else {"silent": 0.5}
        try:
            with without(name):
                play(seed, place, template, site, faults=36, **kind)
        except Exception:  # noqa: BLE001 - whatever it says, it was noticed
            return True
    return False


def _in_meetings(name: str) -> bool:
    tests = [f"tests/sync/test_{which}.py" for which in ("authority", "shares", "calendar")]
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-k", "not postgres", *tests]
    command += ["-p", "no:cacheprovider"]
    environment = {**os.environ, "DESK_APP_WITHOUT": name}
    return (
        subprocess.run(command, env=environment, capture_output=True, check=False).returncode == 1
    )
