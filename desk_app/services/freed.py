"""Places that were given back and have cooled: freed, each with its fact. It gives none away."""

from __future__ import annotations

from desk_app.domain.booking_facts import PlaceFreed
from desk_app.services.day import Act


def free_cooled(act: Act) -> int:
    """Free the places whose hour has come, by their own hour; return how many (AT-03, AT-25)."""
    freed = act.work.seats.cooled(act.now)
    for seat in freed:
        act.work.record(
            PlaceFreed(slot=seat.slot, seat=seat.seat, due=seat.until or act.now),
            by=None,
            at=act.now,
        )
    return len(freed)
