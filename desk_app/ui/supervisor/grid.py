"""Many counters at once: a cell of 92 by 56 each, those to look at first. It decides no order."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from desk_app.domain.counters import CounterId, CounterState
from desk_app.domain.tickets import TicketStatus
from desk_app.services.supervision import CounterLine
from desk_app.ui.supervisor.sentences import counter_spoken, number_of, since_said, state_said
from desk_app.ui.theme import current, px
from desk_app.ui.widgets.painting import (
    END,
    MIDDLE,
    START,
    draw_box,
    draw_words,
    mirrored,
    painter_on,
    place_icon,
)
from desk_app.words.catalogue import pgettext

CELL = QSize(92, 56)
GAP = 8


class CounterCell(QAbstractButton):
    """One counter: number, since when, what it does."""

    def __init__(self, line: CounterLine, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = line
        self.setCheckable(True)
        self.setObjectName(f"supervisor.counter.{line.number}")
        self.show_line(line)

    def show_line(self, line: CounterLine) -> None:
        """Show the counter as it now is."""
        self.line = line
        self.setAccessibleName(counter_spoken(line))
        self.setToolTip(counter_spoken(line))
        self.update()

    def sizeHint(self) -> QSize:
        """Return 92 by 56 px at the scale in force."""
        return QSize(px(CELL.width()), px(CELL.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, the number and what the counter does."""
        theme, line = current(), self.line
        painter = painter_on(self)
        is_idle = line.status is None and line.state in {None, CounterState.CLOSED}
        fill = theme.colour("accent_soft" if self.isChecked() else "surface")
        if is_idle and not self.isChecked():
            fill = theme.colour("sunken")
        edge = "warn" if line.is_forgotten else "accent" if self.isChecked() else "line"
        width = theme.px(2) if self.isChecked() or line.is_forgotten else 1
        draw_box(painter, QRectF(self.rect()), fill=fill, edge=theme.colour(edge), width=width)
        tone = "warn" if line.is_forgotten else "text2" if is_idle else "text"
        pad, half = theme.px(8), self.height() // 2
        inner = self.width() - 2 * pad
        top = mirrored(self, QRect(pad, theme.px(5), inner, half - theme.px(5)))
        low = mirrored(
            self, QRect(pad + theme.px(19), half, inner - theme.px(19), half - theme.px(5))
        )
        idle_tone = theme.colour("text2" if is_idle else "text")
        self._write(painter, top, str(line.number), theme.font("lead", 700), idle_tone)
        since = theme.font("key", 500)
        self._write(painter, top, since_said(line), since, theme.colour(tone), align=END)
        icon = "triangle-alert" if line.is_forgotten else state_said(line)[1]
        side = theme.px(14)
        drawing = QRect(pad, half + (half - theme.px(5) - side) // 2, side, side)
        place_icon(painter, self, icon, theme.colour(_icon_tone(line)), drawing)
        self._write(painter, low, _low(line), theme.font("caption", 500), theme.colour(tone))
        painter.end()

    def _write(
        self,
        painter: QPainter,
        place: QRect,
        words: str,
        font: QFont,
        colour: QColor,
        *,
        align: Qt.AlignmentFlag = START,
    ) -> None:
        draw_words(
            painter, place, words, font=font, colour=colour, align=align | MIDDLE,
            direction=self.layoutDirection(),
        )  # fmt: skip


class CounterGrid(QWidget):
    """Cells in rows; the arrows walk through them, one is chosen."""

    chosen_changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.cells: tuple[CounterCell, ...] = ()
        self._group = QButtonGroup(self)
        self._group.buttonToggled.connect(self._on_toggled)

    def show_lines(self, lines: Sequence[CounterLine]) -> None:
        """Show *lines* in their order; the chosen counter stays chosen while it is there."""
        known = {cell.line.number: cell for cell in self.cells}
        for number in set(known) - {line.number for line in lines}:
            gone = known.pop(number)
            self._group.removeButton(gone)
            gone.hide()
            gone.deleteLater()
        cells = []
        for line in lines:
            cell = known.get(line.number)
            if cell is None:
                cell = CounterCell(line, self)
                self._group.addButton(cell)
                cell.show()
            cell.show_line(line)
            cells.append(cell)
        self.cells = tuple(cells)
        for before, after in itertools.pairwise(cells):
            QWidget.setTabOrder(before, after)
        self._place()
        self.updateGeometry()

    def chosen(self) -> CounterId | None:
        """Return the chosen counter."""
        return next((cell.line.number for cell in self.cells if cell.isChecked()), None)

    def choose(self, number: CounterId | None) -> None:
        """Choose *number*, or none."""
        self._group.setExclusive(False)
        for cell in self.cells:
            cell.setChecked(cell.line.number == number)
        self._group.setExclusive(True)

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow grid is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of as many rows as *width* asks for."""
        rows = -(-len(self.cells) // self._across(width))
        return rows * px(CELL.height() + GAP)

    def sizeHint(self) -> QSize:
        """Return four cells across."""
        width = 4 * px(CELL.width() + GAP)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return two cells across, one down: the page scrolls."""
        return QSize(2 * px(CELL.width() + GAP), px(CELL.height() + GAP))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the cells anew."""
        self._place()
        super().resizeEvent(event)

    def _across(self, width: int) -> int:
        return max(1, (width + px(GAP)) // px(CELL.width() + GAP))

    def _place(self) -> None:
        across = self._across(self.width())
        for place, cell in enumerate(self.cells):
            row, column = divmod(place, across)
            left = column * px(CELL.width() + GAP)
            top = row * px(CELL.height() + GAP)
            cell.setGeometry(mirrored(self, QRect(left, top, px(CELL.width()), px(CELL.height()))))

    def _on_toggled(self) -> None:
        self.chosen_changed.emit()


def need_of(line: CounterLine) -> tuple[bool, bool, bool, int, int]:
    """Return what orders counters by need: forgotten, closed though awaited, busy, others."""
    is_shut = line.state is not CounterState.OPEN
    return (
        not line.is_forgotten,
        not (is_shut and line.waiting and not line.status),
        line.status is None,
        -line.waiting if is_shut else 0,
        line.number,
    )


def _icon_tone(line: CounterLine) -> str:
    if line.is_forgotten:
        return "warn"
    return "accent_text" if line.status is TicketStatus.CALLED else "text2"


def _low(line: CounterLine) -> str:
    if line.number_here:
        return number_of(line.number_here)
    is_shut = line.state in {None, CounterState.CLOSED}
    return pgettext("counter", "Closed") if is_shut else state_said(line)[0]
