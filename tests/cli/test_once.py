"""A request id makes a repeated command harmless."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from tests.cli.desks import DeskRoom

ISSUE = ("ticket", "issue", "--procedure", "INFO")


def test_the_same_id_answers_the_same_ticket(room: DeskRoom) -> None:
    first = room.run("--json", "--request-id", "r1", *ISSUE)
    room.passes(minutes=5)
    again = room.run("--json", "--request-id", "r1", *ISSUE)

    assert first.out == again.out
    assert len(room.json("queue", "list")) == 1  # type: ignore[arg-type]


def test_another_id_is_another_ticket(room: DeskRoom) -> None:
    room.run("--request-id", "r1", *ISSUE)
    room.run("--request-id", "r2", *ISSUE)

    assert len(room.json("queue", "list")) == 2  # type: ignore[arg-type]


def test_people_read_the_same_lines_again(room: DeskRoom) -> None:
    first = room.run("--request-id", "r1", *ISSUE)
    again = room.run("--request-id", "r1", *ISSUE)

    assert first.out == again.out != ""


def test_a_refused_request_stays_refused(room: DeskRoom) -> None:
    call = ("--json", "--request-id", "r1", "queue", "call-next", "--counter", "1")
    first = room.run(*call)
    room.issue()
    again = room.run(*call)

    assert (first.exit, again.exit) == (3, 3)
    assert first.out == again.out
    assert room.json("board")["calls"] == []  # type: ignore[index, call-overload]


def test_an_id_is_not_taken_for_something_else(room: DeskRoom) -> None:
    room.run("--request-id", "r1", *ISSUE)

    answered = room.run("--json", "--request-id", "r1", "queue", "call-next", "--counter", "1")

    assert answered.exit == 3
    assert answered.data["error"] == "BadValue"  # type: ignore[index, call-overload]
    assert room.run("--request-id", "r1", *ISSUE).exit == 0


def test_act_and_answer_are_committed_together_or_not_at_all(
    room: DeskRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desk_app.store.requests import SqlRequests

    def torn(self: SqlRequests, request: str, answer: str, now: object) -> None:
        raise OSError("the power went out")

    with monkeypatch.context() as patched:
        patched.setattr(SqlRequests, "remember", torn)
        assert room.run("--request-id", "r1", *ISSUE).exit == 1

    assert room.json("queue", "list") == []
    assert room.run("--request-id", "r1", *ISSUE).exit == 0


def test_a_read_takes_no_notice_of_the_id(room: DeskRoom) -> None:
    room.json("--request-id", "r1", "queue", "list")
    room.issue()

    assert len(room.json("--request-id", "r1", "queue", "list")) == 1  # type: ignore[arg-type]


def test_an_id_longer_than_a_store_keeps_is_refused(room: DeskRoom) -> None:
    assert room.run("--request-id", "r" * 200, *ISSUE).exit == 3


def test_what_is_kept_of_a_request_does_not_tell_the_document_or_the_hint(room: DeskRoom) -> None:
    number, hint = "BX0472915", "N. B., 1988"
    person = ("--document", f"passport:BGD:{number}", "--hint", hint)
    bound = ("ticket", "issue", "--procedure", "REM_TITRE", "--no-wait", *person)
    first = room.run("--json", "--request-id", "r1", *bound)
    other = room.run("--json", "--request-id", "r1", *ISSUE)
    again = room.run("--json", "--request-id", "r1", *bound)
    while_open = _bytes_of_the_desk(room)

    with closing(sqlite3.connect(room.folder / "desk.sqlite")) as connection:
        kept = connection.execute("SELECT * FROM requests").fetchall()

    assert (first.exit, other.exit, first.out) == (0, 3, again.out)
    assert number not in other.out + other.err + again.out
    assert number.encode() not in while_open
    assert len(kept) == 1
    assert (hint in repr(kept), number in repr(kept)) == (False, False)


def _bytes_of_the_desk(room: DeskRoom) -> bytes:
    """Everything that lies in the desk's folder, as a thief would read it."""
    return b"".join(file.read_bytes() for file in room.folder.rglob("*") if file.is_file())
