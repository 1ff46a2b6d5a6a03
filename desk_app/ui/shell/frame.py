"""How the window is laid out: bands, rail, head, content, undo, status; it answers nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desk_app.ui.shell.header import Header
from desk_app.ui.shell.patience import WaitNote
from desk_app.ui.shell.rail import Rail
from desk_app.ui.shell.status import StatusBar
from desk_app.ui.theme import px
from desk_app.ui.widgets.cards import ProgressLine
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.refusal import RefusalBox
from desk_app.ui.widgets.undo import UndoBar
from desk_app.words.catalogue import _


class Frame(QWidget):
    """The places of the window's own parts; the stack in the middle holds the screens."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("surface", "canvas")
        self.rail, self.header, self.status = Rail(), Header(), StatusBar()
        self.stack, self.undo_bar, self.refusal = QStackedWidget(), UndoBar(), RefusalBox()
        self.band = self._build_band()
        self.rail.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.band, 0, 0, 1, 2)
        grid.addWidget(self.rail, 1, 0)
        grid.addLayout(self._build_middle(), 1, 1)
        grid.addWidget(self.status, 2, 0, 1, 2)
        self.progress = ProgressLine(self)  # lies over the foot of the content: it takes no room
        self._wait_note = WaitNote(self)
        self.progress.long_waited.connect(self._wait_note.set_long)
        self.stack.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the line of what is waited for at the foot of the content."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            foot = self.stack.geometry()
            foot.setTop(foot.bottom() + 1 - self.progress.height())
            self.progress.setGeometry(foot)
            foot.moveBottom(foot.top() - 1)
            foot.setTop(foot.bottom() + 1 - self._wait_note.height())
            self._wait_note.setGeometry(foot)
        return False

    def _build_middle(self) -> QVBoxLayout:
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.header)
        said = QHBoxLayout()
        said.setContentsMargins(px(20), 0, px(16), 0)
        said.addWidget(self.refusal)
        middle.addLayout(said)
        middle.addWidget(self.stack, 1)
        middle.addWidget(self.undo_bar)
        return middle

    def _build_band(self) -> QFrame:
        band = QFrame()
        band.setProperty("surface", "rehearsal")
        band.setFixedHeight(px(24))
        row = QHBoxLayout(band)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(Label(_("REHEARSAL"), style="caption", weight=700, tone="rehearsal"))
        row.addStretch(1)
        band.hide()
        return band
