"""The Journal in the whole program: who opens it, what V and E leave (screens 6.10)."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest

from tests.e2e.house import living, run


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


@pytest.fixture
def edited(qapp, tmp_path):
    """The program opened again on a desk whose file somebody edited overnight."""
    with living(tmp_path) as house:
        house.sits("Marchand")
        house.robot.press("1", "Return", "1", "Return")
    with closing(sqlite3.connect(tmp_path / "poste.sqlite")) as file:
        for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            file.execute(f"DROP TRIGGER {name}")
        file.execute("UPDATE journal SET author = NULL WHERE kind = 'TicketIssued'")
        (broken,) = file.execute("SELECT min(seq) FROM journal WHERE kind = 'TicketIssued'")
        file.commit()
    with living(tmp_path, makes=False) as house:
        yield house, broken[0]


def test_an_edited_file_is_said_at_the_next_start_to_who_reads_the_journal(edited):
    house, broken = edited
    house.sits("Marchand")
    house.robot.press("1", "Return")
    agent_reads = house.refused()
    house.sits("Garnier")
    house.robot.wait_until(lambda: f"ligne {broken}" in house.refused())
    house.robot.press("F8")

    assert "rompu" not in agent_reads
    assert f"ligne {broken}" in house.refused()
    assert "Chaîne rompue" in house.reads()
    assert len(house.tickets()) == 3  # nobody's work is stopped


def test_the_chain_is_verified_at_the_start_without_being_asked(house):
    house.sits("Garnier")
    house.robot.press("F8")

    house.robot.wait_until(lambda: "Chaîne vérifiée à 9:0" in house.reads())


def test_the_commands_say_it_too(edited):
    house, broken = edited
    variables = {"DESK_APP_STORE": house.store}

    doctor = run("doctor", **variables)
    checked = run("store", "check", **variables)
    report = run("report", "day", "--on", "2026-03-03", "--out", str(house.folder), **variables)

    assert f"ligne {broken}" in doctor.stdout
    assert f"ligne {broken}" in checked.stdout
    assert (doctor.returncode, checked.returncode) == (3, 3)
    assert f"ligne {broken}" in report.stdout
