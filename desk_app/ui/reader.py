"""A reader of documents types like a keyboard, wherever the cursor is: what it typed is caught.

It tells the zone as it came; what the zone says is domain/mrz.py's.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desk_app.domain.mrz_layouts import layout_of
from desk_app.domain.wedge import looks_like_zone, read_keys

PAUSE_S = 0.6
"""A longer pause than a reader makes between two signs: what follows is another typing."""
END_MS = 300
"""A reader that sends no Enter, or whose second line does not come, has ended by then."""
_SHORTEST_LINE = 28
"""Signs: a line of a zone has 30, 36 or 44; what is shorter before Enter was typed by hand."""
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Reader(QObject):
    """Watches controls; what a reader typed into them is taken out again and told.

    Without *takes_enter* a person's Enter stays the control's.
    """

    scanned = Signal(str)
    entered = Signal()  # Enter in a control, by a person's hand
    focused = Signal(object)  # the QWidget that has the cursor now

    def __init__(
        self,
        *,
        now: Callable[[], float] = time.monotonic,
        takes_enter: bool = True,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._takes_enter = takes_enter
        self._now = now
        self._last = 0.0
        self._keys = ""
        self._is_zone = False
        self._before: list[tuple[QWidget, str | int]] = []
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.setInterval(END_MS)
        self._end.timeout.connect(self._tell)

    def watch(self, *controls: QWidget) -> None:
        """Look at what is typed into *controls*."""
        for control in controls:
            control.installEventFilter(self)

    def forget(self) -> None:
        """What was typed until now was a key of the screen, and no part of a zone."""
        self._end.stop()
        self._keys, self._is_zone, self._before = "", False, []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let people's typing through, and keep a reader's."""
        if event.type() == QEvent.Type.FocusIn:
            self.focused.emit(watched)
        if (
            event.type() != QEvent.Type.KeyPress
            or not isinstance(event, QKeyEvent)
            or not isinstance(watched, QWidget)
        ):
            return False
        if event.modifiers() & _HELD:
            self.forget()
            return False
        if event.key() in _ENTER:
            return self._on_enter(watched, event)
        return bool(event.text()) and event.text().isprintable() and self._on_sign(watched, event)

    def _on_sign(self, watched: QWidget, event: QKeyEvent) -> bool:
        now = self._now()
        if now - self._last > PAUSE_S or event.text() == " ":  # no zone has one
            self.forget()
        self._last = now
        self._remember(watched)
        self._keys += event.text()
        if not self._is_zone and looks_like_zone(self._keys):
            self._is_zone = True
            self._put_back()
        if self._is_zone:
            self._end.start()
        return self._is_zone

    def _on_enter(self, watched: QWidget, event: QKeyEvent) -> bool:
        if self._is_zone:
            self._last = self._now()
            self._keys += "\n"
            if layout_of("".join(read_keys(self._keys))) is not None:
                self._tell()
            else:
                self._end.start()
            return True
        if len(self._keys.rpartition("\n")[2]) < _SHORTEST_LINE:
            self.forget()
        else:
            self._keys += "\n"
        if not self._takes_enter:
            return False
        if isinstance(watched, QLineEdit | QComboBox) and not event.isAutoRepeat():
            self.entered.emit()
            return True
        return False

    def _remember(self, watched: QWidget) -> None:
        """Note how *watched* was before the first sign of this typing."""
        if any(control is watched for control, _before in self._before):
            return
        if isinstance(watched, QLineEdit):
            self._before.append((watched, watched.text()))
        elif isinstance(watched, QComboBox):
            self._before.append((watched, watched.currentIndex()))

    def _put_back(self) -> None:
        for control, before in self._before:
            if isinstance(control, QLineEdit):
                control.setText(str(before))
            elif isinstance(control, QComboBox):
                control.setCurrentIndex(int(before))

    @Slot()
    def _tell(self) -> None:
        keys = self._keys
        self.forget()
        self.scanned.emit(keys)
