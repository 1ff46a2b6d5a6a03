"""Holders called before the day, by command (A-03, AT-21)."""

from __future__ import annotations

import json

from tests.cli.desks import DeskRoom
from tests.cli.test_appointment import NADIA


def _rows(room: DeskRoom, *words: str) -> list[dict[str, object]]:
    listed = room.json(*words)
    assert isinstance(listed, list)
    return listed


def _told(room: DeskRoom, *words: str) -> dict[str, object]:
    answered = room.json(*words)
    assert isinstance(answered, dict)
    return answered


def _booked(room: DeskRoom, phone: str = "06 12 44 90 31") -> str:
    """An appointment in three weeks, chosen with a second person."""
    offered = room.json("appointment", "offer", "--procedure", "RNV_DEPOT")
    assert isinstance(offered, dict)
    slot = str(offered["slots"][0]["id"]).split("/", maxsplit=1)[0] + "/2026-03-26T0900"
    booked = room.json(
        *("appointment", "book", "--slot", slot, "--person", "-", "--reason", "no_device"),
        *("--approver", "hgarnier", "--why", "travel"),
        lines=json.dumps(NADIA | {"phone": phone}),
    )
    assert isinstance(booked, dict)
    return str(booked["reference"])


def test_a_holder_is_called_twice_in_vain_and_the_place_goes(room: DeskRoom) -> None:
    reference = _booked(room)
    room.json("appointment", "verify-phone", reference)
    room.passes(days=16)
    first = _rows(room, "appointment", "calls")
    for _ in range(2):
        room.json("appointment", "called", reference, "--outcome", "no_answer")
        room.passes(days=1)
    (line,) = _rows(room, "appointment", "calls")
    said = room.run("appointment", "calls").out

    room.passes(days=3)
    gone = room.json("appointment", "release")
    shown = _told(room, "appointment", "show", reference)

    assert [(each["phone"], each["verified"], each["in_vain"]) for each in first] == [
        ("+33612449031", True, 0)
    ]
    assert (line["in_vain"], line["goes_on"]) == (2, "2026-03-23")
    assert "lundi 23 mars" in said
    assert gone == {"released": [reference]}
    assert shown["status"] == "lapsed"


def test_who_has_no_phone_is_counted(room: DeskRoom) -> None:
    reference = _booked(room, phone="")
    room.passes(days=16)

    listed = room.run("appointment", "calls").out
    refused = room.run("--json", "appointment", "called", reference, "--outcome", "confirmed")

    assert "Personne à rappeler" in listed
    assert "1 sans téléphone" in listed
    assert isinstance(refused.data, dict)
    assert (refused.exit, refused.data["error"]) == (3, "NoPhone")


def test_who_confirms_has_reconfirmed(room: DeskRoom) -> None:
    reference = _booked(room)
    room.passes(days=16)

    answered = _told(room, "appointment", "called", reference, "--outcome", "confirmed")

    assert answered["status"] == "booked"
    assert room.json("appointment", "calls") == []
