"""Keys typed while a sheet is on its way: kept from the window behind, then typed in the sheet."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

_SWALLOWED = frozenset(
    {
        QEvent.Type.KeyRelease,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
    }
)


@dataclasses.dataclass(frozen=True, slots=True)
class _Stroke:
    key: int
    modifiers: Qt.KeyboardModifier
    text: str


class HeldKeys(QObject):
    """While it holds, nothing typed or pressed reaches any widget but F12, which locks.

    A password typed a moment too early would else stand in clear in the field behind.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._strokes: list[_Stroke] = []
        self._holds = False

    def hold(self) -> None:
        """Keep what is typed from now on."""
        app = QCoreApplication.instance()
        if not self._holds and app is not None:
            self._holds = True
            app.installEventFilter(self)

    def holds(self) -> bool:
        """Return whether keys are being kept."""
        return self._holds

    def drop(self) -> None:
        """Keep nothing any more, and forget what was typed: it had another place in mind."""
        app = QCoreApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self._holds, self._strokes = False, []

    def let_go(self, window: QWidget) -> None:
        """Type what was kept where the cursor of *window* is, key by key, and keep no more."""
        strokes = self._strokes
        self.drop()
        for stroke in strokes:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, stroke.key, stroke.modifiers, stroke.text)
                focus: QWidget | None = window.focusWidget()
                QCoreApplication.sendEvent(window if focus is None else focus, event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep keys, swallow what else would act."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return event.type() in _SWALLOWED
        if event.key() == Qt.Key.Key_F12:
            return False
        if not event.isAutoRepeat():
            self._strokes.append(_Stroke(event.key(), event.modifiers(), event.text()))
        return True
