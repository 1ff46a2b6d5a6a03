"""Tickets that seats nobody took allow beyond the quotas of walk-ins (A-06). Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping

from desk_app.domain.calendar import Seat, Slot
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.seats import FLOWING
from desk_app.domain.series import Use


def spare_tickets(
    slots: Iterable[Slot],
    away: Collection[Seat],
    beyond: Mapping[ProcedureCode, int],
    now: dt.datetime,
) -> Mapping[ProcedureCode, int]:
    """Return how many tickets of each procedure the seats that have flowed by *now* allow.

    *slots* are those of the day and *away* their seats that are taken or cool; seats of the urgent
    share and of the reserve flow one hour before their slot. *beyond* are the tickets that each
    procedure has already given out beyond its quota: they use up what it shares with others.
    """
    left = [(slot, _flowed(slot, away, now)) for slot in slots]
    left = [(slot, count) for slot, count in left if count]
    served = {code for slot, _count in left for code in slot.procedures}
    found = {}
    for code in served:
        mine = [(slot, count) for slot, count in left if code in slot.procedures]
        sharing = {other for slot, _count in mine for other in slot.procedures} - {code}
        used = sum(beyond.get(other, 0) for other in sharing)
        found[code] = max(0, sum(count for _slot, count in mine) - used)
    return found


def _flowed(slot: Slot, away: Collection[Seat], now: dt.datetime) -> int:
    return sum(
        slot.kept(seat.number) in FLOWING and slot.use(seat.number, now) is Use.WALK_IN
        for seat in slot.seats()
        if seat not in away
    )
