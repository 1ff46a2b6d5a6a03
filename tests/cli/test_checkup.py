"""Each check of the doctor can fail, and then says how to mend it."""

from __future__ import annotations

import shutil
from pathlib import Path
from zoneinfo import ZoneInfoNotFoundError

import pytest

from desk_app.cli import checkup
from desk_app.domain.errors import BadPrinterAddress
from desk_app.words.printers import cause, causes, mend
from tests.cli.desks import ADDRESS, MONDAY, DeskRoom


def _ill(room: DeskRoom) -> dict[str, dict[str, object]]:
    rows = room.run("--json", "doctor").data
    assert isinstance(rows, list)
    return {row["check"]: row for row in rows if not row["ok"]}


def test_a_nonsense_printer_address_is_told_with_what_is_expected(room: DeskRoom) -> None:
    room.printer.fault = BadPrinterAddress("foo://x", "tcp://…")

    ill = _ill(room)

    assert list(ill) == ["printer"]
    assert "tcp://…" in str(ill["printer"]["mend"])


def test_a_printer_that_does_not_answer_is_told_with_what_to_do(room: DeskRoom) -> None:
    room.printer.cause = "unreachable"

    ill = _ill(room)["printer"]

    assert "ne répond pas" in str(ill["found"])
    assert str(ill["mend"]).startswith("Allumez-la et vérifiez son câble.")
    assert ADDRESS in str(ill["mend"])


def test_each_trouble_of_a_printer_has_a_mend_and_a_cause() -> None:
    assert all(cause(code) and mend(code, ADDRESS) for code in causes())
    assert {mend(code, ADDRESS) for code in ("busy", "not-found", "stalled")}.isdisjoint(
        {cause(code) for code in causes()}
    )
    assert mend("drawing", ADDRESS) == cause("drawing")


def test_missing_typefaces_are_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, room: DeskRoom
) -> None:
    monkeypatch.setattr(checkup, "resource", tmp_path.joinpath)

    assert "NotoSans-Regular.ttf" in str(_ill(room)["fonts"]["found"])


def test_missing_time_zones_are_told(monkeypatch: pytest.MonkeyPatch, room: DeskRoom) -> None:
    def none(name: str) -> None:
        raise ZoneInfoNotFoundError(name)

    monkeypatch.setattr(checkup, "ZoneInfo", none)

    assert list(_ill(room)) == ["time_zones"]


def test_a_disk_that_is_nearly_full_is_told(
    monkeypatch: pytest.MonkeyPatch, room: DeskRoom
) -> None:
    real = shutil.disk_usage(room.folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: real._replace(free=1_000_000))

    assert _ill(room)["disk"]["found"] == "1 Mo libres sur le disque"


def test_a_folder_without_leave_to_write_is_told(empty_room: DeskRoom) -> None:
    empty_room.url = "sqlite:////proc/nowhere/desk.sqlite"

    assert {"folder", "store"} <= set(_ill(empty_room))


def test_damaged_data_are_told(room: DeskRoom) -> None:
    room.damage = ("row 3 missing from index",)

    assert list(_ill(room)) == ["integrity"]
    assert room.run("store", "check").exit == 3


def test_a_database_that_could_lose_what_was_answered_is_told(room: DeskRoom) -> None:
    room.is_safe = False

    assert list(_ill(room)) == ["database"]


def test_a_clock_of_before_the_program_is_told(empty_room: DeskRoom) -> None:
    empty_room.now = MONDAY.replace(year=2000)
    empty_room.json("store", "create", lines="Pont-Neuf-1607\n")

    assert "2000" in str(_ill(empty_room)["clock"]["found"])


def test_a_long_journal_is_looked_at_from_its_end(
    monkeypatch: pytest.MonkeyPatch, room: DeskRoom
) -> None:
    monkeypatch.setattr(checkup, "LAST_ENTRIES", 3)
    for _ in range(6):
        room.issue()

    assert _ill(room) == {}
