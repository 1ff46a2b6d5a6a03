"""What supervisors alone ask: acts compared with the site's, and the history of a slot."""

from __future__ import annotations

import json

from tests.cli.desks import DeskRoom

PERSON = {
    "family_name": "Benali",
    "given_names": "Nadia",
    "birth_date": "1988-04-17",
    "nationality": "DZA",
    "document": {"kind": "foreigner_number", "number": "9304218765"},
}


def _booked(room: DeskRoom) -> tuple[str, str]:
    """Give Nadia a place; return its reference and its slot."""
    file = room.folder / "nadia.json"
    file.write_text(json.dumps(PERSON), encoding="utf-8")
    offered = room.json("appointment", "offer", "--procedure", "REM_TITRE")
    slot = str(offered["slots"][0]["id"])
    booked = room.json(
        "appointment", "book", "--slot", slot, "--person", str(file), "--reason", "no_device"
    )
    return str(booked["reference"]), slot.partition("@")[2]


def test_the_history_of_a_slot_is_told_by_references(room: DeskRoom) -> None:
    reference, slot = _booked(room)
    room.json("appointment", "cancel", reference)

    told = room.json("appointment", "history", slot)
    said = room.run("appointment", "history", slot).out

    assert [event["what"] for event in told["events"]] == [
        "opened", "booked", "cancelled", "cooling",
    ]  # fmt: skip
    assert {event["appointment"] for event in told["events"]} == {None, reference}
    assert (told["slot"], told["is_open"]) == (slot, True)
    assert told["places"][0] == {
        "place": 1, "state": "cooling", "appointment": None, "waits_for_draw": False,
    }  # fmt: skip
    assert f"{reference} annulé" in said
    assert "Place 1\u00a0: rendue, pas encore proposée" in said
    assert "Benali" not in said


def test_a_slot_that_nothing_knows_is_refused(room: DeskRoom) -> None:
    answered = room.run("--json", "appointment", "history", "NO/2026-03-12T0910")

    assert answered.exit == 3
    assert answered.data["error"] == "UnknownSlot"


def test_acts_are_compared_and_those_behind_a_figure_are_told(room: DeskRoom) -> None:
    reference, _slot = _booked(room)
    room.json("appointment", "paper", reference, "--out", str(room.folder / "a.pdf"))

    seen = room.json("report", "anomalies")
    agent = seen["agents"][0]["agent"]
    one = room.json("report", "anomalies", "--of", agent, "--until", "2026-03-02")
    said = room.run("report", "anomalies", "--of", agent).out

    assert (seen["first"], seen["until"], seen["acts"]) == ("2026-02-03", "2026-03-02", [])
    assert seen["agents"][0]["figures"]["duplicate"]["count"] == 1
    assert [(act["pattern"], act["subject"]) for act in one["acts"]] == [("duplicate", reference)]
    assert "Personne ne se distingue des autres." in said
    assert "Duplicatas" in said
