"""What a key means, on every keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from desk_app.ui.keys import KeyGuard, key_label, shortcut_of
from desk_app.words.catalogue import set_language

K, M = Qt.Key, Qt.KeyboardModifier
NONE, SHIFT, CTRL, ALT, PAD = (
    M.NoModifier,
    M.ShiftModifier,
    M.ControlModifier,
    M.AltModifier,
    M.KeypadModifier,
)


def typed(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, text: str = "") -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)


def scanned(key: Qt.Key, text: str, scan_code: int) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, NONE, scan_code, 0, 0, text)


@pytest.mark.parametrize(
    ("event", "shortcut"),
    [
        (typed(K.Key_Return, text="\r"), "Return"),
        (typed(K.Key_Enter, PAD, "\r"), "Return"),
        (typed(K.Key_Return, CTRL), "Ctrl+Return"),
        (typed(K.Key_T, text="t"), "T"),
        (typed(K.Key_T, SHIFT, "T"), "T"),
        (typed(K.Key_P, CTRL, "\x10"), "Ctrl+P"),
        (typed(K.Key_D, ALT, "d"), "Alt+D"),
        (typed(K.Key_F2), "F2"),
        (typed(K.Key_F12, SHIFT), "Shift+F12"),
        (typed(K.Key_Escape), "Escape"),
        (typed(K.Key_5, PAD, "5"), "5"),
        (typed(K.Key_Plus, PAD, "+"), "+"),
        (typed(K.Key_Minus, PAD, "-"), "-"),
        (typed(K.Key_Asterisk, PAD, "*"), "*"),
        (typed(K.Key_Slash, SHIFT, "/"), "/"),
        (typed(K.Key_E, CTRL | ALT, "€"), ""),
        (typed(K.Key_L, M.MetaModifier, "l"), ""),
        (typed(K.Key_Shift, SHIFT), ""),
        (typed(K.Key_Dead_Circumflex), ""),
    ],
)
def test_a_key_has_one_name(event: QKeyEvent, shortcut: str) -> None:
    assert shortcut == shortcut_of(event)


@pytest.mark.parametrize(("sign", "digit"), list(zip("&é\"'(-è_çà", "1234567890", strict=True)))
def test_the_top_row_of_a_french_keyboard_types_digits(sign: str, digit: str) -> None:
    key = Qt.Key(ord(sign.upper()))

    assert digit == shortcut_of(typed(key, text=sign))
    assert sign == shortcut_of(typed(key, text=sign), top_row_digits=False)


@pytest.mark.parametrize(("sign", "digit"), list(zip('&é"', "123", strict=True)))
def test_alt_and_the_top_row_is_alt_and_a_digit(sign: str, digit: str) -> None:
    key = Qt.Key(ord(sign.upper()))

    assert f"Alt+{digit}" == shortcut_of(typed(key, ALT))


def test_an_ampersand_with_shift_is_no_digit() -> None:
    assert shortcut_of(typed(K.Key_Ampersand, SHIFT, "&")) == "&"


def test_the_minus_of_another_keyboard_is_no_six() -> None:
    right_of_zero = 20

    assert shortcut_of(scanned(K.Key_Minus, "-", right_of_zero)) == "-"


def test_the_minus_under_six_is_six() -> None:
    import sys

    sixth = 7 if sys.platform == "win32" else 15

    assert shortcut_of(scanned(K.Key_Minus, "-", sixth)) == "6"


@pytest.mark.parametrize(
    ("shortcut", "label"),
    [
        ("Return", "Entrée"),
        ("Ctrl+Return", "Ctrl Entrée"),
        ("Escape", "Échap"),
        ("Ctrl+Z", "Ctrl Z"),
        ("+", "+"),
        ("Alt+1", "Alt 1"),
        ("F12", "F12"),
    ],
)
def test_a_cap_shows_the_french_key(shortcut: str, label: str) -> None:
    set_language("fr")

    assert label == key_label(shortcut)


def test_an_act_passes_once_in_400_ms() -> None:
    now = [10.0]
    guard = KeyGuard(now=lambda: now[0])
    passed = []

    for moment in (10.0, 10.1, 10.399, 10.401, 10.5, 10.9):
        now[0] = moment
        passed.append(guard.passes())

    assert passed == [True, False, False, True, False, True]
