"""How long a visit takes at this site, learned visit by visit. Not who waits, nor for how long."""

from __future__ import annotations

import dataclasses
import math
from typing import Self

_SPREAD = 0.6
"""Standard deviation over mean of a visit before any was seen: visits are skewed, not regular."""
_PRIOR = 3.0
"""How many observed visits a configured default is worth."""
_MEMORY = 200.0
"""Visits remembered: older ones fade, so that a new form or a new law is learned in some days."""
_DOUBT = 0.35
"""Relative error to expect of a configured default."""
_MISTAKE = 5.0
"""Seconds under which a visit is a wrong key, not a visit."""
_FORGOTTEN = 4 * 3600.0
"""Seconds above which a visit was left open by mistake."""
_LONGEST = 5.0
"""A visit counts for at most this many times the mean: one forgotten hour teaches little."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ServiceTime:
    """The time one procedure takes, from the call to the end of the visit, for one person.

    *seen* is the number of visits remembered (old ones fade), *mean* is in seconds, *spread* is
    the standard deviation over the mean.
    """

    seen: float
    mean: float
    spread: float

    @classmethod
    def default(cls, minutes: float) -> Self:
        """Return what is known on day one: the procedure's configured *minutes*."""
        return cls(seen=0.0, mean=max(minutes, 0.5) * 60, spread=_SPREAD)

    @classmethod
    def from_numbers(cls, seen: float, mean: float, spread: float) -> Self:
        """Rebuild what `as_numbers` gave."""
        return cls(seen=seen, mean=mean, spread=spread)

    def as_numbers(self) -> tuple[float, float, float]:
        """Return seen, mean (seconds) and spread, for one small row per procedure."""
        return self.seen, self.mean, self.spread

    @property
    def doubt(self) -> float:
        """The relative error to expect of the mean: wide on day one, narrower with each visit."""
        return _DOUBT * math.sqrt(_PRIOR / (_PRIOR + self.seen))

    def observed(self, seconds: float, *, party: int = 1, party_extra: float = 0.5) -> Self:
        """Return the time learned after one more visit of *seconds* for *party* people.

        A wrong key (under 5 s) and a visit left open (over 4 h) teach nothing; a very long one
        counts for five times the mean, so that a real change is still learned.
        """
        if not _MISTAKE <= seconds <= _FORGOTTEN:
            return self
        alone = seconds / for_party(1, party, party_extra)
        alone = min(alone, _LONGEST * self.mean)
        weight = 1 / (min(self.seen, _MEMORY) + _PRIOR + 1)
        mean = self.mean + weight * (alone - self.mean)
        square = (self.spread * self.mean) ** 2
        square += weight * ((alone - self.mean) * (alone - mean) - square)
        spread = min(max(math.sqrt(max(square, 0.0)) / mean, 0.2), 1.5)
        return dataclasses.replace(self, seen=min(self.seen + 1, _MEMORY), mean=mean, spread=spread)

    def remaining(self, elapsed: float, factor: float = 1.0) -> float:
        """Return the seconds still to expect of a visit that has lasted *elapsed* seconds.

        *factor* is its party's (`for_party`). Times are taken as log-normal; a visit far beyond
        anything seen tells nothing more, and a whole mean is expected again.
        """
        mean = self.mean * factor
        if elapsed <= 1:
            return mean
        variance = math.log(1 + self.spread**2)
        sigma = math.sqrt(variance)
        beyond = (math.log(mean) - variance / 2 - math.log(elapsed)) / sigma
        longer = _normal(beyond)
        if longer < 1e-3:
            return mean
        return max(mean * _normal(beyond + sigma) / longer - elapsed, 1.0)


def for_party(tickets: float, people: float, party_extra: float) -> float:
    """Return how many single visits *tickets* are worth when they stand for *people* in all."""
    return tickets + party_extra * max(people - tickets, 0)


def _normal(x: float) -> float:
    return 0.5 * math.erfc(-x / math.sqrt(2))
