"""Every act by its words and its key, in one list; buttons, help and Ctrl K are made from it."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from desk_app.ui.keys import KeyGuard, is_bare_character, shortcut_of

EVERYWHERE = "everywhere"
PRIMARY_KEYS = frozenset({"Return", "Ctrl+Return"})


def always() -> bool:
    """Say yes: the answer of a command that can always be done."""
    return True


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One act: *shortcut* as Qt writes it or "", *where* a place's id or EVERYWHERE."""

    id: str
    text: str
    shortcut: str = ""
    callback: Callable[[], object]
    where: str = EVERYWHERE
    is_enabled: Callable[[], bool] = always
    in_palette: bool = True


class Commands(QObject):
    """The acts of every place, and the one that a key means where the agent is."""

    def __init__(self, *, guard: KeyGuard | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._by_place: dict[str, tuple[Command, ...]] = {}
        self._place = EVERYWHERE
        self.guard = guard or KeyGuard()  # shared with the filled button of the screen
        self.letters_need_alt = False  # WCAG 2.1.4: single letters become Alt and the letter

    def set_commands(self, where: str, commands: Iterable[Command]) -> None:
        """Set the acts of the place *where*, in the order the help shows them."""
        self._by_place[where] = tuple(commands)

    def go_to(self, place: str) -> None:
        """Say at which place the agent now is."""
        self._place = place

    def here(self) -> tuple[Command, ...]:
        """Return the acts of the place the agent is at."""
        return () if self._place == EVERYWHERE else self._by_place.get(self._place, ())

    def everywhere(self) -> tuple[Command, ...]:
        """Return the acts that can be done at any place."""
        return self._by_place.get(EVERYWHERE, ())

    def matching(self, typed: str) -> tuple[Command, ...]:
        """Return what can be done now and holds each word *typed*, accents aside."""
        words = plain(typed).split()
        return tuple(
            command
            for command in (*self.here(), *self.everywhere())
            if command.in_palette
            and command.is_enabled()
            and all(word in plain(command.text) for word in words)
        )

    def for_key(self, shortcut: str) -> Command | None:
        """Return the act that *shortcut* means here; the place's own act wins."""
        for command in (*self.here(), *self.everywhere()):
            if command.shortcut and shortcut == self.key_of(command):
                return command
        return None

    def key_of(self, command: Command) -> str:
        """Return the key that does *command*, `Alt` added where single letters need it."""
        if self.letters_need_alt and command.shortcut.isalpha() and len(command.shortcut) == 1:
            return f"Alt+{command.shortcut}"
        return command.shortcut

    def handle(self, event: QKeyEvent) -> bool:
        """Do what *event* means here; return False where it means nothing.

        Repeats of a held key are swallowed, and the primary act is deaf for 400 ms.
        """
        shortcut = shortcut_of(event)
        command = self.for_key(shortcut) if shortcut else None
        if command is None or (is_bare_character(shortcut) and _is_writing()):
            return False
        if event.isAutoRepeat() or not command.is_enabled():
            return True
        if shortcut not in PRIMARY_KEYS or self.guard.passes():
            command.callback()
        return True


def plain(text: str) -> str:
    """Return *text* in lower case without accents, so that "ech" finds "Échange"."""
    parts = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("’", "'").lower())
    return "".join(part for part in parts if not unicodedata.combining(part))


def _is_writing() -> bool:
    return has_typing(QApplication.focusWidget())


def has_typing(widget: QWidget | None) -> bool:
    """Return whether *widget* is a text field in which something is written.

    An empty field lets single keys through: it has already kept those that are text.
    """
    if isinstance(widget, QLineEdit):
        return bool(widget.text()) and not widget.isReadOnly()
    return isinstance(widget, QPlainTextEdit | QTextEdit)
