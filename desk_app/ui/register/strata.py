"""How many wait in each group of a draw, as bars on one scale; also said as a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.domain.draw import Stratum
from desk_app.ui.theme import Theme, current
from desk_app.ui.widgets.painting import END, MIDDLE, START, draw_words, mirrored, painter_on
from desk_app.words.draws import stratum_name

_ROW, _BAR = 28, 12
_NAME, _COUNT = 150, 64


class StrataBars(QWidget):
    """One row for each group, in the order they are drawn: name, bar, count."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: tuple[tuple[Stratum, int], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counts(self, counts: Mapping[Stratum, int]) -> None:
        """Draw *counts*, all on one scale."""
        self._counts = tuple(counts.items())
        said = (f"{stratum_name(stratum)} {count}" for stratum, count in self._counts)
        self.setAccessibleName(", ".join(said))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return a row of 28 px for each group."""
        theme = current()
        return QSize(theme.px(420), theme.px(_ROW * max(1, len(self._counts))))

    def minimumSizeHint(self) -> QSize:
        """Return room for the names, the counts and a short bar."""
        theme = current()
        return QSize(theme.px(_NAME + _COUNT + 40), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows."""
        painter = painter_on(self)
        theme = current()
        most = max((count for _stratum, count in self._counts), default=0)
        for place, (stratum, count) in enumerate(self._counts):
            row = QRect(0, theme.px(_ROW) * place, self.width(), theme.px(_ROW))
            name = QRect(0, row.y(), theme.px(_NAME), row.height())
            self._write(painter, theme, name, stratum_name(stratum))
            self._draw_count(painter, theme, row, count, most)
        painter.end()

    def _draw_count(
        self, painter: QPainter, theme: Theme, row: QRect, count: int, most: int
    ) -> None:
        name, number = theme.px(_NAME), theme.px(_COUNT)
        room = row.width() - name - number
        bar = QRect(
            name, row.y() + (row.height() - theme.px(_BAR)) // 2,
            max(theme.px(2), room * count // max(1, most)), theme.px(_BAR),
        )  # fmt: skip
        painter.fillRect(mirrored(self, bar), theme.colour("accent" if count else "line"))
        if theme.palette.outlined:
            painter.setPen(QPen(theme.colour("text"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(mirrored(self, bar))
        draw_words(
            painter,
            mirrored(self, QRect(row.width() - number, row.y(), number, row.height())),
            str(count),
            font=theme.font("body", 600),
            colour=theme.colour("text"),
            align=END | MIDDLE,
            direction=self.layoutDirection(),
        )

    def _write(self, painter: QPainter, theme: Theme, rect: QRect, text: str) -> None:
        draw_words(
            painter,
            mirrored(self, rect),
            text,
            font=theme.font("body"),
            colour=theme.colour("text2"),
            align=START | MIDDLE,
            direction=self.layoutDirection(),
        )
