"""Hands at the real windows: it presses keys and waits for what they caused. It decides nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from desk_app.app.program import Program
from desk_app.domain.changes import Changes, Topic
from desk_app.domain.counters import CounterId
from desk_app.domain.people import Agent
from desk_app.ui.keys import KeyGuard
from desk_app.ui.shell.crash import CrashPage

BETWEEN_KEYS = dt.timedelta(milliseconds=500)
"""What a key costs on the played clock: longer than the filled button is deaf."""
ROUNDS = 3  # an act, what is read again because of it, and what was asked while reading
ANSWERS_WITHIN_MS = 20_000
_LOOK_MS = 20
_WALKING = frozenset({"+", "-", "*", "Up", "Down", "PageUp", "PageDown"})
"""Keys that ask the workers for nothing."""

_NAMED = {
    "Return": Qt.Key.Key_Return,
    "Escape": Qt.Key.Key_Escape,
    "Tab": Qt.Key.Key_Tab,
    "Up": Qt.Key.Key_Up,
    "Down": Qt.Key.Key_Down,
    "PageUp": Qt.Key.Key_PageUp,
    "PageDown": Qt.Key.Key_PageDown,
    **{f"F{number}": Qt.Key(Qt.Key.Key_F1 + number - 1) for number in range(1, 13)},
}

_HELD = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
}


class PlayedClock:
    """The time of a played day: it stands still until it is moved, and never goes back."""

    def __init__(self, start: dt.datetime) -> None:
        self._now = start.astimezone(dt.UTC)

    def __call__(self) -> dt.datetime:
        """Return now, aware, in UTC."""
        return self._now

    def pass_(self, length: dt.timedelta) -> None:
        """Let *length* pass."""
        self._now += length

    def reach(self, at: dt.datetime) -> None:
        """Let the time pass until *at*; a time already past changes nothing."""
        self._now = max(self._now, at.astimezone(dt.UTC))

    def seconds(self) -> float:
        """Return the played seconds, for what is deaf a while after a key."""
        return self._now.timestamp()


class WindowLost(Exception):
    """The windows came to the crash page, or do not answer: what was played proves nothing."""


class Robot:
    """One pair of hands for every desk of the site: it changes seats as people do not.

    *pace_ms* is waited after each key, so that a person can watch.
    """

    def __init__(self, program: Program, clock: PlayedClock, *, pace_ms: int = 0) -> None:
        self._program, self._clock, self._pace_ms = program, clock, pace_ms
        self.expects_crash = False
        # Before the screens take it: a played key is not deaf by the machine's clock.
        program.shell.commands.guard = KeyGuard(now=clock.seconds)

    def press(self, *keys: str) -> None:
        """Press *keys* one after another, as shortcuts are written. Raises WindowLost."""
        for key in keys:
            self._strike(key)
            if key not in _WALKING or key == keys[-1]:
                self.settle()

    def type(self, text: str) -> None:
        """Type *text* into the field that has the cursor. Raises WindowLost."""
        for letter in text:
            self._send(_code(letter), Qt.KeyboardModifier.NoModifier, letter)
        self.settle()

    def take_seat(self, agent: Agent, counter: CounterId | None) -> None:
        """Become *agent* at *counter* (the reception if None), where they have signed in before."""
        session = self._program.session
        if session.counter != counter:
            session.sit_at(counter)
        if session.agent != agent:
            self._program.shell.undo_bar.forget()
            session.sign_in(agent)

    def look(self) -> None:
        """Have the screen in sight read again: time has passed."""
        self._program.signals.changed.emit(Changes("look", frozenset(Topic)))
        self.settle()

    def settle(self, rounds: int = ROUNDS) -> None:
        """Wait until what was asked of the workers is on the screen. Raises WindowLost."""
        for _ in range(rounds):
            self._wait_for_workers()
        QApplication.processEvents()
        shell = self._program.shell
        if shell.place() == CrashPage.place and not self.expects_crash:
            raise WindowLost(
                "".join(each.toPlainText() for each in shell.findChildren(QPlainTextEdit))
            )

    def rest(self, milliseconds: int) -> None:
        """Let the windows go on by themselves for a moment."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Wait until *holds*. Raises WindowLost if it does not in time."""
        for _ in range(ANSWERS_WITHIN_MS // _LOOK_MS):
            if holds():
                self.settle()
                return
            self.rest(_LOOK_MS)
        raise WindowLost("the windows do not answer")

    def picture(self, widget: QWidget | None = None) -> QPixmap:
        """Return what is seen of *widget*, the whole window if None."""
        QApplication.processEvents()
        return (widget or self._program.shell).grab()

    def _strike(self, shortcut: str) -> None:
        *held, key = shortcut.split("+") if len(shortcut) > 1 else [shortcut]
        modifiers = Qt.KeyboardModifier.NoModifier
        for name in held:
            modifiers |= _HELD[name]
        text = key.lower() if len(key) == 1 and not held else ""
        self._send(_NAMED[key] if key in _NAMED else _code(key), modifiers, text)

    def _send(self, key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str) -> None:
        shell = self._program.shell
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            focus: QWidget | None = shell.focusWidget()
            target = shell if focus is None else focus
            QApplication.sendEvent(target, QKeyEvent(kind, key, modifiers, text))
        self._clock.pass_(BETWEEN_KEYS)
        if self._pace_ms:
            self.rest(self._pace_ms)

    def _wait_for_workers(self) -> None:
        """Wait until a task behind all others has come back."""
        loop = QEventLoop()
        late = QTimer(singleShot=True, interval=ANSWERS_WITHIN_MS)
        late.timeout.connect(lambda: loop.exit(1))
        late.start()
        # A worker may have answered before the loop begins: then the leave must wait for it.
        leave = partial(QTimer.singleShot, 0, loop.quit)
        self._program.tasks.run(_nothing, then=lambda _: leave())
        if loop.exec() != 0:
            raise WindowLost("the windows do not answer")


def _nothing() -> None:
    """Something for a worker to do."""


def _code(letter: str) -> Qt.Key:
    upper = ord(letter.upper()[0])
    return Qt.Key(upper) if upper < 128 else Qt.Key.Key_unknown
