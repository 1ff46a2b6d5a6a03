"""What may be mended in what binds a ticket: slips, never another holder (AT-02). Pure."""

from __future__ import annotations

import itertools
import string
import unicodedata
from collections.abc import Iterator

_LOOK_ALIKE = {one: other for pair in ("O0", "I1", "B8", "S5", "Z2") for one, other in
               itertools.permutations(pair)}  # fmt: skip


def slips(number: str) -> Iterator[str]:
    """Return every number that is one or two slips from *number*, some of them twice.

    A slip is a sign taken for another of its kind or for one that looks like it, a sign left
    out or too many, or two neighbours swapped. Only a keyed hash of the number noted before is
    held: what it may have been is found by trying.
    """
    once = set(_one_slip(number))
    yield from sorted(once)
    for each in sorted(once):
        yield from _one_slip(each)


def is_slip(before: str, after: str) -> bool:
    """True if the hint *after* is *before* mended: other accents, another order, one sign.

    Initials and a year are six signs: with two of them changed they are somebody else's.
    """
    one, other = _bare(before), _bare(after)
    return sorted(one) == sorted(other) or _is_one_apart(one, other)


def _one_slip(number: str) -> Iterator[str]:
    for place, sign in enumerate(number):
        before, after = number[:place], number[place + 1 :]
        yield before + after
        for other in _taken_for(sign):
            yield before + other + after
        for added in _kind_of(sign):
            yield before + added + sign + after
        if after and after[0] != sign:
            yield before + after[0] + sign + after[1:]
    for added in _kind_of(number[-1:]):
        yield number + added


def _taken_for(sign: str) -> str:
    return _kind_of(sign).replace(sign, "") + _LOOK_ALIKE.get(sign, "")


def _kind_of(sign: str) -> str:
    return string.digits if sign.isdigit() else string.ascii_uppercase


def _bare(text: str) -> str:
    """Return letters and digits of *text*, without case and accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if sign.isalnum())


def _is_one_apart(one: str, other: str) -> bool:
    """True if one sign was taken for another, left out or added."""
    short, long = sorted((one, other), key=len)
    same = next((at for at, sign in enumerate(short) if sign != long[at]), len(short))
    skipped = 1 if len(short) == len(long) else 0
    return short[same + skipped :] == long[same + 1 :]
