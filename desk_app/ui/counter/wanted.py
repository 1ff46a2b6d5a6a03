"""Whether words hold what was typed to find them, accents aside. Pure."""

from __future__ import annotations

import re

from desk_app.ui.commands import plain

_WORDS = re.compile(r"[^\W_]+")


def holds(text: str, typed: str) -> bool:
    """Return whether each word *typed* begins one of *text*; nothing typed is held by all."""
    words = _WORDS.findall(plain(text))
    parts = _WORDS.findall(plain(typed))
    return all(any(word.startswith(part) for word in words) for part in parts)
