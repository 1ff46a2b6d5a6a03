"""What a keyboard-wedge reader sends for a machine-readable zone, made capitals again.

A wedge types as a keyboard would. Set for a US keyboard on a French computer, it sends the keys
of digits without shift (`&é"'`) and exchanges A with Q, Z with W, M with a comma. Which reading is
right only the check digits tell: see mrz.py.
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


def readings(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the lines *text* may stand for, the likeliest first: as typed, then keys exchanged.

    Lines may come joined, in small letters, with any control characters between or at the end; a
    document passed twice is read once. Only readings made of A to Z, 0 to 9 and `<` are returned.
    """
    typed = re.sub(r"[\x00-\x1f\x7f-\x9f\s]+", "\n", text.upper()).split("\n")
    lines = tuple(line for line in typed if line)
    exchanged = tuple(line.translate(_US_ON_AZERTY) for line in lines)
    return tuple(_once(way) for way in (lines, exchanged) if way and _is_zone(way))


def looks_like_zone(text: str) -> bool:
    """True if *text* is rather the reader's than somebody's typing: long, with its fillers."""
    return any(sum(map(len, lines)) >= 30 and "<<" in "".join(lines) for lines in readings(text))


def _is_zone(lines: tuple[str, ...]) -> bool:
    return all(_ZONE.fullmatch(line) for line in lines)


def _once(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Half of what is there twice."""
    whole = "".join(lines)
    half = len(whole) // 2
    if len(whole) in {144, 176, 180} and whole[:half] == whole[half:]:
        return (whole[:half],)
    return lines
