"""A search that finds nothing: no ticket is given by mistake, and the way on is said."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.ui.reception.robot import ENTER, ESCAPE


def test_no_ticket_can_be_given_while_a_search_finds_nothing(robot):
    robot.types("1zzz")

    assert not robot.find("reception.give").isEnabled()
    assert "zzz" in robot.find("reception.give").toolTip()


def test_what_to_do_is_said_where_the_procedures_were(robot):
    robot.types("1zzz")

    assert "Aucune démarche ne contient «\u00a0zzz\u00a0»." in robot.sees()
    assert "Moins de lettres trouvent davantage\u202f; Échap efface." in robot.sees()


@pytest.mark.parametrize("where", ["reception.search", "reception.last", "reception.give"])
def test_enter_gives_nothing_wherever_the_cursor_is(robot, where):
    robot.types("1zzz")
    robot.focuses(where)
    robot.presses(Qt.Key.Key_Return)

    assert robot.services.orders == []


def test_once_the_search_is_cleared_the_ticket_can_be_given(robot):
    robot.types("1zzz" + ESCAPE + ENTER)

    assert [order.procedure for order in robot.services.orders] == ["INFO"]


def test_with_fewer_letters_the_ticket_can_be_given_again(robot):
    robot.types("1tizz")
    before = robot.find("reception.give").isEnabled()
    robot.presses(Qt.Key.Key_Backspace)
    robot.presses(Qt.Key.Key_Backspace)

    assert not before
    assert robot.find("reception.give").isEnabled()


def test_reading_the_screen_again_does_not_let_go(robot):
    robot.types("1zzz")
    robot.screen.presenter.reread()
    robot.settle()

    assert not robot.find("reception.give").isEnabled()
