"""The lists of Accueil: no row is cut, no name loses its end where two lines hold it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from desk_app.ui.reception.names import two_lines
from desk_app.ui.theme import Theme, apply, current
from desk_app.ui.widgets.table import PAD
from tests.ui.reception.robot import Robot

LISTS = ["reception.others", "reception.last"]


def cut_row(table) -> int:
    """Return how many px of a row show at the foot of *table*."""
    return table.viewport().height() % table.verticalHeader().defaultSectionSize()


@pytest.mark.parametrize("height", [700, 733, 768, 801, 900])
@pytest.mark.parametrize("name", LISTS)
def test_no_row_is_cut_at_any_height_of_the_window(robot, name, height):
    robot.shell.resize(1366, height)
    robot.settle()

    assert cut_row(robot.find(name)) == 0


@pytest.mark.parametrize("keys", ["1", "3", "8", "1\n"])
@pytest.mark.parametrize("name", LISTS)
def test_no_row_is_cut_whatever_stands_above(robot, name, keys):
    robot.types(keys)

    assert cut_row(robot.find(name)) == 0


def test_no_row_found_is_cut(robot):
    robot.types("t")

    assert cut_row(robot.find("reception.results")) == 0


@pytest.mark.parametrize("name", LISTS)
def test_a_list_scrolls_by_whole_rows(robot, name):
    table = robot.find(name)
    robot.chooses(name, table.model().rowCount() - 1)

    assert table.visualRect(table.currentIndex()).bottom() <= table.viewport().height()
    assert table.rowViewportPosition(table.rowAt(0)) == 0


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_row_of_a_list_is_there_where_the_page_scrolls(themed, qtbot, services, scale):
    apply(themed, Theme(scale=scale))
    robot = Robot(themed, qtbot, services)
    table = robot.find("reception.others")

    all_rows = table.model().rowCount() * table.verticalHeader().defaultSectionSize()
    assert (table.viewport().height() >= all_rows) is (scale == 2.0)


@pytest.mark.parametrize(("name", "column"), [("reception.others", 0), ("reception.last", 1)])
def test_no_name_of_the_morning_loses_its_end(robot, name, column):
    table = robot.find(name)
    room = table.columnWidth(column) - 2 * current().px(PAD)
    names = [row[column] for row in robot.rows(name)]

    broken = [two_lines(each, current().font("caption"), room) for each in names]
    assert [second for _first, second in broken if second.endswith("…")] == []


def test_a_name_is_broken_between_words_and_ends_in_three_points_only_at_last(themed):
    font = current().font("caption")
    width = QFontMetrics(font).horizontalAdvance("Document de circulation")
    first, second = two_lines("Document de circulation pour étranger mineur", font, width)

    assert (first, second) == ("Document de circulation", "pour étranger mineur")
    assert two_lines("Court", font, width) == ("Court", "")
    assert two_lines("Un nom bien trop long " * 4, font, width)[1].endswith("…")


def test_a_row_of_two_lines_is_drawn_inside_its_row(robot):
    table = robot.find("reception.last")
    picture = table.viewport().grab().toImage()
    row, left = table.rowHeight(0), table.columnViewportPosition(1) + current().px(PAD)
    ground = picture.pixelColor(left, 2)

    inked = {
        y % row
        for y in range(picture.height())
        for x in range(left, left + table.columnWidth(1) - 2 * current().px(PAD))
        if picture.pixelColor(x, y).lightness() < ground.lightness() - 120
    }
    assert inked
    assert min(inked) >= 1
    assert max(inked) < row - 1
    assert table.layoutDirection() == Qt.LayoutDirection.LeftToRight
