"""`desk-app calendar`: looked at, closed, opened, placed anew and called (A-08, A-09)."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from desk_app.cli.calendar_calls import as_csv
from desk_app.domain.prints import LeafKind
from tests.cli.desks import DeskRoom
from tests.printing.fakes import leaf
from tests.services.booking_desk import born_as

TUESDAY = "2026-03-03"
SECOND = ("--approver", "hgarnier", "--why", "our_mistake")
CLOSE = ("calendar", "close", "--on", TUESDAY, "--reason", "works")


@pytest.fixture(autouse=True)
def _evening(room: DeskRoom) -> None:
    """It is Monday evening: the next hour by appointment is on Tuesday."""
    room.passes(hours=9)


def _books(room: DeskRoom, folder: Path, number: str = "9304218765") -> str:
    """Somebody has an appointment on Tuesday."""
    path = folder / f"{number}.json"
    fields = {
        "family_name": "Benali",
        "given_names": "Nadia",
        "birth_date": born_as(number),
        "nationality": "DZA",
        "document": {"kind": "foreigner_number", "number": number},
        "phone": "06 70 14 92 35",
    }
    path.write_text(json.dumps(fields), encoding="utf-8")
    offered = room.json("appointment", "offer", "--procedure", "RNV_DEPOT")["slots"]  # type: ignore[index, call-overload]
    booked = room.json(
        "appointment", "book", "--slot", offered[0]["id"], "--person", str(path),
        "--reason", "no_device",
    )  # fmt: skip
    return str(booked["reference"])  # type: ignore[index, call-overload]


def _error(room: DeskRoom, *words: str) -> str:
    answered = room.run("--json", *words)
    assert answered.exit == 3, answered.out + answered.err
    return str(answered.data["error"])  # type: ignore[index, call-overload]


def test_a_day_is_looked_at_closed_and_everybody_placed_anew(
    room: DeskRoom, tmp_path: Path
) -> None:
    reference = _books(room, tmp_path)

    looked = room.json("calendar", "impact", "--on", TUESDAY)
    unseen = _error(room, *CLOSE)
    closed = room.json(*CLOSE, "--seen", looked["seen"])
    (waiting,) = room.json("calendar", "waiting")
    placed = room.json("calendar", "replace")
    listed = room.json("calendar", "calls")
    told = room.json("calendar", "calls", "--told", reference)

    assert (looked["affected"], looked["appointments"][0]["last4"]) == (1, "8765")
    assert unseen == "ImpactChanged"
    assert (closed["first"], closed["affected"]) == (TUESDAY, 1)
    assert waiting["reference"] == reference
    assert waiting["proposed_at"] == placed["placed"][0]["starts_at"]
    assert (placed["left"], placed["placed"][0]["changes"]) == (0, 0)
    assert placed["placed"][0]["was_at"] == f"{TUESDAY}T09:00:00+01:00"
    (call,) = listed["calls"]
    assert (call["name"], call["phone"]) == ("Benali Nadia", "+33670149235")
    assert told["told"] == reference
    assert _error(room, "calendar", "calls") == "NobodyToCall"


def test_the_week_is_shown_for_people_and_for_programs(room: DeskRoom, tmp_path: Path) -> None:
    _books(room, tmp_path)
    room.json(*CLOSE, "--from", "14:00", "--to", "16:00")
    opens = ("calendar", "open", "--on", "2026-03-07", "--like", "DEPOT_MATIN")
    alone = room.run("--json", *opens)
    room.json(*opens, *SECOND)

    shown = room.json("calendar", "show", "--week", "2026-W10")
    said = room.run("calendar", "show").out

    assert (alone.exit, json.loads(alone.out)["error"]) == (3, "SecondPersonNeeded")

    assert shown["week"] == "2026-W10"
    tuesday = shown["days"][1]
    first = next(one for one in tuesday["slots"] if one["id"].startswith("DEPOT_MATIN"))
    assert (first["taken"], first["capacity"], first["closed_for"]) == (1, 2, None)
    closed = [one for one in tuesday["slots"] if one["closed_for"]]
    assert {one["closed_for"] for one in closed} == {"works"}
    assert all(sum(one["free"].values()) == 0 for one in closed)
    assert (len(shown["closures"]), len(shown["openings"])) == (1, 1)
    assert "mardi 3 mars · 9:00–14:00 · places prises\u00a0: 1 sur 64" in said
    assert "créneaux fermés" in said
    assert "dimanche 8 mars · pas d’heures sur rendez-vous" in said


def test_a_holiday_has_its_name(room: DeskRoom) -> None:
    shown = room.json("calendar", "show", "--week", "2026-04-06", "--series", "DEPOT_MATIN")

    assert shown["days"][0]["holiday"] == "Lundi de Pâques"
    assert "Lundi de Pâques" in room.run("calendar", "show", "--week", "2026-W15").out


def test_an_opening_is_taken_back(room: DeskRoom) -> None:
    made = room.json("calendar", "open", "--on", "2026-03-07", "--like", "DEPOT_MATIN",
                     "--from", "09:00", "--to", "11:00", "--counters", "5", *SECOND)  # fmt: skip
    looked = room.json("calendar", "impact", "--reopen", made["id"])
    gone = room.json("calendar", "reopen", made["id"])

    assert made["id"].startswith("EXC-")
    assert (looked["affected"], looked["places"]) == (0, 8)
    assert gone["id"] == made["id"]
    assert room.json("calendar", "show")["openings"] == []


def test_one_person_is_placed_on_a_slot_of_their_choice(room: DeskRoom, tmp_path: Path) -> None:
    first = _books(room, tmp_path)
    second = _books(room, tmp_path, "9304218766")
    seen = room.json("calendar", "impact", "--on", TUESDAY)["seen"]
    room.json(*CLOSE, "--seen", seen)

    one = room.json("calendar", "replace", "--reference", second)
    chosen = room.run(
        "calendar", "replace", "--reference", first, "--slot", "DEPOT_MATIN/2026-03-20T1115"
    )

    assert (len(one["placed"]), one["left"]) == (1, None)
    assert (chosen.exit, len(room.json("calendar", "waiting"))) == (3, 1)

    together = room.json(
        "calendar", "replace", "--reference", first, "--slot", "DEPOT_MATIN/2026-03-20T1115",
        "--approver", "hgarnier", "--why", "travel",
    )  # fmt: skip

    assert together["placed"][0]["starts_at"] == "2026-03-20T11:15:00+01:00"


def test_the_calls_come_out_on_paper_and_in_files(room: DeskRoom, tmp_path: Path) -> None:
    _books(room, tmp_path)
    room.json(*CLOSE, "--seen", room.json("calendar", "impact", "--on", TUESDAY)["seen"])
    table, page = tmp_path / "calls.csv", tmp_path / "calls.pdf"

    printed = room.json("calendar", "calls", "--print")
    room.json("calendar", "calls", "--out", str(table))
    said = room.run("calendar", "calls", "--out", str(page)).out

    assert printed["print_job"]
    assert room.json("print", "jobs")[-1]["what"] == "calls 2026-03-02"
    rows = list(csv.reader(table.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    assert rows[1][1:] == [
        "Benali Nadia", "'+33670149235", "03/03/2026 09:00", "pas encore de nouvelle date"
    ]  # fmt: skip
    assert page.read_bytes().startswith(b"%PDF")
    assert said == f"{page}\n"


def test_what_is_said_for_people(room: DeskRoom, tmp_path: Path) -> None:
    reference = _books(room, tmp_path)
    looked = room.run("calendar", "impact", "--on", TUESDAY, "--counters", "5,6").out
    seen = looked.split()[-1]
    closed = room.run(*CLOSE, "--counters", "5,6", "--seen", seen).out
    again = room.run("calendar", "impact", "--on", TUESDAY).out
    waiting = room.run("calendar", "waiting").out
    calls = room.run("calendar", "calls").out
    one = room.run("calendar", "replace").out
    nobody = [room.run("calendar", verb).out for verb in ("waiting", "replace")]
    told = room.run("calendar", "calls", "--told", reference).out

    assert "1 personne est à replacer." in looked
    assert "Fermeture · mardi 3 mars · 1 personne est à replacer." in closed
    assert "guichets 5, 6" in again
    assert reference in waiting
    assert "Benali Nadia" in calls
    assert one.startswith(reference)
    assert nobody == ["Personne n’est à replacer.\n"] * 2
    assert told.startswith(reference)


def test_whom_nothing_fits_is_said_to_be_left(room: DeskRoom, tmp_path: Path) -> None:
    _books(room, tmp_path)
    far = ("--on", "2026-03-02", "--until", "2026-05-31", "--procedures", "rnv_depot")
    seen = room.json("calendar", "impact", *far)["seen"]
    room.json("calendar", "close", *far, "--seen", seen)

    assert "aucune date possible" in room.run("calendar", "waiting").out
    assert "1 personne à replacer." in room.run("calendar", "replace").out
    assert "1 personne à replacer." in room.run("calendar", "show").out


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("impact --on 2026-03-01", "DayIsPast"),
        ("impact --on 2026-03-08", "NothingOpen"),
        ("impact --on 2026-03-04 --until 2026-03-03", "DaysReversed"),
        ("impact --on 2026-03-03 --from 12:00 --to 09:00", "HoursReversed"),
        ("impact --on 2026-03-03 --counters x", "BadValue"),
        ("impact", "BadValue"),
        ("impact --on 2026-03-03 --series NO", "UnknownSeries"),
        ("open --on 2026-03-03 --like DEPOT_MATIN", "OpeningContradicts"),
        ("reopen 7K4M-2QXD", "UnknownCalendarChange"),
        ("replace --slot X", "BadValue"),
        ("replace --reference 7K4M-2QXD", "UnknownAppointment"),
        ("calls --out calls.txt", "BadValue"),
    ],
)
def test_bad_input_gets_a_sentence(room: DeskRoom, words: str, error: str) -> None:
    assert _error(room, "calendar", *words.split()) == error


def test_a_formula_in_a_name_is_made_harmless() -> None:
    made = leaf(LeafKind.CALLS)

    assert ";'+33612345678;" in as_csv(made, ("A", "B"))


def test_a_week_that_is_none_is_a_mistake_of_usage(room: DeskRoom) -> None:
    assert room.run("calendar", "show", "--week", "2026-W77").exit == 2
    assert room.run("calendar", "impact", "--on", TUESDAY, "--from", "9h").exit == 2
