"""Rows of a table: what moves, what stays chosen, what is said."""

from __future__ import annotations

import dataclasses

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.ui.widgets.lines import CELL_ROLE, SORT_ROLE, Cell, Column, LinesModel
from desk_app.ui.widgets.table import Table


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    number: str
    waited: int


def lines() -> LinesModel[Row]:
    return LinesModel(
        (
            Column(id="number", title="Numéro", cell=lambda row: row.number, width=80),
            Column(
                id="waited",
                title="Attend",
                cell=lambda row: Cell(f"{row.waited} min", weight=600),
                sort=lambda row: row.waited,
                align="end",
            ),
        ),
        identity=lambda row: row.number,
        highlight=lambda row: row.waited > 30,
    )


ROWS = (Row("B 030", 31), Row("R 012", 12), Row("C 034", 9))
any_rows = st.lists(
    st.builds(Row, st.sampled_from("ABCDEFGH"), st.integers(0, 60)),
    unique_by=lambda row: row.number,
    max_size=8,
)


@given(before=any_rows, after=any_rows)
def test_the_rows_shown_are_the_rows_set(before: list[Row], after: list[Row]) -> None:
    model = lines()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    model.set_rows(before)
    model.set_rows(after)

    assert model.rows() == tuple(after)
    assert tester.model() is model


@given(before=any_rows, after=any_rows)
def test_a_chosen_row_stays_chosen_by_identity(before: list[Row], after: list[Row]) -> None:
    model = lines()
    model.set_rows(before)
    chosen = QItemSelectionModel(model)
    if before:
        chosen.select(model.index(0, 0), QItemSelectionModel.SelectionFlag.Select)

    model.set_rows(after)

    kept = [model.row_at(index).number for index in chosen.selectedIndexes()]
    expected = [row.number for row in before[:1] if row.number in {each.number for each in after}]
    assert kept == expected


def test_a_number_is_ordered_as_a_number() -> None:
    model = lines()
    model.set_rows(ROWS)

    assert [model.index(row, 1).data(SORT_ROLE) for row in range(3)] == [31, 12, 9]


def test_a_screen_reader_hears_the_title_and_the_text() -> None:
    model = lines()
    model.set_rows(ROWS)

    said = model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)

    assert said == "Attend 31 min"


def test_a_plain_text_is_a_cell() -> None:
    model = lines()
    model.set_rows(ROWS)

    assert model.index(0, 0).data(CELL_ROLE) == Cell("B 030")


def test_a_row_is_found_by_identity() -> None:
    model = lines()
    model.set_rows(ROWS)

    assert model.index_of("C 034").row() == 2
    assert not model.index_of("Z 999").isValid()


def test_enter_acts_on_the_chosen_row(themed: QApplication, qtbot: QtBot) -> None:
    model = lines()
    model.set_rows(ROWS)
    table = Table(model, name="File")
    qtbot.addWidget(table)
    table.choose(model.index_of("R 012"))

    with qtbot.waitSignal(table.acted) as acted:
        qtbot.keyClick(table, Qt.Key.Key_Return)

    assert acted.args == [ROWS[1]]


def test_the_table_is_drawn_in_both_directions(themed: QApplication, qtbot: QtBot) -> None:
    model = lines()
    model.set_rows(ROWS)
    table = Table(model, name="File")
    qtbot.addWidget(table)
    table.resize(400, 200)
    table.choose(model.index(0, 0))

    left = table.grab().toImage()
    table.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    right = table.grab().toImage()

    assert left != right
    assert table.columnViewportPosition(0) > table.columnViewportPosition(1)
