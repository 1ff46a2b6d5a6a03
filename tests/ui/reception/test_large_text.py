"""Accueil where the text is twice as large: what matters is in sight, or comes there by keys."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLabel, QWidget

from desk_app.domain.prints import PrintState
from desk_app.ui.theme import Theme, apply
from desk_app.ui.widgets.columns import Scroll
from desk_app.ui.widgets.table import Table
from tests.ui.reception.day import LAST, MORNING, last
from tests.ui.reception.robot import ENTER, Robot


@pytest.fixture(params=[1.5, 2.0])
def large(request, themed, qtbot, services) -> Robot:
    """An agent who needs large text, on the smallest screen."""
    apply(themed, Theme(scale=request.param))
    return Robot(themed, qtbot, services)


def in_sight(robot: Robot, widget: QWidget) -> bool:
    """Return whether all of *widget* can be seen, scrolled places counted."""
    place = QRect(widget.mapTo(robot.shell, QPoint(0, 0)), widget.size())
    for scroll in robot.shell.findChildren(Scroll):
        if scroll.isAncestorOf(widget):
            port = scroll.viewport()
            seen = QRect(port.mapTo(robot.shell, QPoint(0, 0)), port.size())
            return widget.isVisible() and seen.contains(place)
    return widget.isVisible() and robot.shell.rect().contains(place)


def label(robot: Robot, text: str) -> QLabel:
    """Return the words *text* that are on the screen."""
    return next(each for each in robot.widgets(QLabel) if each.text() == text)


@pytest.mark.parametrize("keys", ["", "1", "3", "8", "ti", "zzz", "1ti", "1" + ENTER, "1++**"])
def test_the_button_and_the_place_of_the_cursor_are_always_in_sight(large, keys):
    large.types(keys)

    assert in_sight(large, large.find("reception.give"))
    if "+" not in keys:
        assert in_sight(large, large.focus())


def test_what_is_chosen_stays_in_sight_wherever_one_goes(large):
    large.types("1")
    chosen, places = label(large, "Renseignement, orientation"), set()
    while large.focus() not in places:
        assert in_sight(large, chosen)
        places.add(large.focus())
        large.presses(Qt.Key.Key_Tab)

    assert len(places) > 8


def test_every_control_comes_into_sight_with_the_focus(large):
    large.types("3")
    seen, hidden = set(), []
    while large.focus() not in seen:
        focus = large.focus()
        seen.add(focus)
        if not isinstance(focus, Table) and not in_sight(large, focus):
            hidden.append(focus.objectName() or focus.accessibleName())
        large.presses(Qt.Key.Key_Tab)

    assert hidden == []


@pytest.mark.parametrize(
    ("key", "strip"), [("+", "reception.language"), ("*", "reception.priority")]
)
def test_a_choice_changed_by_its_key_is_seen(large, key, strip):
    large.types("1" + key)

    assert in_sight(large, large.find(strip))


def test_the_number_given_is_in_sight(large):
    large.types("1" + ENTER)

    assert in_sight(large, label(large, "C 042"))


def test_a_number_without_its_paper_is_in_sight_with_what_to_say(large):
    waiting = last("C042", "Renseignement", 42, PrintState.WAIT_PRINTER)
    large.services.reception = dataclasses.replace(MORNING, last=(waiting, *LAST))
    large.types("1" + ENTER)

    assert in_sight(large, label(large, "C 042"))
    assert "Dites ou écrivez ce numéro." in large.refused()


def test_what_a_search_finds_is_under_it_in_sight(large):
    large.types("1ti")
    search, found = large.find("reception.search"), large.find("reception.results")

    assert in_sight(large, search)
    first = found.visualRect(found.model().index(0, 0)).bottomLeft()
    row = found.viewport().mapTo(large.shell, first).y()
    assert row < large.shell.status.mapTo(large.shell, QPoint(0, 0)).y()


def test_the_row_gone_to_with_the_arrows_is_in_sight(large):
    large.focuses("reception.others")
    for _ in range(5):
        large.presses(Qt.Key.Key_Down)
    table = large.find("reception.others")
    row = table.visualRect(table.currentIndex())
    place = QRect(table.viewport().mapTo(large.shell, row.topLeft()), row.size())

    assert table.currentIndex().row() >= 4
    assert place.bottom() < large.shell.status.mapTo(large.shell, QPoint(0, 0)).y()
    assert place.top() > large.find("reception.give").mapTo(large.shell, QPoint(0, 0)).y()
