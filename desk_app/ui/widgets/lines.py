"""Rows of anything as a table's model: columns are described, rows are values."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Hashable, Sequence
from typing import Generic, Literal, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desk_app.ui.fonts import TextStyle
from desk_app.ui.theme import Tone, current
from desk_app.ui.widgets.painting import TagTone

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex

SORT_ROLE = Qt.ItemDataRole.UserRole + 1
CELL_ROLE = Qt.ItemDataRole.UserRole + 2
HIGHLIGHT_ROLE = Qt.ItemDataRole.UserRole + 3
ROW_ROLE = Qt.ItemDataRole.UserRole + 4


@dataclasses.dataclass(frozen=True, slots=True)
class Cell:
    """What one place of a table shows; with *tag* it is drawn as a tag."""

    text: str = ""
    tone: Tone = "text"
    style: TextStyle = "body"
    weight: int = 400
    icon: str = ""
    tag: TagTone | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[R]):
    """One column: *cell* shows a row, *sort* orders it, *width* is px at 100 % (0 stretches)."""

    id: str
    title: str
    cell: Callable[[R], Cell | str]
    sort: Callable[[R], int | float | str] | None = None
    align: Literal["start", "end", "center"] = "start"
    width: int = 0


def cell_of(column: Column[R], row: R) -> Cell:
    """Return what *column* shows of *row*."""
    shown = column.cell(row)
    return Cell(shown) if isinstance(shown, str) else shown


class LinesModel(QAbstractTableModel, Generic[R]):
    """A table of frozen rows; setting new rows moves what stays, so the selection stays too."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        *,
        identity: Callable[[R], Hashable],
        highlight: Callable[[R], bool] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._identity = identity
        self._highlight = highlight
        self._rows: list[R] = []

    def rows(self) -> tuple[R, ...]:
        """Return the rows, as shown."""
        return tuple(self._rows)

    def row_at(self, index: Index) -> R:
        """Return the row under *index*, which must be valid."""
        return self._rows[index.row()]

    def index_of(self, identity: Hashable, column: int = 0) -> QModelIndex:
        """Return the index of the row known as *identity*; an invalid one where it is gone."""
        for place, row in enumerate(self._rows):
            if self._identity(row) == identity:
                return self.index(place, column)
        return QModelIndex()

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show *rows*: gone ones leave, new ones come, the others move and change in place."""
        wanted = {self._identity(row) for row in rows}
        for place in range(len(self._rows) - 1, -1, -1):
            if self._identity(self._rows[place]) not in wanted:
                self.beginRemoveRows(QModelIndex(), place, place)
                del self._rows[place]
                self.endRemoveRows()
        order = [self._identity(row) for row in self._rows]
        for place, row in enumerate(rows):
            self._settle(place, row, order)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Answer a view: text, order, cell, words for a screen reader."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell_of(column, row).text
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{column.title} {cell_of(column, row).text}".strip()
            case _:
                return self._own_role(column, row, role)

    def _own_role(self, column: Column[R], row: R, role: int) -> object:
        answers: dict[int, Callable[[], object]] = {
            CELL_ROLE: lambda: cell_of(column, row),
            SORT_ROLE: lambda: column.sort(row) if column.sort else cell_of(column, row).text,
            HIGHLIGHT_ROLE: lambda: self._highlight is not None and self._highlight(row),
            ROW_ROLE: lambda: row,
        }
        answer = answers.get(role)
        return answer() if answer is not None else None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Answer a header: titles above, nothing at the side."""
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.FontRole:
            return current().font("caption", 600)
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[column.align]
        return None

    def _settle(self, place: int, row: R, order: list[Hashable]) -> None:
        identity = self._identity(row)
        if place < len(order) and order[place] == identity:
            self._replace(place, row)
            return
        if identity in order[place:]:
            before = order.index(identity, place)
            self.beginMoveRows(QModelIndex(), before, before, QModelIndex(), place)
            self._rows.insert(place, self._rows.pop(before))
            order.insert(place, order.pop(before))
            self.endMoveRows()
            self._replace(place, row)
            return
        self.beginInsertRows(QModelIndex(), place, place)
        self._rows.insert(place, row)
        order.insert(place, identity)
        self.endInsertRows()

    def _replace(self, place: int, row: R) -> None:
        if self._rows[place] != row:
            self._rows[place] = row
            last = len(self.columns) - 1
            self.dataChanged.emit(self.index(place, 0), self.index(place, last))


_ALIGN = {
    "start": int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
    "end": int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
    "center": int(Qt.AlignmentFlag.AlignCenter),
}
