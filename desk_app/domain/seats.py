"""How the seats of a day are split between uses (A-06). Pure; who sits in them is elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from desk_app.domain.series import Shares, Use

FLOWS = dt.timedelta(hours=1)
"""How long before a slot what is left of it for emergencies and as a reserve goes to walk-ins."""
FLOWING = frozenset({Use.URGENT, Use.RESERVE})
"""The uses that go to walk-ins where nobody took them (A-06)."""

_ORDER = tuple(Use)


def split(
    shares: Shares, stretches: Sequence[int], *, capacity: int, longest: int
) -> tuple[tuple[Use, ...], ...]:
    """Return the uses of the seats of each slot of a day, lowest seat number first.

    *stretches* are the counts of slots between the breaks. The shares hold over the day: what is
    given out is blocks of *longest* consecutive slots of one seat, so that the longest visit
    always finds room in a block for appointments. The same day always has the same split.
    """
    blocks = [min(longest, slots - at) for slots in stretches for at in range(0, slots, longest)]
    uses = _spread(shares, len(blocks) * capacity)
    found: list[tuple[Use, ...]] = []
    for number, size in enumerate(blocks):
        row = sorted(uses[number * capacity : (number + 1) * capacity], key=_ORDER.index)
        found.extend([tuple(row)] * size)
    return tuple(found)


def use_now(use: Use, starts_at: dt.datetime, now: dt.datetime) -> Use:
    """Return what a free seat of *use* is for at *now*: what is left flows to walk-ins (A-06)."""
    if use in FLOWING and now >= starts_at - FLOWS:
        return Use.WALK_IN
    return use


def _spread(shares: Shares, units: int) -> list[Use]:
    """Return *units* uses whose counts are the shares, each use spread evenly."""
    counts = _counts(shares, units)
    placed = [
        ((2 * place + 1) / count, rank)
        for rank, count in enumerate(counts)
        for place in range(count)
    ]
    return [_ORDER[rank] for _, rank in sorted(placed)]


def _counts(shares: Shares, units: int) -> list[int]:
    """Return the count of each use: the whole parts, then the largest remainders."""
    wanted = [shares.of(use) * units for use in _ORDER]
    counts = [one // 100 for one in wanted]
    by_remainder = sorted(range(len(_ORDER)), key=lambda rank: (-(wanted[rank] % 100), rank))
    for rank in by_remainder[: units - sum(counts)]:
        counts[rank] += 1
    return counts
