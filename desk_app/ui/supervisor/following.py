"""A page that follows the row chosen by keys in a table as high as all its rows. No mouse here."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QTableView

_PART = 0.6
"""How much of the page an arrow turns past the first or the last row."""


class Following(QObject):
    """Keeps the current row of *table* in sight; past its ends the arrows turn *page*.

    So who has only keys reads the figures above the first row and the chart under the last.
    """

    def __init__(self, table: QTableView, page: QScrollArea) -> None:
        super().__init__(table)
        self._table, self._page = table, page
        table.installEventFilter(self)
        table.selectionModel().currentRowChanged.connect(self._on_current)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Turn the page where the table has no more rows that way."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        row, last = self._table.currentIndex().row(), self._table.model().rowCount() - 1
        if event.key() == Qt.Key.Key_Up and row <= 0:
            return self._turn(-1)
        return event.key() == Qt.Key.Key_Down and row == last and self._turn(1)

    def _turn(self, way: int) -> bool:
        bar = self._page.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + round(way * _PART * bar.pageStep()))
        return bar.value() != before

    @Slot()
    def _on_current(self) -> None:
        if not self._table.hasFocus():
            return
        row = self._table.visualRect(self._table.currentIndex())
        inside = self._page.widget() or self._page
        middle = self._table.viewport().mapTo(inside, row.center())
        self._page.ensureVisible(0, middle.y(), 0, row.height())
