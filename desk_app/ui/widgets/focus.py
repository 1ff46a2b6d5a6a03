"""The ring around what has the focus: 2 px outside a gap of 2 px, on any widget of a window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from desk_app.ui.theme import current
from desk_app.ui.widgets.painting import draw_box, painter_on

_MOVES = frozenset(
    {
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.Show,
        QEvent.Type.Hide,
        QEvent.Type.LayoutRequest,
        QEvent.Type.EnabledChange,
    }
)


def walk_focus(window: QWidget, *, forward: bool) -> bool:
    """Give the focus to the next thing Tab may reach, in the order of the screen.

    Qt jumps from a page to its focus proxy and so past what stands before it.
    """
    focused: QWidget | None = window.focusWidget()
    here: QWidget = window if focused is None else focused
    start = here
    while True:
        beside = here.nextInFocusChain() if forward else here.previousInFocusChain()
        if beside is None or beside is start:
            return False
        here = beside
        tab = here.focusPolicy() & Qt.FocusPolicy.TabFocus
        if tab and here.focusProxy() is None and here.isEnabled() and here.isVisibleTo(window):
            reason = Qt.FocusReason
            here.setFocus(reason.TabFocusReason if forward else reason.BacktabFocusReason)
            return True


class FocusRing(QWidget):
    """Lies over a window and follows its focus; fields show theirs by their own edge."""

    def __init__(self, window: QWidget, app: QApplication) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        app.focusChanged.connect(self._on_focus_changed)
        self.hide()
        self._on_focus_changed(None, app.focusWidget())

    def target(self) -> QWidget | None:
        """Return the widget that is ringed."""
        return self._target

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw gap and ring."""
        target = self._target
        if target is None:
            return
        theme = current()
        wide, gap = theme.px(2), theme.px(2)
        inner = float(theme.px(int(target.property("ring_radius") or 6)))
        painter = painter_on(self)
        box = QRectF(self.rect())
        draw_box(
            painter,
            box.adjusted(wide, wide, -wide, -wide),
            edge=theme.colour("focus_gap"),
            radius=inner + gap,
            width=gap,
        )
        draw_box(painter, box, edge=theme.colour("focus"), radius=inner + gap + wide, width=wide)
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the ringed widget and all it stands in."""
        if event.type() in _MOVES:
            self._follow()
        return False

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        for widget in self._watched:
            widget.removeEventFilter(self)
        self._watched = []
        self._target = now if now is not None and self._rings(now) else None
        above: QWidget | None = self._target
        while above is not None and above is not self.window():
            above.installEventFilter(self)
            self._watched.append(above)
            above = above.parentWidget()
        self._follow()
        QTimer.singleShot(0, self._reveal)  # a page just shown has no sizes yet

    @Slot()
    def _reveal(self) -> None:
        for widget in self._watched:
            if isinstance(widget, QScrollArea) and self._target is not None:
                widget.ensureWidgetVisible(self._target, 8, 8)

    def _rings(self, widget: QWidget) -> bool:
        own = isinstance(widget, QLineEdit | QComboBox | QAbstractSpinBox | QAbstractScrollArea)
        inside = widget.window() is self.window() and not widget.isWindow()
        meant = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        return inside and meant and not own and not widget.property("no_ring")

    def _follow(self) -> None:
        target = self._target
        if target is None or not target.isVisible():
            self.hide()
            return
        window = self.window()
        reach = current().px(2) + current().px(2)
        rect = QRect(target.mapTo(window, QPoint(0, 0)), target.size())
        rect.adjust(-reach, -reach, reach, reach)
        self.setGeometry(rect)
        seen = self._in_sight(target, reach)
        if seen.contains(rect):
            self.clearMask()
        else:
            self.setMask(QRegion(seen.intersected(rect).translated(-rect.topLeft())))
        self.setVisible(seen.intersects(rect))
        self.raise_()
        self.update()

    def _in_sight(self, target: QWidget, reach: int) -> QRect:
        window = self.window()
        seen = window.rect()
        above = target.parentWidget()
        while above is not None and above is not window:
            if isinstance(above.parentWidget(), QAbstractScrollArea):
                port = QRect(above.mapTo(window, QPoint(0, 0)), above.size())
                seen = seen.intersected(port.adjusted(-reach, -reach, reach, reach))
            above = above.parentWidget()
        return seen
