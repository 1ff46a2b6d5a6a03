"""Places that were given back and have cooled: freed, each with its fact. It gives none away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from desk_app.domain.booking_facts import PlaceFreed
from desk_app.domain.procedures import FamilyCode
from desk_app.services.day import Act
from desk_app.services.modes import is_unclaimed


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


def let_go_unclaimed(act: Act, family: FamilyCode, cool: Callable[[], dt.timedelta]) -> int:
    """Let the places kept for a draw of *family* cool out where no draw is to come; say how many.

    Without this what was cancelled while somebody waited would be nobody's for ever (AT-03).
    """
    if not is_unclaimed(act.work, family):
        return 0
    return act.work.seats.let_go(family, until=act.now + cool())
