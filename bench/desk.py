"""The real program driven by keys, for benchmarks: it waits for what it caused, not for a time."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView, QWidget

from desk_app.app.program import Program
from desk_app.domain.counters import CounterId
from desk_app.ui.display.window import DisplayWindow

GUARD_MS = 420
"""The window is deaf to Enter for 400 ms after an Enter; a person is slower than that."""
ASK_MS = 2
"""How often `until` looks."""
KEYS = {"1": Qt.Key.Key_1, "Return": Qt.Key.Key_Return, "T": Qt.Key.Key_T}


class DrivenDesk:
    """A program with its windows, signed in at the reception between enter and exit."""

    def __init__(self, store: str) -> None:
        self.program = Program(store)
        self.program.shell.resize(1366, 768)

    def __enter__(self) -> DrivenDesk:
        self.program.show()
        until(self.is_usable)
        QTest.keyClicks(self.program.shell.focusWidget(), "sylv")
        self.press("Return")
        until(lambda: self.program.shell.place() == "reception")
        pass_time(GUARD_MS)
        return self

    def __exit__(self, *_error: object) -> None:
        self.program.close()

    def is_usable(self) -> bool:
        """True once the list of agents can be typed into."""
        tables = self.program.shell.findChildren(QTableView, "signin.agents")
        return any(table.isVisible() and table.model().rowCount() > 3 for table in tables)

    def press(self, key: str) -> None:
        """Press *key* where the focus is."""
        focused: QWidget | None = self.program.shell.focusWidget()
        QTest.keyClick(self.program.shell if focused is None else focused, KEYS[key])

    def display(self) -> DisplayWindow:
        """Open the waiting room's screen at 1920 x 1080 and return its window."""
        if self.program.office is None:
            raise AssertionError("no desk is open")
        self.program.office.places.display.open(full=False)
        window = self.program.office.places.display.window()
        if window is None:
            raise AssertionError("the display did not open")
        window.resize(1920, 1080)
        pass_time(GUARD_MS)
        return window

    def sit_at(self, counter: int) -> None:
        """Take place at *counter*."""
        self.program.session.sit_at(CounterId(counter))
        self.program.shell.show_place("counter")
        pass_time(GUARD_MS)


def until(holds: Callable[[], bool], *, seconds: float = 20.0) -> None:
    """Let the windows live until *holds*. Raises TimeoutError.

    In the loop the program itself lives in, which sleeps between events: one that asks without
    a rest would take the interpreter from the threads that are to be measured.
    """
    deadline = time.monotonic() + seconds
    loop = QEventLoop()
    timer = QTimer(interval=ASK_MS)
    timer.timeout.connect(lambda: loop.quit() if holds() or time.monotonic() > deadline else None)
    timer.start()
    loop.exec()
    timer.stop()
    if not holds():
        raise TimeoutError


def pass_time(milliseconds: int) -> None:
    """Let the windows live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
