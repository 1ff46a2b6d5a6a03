"""The last act, named, and the way to take it back; it knows nothing of the act."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desk_app.ui.messages import announce
from desk_app.ui.theme import px
from desk_app.ui.widgets.buttons import Button
from desk_app.ui.widgets.labels import Icon, Label
from desk_app.words.catalogue import _

STAYS_MS = 8000


class UndoBar(QFrame):
    """A bar of 44 px that stays 8 s, longer while the pointer or the focus is on it.

    Undo itself stays possible after the bar has gone, until the next act or `forget`.
    """

    def __init__(self, parent: QWidget | None = None, *, stays_ms: int = STAYS_MS) -> None:
        super().__init__(parent)
        self.setProperty("surface", "undo")
        self.setFixedHeight(px(44))
        self.setAccessibleName(_("Last act"))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(20), 0, px(12), 0)
        row.setSpacing(px(10))
        row.addWidget(Icon("history", tone="accent_text", parent=self))
        self._said = Label(weight=500, parent=self)
        row.addWidget(self._said, 1)
        self.button = Button(_("Undo"), icon="undo-2", shortcut="Ctrl+Z", parent=self)
        self.button.height_px = 34
        self.button.clicked.connect(self.undo)
        self.button.installEventFilter(self)
        row.addWidget(self.button)
        self._callback: Callable[[], object] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(stays_ms)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def offer(self, text: str, callback: Callable[[], object]) -> None:
        """Say what was done and keep how to take it back."""
        self._said.setText(text)
        self._callback = callback
        self.show()
        self._timer.start()
        announce(self, text)

    def can_undo(self) -> bool:
        """Return whether there is an act to take back."""
        return self._callback is not None

    def undo(self) -> None:
        """Take the last act back, once."""
        callback, self._callback = self._callback, None
        self._timer.stop()
        self.hide()
        if callback is not None:
            callback()

    def forget(self) -> None:
        """The act can no longer be taken back."""
        self._callback = None
        self._timer.stop()
        self.hide()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the pointer is here."""
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Go 8 s after the pointer has left."""
        if self.isVisible() and not self.button.hasFocus():
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay while the button has the focus."""
        if event.type() == QEvent.Type.FocusIn:
            self._timer.stop()
        elif event.type() == QEvent.Type.FocusOut and self.isVisible():
            self._timer.start()
        return False
