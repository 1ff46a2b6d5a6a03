"""How far apart two writings of a name, or of a person, are: what may be corrected (AT-02).

It compares; who may ask for a correction, and with whom, is decided elsewhere.
"""

from __future__ import annotations

import enum

from desk_app.domain.letters import fold_icao, joined, sounds, words


class Likeness(enum.IntEnum):
    """How like two names are; the higher, the farther apart."""

    SAME = 0
    SPELLING = 1
    """Accents, capitals, hyphens, apostrophes, spaces: BENALI and BEN ALI."""
    ORDER = 2
    """The same words in another order, also from one box to the other."""
    SOUND = 3
    """One name transliterated twice: Mohamed and Muhammad, Cherif and Sherif."""
    SLIP = 4
    """As many letters differ as a slip of the hand makes, see `slip_limit`."""
    OTHER = 5
    """Another name."""


def likeness(one: str, other: str) -> Likeness:
    """Return how like two writings of one box (family name, or given names) are."""
    if one == other:
        return Likeness.SAME
    if joined(one) == joined(other) or _zone(one) == _zone(other):
        return Likeness.SPELLING
    if words(one) == words(other):
        return Likeness.ORDER
    if sounds(one) == sounds(other):
        return Likeness.SOUND
    limit, first, second = slip_limit(one, other), joined(one), joined(other)
    near = abs(len(first) - len(second)) <= limit and distance(first, second) <= limit
    return Likeness.SLIP if near else Likeness.OTHER


def same_words(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """True if two pairs (family name, given names) are made of the same words, in any box."""
    exchanged = joined(one[0]) == joined(other[1]) and joined(one[1]) == joined(other[0])
    return exchanged or words(" ".join(one)) == words(" ".join(other))


def slip_limit(one: str, other: str) -> int:
    """Return how many letters may differ before two names are two names.

    AT-02 says two. In names of 3 to 5 letters two make another name (Bah, Sow), so one; in names
    of one or two (Li, Ng) any letter does, so none.
    """
    length = min(len(joined(one)), len(joined(other)))
    return 2 if length >= 6 else 1 if length >= 3 else 0


def distance(one: str, other: str) -> int:
    """Return how many letters must be put in, taken out, changed or exchanged with the next one.

    Optimal string alignment: a letter is touched once.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        before, above, row = row, before, [i]
        for j, facing in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != facing))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == facing:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _zone(name: str) -> str:
    return fold_icao(name).replace(" ", "")
