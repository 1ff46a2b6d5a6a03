"""Guichet keeps still: a refusal moves nothing, large text hides no filled button."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QScrollArea, QTableView

from desk_app.ui.palettes import LIGHT
from desk_app.ui.theme import Theme, apply
from desk_app.ui.widgets.buttons import Button
from desk_app.ui.widgets.refusal import RefusalBox
from tests.ui.counter.fakes import Services
from tests.ui.counter.robot import Robot
from tests.ui.counter.screens import CALLED, STATES


def places(robot: Robot) -> dict[str, QRect]:
    """Where every button, list and page stands in the window, and how far each is scrolled."""
    found = {}
    for kind in (Button, QTableView, QScrollArea):
        for place, each in enumerate(robot.widgets(kind)):
            where = QRect(each.mapTo(robot.shell, QPoint(0, 0)), each.size())
            found[f"{kind.__name__} {place} {each.objectName()}"] = where
    return found


@pytest.mark.parametrize("rehearsal", [False, True], ids=["real", "rehearsal"])
@pytest.mark.parametrize("undo", [False, True], ids=["quiet", "undo"])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_a_refusal_moves_nothing(themed, qtbot, scale, undo, rehearsal):
    apply(themed, Theme(LIGHT, scale))
    robot = Robot(themed, qtbot, Services(screen=CALLED))
    robot.shell.set_rehearsal(rehearsal)
    if undo:
        robot.shell.show_undo("C 042 appelé au guichet 3", list)
    robot.settle()
    before = places(robot)
    robot.types("r")

    assert robot.refused() == "Rappel possible dans 35\u00a0s."
    assert places(robot) == before


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_a_refusal_is_whole_and_covers_no_button_of_the_visitor(themed, qtbot, scale):
    apply(themed, Theme(LIGHT, scale))
    robot = Robot(themed, qtbot, Services(screen=CALLED))
    robot.types("r")
    [box] = robot.widgets(RefusalBox)
    primary = robot.screen.view.visit.primary

    assert box.visibleRegion().boundingRect() == box.rect()
    assert box.height() >= box.layout().totalHeightForWidth(box.width())
    assert not over(box, primary)
    assert scale > 1 or not any(
        over(box, each) for each in robot.screen.view.visit.buttons.values()
    )


def over(box: RefusalBox, button: Button) -> bool:
    where = QRect(box.mapTo(box.window(), QPoint(0, 0)), box.size())
    return where.intersects(QRect(button.mapTo(box.window(), QPoint(0, 0)), button.size()))


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("state", STATES)
def test_the_filled_button_is_wholly_in_sight(themed, qtbot, state, scale):
    apply(themed, Theme(LIGHT, scale))
    robot = Robot(themed, qtbot, Services(screen=STATES[state]))
    robot.shell.set_rehearsal(True)
    robot.shell.show_undo("C 042 appelé au guichet 3", list)
    robot.settle()
    primary = robot.screen.view.visit.primary

    assert primary.visibleRegion().boundingRect() == primary.rect()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_button_that_takes_a_counter_is_wholly_in_sight(themed, qtbot, scale):
    apply(themed, Theme(LIGHT, scale))
    robot = Robot(themed, qtbot, Services(), counter=None)
    robot.settle()
    primary = robot.screen.view.pick.primary

    assert primary.visibleRegion().boundingRect() == primary.rect()


def test_the_button_goes_home_when_the_text_is_small_again(themed, qtbot):
    apply(themed, Theme(LIGHT, 2.0))
    robot = Robot(themed, qtbot, Services(screen=CALLED))
    apply(themed, Theme(LIGHT, 1.0))
    robot.settle()
    visit = robot.screen.view.visit

    assert visit.primary.parentWidget() is visit
    assert over_in_order(robot)


def over_in_order(robot: Robot) -> bool:
    visit = robot.screen.view.visit
    return all(visit.primary.geometry().bottom() < each.y() for each in visit.buttons.values())
