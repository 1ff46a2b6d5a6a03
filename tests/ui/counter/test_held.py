"""Guichet while the store is slow: what is typed goes where the agent means it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer

from desk_app.domain.errors import StoreUnavailable
from desk_app.ui.widgets.sheet import Sheet
from tests.ui.counter.fakes import Slow
from tests.ui.counter.robot import ENTER, ESCAPE, Robot
from tests.ui.counter.screens import FREE, NOBODY


@pytest.fixture
def slow() -> Slow:
    """The database, as slow as a test wants."""
    return Slow()


@pytest.fixture
def robot(themed, qtbot, slow, services) -> Robot:
    """An agent at Guichet 3, serving."""
    return Robot(themed, qtbot, services, database=slow)


def open_sheets(robot: Robot) -> list[str]:
    return [each.accessibleName() for each in robot.widgets(Sheet)]


def test_the_transfer_sheet_is_open_before_its_list_is_read(robot, slow):
    slow.keeps = True
    robot.types("f")

    assert open_sheets(robot) == ["Transférer"]
    assert robot.focus() is robot.find("counter.transfer.field")
    assert robot.rows("counter.transfer.list") == []


def test_letters_typed_at_once_go_to_the_sheet_and_do_nothing_at_the_counter(robot, slow):
    slow.keeps = True
    robot.types("fadr")
    slow.catch_up()
    robot.settle()
    shown = robot.rows("counter.transfer.list")
    robot.types(ENTER)

    assert [row[1] for row in shown] == ["Changement d’adresse"]
    assert robot.services.asked == ["transfer to CHG_ADR: C042"]


def test_enter_typed_before_the_list_is_there_counts_once_it_is(robot, slow):
    slow.keeps = True
    robot.types("f4" + ENTER)
    before = list(robot.services.asked)
    slow.catch_up()
    robot.settle()

    assert before == []
    assert robot.services.asked == ["transfer to RECEP_RNV: C042"]
    assert open_sheets(robot) == []


def test_what_is_typed_after_that_enter_takes_it_back(robot, slow):
    slow.keeps = True
    robot.types("f4" + ENTER + "2")
    slow.catch_up()
    robot.settle()

    assert robot.services.asked == []
    assert open_sheets(robot) == ["Transférer"]


def test_a_sheet_left_before_its_list_came_stays_away(robot, slow):
    slow.keeps = True
    robot.types("f4" + ENTER + ESCAPE + ESCAPE)  # clears what is written, then leaves

    slow.catch_up()
    robot.settle()

    assert open_sheets(robot) == []
    assert robot.services.asked == []


def test_a_list_that_cannot_be_read_puts_the_sheet_away_and_says_why(robot, slow):
    robot.services.targets_refusal = StoreUnavailable("locked")
    robot.types("f")

    assert open_sheets(robot) == []
    assert "Les données du poste" in robot.refused()


def test_no_sheet_of_the_counter_waits_for_the_store(robot, slow):
    slow.keeps = True
    opened = []
    for key in "fcx":
        robot.types(key)
        opened += open_sheets(robot)
        robot.types(ESCAPE)

    assert opened == ["Transférer", "Mettre de côté", "Autre porteur"]


def test_a_search_is_open_before_everybody_is_read(robot, slow):
    slow.keeps = True
    robot.types("/b0")

    assert robot.written("counter.search") == "b0"


def test_an_act_asked_on_the_way_in_is_done_once_the_counter_is_read(robot, slow):
    robot.shell.add_page("elsewhere", Sheet("", robot.shell))
    robot.shell.show_place("elsewhere")
    robot.services.screen = FREE
    slow.keeps = True
    robot.shell.show_place("counter")
    robot.types("n")
    before = open_sheets(robot)
    slow.catch_up()
    robot.settle()

    assert (before, open_sheets(robot)) == ([], ["Servir un numéro"])


def test_an_act_that_has_become_impossible_says_so_once_the_counter_is_read(robot, slow):
    robot.shell.add_page("elsewhere", Sheet("", robot.shell))
    robot.shell.show_place("elsewhere")
    robot.services.screen = NOBODY
    slow.keeps = True
    robot.shell.show_place("counter")
    robot.types("t")
    slow.catch_up()
    robot.settle()

    assert robot.refused() == "Personne n’est au guichet."
    assert robot.services.asked == []


def test_a_line_shows_after_300_ms_that_the_store_is_slow(robot, slow):
    robot.tasks.waiting.connect(robot.shell.progress.set_waiting)
    slow.keeps = True
    robot.presses(Qt.Key.Key_Return)
    early = robot.shell.progress.is_waiting()
    patience = robot.shell.progress.findChild(QTimer)
    patience.timeout.emit()
    late = robot.shell.progress.is_waiting()
    slow.catch_up()
    robot.settle()

    assert (patience.interval(), early, late) == (300, False, True)
    assert not robot.shell.progress.is_waiting()


def test_a_sheet_shows_under_its_list_that_it_waits(robot, slow):
    slow.keeps = True
    robot.types("f")
    line = robot.screen.view.sheets.transfer.progress
    line.findChild(QTimer).timeout.emit()
    during = line.is_waiting()
    slow.catch_up()
    robot.settle()

    assert (during, line.is_waiting()) == (True, False)
