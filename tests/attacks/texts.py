"""What somebody types who means harm, or whose scanner is broken."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

LONG = 20_000
"""Characters: more than any field keeps, less than what a system takes as one argument."""

TEXTS = {
    "sql quote": "'; DROP TABLE tickets; --",
    "sql or": '" OR "1"="1',
    "sql journal": "1); DELETE FROM journal; --",
    "sql like": "%_%",
    "format attributes": "{0.__class__.__mro__}{value.__class__}{n}{number}{name}",
    "format brace": "{",
    "format percent": "%s%(name)s%n%99999d",
    "shell": "$(touch pwned)`touch pwned`;touch pwned|touch pwned",
    "option": "--replace",
    "control": "\x1b[2J\x1b]0;title\x07\x08\x7f\x85",
    "lines": "C042\r\nDONE\u2028ok\u2029ok\ttab",
    "nul": "C0\x0042",
    "bidi": "\u202e240C\u2066\u2069\u200f\u061c",
    "unseen": "C\u200b\u2060\ufeff\u00ad042\U000e0041",
    "combining": "a" + "\u0301" * 300,
    "surrogate": "\udcff\ud800",
    "far planes": "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0010ffff \ufffe \ue000",
    "digits": "\u0664\u0662\uff14\uff12",
    "number": "9" * 4_400,
    "long": "A" * LONG,
    "path": "../../../../etc/passwd",
    "url": "sqlite:///x.sqlite?mode=memory&cache=shared#%00",
    "markup": '<img src="file:///etc/passwd"><b>gras</b>&amp;<script>alert(1)</script>',
    "escpos": "\x1b@\x1dV0",
    "empty": "",
    "blank": " \u00a0\u3000 ",
}


_STEERING = {"Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn"}


def harmful(text: str) -> Iterator[str]:
    """Yield each character of *text* that could steer a terminal, turn a line or hide."""
    allowed = "\n\u200c\u200d\u200e\u200f"
    for one in text:
        if unicodedata.category(one) in _STEERING and one not in allowed:
            yield one
