"""Every act by its words and its key, in one list; buttons, help and Ctrl K are made from it."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Callable, Collection, Iterable

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from desk_app.ui.keys import KeyGuard, is_bare_character, shortcut_of

EVERYWHERE = "everywhere"
PRIMARY_KEYS = frozenset({"Return", "Ctrl+Return"})


def always() -> bool:
    """Say yes: the answer of a command that can always be done."""
    return True


def nothing() -> str:
    """Return no reason: the answer of a command that nothing stands against."""
    return ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One act: *shortcut* as Qt writes it or "", *where* a place's id or EVERYWHERE.

    *group* names what it belongs to on the page of the keys. *why_not* says why it cannot be
    done now; an act that is not enabled and has no reason to tell is not offered at all.
    """

    id: str
    text: str
    shortcut: str = ""
    callback: Callable[[], object]
    where: str = EVERYWHERE
    is_enabled: Callable[[], bool] = always
    why_not: Callable[[], str] = nothing
    group: str = ""
    in_palette: bool = True


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An act that answers a search: *place* is "" here, else the name of where it is done.

    *why* says why it cannot be done now; "" if it can.
    """

    command: Command
    place: str = ""
    why: str = ""


class Commands(QObject):
    """The acts of every place, and the one that a key means where the agent is."""

    def __init__(self, *, guard: KeyGuard | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._by_place: dict[str, tuple[Command, ...]] = {}
        self._ways: dict[str, tuple[str, Callable[[], object]]] = {}
        self._place = EVERYWHERE
        self._open_to: Collection[str] | None = None
        self.why_no_primary: Callable[[], str] = nothing  # of the filled button in sight
        self.guard = guard or KeyGuard()  # shared with the filled button of the screen
        self.letters_need_alt = False  # WCAG 2.1.4: single letters become Alt and the letter

    def set_commands(self, where: str, commands: Iterable[Command]) -> None:
        """Set the acts of the place *where*, in the order the help shows them."""
        self._by_place[where] = tuple(commands)

    def set_way(self, place: str, name: str, goto: Callable[[], object]) -> None:
        """Say that the agent may go to *place*, called *name*: its acts are found from anywhere."""
        self._ways[place] = (name, goto)

    def open_only(self, places: Collection[str] | None) -> None:
        """Offer neither the way to other places than *places* nor their acts; None offers all."""
        self._open_to = places

    def go_to(self, place: str) -> None:
        """Say at which place the agent now is."""
        self._place = place

    def here(self) -> tuple[Command, ...]:
        """Return the acts of the place the agent is at."""
        return () if self._place == EVERYWHERE else self._by_place.get(self._place, ())

    def everywhere(self) -> tuple[Command, ...]:
        """Return the acts that can be done at any place, the ways to open places among them."""
        closed = {way_id(place) for place in self._ways if not self._is_open(place)}
        return tuple(each for each in self._by_place.get(EVERYWHERE, ()) if each.id not in closed)

    def matching(self, typed: str) -> tuple[Found, ...]:
        """Return the acts that hold each word *typed*, accents aside; the doable ones first.

        Those of this place come before those of everywhere, and these before other places'.
        """
        words = plain(typed).split()
        found: dict[str, Found] = {}
        for place, commands in self._reachable():
            for command in commands:
                is_meant = all(word in plain(command.text) for word in words)
                if command.in_palette and is_meant and plain(command.text) not in found:
                    why = command.why_not() or self._why_not_pressed(command)
                    if why or command.is_enabled():
                        found[plain(command.text)] = Found(command=command, place=place, why=why)
        return tuple(sorted(found.values(), key=lambda each: bool(each.why)))

    def do(self, found: Found) -> None:
        """Do what was found; elsewhere go there first, and leave a filled button to be pressed."""
        command = found.command
        if found.place:
            self._ways[command.where][1]()
            if command.shortcut in PRIMARY_KEYS or not command.is_enabled():
                return
        command.callback()

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

    def _why_not_pressed(self, command: Command) -> str:
        is_primary = command.shortcut in PRIMARY_KEYS and command in self.here()
        return self.why_no_primary() if is_primary else ""

    def _is_open(self, place: str) -> bool:
        return self._open_to is None or place in self._open_to

    def _reachable(self) -> Iterable[tuple[str, tuple[Command, ...]]]:
        yield "", self.here()
        yield "", tuple(each for each in self.everywhere() if each.id != way_id(self._place))
        for place, (name, _goto) in self._ways.items():
            if place != self._place and self._is_open(place):
                yield name, self._by_place.get(place, ())


def way_id(place: str) -> str:
    """Return the id of the act that goes to *place*."""
    return f"go.{place}"


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
