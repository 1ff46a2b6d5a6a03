"""What a keyboard-wedge reader sends for a machine-readable zone, made capitals again.

A wedge types as a keyboard would. Set for a US keyboard on a French computer, it sends the keys
of digits without shift (`&é"'`) and exchanges A with Q, Z with W, M with a comma. Whether the
reading is right the check digits tell: see mrz.py.
"""

from __future__ import annotations

import re

_US_ON_AZERTY = str.maketrans(
    {
        **dict(zip("&É\"'(-È_ÇÀ", "1234567890", strict=True)),
        **{"é": "2", "è": "7", "ç": "9", "à": "0", "’": "4"},
        **dict(zip("QAWZ,?.;", "AQZWMM<<", strict=True)),
    }
)
_ZONE = re.compile(r"[A-Z0-9<]+")


def read_keys(text: str) -> tuple[str, ...]:
    """Return the lines *text* stands for, made of A to Z, 0 to 9 and `<`; none if it cannot be.

    Lines may come joined, in small letters, with any control characters between or at the end; a
    document passed twice is read once. Keys are exchanged only where what was typed has signs no
    zone has: every zone has digits and fillers, which come out wrong, so the rest did too.
    """
    typed = re.sub(r"[\x00-\x1f\x7f-\x9f\s]+", "\n", text.upper()).split("\n")
    lines = tuple(line for line in typed if line)
    exchanged = tuple(line.translate(_US_ON_AZERTY) for line in lines)
    return next((_once(way) for way in (lines, exchanged) if way and _is_zone(way)), ())


def looks_like_zone(text: str) -> bool:
    """True if *text* is rather the reader's than somebody's typing: long, with its fillers."""
    zone = "".join(read_keys(text))
    return len(zone) >= 30 and "<<" in zone


def _is_zone(lines: tuple[str, ...]) -> bool:
    return all(_ZONE.fullmatch(line) for line in lines)


def _once(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Half of what is there twice."""
    whole = "".join(lines)
    half = len(whole) // 2
    if len(whole) in {144, 176, 180} and whole[:half] == whole[half:]:
        return (whole[:half],)
    return lines
