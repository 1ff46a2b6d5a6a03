"""Whole mornings of bad luck, each from a seed: what was printed and called stays true."""

from __future__ import annotations

import os

import pytest

from tests.sync.world import World

SEEDS = range(int(os.environ.get("DESK_APP_SEEDS", "4")))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_morning_of_faults_loses_nothing_and_doubles_nothing(
    seed, tmp_path, sqlite_template, site
):
    world = World(seed, tmp_path, sqlite_template, site)
    try:
        world.run()
    finally:
        world.close()
