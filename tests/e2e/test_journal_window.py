"""The Journal in the whole program: who opens it, what V and E leave (screens 6.10)."""

from __future__ import annotations

import json

import pytest

from tests.e2e.house import living


@pytest.fixture
def chief(house):
    """A supervisor at the Journal, after two tickets."""
    house.sits("Marchand")
    house.robot.press("1", "Return", "1", "Return")
    house.sits("Garnier")
    house.robot.press("F8")
    return house


def test_a_supervisor_opens_it_by_its_key(chief):
    assert chief.program.shell.place() == "journal"
    assert any("remis" in line for line in chief.column("journal.entries", 2))


def test_an_agent_of_the_reception_has_no_way_to_it(house):
    house.sits("Marchand")
    house.robot.press("F8")

    assert house.program.shell.place() == "reception"


def test_the_chain_is_verified_and_written_out_by_keys(chief):
    chief.robot.press("V")
    verified = chief.reads()
    chief.robot.press("E")
    chief.robot.settle()

    (file,) = (chief.folder / "journal").glob("journal-2026-03-03-*.jsonl")
    kinds = [json.loads(line)["kind"] for line in file.read_text("utf-8").splitlines()]
    assert "Chaîne vérifiée à 9:0" in verified
    assert kinds[-2:] == ["JournalRead", "JournalRead"]
    assert str(file) in chief.refused()


def test_it_fits_its_screen_at_twice_the_text(qapp, tmp_path):
    with living(tmp_path, percent=200) as house:
        house.sits("Garnier")
        house.robot.press("F8")
        house.robot.press("V")

        assert house.program.shell.width() == 1366
