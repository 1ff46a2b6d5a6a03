"""Papers of appointments by command: given, again, in a file; requests without a place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.desks import DeskRoom

PERSON = {
    "family_name": "Benali",
    "given_names": "Nadia",
    "birth_date": "1988-04-17",
    "nationality": "DZA",
    "document": {"kind": "foreigner_number", "number": "9304218765"},
}


def books(room: DeskRoom) -> dict[str, object]:
    """Book the first time that is offered."""
    slots = room.json("appointment", "offer", "--procedure", "RNV_DEPOT")["slots"]
    file = room.folder / "person.json"
    file.write_text(json.dumps(PERSON), encoding="utf-8")
    return room.json(
        "appointment", "book", "--slot", slots[0]["id"], "--person", str(file),
        "--reason", "no_device",
    )  # fmt: skip


def test_a_booking_answers_its_code_and_waits_for_its_paper(room: DeskRoom) -> None:
    booked = books(room)

    assert booked["print_state"] == "PRINTED"
    [job] = room.json("print", "jobs")
    assert (job["id"], job["what"]) == (booked["print_job"], f"convocation {booked['reference']}")
    assert "enali" not in json.dumps(job)
    assert "lundi 2 mars 9:00" in room.run("print", "jobs").out


def test_the_paper_may_be_late_and_the_booking_stands(room: DeskRoom) -> None:
    room.printer.cause = "silent"

    booked = books(room)

    assert booked["print_state"] == "WAIT_PRINTER"
    assert room.json("appointment", "show", booked["reference"])["status"] == "booked"


def test_a_convocation_is_printed_again_as_the_second_copy(room: DeskRoom) -> None:
    reference = books(room)["reference"]

    again = room.json("appointment", "reprint", reference)
    said = room.run("appointment", "reprint", reference).out

    assert (again["copy"], again["print_state"]) == (2, "PRINTED")
    assert f"Convocation {reference}, copie 3" in said


def test_a_move_prints_another_paper(room: DeskRoom) -> None:
    booked = books(room)
    slots = room.json("appointment", "offer", "--procedure", "RNV_DEPOT")["slots"]

    moved = room.json("appointment", "move", booked["reference"], "--slot", slots[-1]["id"])

    assert (moved["copy"], moved["print_state"]) == (2, "PRINTED")
    assert moved["code"] != booked["code"]


def test_a_page_and_a_calendar_are_written_where_asked(room: DeskRoom) -> None:
    reference = books(room)["reference"]
    page, event = room.folder / "out" / "page.pdf", room.folder / "rdv.ICS"

    paper = room.json("appointment", "paper", reference, "--out", str(page))
    phone = room.json("appointment", "paper", reference, "--out", str(event))

    assert (paper["copy"], phone["copy"]) == (2, None)
    assert page.read_bytes().startswith(b"%PDF-")
    assert event.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        ("appointment paper 7K4M-2QXD --out page.txt", 3, "BadValue"),
        ("appointment paper 7K4M-2QXD --out page.pdf", 3, "UnknownAppointment"),
        ("appointment reprint nonsense", 3, "UnknownAppointment"),
        ("unmet add --procedure NOPE --reason no_place", 3, "UnknownProcedure"),
        ("unmet add --procedure RNV_DEPOT --reason no_place", 3, "DatesOffered"),
        ("unmet add --procedure INFO --reason because", 2, "Usage"),
        ("unmet show 7K4M-2QXD", 3, "UnknownProof"),
        ("unmet list", 3, "BadValue"),
    ],
)
def test_a_refusal_has_its_class_and_sentence(
    room: DeskRoom, words: str, code: int, error: str
) -> None:
    answered = room.run("--json", *words.split())

    assert (answered.exit, answered.data["error"]) == (code, error)
    assert answered.data["message"]


def test_a_page_that_cannot_be_written_is_said(room: DeskRoom) -> None:
    reference = books(room)["reference"]

    answered = room.run("--json", "appointment", "paper", reference, "--out", "/proc/no/p.pdf")

    assert answered.exit == 4
    assert answered.data["error"] == "StoreReadOnly"
    assert room.json("appointment", "show", reference)["copy"] == 1


def test_a_page_takes_no_file_s_place_and_leaves_none_where_it_is_refused(room: DeskRoom) -> None:
    reference = books(room)["reference"]
    mine, none = room.folder / "mine.pdf", room.folder / "none.pdf"
    mine.write_text("mine", encoding="utf-8")

    taken = room.run("--json", "appointment", "paper", reference, "--out", str(mine))
    refused = room.run("--json", "appointment", "paper", "7K4M-2QXD", "--out", str(none))

    assert taken.data["error"] == "StoreExists"
    assert refused.data["error"] == "UnknownAppointment"
    assert mine.read_text(encoding="utf-8") == "mine"
    assert not none.exists()
    assert room.json("appointment", "show", reference)["copy"] == 1


def test_requests_without_a_place_are_kept_listed_and_confirmed(room: DeskRoom) -> None:
    wanted = ("unmet", "add", "--procedure", "RNV_DEPOT", "--reason", "none_suits")
    shown = ("--document", "9304218765")

    first = room.json(*wanted, *shown)
    second = room.json(*wanted, "--earlier", first["reference"])

    assert second["print_state"] == "PRINTED"
    assert [each["reference"] for each in second["earlier"]] == [first["reference"]]
    assert room.json("unmet", "show", first["reference"])["reason"] == "none_suits"
    listed = room.json("unmet", "list", *shown)
    assert {each["reference"] for each in listed} == {first["reference"], second["reference"]}
    assert "Aucune des dates proposées ne convient" in room.run("unmet", "list", *shown).out


def test_a_proof_s_code_is_confirmed_without_the_store(room: DeskRoom, tmp_path: Path) -> None:
    added = room.json("unmet", "add", "--procedure", "INFO", "--reason", "not_here")

    [job] = room.json("print", "jobs")

    assert job["what"] == f"unmet {added['reference']}"
    assert "Attestation de demande" in room.run("print", "jobs").out


def test_missing_papers_and_the_substitute_channel_have_their_slips(room: DeskRoom) -> None:
    words = ("unmet", "add", "--procedure", "RNV_DEPOT", "--no-wait", "--reason")

    missing = room.json(*words, "incomplete", "--missing", "1,3")
    opened = room.json(*words, "substitute", "--impossibility", "form", "--hotline-on",
                       "2026-02-16")  # fmt: skip
    unread = room.run("--json", *words, "incomplete", "--missing", "x")
    unsaid = room.run("--json", *words, "substitute")

    assert isinstance(missing, dict)
    assert isinstance(opened, dict)
    assert (missing["reason"], opened["reason"]) == ("incomplete", "substitute")
    assert isinstance(unread.data, dict)
    assert isinstance(unsaid.data, dict)
    assert [unread.data["error"], unsaid.data["error"]] == ["BadValue", "BadValue"]
