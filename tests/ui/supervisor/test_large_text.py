"""Every figure of Supervision can be read where the text is large, with keys alone."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStyleOptionViewItem, QTableView

from desk_app.domain.counters import CounterId, CounterState
from desk_app.ui.theme import current, px
from desk_app.words.catalogue import set_language
from tests.ui.supervisor.fixed_day import COUNTERS, LINES, THE_DAY, counter

SCALES = [1.0, 1.25, 1.5, 2.0]
OTHER_FIGURES = {
    "waiting": 88,
    "longest": dt.timedelta(minutes=88),
    "wait": (80, 88),
    "served": 88,
    "issued": 88,
    "quota": 388,
    "counters": (CounterId(8),),
}
WIDEST = dataclasses.replace(
    LINES[0],
    waiting=188,
    longest=dt.timedelta(minutes=248),
    wait=(100, 120),
    served=888,
    issued=188,
    quota=888,
    counters=tuple(map(CounterId, (1, 2, 4, 6))),
)


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("figure", OTHER_FIGURES)
def test_every_figure_of_a_procedure_is_in_sight(sit, themed, scale, figure) -> None:
    themed(scale)
    changed = dataclasses.replace(LINES[0], **{figure: OTHER_FIGURES[figure]})

    before = _picture(sit())
    after = _picture(sit(day=dataclasses.replace(THE_DAY, lines=(changed, *LINES[1:]))))

    assert before != after


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("scale", SCALES)
def test_no_figure_and_no_head_of_the_tables_is_cut(sit, themed, scale, language) -> None:
    themed(scale)
    set_language(language)
    counters = (counter(1, CounterState.OPEN, "Mariam Diarra", seconds=6120), *COUNTERS[1:])
    robot = sit(day=dataclasses.replace(THE_DAY, lines=(WIDEST, *LINES[1:]), counters=counters))

    tables = robot.view.procedures.table, robot.view.counters.table

    assert [words for table in tables for words in _cut(table)] == []


@pytest.mark.parametrize("scale", [1.5, 2.0])
def test_a_table_does_not_scroll_inside_a_page_that_scrolls(sit, themed, qtbot, scale) -> None:
    themed(scale)
    robot = sit()

    def no_table_scrolls() -> None:
        tables = robot.view.procedures.table, robot.view.counters.table
        assert [table.verticalScrollBar().maximum() for table in tables] == [0, 0]

    qtbot.waitUntil(no_table_scrolls)


def test_the_page_follows_the_row_that_keys_choose(sit, themed) -> None:
    themed(2.0)
    robot = sit()
    robot.stands_in("supervisor.counters")

    for _ in COUNTERS:
        robot.types("↓")

    assert robot.view.counters.chosen() == COUNTERS[-1].number
    assert robot.sees_row("supervisor.counters", len(COUNTERS) - 1)


def test_past_the_rows_the_arrows_reach_the_chart_and_the_figures(sit, themed) -> None:
    themed(2.0)
    robot = sit()
    robot.stands_in("supervisor.procedures")

    figures, chart = robot.view.figures, robot.view.chart

    down = [robot.types("↓") or robot.sees(chart) for _ in range(len(LINES) + 3)]
    up = [robot.types("↑") or robot.sees(figures) for _ in range(len(LINES) + 3)]

    assert (down[0], True in down) == (False, True)
    assert (up[0], up[-1]) == (False, True)


def test_a_second_line_stands_at_the_right_in_arabic_direction(sit, themed, qapp, qtbot) -> None:
    themed(2.0)
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        table = sit().view.procedures.table
        qtbot.waitUntil(lambda: table.height() >= table.minimumSizeHint().height())
        picture = table.viewport().grab().toImage()
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    low = picture.height() // len(LINES) - px(14)
    ground = picture.pixel(picture.width() // 4, low)
    inked = [x for x in range(picture.width()) if picture.pixel(x, low) != ground]

    assert min(inked) > picture.width() / 3
    assert max(inked) > picture.width() * 0.8


def _picture(robot) -> bytes:
    image = robot.view.procedures.table.viewport().grab().toImage()
    return bytes(image.constBits())


def _cut(table: QTableView) -> list[str]:
    """Return every word that has less room than it needs; names alone may be shortened."""
    model, header = table.model(), table.horizontalHeader()
    found = []
    for column in range(model.columnCount()):
        if header.isSectionHidden(column):
            continue
        room = header.sectionSize(column)
        title = str(model.headerData(column, Qt.Orientation.Horizontal))
        metrics = QFontMetrics(current().font("caption", 600))
        if not header.isHidden() and metrics.horizontalAdvance(title) + 2 * px(14) > room:
            found.append(title)
        if model.columns[column].width:
            found += _cut_cells(table, column, room)
    return found


def _cut_cells(table: QTableView, column: int, room: int) -> list[str]:
    indexes = [table.model().index(row, column) for row in range(table.model().rowCount())]
    option = QStyleOptionViewItem()
    return [
        str(index.data())
        for index in indexes
        if table.itemDelegate().sizeHint(option, index).width() > room
    ]
