"""A robot at the display's page: it presses keys and reads words, and alone knows the widgets."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desk_app.domain.changes import Topic, changes
from desk_app.speech.chime import Chime
from desk_app.ui.display.control_presenter import ControlPresenter
from desk_app.ui.display.control_view import PLACE, ControlView
from desk_app.ui.display.opening import Display, make_display
from desk_app.ui.shell.window import Shell
from desk_app.ui.signals import AppSignals
from tests.ui.display.conftest import board_of, line


class Silent:
    """A player that takes every sound and makes none."""

    def __init__(self) -> None:
        self.sounds = 0

    def __call__(self, sound):
        """Take it."""
        self.sounds += 1
        return self

    def poll(self) -> int:
        """Say that it has ended."""
        return 0

    def kill(self) -> None:
        """Nothing sounds."""

    def wait(self) -> int:
        """Say that it has ended."""
        return 0


class Desk:
    """A shell with the page of the display in it, over a board the test writes."""

    def __init__(self, app: QApplication, tasks, hand, *, player: Silent | None = None) -> None:
        self.board = board_of(line("C042", 3))
        self.signals = AppSignals()
        self.error: Exception | None = None
        self.reads_made = 0
        self.said: list[tuple[str, str]] = []
        self.display: Display = make_display(
            board=self.read, tasks=tasks, signals=self.signals, clock=hand,
            chime=Chime(player),
        )  # fmt: skip
        self.shell = Shell(app)
        self.view = ControlView(guard=self.shell.commands.guard)
        self.presenter = ControlPresenter(self.view, self.display)
        self.presenter.status_changed.connect(lambda text, level: self.said.append((text, level)))
        self.shell.add_place(PLACE, "monitor", "Affichage", "F9", self.view)
        self.shell.set_commands(PLACE, self.view.commands())
        self.shell.set_agent("Sylvie Marchand", "Accueil 1")

    def read(self):
        """Answer as the store would."""
        self.reads_made += 1
        if self.error is not None:
            raise self.error
        return self.board

    def happens(self, *calls) -> None:
        """Have the board changed by an operation."""
        self.board = board_of(*calls)
        self.signals.changed.emit(changes("call_next", Topic.TICKETS))

    def sits_down(self, qtbot, size=(1366, 768)) -> None:
        """Show the page to an agent."""
        qtbot.addWidget(self.shell)
        self.shell.resize(*size)
        self.shell.show_place(PLACE)
        self.shell.show()
        self.shell.activateWindow()
        qtbot.waitUntil(self.view.primary.hasFocus, timeout=3000)

    def presses(self, key: Qt.Key) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(QApplication.focusWidget() or self.shell, key)

    def types(self, text: str) -> None:
        """Type into the field that has the focus, accents and all."""
        field = QApplication.focusWidget()
        for letter in text:
            code = ord(letter.upper())
            key = Qt.Key(code) if code < 128 else Qt.Key.Key_unknown
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(field, event)

    def reads(self) -> str:
        """Return every word in sight on the page."""
        labels = self.view.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())

    def sees(self):
        """Return the picture in the preview."""
        return self.view.preview.canvas.picture()

    def focusable(self) -> list[QWidget]:
        """Return what Tab can reach."""
        return [
            widget
            for widget in self.view.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
        ]

    def goes_home(self) -> None:
        """Close everything."""
        self.display.close()
        self.display.presenter.stop()
