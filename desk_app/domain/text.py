"""Text typed by people or read from files, made safe to show and print. It changes no letter."""

from __future__ import annotations

import unicodedata

_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks and overrides that could turn a number or a name around."""


def clean(text: str, *, at_most: int = 200) -> str:
    """Return *text* without control characters and bidi overrides, on one line, cut at a length."""
    kept = (
        " " if character in "\r\n\t" else character
        for character in unicodedata.normalize("NFC", text)
        if character in "\r\n\t"
        or (character not in _DIRECTION and unicodedata.category(character) not in {"Cc", "Cs"})
    )
    return " ".join("".join(kept).split())[:at_most]
