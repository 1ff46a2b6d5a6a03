"""A field whose letters nobody reads: no copy, no history, nothing kept after it was used."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desk_app.domain.passwords import LONGEST
from desk_app.ui.widgets.fields import LineEdit


class PasswordField(LineEdit):
    """Dots in place of letters; Enter goes on to the filled button."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, icon="lock", height=44, parent=parent)
        self.setEchoMode(LineEdit.EchoMode.Password)
        self.setMaxLength(LONGEST + 1)  # one more is said to be too long, not cut
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type; Alt and a letter is a key of the page (Ctrl Alt is AltGr, which types)."""
        modifiers = event.modifiers()
        held = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier
        if modifiers & held == Qt.KeyboardModifier.AltModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def take(self) -> str:
        """Return what was typed and forget it, undo included."""
        typed = self.text()
        self.forget()
        return typed

    def forget(self) -> None:
        """Forget what was typed: unlike `clear`, it does not come back with Ctrl Z."""
        self.setText("")
