"""What was typed, told in one way for every keyboard; it decides nothing.

A shortcut is written as Qt writes it ("Return", "Ctrl+Z", "F2", "T", "1", "+").
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from desk_app.words.catalogue import _, pgettext

GUARD_MS = 400  # the primary act's key is deaf this long after it acted

# The unshifted top row of a French keyboard, left to right: 1 to 9, then 0.
_AZERTY = {sign: digit for digit, sign in zip("1234567890", "&é\"'(-è_çà", strict=True)}
# How the system numbers these keys: Windows from 2, X11 and Wayland from 10.
_TOP_ROW = range(2, 12) if sys.platform == "win32" else range(10, 20)

_NAMED = {
    Qt.Key.Key_Return: "Return",
    Qt.Key.Key_Enter: "Return",
    Qt.Key.Key_Escape: "Escape",
    Qt.Key.Key_Delete: "Delete",
    Qt.Key.Key_Backspace: "Backspace",
    Qt.Key.Key_Space: "Space",
    Qt.Key.Key_PageUp: "PageUp",
    Qt.Key.Key_PageDown: "PageDown",
    Qt.Key.Key_Home: "Home",
    Qt.Key.Key_End: "End",
}


def shortcut_of(event: QKeyEvent, *, top_row_digits: bool = True) -> str:
    """Return the shortcut that *event* types, or "" where it can be none.

    With *top_row_digits* the unshifted top row of a French keyboard types digits, as it
    does on Accueil while nothing is searched.
    """
    modifiers = event.modifiers()
    ctrl = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
    alt = bool(modifiers & Qt.KeyboardModifier.AltModifier)
    if (ctrl and alt) or modifiers & Qt.KeyboardModifier.MetaModifier:
        return ""  # Ctrl Alt is AltGr; Meta is the system's
    name = _name(event, top_row_digits=top_row_digits)
    shifted = modifiers & Qt.KeyboardModifier.ShiftModifier and len(name) > 1
    prefix = ("Ctrl+" if ctrl else "") + ("Alt+" if alt else "") + ("Shift+" if shifted else "")
    return prefix + name if name else ""


def key_label(shortcut: str) -> str:
    """Return *shortcut* as its key cap shows it: `Ctrl+Return` is "Ctrl Entrée"."""
    named = {
        "Return": _("Enter"),
        "Escape": _("Esc"),
        "Delete": _("Del"),
        "Backspace": _("Backspace"),
        "Space": _("Space"),
        "Home": _("Home"),
        "End": _("End"),
        "Shift": pgettext("key", "Shift"),
        "Up": "↑",
        "Down": "↓",
    }
    if len(shortcut) == 1:
        return shortcut
    return " ".join(named.get(part, part) for part in shortcut.split("+"))


def is_bare_character(shortcut: str) -> bool:
    """Return whether *shortcut* is one character that a text field would take."""
    return len(shortcut) == 1


class KeyGuard:
    """Keeps an act from happening twice by one heavy finger."""

    def __init__(self, *, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._deaf_until = 0.0

    def passes(self) -> bool:
        """Return whether the act may happen now; if so, be deaf for the next 400 ms."""
        now = self._now()
        if now < self._deaf_until:
            return False
        self._deaf_until = now + GUARD_MS / 1000
        return True


def _name(event: QKeyEvent, *, top_row_digits: bool) -> str:
    key = Qt.Key(event.key())
    if key in _NAMED:
        return _NAMED[key]
    if Qt.Key.Key_F1 <= key <= Qt.Key.Key_F12:
        return f"F{key - Qt.Key.Key_F1 + 1}"
    if Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
        return chr(key)
    if Qt.Key.Key_A <= key <= Qt.Key.Key_Z:
        return chr(key)
    sign = _sign(event, key)
    if top_row_digits and sign in _AZERTY and _unshifted_top_row(event):
        return _AZERTY[sign]
    return sign


def _sign(event: QKeyEvent, key: Qt.Key) -> str:
    # With Ctrl or Alt the text is empty or a control character; the key's code is Latin-1.
    if event.text().isprintable() and len(event.text()) == 1:
        return event.text()
    return chr(key).lower() if 0x20 < key <= 0xFF else ""


def _unshifted_top_row(event: QKeyEvent) -> bool:
    modifiers = event.modifiers()
    if modifiers & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
        return False
    # 0 is an event without a keyboard (a robot, an input method): its sign is all there is.
    return event.nativeScanCode() == 0 or event.nativeScanCode() in _TOP_ROW
