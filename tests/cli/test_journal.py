"""The journal from the command line: verified, written out, read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from sqlalchemy import create_engine, text

from desk_app.words.texts import spaced
from tests.cli.desks import DeskRoom


def edited(room: DeskRoom, statement: str) -> None:
    """Somebody with the file edits it: the triggers are taken away first."""
    with closing(sqlite3.connect(room.folder / "desk.sqlite")) as file:
        for (trigger,) in file.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            file.execute(f"DROP TRIGGER {trigger}")
        file.execute(statement)
        file.commit()


def test_the_file_itself_refuses_who_leaves_the_triggers(room: DeskRoom) -> None:
    room.issue()

    for statement in ("UPDATE journal SET v = 2", "DELETE FROM journal"):
        with (
            closing(sqlite3.connect(room.folder / "desk.sqlite")) as file,
            pytest.raises(sqlite3.IntegrityError, match="only added to"),
        ):
            file.execute(statement)


def test_the_first_broken_entry_is_named(room: DeskRoom) -> None:
    for _ in range(3):
        room.issue()
    edited(room, "UPDATE journal SET header = replace(header, 'A002', 'A009')")

    answered = room.run("--json", "journal", "verify")

    assert answered.exit == 3
    assert isinstance(answered.data, dict)
    assert (answered.data["valid"], answered.data["error"]) == (False, "JournalBroken")
    assert str(answered.data["first_broken"]) in answered.data["message"]


def test_an_entry_removed_from_the_end_is_told_by_the_head_printed_before(room: DeskRoom) -> None:
    room.issue()
    printed = room.json("journal", "verify")
    assert isinstance(printed, dict)
    edited(room, "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)")

    alone = room.run("--json", "journal", "verify")
    compared = room.run("--json", "journal", "verify", "--head", printed["head"].upper())

    assert alone.exit == 0
    assert compared.exit == 3
    assert isinstance(compared.data, dict)
    assert compared.data["first_broken"] is None
    assert compared.data["head_found"] is False


def test_the_count_is_that_of_the_rows(room: DeskRoom) -> None:
    room.issue()
    told = room.json("journal", "verify")
    with closing(sqlite3.connect(room.folder / "desk.sqlite")) as file:
        rows = file.execute("SELECT count(*), max(seq) FROM journal").fetchone()

    assert isinstance(told, dict)
    assert rows == (told["entries"], told["entries"])


def test_it_is_written_to_a_new_file_only(room: DeskRoom) -> None:
    room.issue()
    file = room.folder / "out" / "journal.jsonl"

    written = room.json("journal", "export", str(file))
    again = room.run("--json", "journal", "export", str(file))
    nowhere = room.run("--json", "journal", "export", str(room.folder / "desk.sqlite" / "x"))

    lines = file.read_text("utf-8").splitlines()
    assert isinstance(written, dict)
    assert written["lines"] == len(lines)
    assert json.loads(lines[-1])["kind"] == "JournalRead"
    assert (again.exit, nowhere.exit) == (3, 4)


def test_it_is_shown_by_agent_act_day_and_ticket(room: DeskRoom) -> None:
    room.issue()
    room.issue("INFO", "--language", "en")
    room.json("queue", "call-next", "--counter", "1")

    shown = room.json("journal", "show", "--act", "ticketissued")
    of_ticket = room.json("journal", "show", "--ticket", "a001", "--on", "2026-03-02")
    nobody = room.json("journal", "show", "--by", "hgarnier")
    last = room.json("journal", "show", "--limit", "1")
    lines = room.run("journal", "show", "--ticket", "A001").out

    assert isinstance(shown, list)
    assert [row["fields"]["number"] for row in shown] == ["A001", "A002"]
    assert isinstance(of_ticket, list)
    assert [row["act"] for row in of_ticket] == ["TicketIssued", "TicketCalled"]
    assert {row["agent"] for row in of_ticket} == {"admin"}
    assert nobody == []
    assert isinstance(last, list)
    assert len(last) == 1
    assert f"{spaced('A001')} remis" in lines
    assert f"{spaced('A001')} appelé au guichet 1" in lines


def test_an_act_that_does_not_exist_is_a_mistake_of_usage(room: DeskRoom) -> None:
    assert room.run("journal", "show", "--act", "nothing").exit == 2


def test_an_agent_without_the_right_is_refused(room: DeskRoom) -> None:
    for words in (("verify",), ("show",), ("export", str(room.folder / "j.jsonl"))):
        answered = room.run("--json", "--agent", "smarchand", "journal", *words)
        assert answered.exit == 3
        assert isinstance(answered.data, dict)
        assert answered.data["error"] == "NotAllowed"
    assert not (room.folder / "j.jsonl").exists()


def test_the_day_s_report_tells_the_head(room: DeskRoom) -> None:
    room.issue()
    told = room.json("report", "day", "--out", str(room.folder / "out"))

    assert isinstance(told, dict)
    assert room.run("journal", "verify", "--head", str(told["head"])).exit == 0


def test_a_role_of_a_server_is_given_its_rights_by_command(
    room: DeskRoom, postgres_copy: str, postgres_does: Callable[[str], None]
) -> None:
    postgres_does("CREATE ROLE desk_by_command")

    granted = room.run("--json", "--store", postgres_copy, "store", "grant", "desk_by_command")
    unknown = room.run("--json", "--store", postgres_copy, "store", "grant", "nobody_at_all")
    on_a_file = room.run("--json", "store", "grant", "desk_by_command")

    assert (granted.exit, granted.data) == (0, {"role": "desk_by_command"})
    assert unknown.data["error"] == on_a_file.data["error"] == "BadValue"  # type: ignore[index, call-overload]
    engine = create_engine(postgres_copy)
    with engine.begin() as connection:
        connection.execute(text("DROP OWNED BY desk_by_command"))
    engine.dispose()
    postgres_does("DROP ROLE desk_by_command")


def test_acts_on_an_appointment_are_sought_by_its_reference(room: DeskRoom) -> None:
    room.issue()

    assert room.json("journal", "show", "--appointment", "7K3F-9QX2") == []
