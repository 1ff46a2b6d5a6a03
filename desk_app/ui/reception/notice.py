"""What came of an act that has no bar of its own, where the undo bar stands. It does none."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.ui.messages import announce
from desk_app.ui.theme import px
from desk_app.ui.widgets.labels import Icon, Label
from desk_app.ui.widgets.refusal import Level, RefusalBox
from desk_app.words.errors import Said

STAYS_MS = 8000  # as long as the undo bar


class Notice(QWidget):
    """What was done, for 8 s; or why it was not, until the next act."""

    def __init__(self, parent: QWidget | None = None, *, stays_ms: int = STAYS_MS) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._build_done())
        column.addWidget(self._build_refused())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(stays_ms)
        self._timer.timeout.connect(self.withdraw)
        self.withdraw()

    def tell(self, text: str, *, icon: str) -> None:
        """Say what was done, and have it read aloud."""
        self.withdraw()
        self._icon.show_icon(icon, "accent_text")
        self._said.setText(text)
        self._done.show()
        self.show()
        self._timer.start()
        announce(self, text)

    def refuse(self, said: Said, *, level: Level) -> None:
        """Say why it was not done, and what can be."""
        self.withdraw()
        self.show()
        self._place.show()
        self._refused.refuse(said.text, why=said.why, level=level)

    def withdraw(self) -> None:
        """Take back what was said."""
        self._timer.stop()
        self._done.hide()
        self._refused.withdraw()
        self._place.hide()
        self.hide()

    def _build_done(self) -> QFrame:
        self._done = QFrame(self)
        self._done.setProperty("surface", "undo")
        self._done.setMinimumHeight(px(44))
        row = QHBoxLayout(self._done)
        row.setContentsMargins(px(20), px(4), px(16), px(4))
        row.setSpacing(px(10))
        self._icon = Icon("history", tone="accent_text", parent=self._done)
        self._said = Label(weight=500, wrap=True, parent=self._done)
        self._said.setObjectName("reception.told")
        row.addWidget(self._icon)
        row.addWidget(self._said, 1)
        return self._done

    def _build_refused(self) -> QWidget:
        self._place = QWidget(self)
        room = QVBoxLayout(self._place)
        room.setContentsMargins(px(20), 0, px(16), px(8))
        self._refused = RefusalBox(self._place)
        room.addWidget(self._refused)
        return self._place
