"""A place for a table that never shows half a row; what is left under the last stays free."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QWidget

from desk_app.ui.widgets.table import Table


class WholeRows(QWidget):
    """Gives its table the height of as many rows as there is room for; it scrolls row by row."""

    def __init__(self, table: Table, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        table.setParent(self)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        model = table.model()
        model.rowsInserted.connect(self._on_rows)
        model.rowsRemoved.connect(self._on_rows)

    def sizeHint(self) -> QSize:
        """Return what the table asks for."""
        return self._table.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return what the table asks for at least."""
        return self._table.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave free what is less than a row."""
        super().resizeEvent(event)
        table, header = self._table, self._table.horizontalHeader()
        around = 2 * table.frameWidth() + (0 if header.isHidden() else header.height())
        row = table.verticalHeader().defaultSectionSize()
        whole = max(1, (self.height() - around) // row) * row
        table.setGeometry(QRect(0, 0, self.width(), min(self.height(), around + whole)))

    @Slot()
    def _on_rows(self) -> None:
        self.updateGeometry()
