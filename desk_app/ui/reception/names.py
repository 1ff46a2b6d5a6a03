"""Names of procedures in a table: on two lines where one has no room, smaller if need be."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout

from desk_app.ui.theme import Theme
from desk_app.ui.widgets.lines import Cell
from desk_app.ui.widgets.painting import MIDDLE, START, draw_words
from desk_app.ui.widgets.table import CellDelegate


class NameDelegate(CellDelegate):
    """Draws a name as any other cell, or broken once where it is too long."""

    def _draw_words(
        self,
        painter: QPainter,
        theme: Theme,
        rect: QRect,
        cell: Cell,
        align: Qt.AlignmentFlag,
    ) -> None:
        whole = QFontMetrics(theme.font(cell.style, cell.weight, text=cell.text))
        if whole.horizontalAdvance(cell.text) <= rect.width():
            super()._draw_words(painter, theme, rect, cell, align)
            return
        font = theme.font(cell.style, cell.weight, text=cell.text)
        if 2 * QFontMetrics(font).height() > rect.height():
            font = theme.font("caption", cell.weight, text=cell.text)
        lines = [line for line in two_lines(cell.text, font, rect.width()) if line]
        high = min(rect.height() // 2, QFontMetrics(font).height())
        top = rect.center().y() - high * len(lines) // 2 + 1
        for place, line in enumerate(lines):
            draw_words(
                painter,
                QRect(rect.left(), top + place * high, rect.width(), high),
                line,
                font=font,
                colour=theme.colour(cell.tone),
                align=START | MIDDLE,
                direction=self._view.layoutDirection(),
            )


def two_lines(text: str, font: QFont, width: int) -> tuple[str, str]:
    """Return *text* broken between two words at *width* px; only the second line may end in "…"."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    length = line.textLength()
    layout.endLayout()
    rest = QFontMetrics(font).elidedText(text[length:].strip(), Qt.TextElideMode.ElideRight, width)
    return text[:length].rstrip(), rest
