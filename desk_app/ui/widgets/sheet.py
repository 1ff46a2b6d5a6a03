"""A card that comes from the side for a second person, a reason or a long choice."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.ui.messages import announce
from desk_app.ui.theme import px, set_state
from desk_app.ui.widgets.buttons import LinkButton, PrimaryButton
from desk_app.ui.widgets.columns import Scroll
from desk_app.ui.widgets.held_keys import HeldKeys
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.painting import painter_on
from desk_app.words.catalogue import _

_SCRIM = 0.4


class Sheet(QWidget):
    """440 px from the end side, full height, over a 40 % scrim; Esc leaves without loss.

    `body` takes the content, `primary` is its own filled button (hidden until it is worded).
    It covers *parent* and keeps Tab inside while it is open; focus goes back where it was.
    """

    left = Signal()  # closed without its act

    def __init__(self, title: str, parent: QWidget, *, width: int = 440) -> None:
        super().__init__(parent)
        self._width = width
        self._came_from: QWidget | None = None
        self.setAccessibleName(title)
        self.panel = QFrame(self)
        self.panel.setProperty("surface", "sheet")
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(px(24), px(16), px(24), px(24))
        column.setSpacing(px(12))
        self._build_head(title, column)
        self._build_body(column)
        self.primary = PrimaryButton(parent=self.panel)
        self.primary.hide()
        column.addWidget(self.primary)
        parent.installEventFilter(self)
        self._held = HeldKeys(self)
        # Once what opened it has filled it: a key must not come before what it answers.
        self._letting_go = QTimer(self, singleShot=True, interval=0)
        self._letting_go.timeout.connect(self._on_letting_go)
        self.hide()

    def set_primary(self, text: str, *, icon: str = "") -> None:
        """Word the sheet's filled button; connect to `primary.clicked`."""
        self.primary.set_words(text, icon=icon)
        self.primary.show()

    def set_title(self, title: str) -> None:
        """Name the act."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def expect(self) -> None:
        """It will open once something is read: keys typed until then are typed in it."""
        self._held.hold()

    def give_up(self) -> None:
        """It will not open; what was typed meanwhile is forgotten."""
        self._held.drop()

    def open(self, first: QWidget | None = None) -> None:
        """Come in; the focus goes to *first*, else to the first field or button inside."""
        window = self.window()
        self._came_from = window.focusWidget()
        last = self.body.itemAt(self.body.count() - 1)
        if last is None or last.spacerItem() is None:
            # Not an alignment: Qt then gives wrapped text the height it has on one line.
            self.body.addStretch(1)
        self._fit()
        self.show()
        self.raise_()
        start = first or next(iter(self._stops()), None)
        if start is not None:
            start.setFocus(Qt.FocusReason.PopupFocusReason)
        announce(self, self.accessibleName())
        if self._held.holds():
            self._letting_go.start()

    def close_sheet(self) -> None:
        """Go away and give the focus back."""
        self.hide()
        if self._came_from is not None:
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
            self._came_from = None

    def bring_up(self, widget: QWidget) -> None:
        """Scroll to *widget* where the content is higher than the window."""
        if self._scroll.isAncestorOf(widget):
            self._scroll.ensureWidgetVisible(widget, 0, px(12))

    def leave(self) -> None:
        """Go away without the act."""
        self.close_sheet()
        self.left.emit()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep Tab inside."""
        stops = self._stops()
        here = self.window().focusWidget()
        if not stops:
            return False
        place = stops.index(here) if here in stops else -1
        step = stops[(place + (1 if forward else -1)) % len(stops)]
        step.setFocus(Qt.FocusReason.TabFocusReason)
        self.bring_up(step)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Esc, act on Enter, read on by page; no key but F12, which locks, passes on."""
        if event.key() == Qt.Key.Key_F12:
            event.ignore()
            return
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            bar = self._scroll.verticalScrollBar()
            step = bar.pageStep() if event.key() == Qt.Key.Key_PageDown else -bar.pageStep()
            bar.setValue(bar.value() + step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._can_act(event):
            self.primary.click()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Leave when the scrim is pressed."""
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.leave()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the scrim."""
        painter = painter_on(self)
        scrim = QColor(0, 0, 0)
        scrim.setAlphaF(_SCRIM)
        painter.fillRect(self.rect(), scrim)
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the parent's size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._fit()
        return False

    def _build_head(self, title: str, column: QVBoxLayout) -> None:
        head = QHBoxLayout()
        self._title = Label(title, style="title", wrap=True, parent=self.panel)
        head.addWidget(self._title, 1)
        leave = LinkButton(_("Leave"), shortcut="Escape", parent=self.panel)
        leave.clicked.connect(self.leave)
        head.addWidget(leave, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)

    def _build_body(self, column: QVBoxLayout) -> None:
        inside = QWidget()
        outer = QVBoxLayout(inside)
        # 4 px for the focus ring, which stands outside its widget.
        outer.setContentsMargins(px(4), px(4), px(4), px(4))
        self.body = QVBoxLayout()
        self.body.setSpacing(px(12))
        # Not by alignment: an aligned layout never gets more height than its unwrapped text.
        outer.addLayout(self.body)
        outer.addStretch(1)
        self._scroll = Scroll(inside, self.panel)
        column.addWidget(self._scroll, 1)

    def _stops(self) -> list[QWidget]:
        found = [
            widget
            for widget in self.panel.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.isVisibleTo(self)
            and widget.isEnabled()
        ]
        # Reading order: the act of the sheet comes last, leaving comes after it.
        leave = _("Leave")
        return sorted(
            found, key=lambda each: (each.accessibleName() == leave, each is self.primary)
        )

    @Slot()
    def _on_letting_go(self) -> None:
        self._held.let_go(self.window())

    def _can_act(self, event: QKeyEvent) -> bool:
        usable = self.primary.isEnabled() and not self.primary.isHidden()
        return usable and not event.isAutoRepeat()

    def _fit(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        self.setGeometry(parent.rect())
        width = min(px(self._width), self.width())
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = 0 if rtl else self.width() - width
        set_state(self.panel, "mirrored", rtl)
        self.panel.setGeometry(QRect(left, 0, width, self.height()))
