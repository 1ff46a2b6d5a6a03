"""The trafficker at a real desk, in short: a week of days through the services (domain scenario).

The long form is `python -m bench.scalper`, whose figures stand in docs/trafficker.md.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from bench.figures import Figure
from bench.scalper import BEGIN, END, PAGE, written
from bench.simulated_scandal import Scandal, chances, scandal

pytestmark = pytest.mark.xdist_group("scalper")  # made once, in one process

DAYS, REPLAYS = 6, 400  # fewer tell chances within two points, which is what is asked


@pytest.fixture(scope="module")
def played() -> Scandal:
    """What came of the days; the disk is not what is tried here."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        return scandal(Path(folder), run=1, days=DAYS)


def test_fake_identities_use_no_place(played):
    assert played.fakes_refused == played.fakes_tried // 2
    assert played.held > 0
    assert played.fakes_served == 0


def test_no_place_is_sold(played):
    assert played.sales_tried == played.held
    assert played.sales == 0


def test_honest_people_are_let_in_and_accomplices_have_no_better_chance(played):
    accomplices, honest = chances(played, REPLAYS)

    assert played.honest_served > 0
    assert abs(accomplices - honest) < 0.02


def test_the_corrupt_agent_is_alerted_before_the_fifth_favour_and_nobody_else(played):
    assert 1 <= played.alert_at < 5
    assert played.wrongly == 0


def test_the_journal_of_it_all_verifies(played):
    assert played.is_valid
    assert played.entries > 300


def test_the_page_takes_new_figures_in_the_place_of_the_old():
    page = PAGE.read_text(encoding="utf-8")
    figure = Figure(name="sales that succeeded", measured=0, unit="", limit=0)

    once = written(page, [figure])

    assert written(once, [figure]) == once
    assert (once.count(BEGIN), once.count(END)) == (1, 1)
    assert "| sales that succeeded | 0.00 | at most 0 |" in once
