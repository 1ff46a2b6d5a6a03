"""Which characters a text of ours may hold, and how typed text is made safe to show and print.

It changes no letter; how long a text may be, and in which language, are other questions.
"""

from __future__ import annotations

import unicodedata

_SPELLING = frozenset("\u200c\u200d")
"""Joiners: Persian and the Indic scripts are spelt with them."""
_MARKS = frozenset("\u200e\u200f")
"""Single-letter direction marks: a translator's text may need them, typed text never does."""
_FORBIDDEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Cn", "Co", "Cs"})


def is_plain(character: str) -> bool:
    """False for what would break a line, reverse a number or has no glyph (Unicode TR 36).

    Controls (Cc), bidi overrides and isolates and other format characters (Cf), line and
    paragraph separators (Zl, Zp), unassigned (Cn), private use (Co), surrogates (Cs).
    """
    return character in _MARKS or _is_safe(character)


def first_not_plain(text: str) -> str | None:
    """Return the first character of *text* that may not be in it, None if all may."""
    if text.isprintable():  # the usual case, decided at once; only odd spaces go on
        return None
    return next((character for character in text if not is_plain(character)), None)


def quoted(text: str, *, limit: int = 60) -> str:
    """Return *text* as a sentence may quote it: at most *limit* characters, all of them plain."""
    plain = "".join(character if is_plain(character) else "\ufffd" for character in text)
    return plain if len(plain) <= limit else plain[: limit - 1] + "…"


def clean(text: str, *, at_most: int = 200) -> str:
    """Return *text* on one line, composed (NFC), without controls, overrides and direction marks.

    What is longer than *at_most* characters ends in an ellipsis, counted.
    """
    spaced = " ".join(text.split())
    kept = (one for one in unicodedata.normalize("NFC", spaced) if _is_safe(one))
    whole = " ".join("".join(kept).split())
    return whole if len(whole) <= at_most else whole[: at_most - 1].rstrip() + "…"


def _is_safe(character: str) -> bool:
    return character in _SPELLING or unicodedata.category(character) not in _FORBIDDEN
