"""What the robots of all screens have in common: a worker at once, hands that type, eyes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from desk_app.domain.errors import DeskError
from desk_app.ui.shell.window import Shell
from desk_app.ui.widgets.buttons import Button
from desk_app.ui.widgets.refusal import RefusalBox
from desk_app.ui.widgets.table import Table

T = TypeVar("T")
ENTER = "\n"
ESCAPE = "\x1b"
KEYS = {
    ENTER: Qt.Key.Key_Return,
    ESCAPE: Qt.Key.Key_Escape,
    "↵": Qt.Key.Key_Return,
    "⎋": Qt.Key.Key_Escape,
    "⌫": Qt.Key.Key_Backspace,
    "↓": Qt.Key.Key_Down,
    "↑": Qt.Key.Key_Up,
}
"""How a test writes the keys that have no letter."""


class AtOnce(Executor):
    """Works on the caller's thread: what was asked is done when `submit` returns."""

    def submit(self, fn: Callable[..., T], /, *args: object, **kwargs: object) -> Future[T]:
        """Do it now; a refusal is the future's, a bug is the test's."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except DeskError as error:
            future.set_exception(error)
        return future


class Clockwork:
    """Time for the guard of the filled button: half a second passes at every look."""

    def __init__(self) -> None:
        self._seconds = 0.0

    def __call__(self) -> float:
        self._seconds += 0.5
        return self._seconds


class Hands:
    """An agent at a screen: types keys and reads it. Each screen's robot sits down for itself.

    *keys* counts those that were typed.
    """

    shell: Shell

    def __init__(self, qtbot) -> None:
        self.keys = 0
        self._bot = qtbot

    def types(self, keys: str) -> None:
        """Press each key of *keys*; `\\n` is Enter, arrows are themselves."""
        for key in keys:
            self.keys += 1
            self.presses(KEYS.get(key, Qt.Key.Key_unknown), key)

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


def type_keys(window: QWidget, keys: str) -> None:
    """Press each of *keys* where the cursor is then; see KEYS for those without a letter."""
    for key in keys:
        target = QApplication.focusWidget() or window
        if key in KEYS:
            QTest.keyClick(target, KEYS[key])
        else:
            QTest.keyClicks(target, key)


def press_ctrl(window: QWidget, key: Qt.Key) -> None:
    """Press Ctrl and *key* where the cursor is."""
    target = QApplication.focusWidget() or window
    QTest.keyClick(target, key, Qt.KeyboardModifier.ControlModifier)


def show_window(qtbot, shell: Shell, place: str) -> None:
    """Show *shell* at 1366 by 768 with *place* in it, and wait until it is on the screen."""
    shell.resize(1366, 768)
    with qtbot.waitExposed(shell):
        shell.show()
    shell.show_place(place)
