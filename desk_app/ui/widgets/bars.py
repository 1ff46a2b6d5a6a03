"""Counters needed by half-hour, as bars, and those open, as a stepped line."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.ui.theme import Theme, current
from desk_app.ui.widgets.painting import END, MIDDLE, draw_words, painter_on


@dataclasses.dataclass(frozen=True, slots=True)
class Step:
    """One half-hour: its label ("" for none), counters needed, counters open if known."""

    label: str
    needed: int
    opened: int | None = None


class StepBars(QWidget):
    """A chart that also reads as a sentence; time runs left to right in every language.

    *now* is where the present stands, counted in steps from the first (2.5 is in the middle
    of the third), or None. Steps before it are grey: they are over.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[Step, ...] = ()
        self._now: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_steps(self, steps: Sequence[Step], *, now: float | None, spoken: str) -> None:
        """Draw *steps*; *spoken* is the same for who cannot see it."""
        self._steps, self._now = tuple(steps), now
        self.setAccessibleName(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        """Return 480 by 180 px at the scale in force."""
        theme = current()
        return QSize(theme.px(480), theme.px(180))

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which bars and hours can be told apart."""
        theme = current()
        return QSize(theme.px(240), theme.px(110))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the scale, the bars, the line of open counters and the present."""
        if not self._steps:
            return
        theme = current()
        painter = painter_on(self)
        plot = self._plot(theme)
        top = self._top()
        self._draw_scale(painter, theme, plot, top)
        self._draw_bars(painter, theme, plot, top)
        self._draw_opened(painter, theme, plot, top)
        self._draw_now(painter, theme, plot)
        painter.end()

    def _plot(self, theme: Theme) -> QRectF:
        return QRectF(self.rect()).adjusted(theme.px(26), theme.px(18), 0, -theme.px(26))

    def _top(self) -> int:
        most = max(max(step.needed, step.opened or 0) for step in self._steps)
        return max(2, most)

    def _y(self, plot: QRectF, value: float, top: int) -> float:
        return plot.bottom() - plot.height() * value / top

    def _draw_scale(self, painter: QPainter, theme: Theme, plot: QRectF, top: int) -> None:
        every = max(2, 2 * round(top / 8))
        for value in range(0, top + 1, every):
            y = round(self._y(plot, value, top))
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(QPointF(plot.left(), y + 0.5), QPointF(plot.right(), y + 0.5))
            place = QRect(0, y - theme.px(8), round(plot.left()) - theme.px(6), theme.px(16))
            draw_words(
                painter,
                place,
                str(value),
                font=theme.font("caption"),
                colour=theme.colour("text2"),
                align=END | MIDDLE,
            )

    def _draw_bars(self, painter: QPainter, theme: Theme, plot: QRectF, top: int) -> None:
        wide = plot.width() / len(self._steps)
        gap = max(2.0, wide * 0.06)
        for place, step in enumerate(self._steps):
            over = self._now is not None and place + 1 <= self._now
            y = self._y(plot, step.needed, top)
            left = plot.left() + place * wide
            bar = QRectF(left + gap, y, wide - 2 * gap, plot.bottom() - y)
            painter.fillRect(bar, theme.colour("sunken" if over else "accent_soft"))
            head = QRectF(bar.left(), y - theme.px(1), bar.width(), theme.px(2))
            colour = theme.colour("control" if over else "accent")
            if theme.palette.outlined:
                style = Qt.PenStyle.DotLine if over else Qt.PenStyle.SolidLine
                painter.setPen(QPen(colour, 1, style))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(bar)
            if not (over and theme.palette.outlined):
                painter.fillRect(head, colour)
            self._draw_hour(painter, theme, QRectF(left, plot.bottom(), wide, 0), step.label)

    def _draw_hour(self, painter: QPainter, theme: Theme, under: QRectF, label: str) -> None:
        if not label:
            return
        wide = theme.px(60)
        middle = round(under.left() + theme.px(12) * 0.5)
        left = max(0, min(middle - wide // 4, self.width() - wide))
        place = QRect(left, round(under.top()) + theme.px(4), wide, theme.px(18))
        draw_words(
            painter,
            place,
            label,
            font=theme.font("key", 400),
            colour=theme.colour("text2"),
        )

    def _draw_opened(self, painter: QPainter, theme: Theme, plot: QRectF, top: int) -> None:
        wide = plot.width() / len(self._steps)
        line = QPolygonF()
        for place, step in enumerate(self._steps):
            if step.opened is None:
                continue
            y = self._y(plot, step.opened, top)
            line.append(QPointF(plot.left() + place * wide, y))
            line.append(QPointF(plot.left() + (place + 1) * wide, y))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = QPen(theme.colour("text"), theme.px(2.5))
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawPolyline(line)

    def _draw_now(self, painter: QPainter, theme: Theme, plot: QRectF) -> None:
        if self._now is None:
            return
        x = plot.left() + plot.width() * self._now / len(self._steps)
        painter.setPen(QPen(theme.colour("text"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, plot.top() - theme.px(14)), QPointF(x, plot.bottom()))
