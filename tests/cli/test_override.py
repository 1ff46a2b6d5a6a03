"""Exceptions on the command line: agreed at the desk, asked of a supervisor, shown, counted."""

from __future__ import annotations

import pytest

from tests.cli.desks import DeskRoom

DOCUMENT, SLIPPED = "foreigner_number:9304218765", "foreigner_number:9304218756"
LOCAL = ("--kind", "local_priority", "--subject", "info", "--why", "travel")


def as_agent(room: DeskRoom, *words: str):
    return room.run("--agent", "smarchand", "--json", *words)


def test_a_local_priority_is_refused_without_a_second_person(room: DeskRoom) -> None:
    refused = as_agent(room, "ticket", "issue", "--procedure", "INFO", "--priority", "LOCAL")

    assert (refused.exit, refused.data["error"]) == (3, "SecondPersonNeeded")


def test_it_is_given_with_the_colleague_and_the_reason_of_the_command(room: DeskRoom) -> None:
    words = ("ticket", "issue", "--procedure", "INFO", "--priority", "LOCAL")

    given = as_agent(room, *words, "--approver", "kbelhadj", "--why", "travel")

    assert given.exit == 0, given.data


def test_nobody_is_their_own_second_person(room: DeskRoom) -> None:
    refused = as_agent(room, "override", "approve", *LOCAL, "--approver", "smarchand")

    assert (refused.exit, refused.data["error"]) == (3, "SamePerson")


def test_what_is_approved_at_the_desk_is_used_once(room: DeskRoom) -> None:
    approved = as_agent(room, "override", "approve", *LOCAL, "--approver", "kbelhadj")
    words = ("ticket", "issue", "--procedure", "INFO", "--priority", "LOCAL")

    first, again = as_agent(room, *words), as_agent(room, *words)

    assert (approved.data["state"], approved.data["answered_by"]) == ("approved", "Karim Belhadj")
    assert (first.exit, again.exit) == (0, 3)


def test_a_supervisor_answers_what_was_asked(room: DeskRoom) -> None:
    asked = as_agent(room, "override", "ask", *LOCAL).data
    listed = room.json("override", "list")

    agreed = room.run("--agent", "hgarnier", "--json", "override", "agree", asked["id"])

    assert [each["id"] for each in listed] == [asked["id"]]
    assert agreed.data["state"] == "approved"
    assert room.json("override", "list") == []


@pytest.mark.parametrize(
    ("kind", "subject"),
    [("manual_slot", "DEPOT_MATIN/2026-03-12T09:20"), ("free_slot", "RNV_DEPOT")],
)
def test_a_slot_s_exception_is_agreed_to_and_shown(room: DeskRoom, kind: str, subject: str) -> None:
    wish = ("--kind", kind, "--subject", subject, "--why", "court")

    as_agent(room, "override", "approve", *wish, "--approver", "hgarnier")

    [shown] = room.json("override", "today")
    assert (shown["kind"], shown["subject"]) == (kind, subject)
    assert "Décision d’un juge" in room.run("override", "today").out


def test_what_is_left_of_the_quota_is_told(room: DeskRoom) -> None:
    words = ("ticket", "issue", "--procedure", "INFO", "--priority", "LOCAL")
    for _ in range(5):
        as_agent(room, *words, "--approver", "kbelhadj", "--why", "travel")

    sixth = as_agent(room, *words, "--approver", "hgarnier", "--why", "travel")

    assert sixth.data["error"] == "OverridesUsedUp"
    assert as_agent(room, "override", "left").data["left"] == 0
    assert room.json("override", "left")["left"] == 5


def test_a_slip_in_a_document_is_corrected_with_a_second_person(room: DeskRoom) -> None:
    number = room.issue("REM_TITRE", "--document", SLIPPED)
    words = ("ticket", "correct", number, "--document", DOCUMENT)

    alone = as_agent(room, *words)
    together = as_agent(room, *words, "--approver", "kbelhadj", "--why", "misread")

    assert (alone.exit, alone.data["error"]) == (3, "SecondPersonNeeded")
    assert together.data["number"] == number


def test_a_correction_is_of_one_field(room: DeskRoom) -> None:
    number = room.issue("REM_TITRE", "--document", DOCUMENT)

    for fields in ((), ("--document", DOCUMENT, "--hint", "N. B.")):
        assert as_agent(room, "ticket", "correct", number, *fields).data["error"] == "BadValue"


def test_the_initials_are_corrected_too(room: DeskRoom) -> None:
    number = room.issue("REM_TITRE", "--document", DOCUMENT, "--hint", "N. B., 1988")
    second = ("--approver", "kbelhadj", "--why", "spelling")

    right = as_agent(room, "ticket", "correct", number, "--hint", "N. D., 1988", *second)

    assert right.exit == 0, right.data


def test_a_second_person_gives_a_reason_of_that_exception(room: DeskRoom) -> None:
    number = room.issue("REM_TITRE", "--document", SLIPPED)
    words = ("ticket", "correct", number, "--document", DOCUMENT, "--approver", "kbelhadj")

    assert as_agent(room, *words).data["error"] == "BadValue"
    assert as_agent(room, *words, "--why", "travel").data["error"] == "BadValue"
