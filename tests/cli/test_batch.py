"""Many commands, one start."""

from __future__ import annotations

import json

from tests.cli.desks import DeskRoom


def test_each_line_is_answered_with_its_exit(room: DeskRoom) -> None:
    answers = room.batch(
        ("ticket", "issue", "--procedure", "INFO"),
        ("ticket", "issue", "--procedure", "NOPE"),
        ("ticket", "isue"),
        ("queue", "call-next", "--counter", "1"),
        ("queue", "list"),
    )

    assert [answer["exit"] for answer in answers] == [0, 3, 2, 0, 0]
    assert answers[0]["number"] == answers[3]["number"] == "A001"
    assert answers[1]["error"] == "UnknownProcedure"
    assert answers[4]["items"] == []


def test_a_line_that_is_no_command_does_not_stop_the_others(room: DeskRoom) -> None:
    lines = 'nonsense\n{"a": 1}\n[1, 2]\n\n["batch"]\n["--help"]\n["store", "status"]\n'

    answered = room.run("batch", lines=lines)

    documents = [json.loads(line) for line in answered.out.splitlines()]
    assert answered.exit == 0
    assert [document["exit"] for document in documents] == [2, 2, 2, 2, 0, 0]


def test_the_globals_of_the_batch_stand_for_each_line(room: DeskRoom) -> None:
    line = json.dumps(["ticket", "issue", "--procedure", "INFO", "--no-wait"]) + "\n"

    room.run("--agent", "smarchand", "batch", lines=line)

    shown = room.json("ticket", "show", "A001")
    assert shown["history"][0]["agent"] == "smarchand"  # type: ignore[index, call-overload]


def test_a_bug_in_one_line_leaves_the_others(room: DeskRoom) -> None:
    times = iter([False, True, False])

    def second_time() -> None:
        if next(times):
            raise ZeroDivisionError

    room.broken = second_time
    answers = room.batch(("board",), ("board",), ("board",))

    assert [answer["exit"] for answer in answers] == [0, 1, 0]


def test_a_loaded_site_counts_from_the_next_line(room: DeskRoom) -> None:
    file = room.folder / "new.toml"
    answers = room.batch(
        ("site", "new", "Cayenne", "--out", str(file)),
        ("site", "load", str(file)),
        ("site", "show"),
        ("board",),
    )

    assert answers[2]["time_zone"] == "America/Cayenne"
    assert [answer["exit"] for answer in answers] == [0, 0, 0, 0]


def test_brackets_a_hundred_thousand_deep_are_no_command_and_stop_nothing(room: DeskRoom) -> None:
    deep = "[" * 100_000 + "]" * 100_000

    answered = room.run("batch", lines=f'{deep}\n["store", "status"]\n')

    documents = [json.loads(line) for line in answered.out.splitlines()]
    assert [document["exit"] for document in documents] == [2, 0]
    assert documents[0]["error"] == "Usage"
    assert room.reports == []
