"""A slot as the site gives its seats to desks, and how many a desk keeps for a day without it."""

from __future__ import annotations

import dataclasses
import datetime as dt

from desk_app.domain.shared import Shared, seat


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One slot of the calendar: its seats are rights that the site gives out one by one."""

    id: str
    starts_at: dt.datetime
    capacity: int
    family: str

    def rows(self) -> tuple[Shared, ...]:
        """Return its seats as rows nobody has yet."""
        return tuple(
            Shared(
                thing=seat(self.id, number),
                image={
                    "slot": self.id,
                    "seat": number,
                    "capacity": self.capacity,
                    "starts_at": self.starts_at.isoformat(),
                    "family": self.family,
                    "appointment": None,
                    "cools_until": None,
                },
            )
            for number in range(1, self.capacity + 1)
        )


LEAST_KEPT = 3
"""How many seats a desk keeps at least, to go on giving appointments without the site."""
SHARE_KEPT = 0.2
"""How much of all that is free may lie with desks at once."""


def to_keep(*, of_own: int, booked_a_day: int, free: int, kept_by_all: int) -> int:
    """Return how many more seats a desk may be given to keep.

    *of_own* it has; *booked_a_day* is its pace; *free* are in the pool, *kept_by_all* with desks.
    """
    target = max(LEAST_KEPT, booked_a_day)
    room = int(SHARE_KEPT * (free + kept_by_all)) - kept_by_all
    return max(0, min(target - of_own, room, free))
