"""Rows on two lines where the text is large: what has no column stands under the name.

It decides neither when rows fold nor what the second line says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QTableView

from desk_app.ui.theme import Theme, current
from desk_app.ui.widgets.lines import ROW_ROLE, Cell, Column, R
from desk_app.ui.widgets.painting import draw_words
from desk_app.ui.widgets.table import PAD, CellDelegate

Below = Callable[[object], Sequence[tuple[str, Cell]]]
"""From a row to its second line: titles and their cells."""
_UNDER = 24  # px at 100 % that the second line takes from a row
_GAP, _APART = 6, 22  # px at 100 % between a title and its value, and before the next title


class FoldingDelegate(CellDelegate):
    """Draws what *below* says of a row as "Title value" under the column called *under*."""

    def __init__(
        self, columns: tuple[Column[R], ...], view: QTableView, *, under: str, below: Below
    ) -> None:
        super().__init__(columns, view)
        self.is_folded = False
        self._table, self._below = view, below
        self._start = [column.id for column in columns].index(under)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one cell, and as much of the second line as lies under it."""
        super().paint(painter, option, index)
        if self.is_folded:
            painter.save()
            painter.setClipRect(option.rect)
            self._draw_below(painter, QRect(option.rect), index.data(ROW_ROLE))
            painter.restore()

    def _draw_words(
        self, painter: QPainter, theme: Theme, rect: QRect, cell: Cell, align: Qt.AlignmentFlag
    ) -> None:
        if self.is_folded:
            rect = rect.adjusted(0, theme.px(3), 0, -theme.px(_UNDER))
        super()._draw_words(painter, theme, rect, cell, align)

    def _draw_below(self, painter: QPainter, rect: QRect, row: object) -> None:
        theme, table = current(), self._table
        direction = table.layoutDirection()
        room, leading = table.viewport().width(), table.columnViewportPosition(self._start)
        if direction == Qt.LayoutDirection.RightToLeft:
            leading = room - leading - table.columnWidth(self._start)
        at = leading + theme.px(PAD)
        top, high = rect.bottom() - theme.px(_UNDER + 2), theme.px(_UNDER)
        for text, font, colour, gap in self._words(theme, row):
            wide = QFontMetrics(font).horizontalAdvance(text) + 1
            left = at if direction == Qt.LayoutDirection.LeftToRight else room - at - wide
            place = QRect(left, top, wide, high)
            draw_words(painter, place, text, font=font, colour=colour, direction=direction)
            at += wide + theme.px(gap)

    def _words(self, theme: Theme, row: object) -> Iterator[tuple[str, QFont, QColor, int]]:
        for title, cell in self._below(row):
            yield title, theme.font("caption"), theme.colour("text2"), _GAP
            yield cell.text, theme.font("caption", 600), theme.colour(cell.tone), _APART
