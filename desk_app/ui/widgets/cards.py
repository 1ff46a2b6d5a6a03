"""The grounds things stand on: cards, lines, empty states and waiting; they hold no data."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.ui.theme import current, px
from desk_app.ui.widgets.buttons import Button
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.painting import painter_on

PATIENCE_MS = 300
"""What comes sooner is not waited for: nothing is shown."""
LONG_MS = 2000
"""What takes longer is told in words."""


class Card(QFrame):
    """A surface with a 1 px line around it; `body` takes its content, top to bottom.

    *padding* in px at 100 %; 0 for a card that holds a table.
    """

    def __init__(
        self, *, padding: int = 16, gap: int = 12, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self.setAccessibleName(name)
        self.body = QVBoxLayout(self)
        edge = px(padding) if padding else 1
        self.body.setContentsMargins(edge, edge, edge, edge)
        self.body.setSpacing(px(gap))

    def add_head(self, title: str, *, note: str = "", end: QWidget | None = None) -> Label:
        """Put a head of 44 px on the card: title, note and a small act; return the note."""
        head = QWidget(self)
        head.setMinimumHeight(px(44))
        row = QHBoxLayout(head)
        row.setContentsMargins(px(14), 0, px(10), 0)
        row.setSpacing(px(8))
        row.addWidget(Label(title, weight=600, parent=head))
        said = Label(note, style="caption", tone="text2", parent=head)
        row.addWidget(said, 1)
        if end is not None:
            row.addWidget(end)
        self.body.addWidget(head)
        self.body.addWidget(Line(parent=self))
        return said


class Line(QFrame):
    """A 1 px line between two things."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "line")
        self.setFixedHeight(px(1))


class EmptyState(QWidget):
    """Nothing to show: one line, one of support, one button if something can be done."""

    def __init__(
        self,
        title: str,
        *,
        support: str = "",
        button: Button | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(24))
        column.setSpacing(px(4))
        self._title = Label(title, style="lead", weight=600, wrap=True, parent=self)
        self._support = Label(support, tone="text2", wrap=True, parent=self)
        self._support.setVisible(bool(support))
        column.addStretch(1)
        column.addWidget(self._title)
        column.addWidget(self._support)
        if button is not None:
            column.addSpacing(px(8))
            row = QHBoxLayout()
            row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)
        column.addStretch(1)

    def show_text(self, title: str, support: str = "") -> None:
        """Say something else."""
        self._title.setText(title)
        self._support.setText(support)
        self._support.setVisible(bool(support))


class ProgressLine(QWidget):
    """A 2 px line at the foot of what waits: nothing under 300 ms, no animation.

    With a *share* (0.0 to 1.0) it is as long as what is done; without one it fills the foot.
    It takes no press.
    """

    long_waited = Signal(bool)  # true after LONG_MS, false when it has come after all

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 1.0
        self._shown = False
        self.setFixedHeight(px(2))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._delay, self._long = self._timer(PATIENCE_MS), self._timer(LONG_MS)
        self._delay.timeout.connect(self._on_delay)
        self._long.timeout.connect(self._on_long)

    @Slot(bool)
    def set_waiting(self, is_waiting: bool) -> None:
        """Wait from now on, or no longer."""
        if is_waiting:
            self.start()
        else:
            self.stop()

    def start(self) -> None:
        """Wait from now on."""
        if not self._delay.isActive() and not self._shown:
            self._delay.start()
            self._long.start()

    def stop(self) -> None:
        """It has come."""
        self._delay.stop()
        self._long.stop()
        self.long_waited.emit(False)
        self._shown = False
        self._share = 1.0
        self.update()

    def set_share(self, share: float) -> None:
        """Show how much is done, from 0.0 to 1.0."""
        self._share = min(1.0, max(0.0, share))
        self._shown = True
        self.update()

    def is_waiting(self) -> bool:
        """Return whether the line is to be seen."""
        return self._shown

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        if not self._shown:
            return
        painter = painter_on(self)
        done = QRect(0, 0, round(self.width() * self._share), self.height())
        painter.fillRect(done, current().colour("accent"))
        painter.end()

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        return timer

    @Slot()
    def _on_long(self) -> None:
        self.long_waited.emit(True)

    @Slot()
    def _on_delay(self) -> None:
        self._shown = True
        self.update()
