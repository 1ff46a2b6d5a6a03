"""Which characters a text of ours may hold. Lengths and languages are other questions."""

from __future__ import annotations

import unicodedata

_JOINERS = frozenset("\u200c\u200d\u200e\u200f")
"""Format characters that scripts need: joiners (Persian, Indic) and single-letter marks."""
_FORBIDDEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Co", "Cs"})


def is_plain(character: str) -> bool:
    """False for what would break a line, reverse a number or has no glyph (Unicode TR 36).

    Controls (Cc), bidi overrides and isolates and other format characters (Cf), line and
    paragraph separators (Zl, Zp), private use (Co), surrogates (Cs).
    """
    return character in _JOINERS or unicodedata.category(character) not in _FORBIDDEN


def first_not_plain(text: str) -> str | None:
    """Return the first character of *text* that may not be in it, None if all may."""
    if text.isprintable():  # the usual case, decided at once; only odd spaces go on
        return None
    return next((character for character in text if not is_plain(character)), None)


def quoted(text: str, *, limit: int = 60) -> str:
    """Return *text* as a sentence may quote it: at most *limit* characters, all of them plain."""
    plain = "".join(character if is_plain(character) else "\ufffd" for character in text)
    return plain if len(plain) <= limit else plain[: limit - 1] + "…"
