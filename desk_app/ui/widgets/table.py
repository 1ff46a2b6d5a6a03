"""The table of lines as it looks everywhere: lines between rows, no zebra, one row chosen."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desk_app.ui.icons import draw_icon
from desk_app.ui.keys import shortcut_of
from desk_app.ui.theme import Theme, current, px
from desk_app.ui.widgets.lines import CELL_ROLE, HIGHLIGHT_ROLE, Cell, Column, LinesModel, R
from desk_app.ui.widgets.painting import (
    END,
    MIDDLE,
    START,
    draw_box,
    draw_tag,
    draw_words,
    tag_width,
)

_ALIGN = {"start": START | MIDDLE, "end": END | MIDDLE, "center": Qt.AlignmentFlag.AlignCenter}
PAD = 14  # px beside the words of a cell, at 100 %
_SPARE = 2  # px: an advance is rounded, and a word cut for half a pixel is a word cut


class CellDelegate(QStyledItemDelegate):
    """Draws a Cell: its ground, its line, then a tag or an icon and words."""

    def __init__(self, columns: tuple[Column[R], ...], view: QTableView) -> None:
        super().__init__(view)
        self._aligns = tuple(_ALIGN[column.align] for column in columns)
        self._view = view

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one cell."""
        cell = index.data(CELL_ROLE)
        if not isinstance(cell, Cell):
            return
        theme, rect = current(), QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._draw_ground(painter, theme, rect, index, selected=selected)
        inner = rect.adjusted(theme.px(PAD), 0, -theme.px(PAD), 0)
        if cell.tag is not None and cell.text:
            self._draw_tag(painter, theme, inner, cell)
        else:
            self._draw_words(painter, theme, inner, cell, self._aligns[index.column()])
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the width the cell's words need and a row of 40 px."""
        cell, theme = index.data(CELL_ROLE), current()
        if not isinstance(cell, Cell):
            return QSize(0, theme.px(40))
        font = theme.font(cell.style, cell.weight, text=cell.text)
        words = QFontMetrics(font).horizontalAdvance(cell.text) + theme.px(_SPARE)
        if cell.tag is not None:
            words = tag_width(theme, cell.text)
        icon = theme.px(24) if cell.icon and cell.tag is None else 0
        return QSize(words + icon + 2 * theme.px(PAD), theme.px(40))

    def _draw_ground(
        self,
        painter: QPainter,
        theme: Theme,
        rect: QRect,
        index: QModelIndex | QPersistentModelIndex,
        *,
        selected: bool,
    ) -> None:
        if selected or index.data(HIGHLIGHT_ROLE):
            painter.fillRect(rect, theme.colour("accent_soft"))
        last = index.row() == index.model().rowCount() - 1
        if not last:
            line = QRect(rect.left(), rect.bottom(), rect.width(), 1)
            painter.fillRect(line, theme.colour("line"))
        if selected:
            self._draw_selection(painter, theme, rect, index)

    def _draw_selection(
        self,
        painter: QPainter,
        theme: Theme,
        rect: QRect,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = QRect(0, rect.top(), self._view.viewport().width(), rect.height())
        painter.setClipRect(rect)
        if self._view.hasFocus():
            colour, wide = theme.colour("focus"), theme.px(2)
            ring = QRectF(row).adjusted(2, 2, -2, -2)
            draw_box(painter, ring, edge=colour, radius=theme.px(4), width=wide)
        else:
            bar = QRect(row.left(), row.top(), theme.px(3), row.height())
            if self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                bar.moveRight(row.right())
            painter.fillRect(bar, theme.colour("accent"))
        painter.setClipping(False)

    def _draw_tag(self, painter: QPainter, theme: Theme, rect: QRect, cell: Cell) -> None:
        if cell.tag is None:
            return
        high = theme.px(22)
        wide = min(tag_width(theme, cell.text), rect.width())
        place = QRect(rect.left(), rect.top() + (rect.height() - high) // 2, wide, high)
        place = QStyle.visualRect(self._view.layoutDirection(), rect, place)
        draw_tag(painter, self._view, place, cell.text, icon=cell.icon, tone=cell.tag)

    def _draw_words(
        self,
        painter: QPainter,
        theme: Theme,
        rect: QRect,
        cell: Cell,
        align: Qt.AlignmentFlag,
    ) -> None:
        direction = self._view.layoutDirection()
        colour = theme.colour(cell.tone)
        if cell.icon:
            side = theme.px(16)
            drawing = QRect(rect.left(), rect.top() + (rect.height() - side) // 2, side, side)
            place = QStyle.visualRect(direction, rect, drawing)
            draw_icon(painter, cell.icon, colour, QRectF(place))
            shift = side + theme.px(6)
            leading = direction == Qt.LayoutDirection.LeftToRight
            rect = rect.adjusted(shift if leading else 0, 0, 0 if leading else -shift, 0)
        font = theme.font(cell.style, cell.weight, text=cell.text)
        words = QFontMetrics(font).elidedText(cell.text, Qt.TextElideMode.ElideRight, rect.width())
        draw_words(painter, rect, words, font=font, colour=colour, align=align, direction=direction)


class Table(QTableView):
    """A styled view on a LinesModel; Enter or a double click acts on the chosen row.

    *row_height* in px at 100 % (40, or 34 compact).
    """

    acted = Signal(object)  # the row

    def __init__(
        self,
        model: LinesModel[R],
        *,
        name: str,
        row_height: int = 40,
        show_header: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._lines = model
        self.setAccessibleName(name)
        self.setProperty("no_ring", True)  # the delegate draws the focus on the row
        self.setModel(model)
        self.setItemDelegate(CellDelegate(model.columns, self))
        self._set_behaviour()
        self._set_sizes(row_height, show_header=show_header)
        self.doubleClicked.connect(self._on_double_clicked)

    def chosen(self) -> object | None:
        """Return the chosen row, None where none is."""
        indexes = self.selectionModel().selectedRows()
        return self._lines.row_at(indexes[0]) if indexes else None

    def choose(self, index: QModelIndex) -> None:
        """Choose the row of *index* and bring it into sight; an invalid one chooses none."""
        if index.isValid():
            self.setCurrentIndex(index)
        else:
            self.clearSelection()

    def keyboardSearch(self, search: str) -> None:
        """Type nothing into the table: letters are the screen's."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows, act with Enter on a chosen row; pass the rest on."""
        shortcut = shortcut_of(event)
        row = self.chosen()
        if shortcut == "Return" and row is not None and not event.isAutoRepeat():
            if self.receivers("2acted(PyObject)"):
                self.acted.emit(row)
            else:
                event.ignore()
        elif len(shortcut) == 1 or shortcut in ("Return", "Escape", "Space"):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return room for four rows, or for all where screens stack and the page scrolls."""
        shown = self._lines.rowCount() if current().stacked else min(4, self._lines.rowCount())
        rows = shown * self.verticalHeader().defaultSectionSize()
        header = self.horizontalHeader()
        head = header.minimumHeight() if not header.isHidden() else 0
        return QSize(super().sizeHint().width(), rows + head + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:
        """Return the same: a table that scrolls inside a page that scrolls loses its reader."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def _set_behaviour(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)

    def _set_sizes(self, row_height: int, *, show_header: bool) -> None:
        side = self.verticalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setMinimumSectionSize(px(24))
        side.setDefaultSectionSize(px(row_height))
        header = self.horizontalHeader()
        header.setVisible(show_header)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(px(24))
        header.setFixedHeight(px(35))
        for place, column in enumerate(self._lines.columns):
            if column.width:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed)
                header.resizeSection(place, px(column.width))
            else:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.acted.emit(self._lines.row_at(index))
