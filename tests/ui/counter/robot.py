"""An agent at Guichet 3: types keys and reads the screen. The only code here that knows widgets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from desk_app.ui.counter.screen import counter_place
from desk_app.ui.keys import KeyGuard
from desk_app.ui.session import Session
from desk_app.ui.shell.window import Shell
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.ui.widgets.buttons import Button
from desk_app.ui.widgets.refusal import RefusalBox
from desk_app.ui.widgets.table import Table
from tests.ui.counter.day import NOW
from tests.ui.counter.fakes import BELHADJ, AtOnce, Services

ENTER = "\n"
ESCAPE = "\x1b"
_KEYS = {
    ENTER: Qt.Key.Key_Return,
    ESCAPE: Qt.Key.Key_Escape,
    "↓": Qt.Key.Key_Down,
    "↑": Qt.Key.Key_Up,
}


class FakeClock:
    """The hour of the pictures, until the test moves it."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dt.datetime:
        return self.now


class Clockwork:
    """Time for the guard of the filled button: half a second passes at every look."""

    def __init__(self) -> None:
        self._seconds = 0.0

    def __call__(self) -> float:
        self._seconds += 0.5
        return self._seconds


class Robot:
    """Sits at Guichet 3. `types` counts its keys."""

    def __init__(
        self,
        app: QApplication,
        qtbot,
        services: Services,
        *,
        counter: int | None = 3,
        database=None,
    ) -> None:
        self.services = services
        self.keys = 0
        self._bot = qtbot
        self.tasks = Tasks(database=database or AtOnce(), world=AtOnce())
        self.bugs: list[Exception] = []
        self.tasks.bug.connect(self.bugs.append)
        self.session = Session(desk="Guichet 3")
        self.session.sign_in(BELHADJ)
        self.session.sit_at(counter)
        self.clock = FakeClock()
        self.signals = AppSignals()
        self.shell = Shell(app)
        self.shell.commands.guard = KeyGuard(now=Clockwork())
        self.screen = counter_place(
            operations=services.operations(),
            session=self.session,
            tasks=self.tasks,
            signals=self.signals,
            window=self.shell,
            overlay=self.shell.centralWidget(),
            guard=self.shell.commands.guard,
            clock=self.clock,
        )
        qtbot.addWidget(self.shell)
        self.shell.add_place("counter", "megaphone", "Guichet", "F3", self.screen.view)
        self.shell.set_commands("counter", self.screen.commands)
        self.shell.set_agent("Karim Belhadj", "Guichet 3")
        self.shell.resize(1366, 768)
        with qtbot.waitExposed(self.shell):
            self.shell.show()
        self.shell.show_place("counter")
        self.settle()

    def types(self, keys: str) -> None:
        """Press each key of *keys*; `\\n` is Enter, arrows are themselves."""
        for key in keys:
            self.keys += 1
            self.presses(_KEYS.get(key, Qt.Key.Key_unknown), key)

    def presses(
        self,
        key: Qt.Key,
        text: str = "",
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press one key where the focus is."""
        target = self.focus()
        if key is Qt.Key.Key_unknown:
            QTest.keyClicks(target, text, modifier)
        else:
            QTest.keyClick(target, key, modifier)
        self.settle()

    def focus(self) -> QWidget:
        """Return what has the focus."""
        return self.shell.focusWidget() or self.shell

    def focuses(self, name: str) -> None:
        """Give the focus to the widget called *name*."""
        self.find(name).setFocus()
        self.settle()

    def find(self, name: str) -> QWidget:
        """Return the widget called *name*."""
        found = self.shell.findChild(QWidget, name)
        assert found is not None, name
        return found

    def clicks(self, name: str) -> None:
        """Press a button or a tile with the mouse."""
        QTest.mouseClick(self.find(name), Qt.MouseButton.LeftButton)
        self.settle()

    def clicks_words(self, words: str) -> None:
        """Press the button that says *words*."""
        found = [each for each in self.widgets(Button) if each.words() == words]
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
        self.settle()

    def sees(self) -> str:
        """Return every word in sight, line by line."""
        labels = [each.text() for each in self.widgets(QLabel)]
        return "\n".join([*labels, *(each.words() for each in self.widgets(Button))])

    def refused(self) -> str:
        """Return what the refusals in sight say."""
        return "\n".join(each.accessibleName() for each in self.widgets(RefusalBox))

    def rows(self, name: str) -> list[list[str]]:
        """Return what the table called *name* shows."""
        table = self.find(name)
        assert isinstance(table, Table)
        model = table.model()
        return [
            [str(model.index(row, column).data()) for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]

    def chooses(self, name: str, row: int) -> None:
        """Choose a row of the table called *name* and give it the focus."""
        table = self.find(name)
        assert isinstance(table, Table)
        table.setFocus()
        table.choose(table.model().index(row, 0))
        self.settle()

    def written(self, name: str) -> str:
        """Return what is written in the field called *name*."""
        field = self.find(name)
        assert isinstance(field, QLineEdit)
        return field.text()

    def widgets(self, kind: type[QWidget]) -> Iterator[QWidget]:
        """Return the widgets of *kind* in sight."""
        return (each for each in self.shell.findChildren(kind) if each.isVisible())

    def settle(self) -> None:
        """Let the window do what it has to do."""
        for _turn in range(4):
            self._bot.wait(0)
