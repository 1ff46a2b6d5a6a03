"""The history of a slot is asked for at the door, by supervisors alone (AT-25)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.services.booking_desk import BookingDesk
from tests.services.online_desk import OnlineDesk, line
from tests.ui.arrivals.robot import CHIEF, SYLVIE, Robot
from tests.ui.arrivals.test_lists import AT


@pytest.fixture
def desk(memory, clock) -> BookingDesk:
    """A desk in memory."""
    return BookingDesk(memory, clock)


@pytest.fixture
def booked(desk):
    """An appointment of today; it is its hour."""
    booked = desk.books()
    desk.clock.now = booked.starts_at
    return booked


@pytest.fixture
def sit(qapp, qtbot, desk, leaves_later):
    """Sit somebody at the door; what is asked for is kept beside."""

    def sits(who=CHIEF):
        robot = leaves_later(Robot(qapp, qtbot, desk, who=who))
        asked: list[str] = []
        robot.past.wanted.connect(asked.append)
        return robot, asked

    return sits


def _asks(robot) -> None:
    robot.presses(Qt.Key.Key_H, modifier=Qt.KeyboardModifier.AltModifier)


def test_the_slot_of_the_chosen_row_is_asked_for(sit, booked):
    robot, asked = sit()
    robot.view.table.selectRow(0)

    _asks(robot)

    assert asked == [booked.place.slots[0]]
    assert robot.find("arrivals.past").isVisible()


def test_the_slot_of_who_stands_at_the_door_is_asked_for_where_no_row_is_chosen(sit, booked):
    robot, asked = sit()
    robot.scans(booked.reference)
    robot.view.table.clearSelection()

    _asks(robot)

    assert asked == [booked.place.slots[0]]


def test_with_nobody_chosen_it_says_what_to_do(sit, booked):
    robot, asked = sit()
    robot.view.table.clearSelection()

    _asks(robot)

    assert asked == []
    assert "Choisissez d’abord un rendez-vous dans la liste." in robot.sees()


@pytest.mark.usefixtures("booked")
def test_an_agent_has_neither_the_button_nor_the_key(sit):
    robot, asked = sit(SYLVIE)
    robot.view.table.selectRow(0)

    _asks(robot)
    robot.past.ask()

    assert asked == []
    assert not robot.find("arrivals.past").isVisible()


def test_a_place_of_an_online_platform_has_its_history_there(
    qapp, qtbot, memory, clock, leaves_later
):
    clock.now = AT
    robot, asked = leaves_later(Robot(qapp, qtbot, OnlineDesk(memory, clock), who=CHIEF)), []
    robot.past.wanted.connect(asked.append)
    robot.takes_in(line())
    robot.types("\n")
    robot.view.table.selectRow(0)

    _asks(robot)

    assert asked == []
    assert "plateforme en ligne" in robot.sees()
