"""`appointment import` and `export`: what scripts and supervisors rely on."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.cli.desks import DeskRoom
from tests.services.online_desk import MAPPING, line, table


@pytest.fixture
def mapping(room: DeskRoom) -> str:
    """The mapping of a platform, as a file."""
    file = room.folder / "rdv.toml"
    file.write_text(MAPPING, encoding="utf-8")
    return str(file)


def given(room: DeskRoom, *lines: str) -> str:
    """A list of these lines, as a file."""
    file = room.folder / "jour.csv"
    file.write_bytes(table(*lines, encoding="cp1252"))
    return str(file)


def taken(room: DeskRoom, *words: str) -> dict[str, object]:
    answered = room.run("--json", "appointment", "import", *words)
    assert answered.exit == 0, answered
    assert isinstance(answered.data, dict)
    return answered.data


def test_a_trial_says_what_it_would_do_and_the_day_then_shows_it(room, mapping):
    file = given(room, line(), line("RDV-2", procedure="?"))

    tried = taken(room, file, "--mapping", mapping, "--dry-run")
    assert (tried["written"], tried["added"]) == (False, 1)
    assert tried["refused"][0]["line"] == 3
    assert room.run("--json", "appointment", "list").data == []
    assert taken(room, file, "--mapping", mapping)["written"]

    [row] = room.run("--json", "appointment", "list").data
    assert (row["platform"], row["last4"], row["status"]) == ("rdv-prefecture", "8765", "booked")
    assert "en ligne" in room.run("appointment", "list").out


def test_junk_is_a_verdict_with_its_lines_and_writes_nothing(room, mapping):
    file = given(room, line("1"), line("2", procedure="?"))

    answered = room.run("--json", "appointment", "import", file, "--mapping", mapping)

    assert (answered.exit, answered.data["error"]) == (3, "DayListJunk")
    assert len(answered.data["refused"]) == 2
    assert room.run("--json", "appointment", "list").data == []


@pytest.mark.parametrize(
    ("file", "name", "error"),
    [("absent.csv", "rdv.toml", "DayListUnread"), ("rdv.toml", "absent.toml", "MappingFaults"),
     (".", "rdv.toml", "DayListUnread")],
)  # fmt: skip
def test_a_file_that_is_not_there_is_told(room, mapping, file, name, error):
    asked = ("--mapping", str(Path(mapping).with_name(name)))

    answered = room.run("--json", "appointment", "import", str(room.folder / file), *asked)

    assert (answered.exit, answered.data["error"]) == (3, error)


def test_who_booked_online_comes_in_by_the_platforms_reference(room, mapping):
    hour = "02/03/2026 09:20"
    taken(room, given(room, line(start=hour), line("RDV-2", start=hour, document="")),
          "--mapping", mapping)  # fmt: skip

    first = room.run("--json", "appointment", "check-in", "RDV-2026-0451", "--last4", "8765",
                     "--no-wait")  # fmt: skip
    second = room.run("--json", "appointment", "check-in", "rdv2", "--document-seen", "--no-wait")

    assert {first.exit, second.exit} == {0}
    assert first.data["number"] != second.data["number"]


@pytest.mark.parametrize("form", ["csv", "ics"])
def test_the_agenda_is_written_to_a_file_of_its_days(room, mapping, form):
    taken(room, given(room, line(name="=CMD()")), "--mapping", mapping)
    out = room.folder / "sortie"

    answered = room.run("--json", "appointment", "export", "--on", "2026-03-04", "--week",
                        "--format", form, "--names", "calls", "--out", str(out))  # fmt: skip

    assert answered.exit == 0
    assert answered.data["file"] == str(out / f"agenda-2026-03-02-2026-03-08.{form}")
    assert (answered.data["appointments"], answered.data["names"]) == (1, True)
    assert "=CMD()" in (out / f"agenda-2026-03-02-2026-03-08.{form}").read_text("utf-8-sig")


def test_no_cell_of_an_agenda_or_of_a_days_report_is_calculated(room, mapping):
    taken(room, given(room, line(name="=CMD()")), "--mapping", mapping)
    out = room.folder / "sortie"
    room.run("appointment", "export", "--names", "calls", "--out", str(out))
    room.run("report", "day", "--out", str(out))

    tables = [list(csv.reader(file.read_text("utf-8-sig").splitlines(), delimiter=";"))
              for file in out.glob("*.csv")]  # fmt: skip

    assert len(tables) == 2
    assert not [cell for rows in tables for row in rows for cell in row if cell[:1] in {*"=+-@"}]
