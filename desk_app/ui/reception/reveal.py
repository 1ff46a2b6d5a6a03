"""Brings what has the focus into sight where the page scrolls; it moves no focus."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPoint,
    QRect,
    QTimer,
    Slot,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QScrollArea, QWidget

from desk_app.ui.theme import px


class Reveal(QObject):
    """Follows the focus inside one scrolled *area*, once its sizes are settled."""

    def __init__(self, area: QScrollArea, first: QWidget, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._area = area
        self._wanted: QWidget = first
        self._at_top, self._from_start = False, False
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def show(self, widget: QWidget, *, from_start: bool = False) -> None:
        """Scroll no further than *widget* needs to be seen; *from_start*, from the page's top."""
        self._wanted, self._at_top, self._from_start = widget, False, from_start
        QTimer.singleShot(0, self._scroll)

    def bring_up(self, widget: QWidget) -> None:
        """Scroll until *widget* is at the top: what matters now is under it."""
        self._wanted, self._at_top, self._from_start = widget, True, False
        QTimer.singleShot(0, self._scroll)

    def follow(self, table: QAbstractItemView) -> None:
        """Keep the current row of *table* in sight."""
        table.selectionModel().currentRowChanged.connect(self._on_row_changed)

    @Slot()
    def _scroll(self) -> None:
        widget, page = self._wanted, self._area.widget()
        if page is None or not page.isAncestorOf(widget) or not widget.isVisible():
            return
        # What has just come or gone still waits for its place.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        place = QRect(widget.mapTo(page, QPoint(0, 0)), widget.size())
        if self._at_top:
            self._area.verticalScrollBar().setValue(place.top() - px(4))
            return
        if self._from_start:
            self._area.verticalScrollBar().setValue(0)
        if isinstance(widget, QAbstractItemView):
            place = self._row_of(widget, page)
        room = max(0, (self._area.viewport().height() - place.height()) // 2)
        margin = min(px(8), room)
        self._area.ensureVisible(place.left(), place.bottom() + 1, 0, margin)
        self._area.ensureVisible(place.left(), place.top(), 0, margin)

    def _row_of(self, table: QAbstractItemView, page: QWidget) -> QRect:
        row = table.visualRect(table.currentIndex())
        return QRect(table.viewport().mapTo(page, row.topLeft()), row.size())

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now is not self._wanted and self._area.isAncestorOf(now):
            self.show(now)

    @Slot(QModelIndex, QModelIndex)
    def _on_row_changed(self, _now: QModelIndex, _before: QModelIndex) -> None:
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractItemView) and self._area.isAncestorOf(focused):
            self.show(focused)
