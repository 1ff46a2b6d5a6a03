"""`desk-app appointment` as agents and checks from outside use it."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from tests.cli.desks import DeskRoom

NADIA = {
    "family_name": "Benali",
    "given_names": "Nadia",
    "birth_date": "1988-04",
    "nationality": "DZA",
    "document": {"kind": "passport", "number": "BX0472915", "country": "DZA"},
}


def _person(**other: object) -> str:
    return json.dumps(NADIA | other)


def _slot(room: DeskRoom, procedure: str = "RNV_DEPOT", which: int = 0) -> str:
    offered = room.json("appointment", "offer", "--procedure", procedure)
    assert isinstance(offered, dict)
    return str(offered["slots"][which]["id"])


def _book(room: DeskRoom, *more: str, lines: str = "") -> dict[str, object]:
    booked = room.json(
        *("appointment", "book", "--slot", _slot(room), "--person", "-", "--reason", "no_device"),
        *more,
        lines=lines or _person(),
    )
    assert isinstance(booked, dict)
    return booked


def test_at_most_three_times_are_offered_with_their_rule(room: DeskRoom) -> None:
    offered = room.json("appointment", "offer", "--procedure", "rnv_depot")

    assert isinstance(offered, dict)
    assert offered["mode"] == "immediate"
    assert 1 <= len(offered["slots"]) <= 3
    assert set(offered["slots"][0]) >= {"id", "starts_at", "ends_at"}
    assert "+01:00" in offered["slots"][0]["starts_at"]


def test_a_time_is_booked_for_the_person_of_a_file(room: DeskRoom) -> None:
    file = room.folder / "person.json"
    file.write_text(_person(), "utf-8")

    booked = room.json(
        *("appointment", "book", "--slot", _slot(room), "--person", str(file)),
        *("--reason", "no_device"),
    )

    assert isinstance(booked, dict)
    assert set(booked) >= {"reference", "starts_at", "procedure", "code"}
    assert room.json("appointment", "show", str(booked["reference"])) == {
        key: value
        for key, value in booked.items()
        if key not in {"code", "print_job", "print_state"}
    }


def test_the_code_of_the_paper_is_genuine(room: DeskRoom) -> None:
    booked = _book(room)

    read = room.json("code", "verify", str(booked["code"]))

    assert isinstance(read, dict)
    assert (read["kind"], read["valid"]) == ("convocation", True)
    assert read["reference"] == booked["reference"]


def test_nothing_that_is_answered_names_the_person(room: DeskRoom) -> None:
    _book(room)

    answered = [room.run("appointment", "list"), room.run("--json", "appointment", "list")]

    assert not any("Benali" in each.out + each.err for each in answered)
    assert "…2915" in answered[0].out


@pytest.mark.parametrize(
    ("words", "lines", "error"),
    [
        ("--slot x --person -", "{}", "BadValue"),
        ("--slot RNV_DEPOT@x/2026-03-02T0915 --person -", "{}", "BadPerson"),
        ("--slot RNV_DEPOT@x/2026-03-02T0915 --person -", "[1]", "BadValue"),
        ("--slot RNV_DEPOT@x/2026-03-02T0915 --person -", "{" * 9000, "BadValue"),
        ("--slot RNV_DEPOT@x/2026-03-02T0915 --person -", " " * 20_000, "BadValue"),
        ("--slot RNV_DEPOT@x/2026-03-02T0915 --person ./nowhere.json", "", "BadValue"),
        ("--slot RNV_DEPOT@x/2026-03-02T0915 --person -", _person(), "UnknownSlot"),
        ("--slot INFO@x/2026-03-02T0915 --person -", _person(), "NotByAppointment"),
        (
            "--slot RNV_DEPOT@x/2026-03-02T0915 --person -",
            _person(family_name="XXXX"),
            "BadPerson",
        ),
        (
            "--slot RNV_DEPOT@x/2026-03-02T0915 --person -",
            _person(birth_date="2999-01-01"),
            "BadPerson",
        ),
    ],
)
def test_what_cannot_be_booked_is_refused_in_words(
    room: DeskRoom, words: str, lines: str, error: str
) -> None:
    answered = room.run(
        "--json", "appointment", "book", *words.split(), "--reason", "no_device", lines=lines
    )

    assert answered.exit == 3
    assert isinstance(answered.data, dict)
    assert answered.data["error"] == error
    assert answered.data["message"]


def test_one_person_gets_one_place_of_a_family(room: DeskRoom) -> None:
    first = _book(room)

    again = room.run(
        *("--json", "appointment", "book", "--slot", _slot(room), "--person", "-"),
        *("--reason", "no_device"),
        lines=_person(),
    )

    assert again.exit == 3
    assert isinstance(again.data, dict)
    assert (again.data["error"], again.data["reference"]) == ("ActiveAlready", first["reference"])


def test_a_repeated_request_books_once(room: DeskRoom) -> None:
    file = room.folder / "person.json"
    file.write_text(_person(), "utf-8")
    words = (
        *("--request-id", "one", "appointment", "book", "--slot", _slot(room)),
        *("--person", str(file), "--reason", "no_device"),
    )

    first, second = room.json(*words), room.json(*words)

    assert first == second
    listed = room.json("appointment", "list")
    assert isinstance(listed, list)
    assert len(listed) == 1


def test_the_date_changes_twice_and_the_place_is_given_up(room: DeskRoom) -> None:
    reference = str(_book(room)["reference"])
    for which in (1, 2):
        moved = room.json("appointment", "move", reference, "--slot", _slot(room, which=which))
        assert isinstance(moved, dict)
        assert moved["status"] == "booked"

    third = room.run("--json", "appointment", "move", reference, "--slot", _slot(room, which=1))
    sure = room.run("--json", "appointment", "reconfirm", reference)
    ended = room.json("appointment", "cancel", reference.lower())

    assert isinstance(third.data, dict)
    assert (third.exit, third.data["error"]) == (3, "ChangesUsedUp")
    assert isinstance(sure.data, dict)
    assert (sure.exit, sure.data["error"]) == (3, "NotToBeConfirmed")
    assert isinstance(ended, dict)
    assert ended["status"] == "cancelled"


def test_a_time_that_was_not_offered_needs_a_second_person(room: DeskRoom) -> None:
    slot = f"{_slot(room)[:-4]}1030"
    words = ("appointment", "book", "--slot", slot, "--person", "-", "--reason", "no_device")

    refused = room.run("--json", *words, lines=_person())
    given = room.json(*words, "--approver", "hgarnier", "--why", "our_mistake", lines=_person())

    assert isinstance(refused.data, dict)
    assert (refused.exit, refused.data["error"]) == (3, "SlotNotOffered")
    assert isinstance(given, dict)
    assert given["status"] == "booked"


def test_an_urgent_time_is_given_with_a_supervisor(room: DeskRoom) -> None:
    offered = room.json("appointment", "offer", "--procedure", "RNV_DEPOT", "--urgent")
    assert isinstance(offered, dict)
    slot = str(offered["slots"][0]["id"])
    words = ("appointment", "book", "--urgent", "--slot", slot, "--person", "-")
    words += ("--reason", "no_device")

    refused = _refused(room, *words, lines=_person())
    given = _agrees(room, *words, why="rights_end", lines=_person())

    assert refused["error"] == "SecondPersonNeeded"
    assert isinstance(given, dict)
    assert given["status"] == "booked"


def test_the_holder_is_let_in_with_a_ticket(room: DeskRoom) -> None:
    booked = _book(room)

    mismatch = room.run("--json", "appointment", "check-in", str(booked["code"]), "--last4", "0000")
    arrived = room.json("appointment", "check-in", str(booked["code"]), "--last4", "2915")
    again = room.run("--json", "appointment", "check-in", str(booked["code"]), "--last4", "2915")

    assert isinstance(mismatch.data, dict)
    assert (mismatch.exit, mismatch.data["error"]) == (3, "DocumentMismatch")
    assert isinstance(arrived, dict)
    assert arrived["reference"] == booked["reference"]
    assert arrived["presence"] == "on_time"
    assert isinstance(again.data, dict)
    assert (again.exit, again.data["error"]) == (3, "AlreadyArrived")
    waiting = room.json("queue", "list")
    assert isinstance(waiting, list)
    assert [ticket["number"] for ticket in waiting] == [arrived["number"]]


def test_great_lateness_is_excused_by_two_people(room: DeskRoom) -> None:
    code = str(_book(room)["code"])
    room.passes(minutes=55)
    words = ("appointment", "check-in", code, "--last4", "2915", "--excused")

    alone = room.run("--json", *words)
    together = room.json(*words, "--approver", "hgarnier", "--why", "travel")

    assert isinstance(alone.data, dict)
    assert (alone.exit, alone.data["error"]) == (3, "SecondPersonNeeded")
    assert isinstance(together, dict)
    assert together["presence"] == "very_late"


def test_little_lateness_is_excused_by_the_agent(room: DeskRoom) -> None:
    code = str(_book(room)["code"])
    room.passes(minutes=35)

    arrived = room.json("appointment", "check-in", code, "--last4", "2915", "--excused")

    assert isinstance(arrived, dict)
    assert arrived["presence"] == "late"


def test_a_helper_shows_a_document(room: DeskRoom) -> None:
    words = ("appointment", "book", "--slot", _slot(room), "--person", "-", "--reason", "no_device")

    refused = room.run("--json", *words, "--helper", "parent", lines=_person())
    given = room.json(
        *words, "--helper", "parent", "--helper-document", "card:FRA:880692310285", lines=_person()
    )

    assert isinstance(refused.data, dict)
    assert (refused.exit, refused.data["error"]) == (3, "HelperUnknown")
    assert isinstance(given, dict)
    assert given["status"] == "booked"


def test_a_day_without_appointments_says_so(room: DeskRoom) -> None:
    assert room.json("appointment", "list", "--on", "2026-03-09") == []
    assert room.run("appointment", "list", "--on", "2026-03-09").out.strip()


def test_an_auditor_sees_no_appointments(room: DeskRoom) -> None:
    reference = str(_book(room)["reference"])

    denied = [
        room.run("--agent", "audit", "--json", "appointment", *words.split())
        for words in ("offer --procedure RNV_DEPOT", f"show {reference}", "list")
    ]

    assert [answered.exit for answered in denied] == [3, 3, 3]


def test_what_was_just_booked_is_taken_back_and_given_again(room: DeskRoom) -> None:
    slot, booked = _slot(room), _book(room)
    reference = str(booked["reference"])

    ended = room.json("appointment", "undo", reference)
    again = room.json(
        *("appointment", "book", "--slot", slot, "--person", "-", "--reason", "no_device"),
        *("--again", reference),
        lines=_person(given_names="Nadia Leila"),
    )

    assert isinstance(ended, dict)
    assert ended["status"] == "cancelled"
    assert isinstance(again, dict)
    assert again["starts_at"] == booked["starts_at"]


def test_after_two_absences_a_supervisor_confirms_on_the_line(room: DeskRoom) -> None:
    for _ in range(2):
        _book(room)
        room.passes(hours=8)
        room.json("queue", "close-day")
        room.passes(hours=16)
    words = ("appointment", "book", "--slot", _slot(room), "--person", "-", "--reason", "no_device")

    alone = room.run("--json", *words, "--agent", "smarchand", lines=_person())
    together = room.json(*words, "--approver", "hgarnier", "--why", "travel", lines=_person())

    assert isinstance(alone.data, dict)
    assert (alone.exit, alone.data["error"]) == (3, "NeedsSupervisor")
    assert isinstance(together, dict)
    assert together["status"] == "booked"


def _refused(room: DeskRoom, *words: str, lines: str = "") -> dict[str, object]:
    answered = room.run("--json", *words, lines=lines)
    assert answered.exit == 3, answered.out + answered.err
    assert isinstance(answered.data, dict)
    return answered.data


def _agrees(room: DeskRoom, *arguments: str, why: str, lines: str = "") -> object:
    """The same with a second person."""
    approver = ("--approver", "hgarnier", "--why", why)
    return room.json("--agent", "smarchand", *arguments, *approver, lines=lines)


def test_a_holder_is_corrected_with_a_second_person(room: DeskRoom) -> None:  # AT-02
    booked = _book(room)
    reference = str(booked["reference"])
    person = json.dumps({"family_name": "Ben Ali"})
    correct = ("appointment", "correct", reference, "--person", "-")
    alone = _refused(room, *correct, lines=person)

    done = _agrees(room, *correct, why="spelling", lines=person)
    other = json.dumps({"family_name": "Diallo"})
    refused = _refused(room, *correct, lines=other)

    assert alone["error"] == "SecondPersonNeeded"
    assert isinstance(done, dict)
    assert done["code"] != booked["code"]
    assert refused["error"] == "OtherPerson"


def test_two_documents_of_one_person_are_joined(room: DeskRoom) -> None:  # AT-01
    card = {"kind": "card", "number": "X0A1B2C3D"}
    first = _book(room, lines=_person(document=card))
    again = ("appointment", "book", "--slot", _slot(room, "REM_TITRE"), "--person", "-")
    alike = _refused(room, *again, "--reason", "no_device", lines=_person())

    joined = room.json("person", "merge", str(first["reference"]), "--person", "-", lines=_person())

    assert alike["error"] == "PerhapsKnown"
    assert joined == {"references": [first["reference"]]}


def test_a_name_that_looks_invented_is_booked_by_two(room: DeskRoom) -> None:  # AT-01
    test = _person(family_name="Test")
    book = ("appointment", "book", "--slot", _slot(room), "--person", "-", "--reason", "no_device")
    alone = _refused(room, *book, lines=test)

    booked = _agrees(room, *book, "--name-seen", why="as_printed", lines=test)

    assert alone["error"] == "BadPerson"
    assert isinstance(booked, dict)
    assert booked["reference"]


def test_an_agent_declares_a_tie_and_then_does_not_book(room: DeskRoom) -> None:  # AT-15
    told = room.json("--agent", "smarchand", "agent", "tie", "--phone", "06 12 45 78 93")
    book = ("appointment", "book", "--slot", _slot(room), "--person", "-", "--reason", "no_device")
    refused = _refused(room, "--agent", "smarchand", *book, lines=_person(phone="0612457893"))
    room.json(
        *("--agent", "smarchand", "agent", "tie", "--family-name", "Diallo"),
        *("--given-names", "Awa", "--birth-date", "1990", "--nationality", "SEN"),
    )

    assert isinstance(told, dict)
    assert (told["login"], told["count"]) == ("smarchand", 1)
    assert refused["error"] == "OwnInterest"
    counted = room.json("--agent", "hgarnier", "agent", "ties", "--of", "smarchand")
    assert isinstance(counted, dict)
    assert counted["count"] == 2


@pytest.mark.parametrize(
    "given", [(), ("--phone", "0612457893", "--email", "a@free.fr"), ("--family-name", "Diallo")]
)
def test_one_tie_is_declared_at_a_time(room: DeskRoom, given: tuple[str, ...]) -> None:
    refused = _refused(room, "--agent", "smarchand", "agent", "tie", *given)

    assert refused["error"] in {"BadValue", "BadPerson"}


def test_another_document_is_let_in_by_a_supervisor(room: DeskRoom) -> None:  # AT-10
    booked = _book(room)
    room.now = dt.datetime.fromisoformat(str(booked["starts_at"]))
    check_in = ("appointment", "check-in", str(booked["reference"]), "--last4", "0000", "--no-wait")
    alone = _refused(room, *check_in)

    let_in = _agrees(room, *check_in, "--other-document", why="renewed")

    assert alone["error"] == "DocumentMismatch"
    assert isinstance(let_in, dict)
    assert let_in["reference"] == booked["reference"]


def test_a_tie_is_declared_by_document_and_by_e_mail(room: DeskRoom) -> None:
    room.json("--agent", "smarchand", "agent", "tie", "--document", "passport:DZA:BX0472915")
    told = room.json("--agent", "smarchand", "agent", "tie", "--email", "nadia@free.fr")

    assert isinstance(told, dict)
    assert told["count"] == 2


def test_what_a_person_s_file_holds_is_told_in_french(room: DeskRoom) -> None:
    file = room.folder / "person.json"
    words = ("appointment", "book", "--reason", "no_device", "--person", str(file), "--slot")
    told = [room.run(*words, "DEPOT").err, room.run(*words, "RNV_DEPOT@X/2026-03-19T1420").err]
    for fields in ('{"colour": "red"}', '{"document": "9304218765"}'):
        file.write_text(fields, encoding="utf-8")
        told.append(room.run(*words, "RNV_DEPOT@X/2026-03-19T1420").err)

    assert "(horaire proposé)" in told[0]
    assert "RNV_DEPOT@DEPOT_APREM/2026-03-19T1420" in told[0]
    assert "(fichier de la personne)" in told[1]
    assert "family_name, given_names" in told[1]
    assert "kind, number, country" in told[2]
