"""When Supervision reads, and what it makes of what it read."""

from __future__ import annotations

import dataclasses

from PySide6.QtWidgets import QLabel

from desk_app.domain.changes import Topic, changes
from desk_app.services.alerts import Alert, AlertKind
from desk_app.ui.supervisor.sentences import counters_said
from desk_app.ui.supervisor.suggestions import Act, suggestion
from tests.ui.supervisor.fixed_day import EMPTY_HOUSE, UNHELPED

HARD = "\u00a0"


def test_the_page_reads_when_it_comes_into_sight(robot) -> None:
    assert (robot.operations.reads, robot.operations.plans) == (1, 1)


def test_a_change_of_the_queue_is_read_without_planning_anew(robot) -> None:
    robot.signals.changed.emit(changes("call_next", Topic.TICKETS))

    assert (robot.operations.reads, robot.operations.plans) == (2, 1)


def test_a_change_of_counters_is_planned_anew(robot) -> None:
    robot.signals.changed.emit(changes("counter", Topic.COUNTERS))

    assert (robot.operations.reads, robot.operations.plans) == (2, 2)


def test_a_change_it_does_not_show_is_not_read(robot) -> None:
    robot.signals.changed.emit(changes("print", Topic.PRINTS))

    assert robot.operations.reads == 1


def test_a_hidden_page_reads_nothing_until_it_is_shown_again(robot) -> None:
    robot.shell.show_place("elsewhere")
    robot.signals.changed.emit(changes("call_next", Topic.TICKETS))
    hidden = robot.operations.reads

    robot.shell.show_place("supervisor")

    assert hidden == 1
    assert robot.operations.reads == 2


def test_what_was_done_is_read_and_never_patched(robot) -> None:
    robot.types("1")

    assert robot.operations.reads == 2
    assert robot.reads_table("supervisor.counters")[5][2] == "Fermé à 9:55"


def test_at_most_nine_things_are_suggested(robot) -> None:
    one = robot.operations.day.alerts[1]
    robot.operations.day = dataclasses.replace(robot.operations.day, alerts=(one,) * 14)

    robot.signals.changed.emit(changes("call_next", Topic.TICKETS))

    assert len(robot.view.todo.rows) == 9


def test_a_page_out_of_target_does_not_say_the_target_is_held(robot) -> None:
    robot.operations.day = dataclasses.replace(robot.operations.day, alerts=())
    robot.operations.plan = dataclasses.replace(robot.operations.plan, alerts=())

    robot.signals.changed.emit(changes("counter", Topic.COUNTERS))

    said = [label.text() for label in robot.view.todo.findChildren(QLabel) if label.isVisible()]
    assert "Rien à faire maintenant." in said


def test_every_kind_of_alert_has_its_row() -> None:
    for kind in AlertKind:
        row = suggestion(Alert(kind=kind))

        assert row.title
        assert row.button


def test_a_forgotten_call_is_looked_at_and_not_ended() -> None:
    assert suggestion(Alert(kind=AlertKind.FORGOTTEN)).act is Act.SHOW_TICKET


def test_a_need_without_a_counter_to_open_is_explained() -> None:
    assert suggestion(Alert(kind=AlertKind.NO_COUNTER)).act is Act.EXPLAIN
    assert suggestion(UNHELPED).act is Act.EXPLAIN
    assert suggestion(UNHELPED).support == "Aucun autre guichet ne peut être ouvert pour cela."


def test_a_counter_for_who_is_still_to_come_is_opened_all_the_same() -> None:
    row = suggestion(EMPTY_HOUSE)

    assert row.act is Act.OPEN_COUNTER
    assert row.support == f"Personne n’attend encore{HARD}: c’est pour ceux qui vont venir."


def test_runs_of_counters_are_written_as_ranges() -> None:
    assert counters_said([1, 2, 3, 4, 6]) == "1–4, 6"
    assert counters_said([3, 4]) == "3, 4"
    assert counters_said([]) == "—"
