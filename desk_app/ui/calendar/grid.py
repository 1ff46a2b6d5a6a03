"""The grid of a week: seven days by the hour, one cell chosen; what a cell holds is model's."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.ui.calendar.cells import draw_cell
from desk_app.ui.calendar.model import (
    Grid,
    HourCell,
    cell_said,
    day_note,
    day_title,
)
from desk_app.ui.messages import announce
from desk_app.ui.theme import Theme, current
from desk_app.ui.widgets.painting import END, MIDDLE, draw_box, draw_words, mirrored, painter_on
from desk_app.words.catalogue import _

_HEAD, _ROW, _SIDE = 44, 50, 48
_ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class WeekGrid(QWidget):
    """Arrows walk, Enter acts; over the edge of the week the neighbour is asked for."""

    acted = Signal(object)  # the HourCell
    chosen_changed = Signal(object)  # the HourCell
    week_wanted = Signal(int)  # walked over the edge: -1 the week before, +1 the next
    paged = Signal(int)  # the same by page keys, which a page that scrolls would take

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid: Grid | None = None
        self._at = (0, 0)
        self.setObjectName("calendar.grid")
        self.setAccessibleName(_("Week, by day and hour"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("no_ring", True)  # the ring is the chosen cell's
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)

    def show_grid(self, grid: Grid, *, side: int | None = None) -> None:
        """Show a week; the chosen day and hour stay, or *side* says which edge is chosen."""
        before = self.chosen()
        is_first = self._grid is None
        self._grid = grid
        row = grid.hours.index(before.hour) if before and before.hour in grid.hours else 0
        column = self._at[1] if side is None else side
        if is_first:
            column = next((at for at, day in enumerate(grid.days) if day.day == grid.today), 0)
            row = _row_of(grid.zone_now.hour, grid)
        self._at = (min(row, len(grid.hours) - 1), column)
        self.updateGeometry()
        self._tell()
        self.update()

    def chosen(self) -> HourCell | None:
        """Return the chosen cell, None before there is a week."""
        return None if self._grid is None else self._grid.cells[self._at[0]][self._at[1]]

    def chosen_rect(self) -> QRect:
        """Return where the chosen cell is."""
        return mirrored(self, self._rect(*self._at))

    def sizeHint(self) -> QSize:
        """Return room for every hour at the scale in force."""
        theme, rows = current(), len(self._grid.hours) if self._grid else 9
        return QSize(theme.px(_SIDE + 7 * 110), theme.px(_HEAD + rows * _ROW))

    def minimumSizeHint(self) -> QSize:
        """Return the least at which a figure and a word stand in a cell."""
        theme = current()
        wide = 60 if theme.stacked else 84
        return QSize(theme.px(_SIDE + 7 * wide), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows, act with Enter; the rest is the screen's."""
        step = _ARROWS.get(Qt.Key(event.key()))
        is_bare = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if step is not None and is_bare:
            self._step(*step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and is_bare:
            if self.chosen() is not None and not event.isAutoRepeat():
                self.acted.emit(self.chosen())
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and is_bare:
            self.paged.emit(-1 if event.key() == Qt.Key.Key_PageUp else 1)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._grid is not None:
            self._choose(self._at[0], 0 if event.key() == Qt.Key.Key_Home else 6)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the cell under the pointer."""
        found = self._under(event.position().toPoint())
        if found is not None:
            self._choose(*found)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Act on it."""
        if self._under(event.position().toPoint()) is not None:
            self.acted.emit(self.chosen())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Draw it no more."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the heads, the hours and the cells."""
        if self._grid is None:
            return
        theme, painter = current(), painter_on(self)
        for column in range(len(self._grid.days)):
            self._draw_head(painter, theme, column)
        for row, hour in enumerate(self._grid.hours):
            side = QRect(0, self._rect(row, 0).top(), theme.px(_SIDE - 8), theme.px(22))
            font, ink = theme.font("caption", 600), theme.colour("text2")
            place = mirrored(self, side)
            align = END | MIDDLE
            draw_words(
                painter, place, f"{hour}:00", font=font, colour=ink, align=align,
                direction=self.layoutDirection(),
            )  # fmt: skip
            for column, cell in enumerate(self._grid.cells[row]):
                self._draw(painter, theme, row, column, cell)
        painter.end()

    def _draw(self, painter: QPainter, theme: Theme, row: int, column: int, cell: HourCell) -> None:
        rect = mirrored(self, self._rect(row, column))
        is_over = self._grid is not None and cell.day < self._grid.today
        draw_cell(painter, self, rect, cell, is_over=is_over)
        if (row, column) == self._at:
            ring = QRectF(rect)
            colour = theme.colour("focus" if self.hasFocus() else "accent")
            wide = theme.px(3 if self.hasFocus() else 2)
            draw_box(painter, ring, edge=colour, radius=theme.px(4), width=wide)

    def _draw_head(self, painter: QPainter, theme: Theme, column: int) -> None:
        if self._grid is None:
            return
        day = self._grid.days[column]
        first = self._rect(0, column)
        is_today = day.day == self._grid.today
        tone = "accent_text" if is_today else "text"
        place = QRect(first.left(), theme.px(2), first.width(), theme.px(20))
        font = theme.font("body", 700 if is_today else 600)
        centre = Qt.AlignmentFlag.AlignCenter
        draw_words(
            painter, mirrored(self, place), day_title(day), font=font,
            colour=theme.colour(tone), align=centre,
        )  # fmt: skip
        note, font = day_note(day, self._grid.today), theme.font("key")
        under = place.translated(0, theme.px(20))
        elided = QFontMetrics(font).elidedText(note, Qt.TextElideMode.ElideRight, under.width())
        draw_words(
            painter, mirrored(self, under), elided, font=font,
            colour=theme.colour("accent_text" if is_today else "text2"), align=centre,
        )  # fmt: skip

    def _rect(self, row: int, column: int) -> QRect:
        """Return where a cell is, left to right."""
        theme = current()
        side, head = theme.px(_SIDE), theme.px(_HEAD)
        rows = len(self._grid.hours) if self._grid else 1
        wide, high = (self.width() - side) / 7, max(theme.px(_ROW), (self.height() - head) / rows)
        left, top = side + round(wide * column), head + round(high * row)
        right, bottom = side + round(wide * (column + 1)), head + round(high * (row + 1))
        gap = theme.px(3)
        return QRect(left, top, right - left - gap, bottom - top - gap)

    def _under(self, point: QPoint) -> tuple[int, int] | None:
        if self._grid is None:
            return None
        for row in range(len(self._grid.hours)):
            for column in range(7):
                if mirrored(self, self._rect(row, column)).contains(point):
                    return row, column
        return None

    def _step(self, down: int, along: int) -> None:
        if self._grid is None:
            return
        if along and self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            along = -along
        row, column = self._at[0] + down, self._at[1] + along
        if not 0 <= column < 7:
            self.week_wanted.emit(along)
            return
        self._choose(max(0, min(row, len(self._grid.hours) - 1)), column)

    def _choose(self, row: int, column: int) -> None:
        self._at = (row, column)
        self._tell()
        self.update()

    def _tell(self) -> None:
        cell = self.chosen()
        if cell is None:
            return
        said = cell_said(cell)
        self.setAccessibleDescription(said)
        if self.hasFocus():
            announce(self, said)
        self.chosen_changed.emit(cell)


def _row_of(hour: int, grid: Grid) -> int:
    return max(0, min(hour - grid.hours[0], len(grid.hours) - 1))
