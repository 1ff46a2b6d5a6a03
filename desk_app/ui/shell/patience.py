"""What is said where something takes long, over the foot of the content; it stops nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desk_app.ui.messages import announce
from desk_app.ui.theme import px
from desk_app.ui.widgets.labels import Icon, Label
from desk_app.words.catalogue import _


class WaitNote(QFrame):
    """A sentence above the line of what is waited for; it takes no room and no press."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("surface", "undo")
        self.setObjectName("shell.wait")
        self.setFixedHeight(px(32))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(20), 0, px(16), 0)
        row.setSpacing(px(8))
        self._said = Label(
            _("This takes longer than usual: the desk is still at work, nothing is lost."),
            tone="accent_text",
            parent=self,
        )
        row.addWidget(Icon("timer", tone="accent_text", size=16, parent=self))
        row.addWidget(self._said, 1)
        self.hide()

    @Slot(bool)
    def set_long(self, is_long: bool) -> None:
        """Say it, and have it read aloud; or take it away."""
        if is_long and self.isHidden():
            announce(self, self._said.text())
        self.setVisible(is_long)
