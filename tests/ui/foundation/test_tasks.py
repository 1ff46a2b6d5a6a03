"""The bridge between the windows' thread and the workers."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desk_app.domain.changes import Topic, changes
from desk_app.domain.errors import AgentNeeded, DeskError
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Lane, Tasks


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    bridge = Tasks()
    yield bridge
    bridge.close()


def refuse() -> int:
    raise AgentNeeded


def stumble() -> int:
    raise KeyError("counter")


def test_a_result_comes_back_on_the_thread_of_the_windows(tasks: Tasks, qtbot: QtBot) -> None:
    seen: list[tuple[str, str]] = []

    tasks.run(
        lambda: threading.current_thread().name,
        then=lambda worker: seen.append((worker, threading.current_thread().name)),
    )
    qtbot.waitUntil(lambda: len(seen) == 1)

    assert seen[0][0].startswith("desk-database")
    assert seen[0][1] == "MainThread"


def test_the_database_keeps_its_order(tasks: Tasks, qtbot: QtBot) -> None:
    seen: list[int] = []

    for number in range(200):
        tasks.run(lambda number=number: number, then=seen.append)
    qtbot.waitUntil(lambda: len(seen) == 200)

    assert list(range(200)) == seen


def test_slow_paper_does_not_hold_the_database(tasks: Tasks, qtbot: QtBot) -> None:
    release, seen = threading.Event(), []

    tasks.run(lambda: release.wait(5), then=lambda _: seen.append("paper"), lane=Lane.WORLD)
    tasks.run(lambda: "row", then=seen.append)
    qtbot.waitUntil(lambda: seen == ["row"])
    release.set()
    qtbot.waitUntil(lambda: seen == ["row", "paper"])

    assert seen == ["row", "paper"]


def test_a_refusal_goes_to_who_asked(tasks: Tasks, qtbot: QtBot) -> None:
    refused: list[DeskError] = []
    others: list[DeskError] = []
    tasks.failed.connect(others.append)

    tasks.run(refuse, then=refused.append, failed=refused.append)
    qtbot.waitUntil(lambda: len(refused) == 1)

    assert isinstance(refused[0], AgentNeeded)
    assert others == []


def test_a_refusal_nobody_asked_for_is_told_to_all(tasks: Tasks, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tasks.failed) as told:
        tasks.run(refuse, then=print)

    assert isinstance(told.args[0], AgentNeeded)


def test_a_bug_is_never_given_to_who_asked(tasks: Tasks, qtbot: QtBot) -> None:
    refused: list[DeskError] = []

    with qtbot.waitSignal(tasks.bug) as told:
        tasks.run(stumble, then=print, failed=refused.append)

    assert isinstance(told.args[0], KeyError)
    assert refused == []


def test_a_screen_that_stumbles_does_not_stop_the_next_result(tasks: Tasks, qtbot: QtBot) -> None:
    seen: list[int] = []
    bugs: list[Exception] = []
    tasks.bug.connect(bugs.append)

    tasks.run(lambda: 1, then=lambda _: stumble())
    tasks.run(lambda: 2, then=seen.append)
    qtbot.waitUntil(lambda: seen == [2])

    assert [KeyError] == [type(bug) for bug in bugs]


def test_any_thread_may_post_to_the_windows(tasks: Tasks, qtbot: QtBot) -> None:
    seen: list[str] = []
    thread = threading.Thread(
        target=tasks.post, args=(lambda: seen.append(threading.current_thread().name),)
    )

    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(seen) == 1)

    assert seen == ["MainThread"]


def test_nothing_is_delivered_after_closing(qtbot: QtBot) -> None:
    tasks, started, release = Tasks(), threading.Event(), threading.Event()
    seen: list[object] = []

    def work() -> None:
        started.set()
        release.wait(5)

    tasks.run(work, then=seen.append)
    tasks.run(work, then=seen.append)
    started.wait(5)
    release.set()
    tasks.close()
    tasks.run(work, then=seen.append)
    tasks.post(lambda: seen.append("late"))
    qtbot.wait(0)

    assert seen == []


def test_a_change_is_told_with_what_it_touched(qtbot: QtBot) -> None:
    signals = AppSignals()
    change = changes("call_next", Topic.TICKETS, subject="C042")

    with qtbot.waitSignal(signals.changed) as told:
        signals.changed.emit(change)

    assert change == told.args[0]


def test_it_is_told_when_something_is_waited_for_and_when_no_more(
    tasks: Tasks, qtbot: QtBot
) -> None:
    told: list[bool] = []
    tasks.waiting.connect(told.append)
    held = threading.Event()

    tasks.run(lambda: held.wait(5), then=list)
    tasks.run(refuse, then=list)
    before = list(told)
    held.set()
    qtbot.waitUntil(lambda: told[-1:] == [False])

    assert (before, told) == ([True], [True, False])


def test_what_an_answer_asks_in_turn_is_the_same_wait(tasks: Tasks, qtbot: QtBot) -> None:
    told: list[bool] = []
    tasks.waiting.connect(told.append)

    tasks.run(lambda: 1, then=lambda _: tasks.run(lambda: 2, then=lambda _: None))
    qtbot.waitUntil(lambda: told[-1:] == [False])

    assert told == [True, False]


def test_a_bug_ends_the_wait(tasks: Tasks, qtbot: QtBot) -> None:
    told: list[bool] = []
    tasks.waiting.connect(told.append)

    tasks.run(stumble, then=lambda _: None)
    qtbot.waitUntil(lambda: told == [True, False])
    tasks.run(lambda: 1, then=lambda _: stumble())
    qtbot.waitUntil(lambda: len(told) == 4)

    assert told == [True, False, True, False]
