"""Whom a closure hits, before it is confirmed, and where they go, before anyone new (A-09).

It moves nobody: services do, once a supervisor has confirmed.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from zoneinfo import ZoneInfo

from desk_app.domain.calendar import Calendar, Seat, Slot, SlotId, slots
from desk_app.domain.hours import Holidays
from desk_app.domain.offers import FOR_APPOINTMENTS, FreeDay, Place, earliest
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.series import Closure, Use

_INSTANT = dt.timedelta(microseconds=1)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What one appointment takes: seat number *seat* in each of *slots*.

    *not_before* is when a winner's time to answer ends: nobody loses a place unanswered (6.3).
    """

    reference: str
    procedure: ProcedureCode
    slots: tuple[SlotId, ...]
    seat: int
    starts_at: dt.datetime
    not_before: dt.datetime | None = None

    @property
    def seats(self) -> tuple[Seat, ...]:
        """Every seat it takes."""
        return tuple(Seat(slot, self.seat) for slot in self.slots)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An appointment that a closure hits.

    With a *seat* it keeps its time in another seat number, and its holder need not be told;
    without one it needs another time.
    """

    taken: Taken
    seat: int | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """The place proposed for an appointment that is hit, None if the days given have none."""

    taken: Taken
    place: Place | None


def impact(
    calendar: Calendar,
    closure: Closure,
    taken: Iterable[Taken],
    holidays: Holidays,
    zone: ZoneInfo,
    *,
    cooling: Iterable[Seat] = (),
) -> tuple[Hit, ...]:
    """Return the appointments that *closure* hits, in the order of their times.

    *taken* are the appointments of its days; see hits().
    """
    return hits(
        slots(calendar.closed(closure), closure.first_on, closure.last_on, holidays, zone),
        taken,
        cooling=cooling,
    )


def hits(
    left: Iterable[Slot], taken: Iterable[Taken], *, cooling: Iterable[Seat] = ()
) -> tuple[Hit, ...]:
    """Return those of *taken* that the slots *left* do not hold, in the order of their times.

    It serves a closure, and a new site file as well. Of those in a slot that loses seats, the
    lowest seat numbers stay; nobody is given a *cooling* seat (AT-03).
    """
    by_id = {slot.id: slot for slot in left}
    by_time = sorted(taken, key=lambda one: (one.starts_at, one.seat, one.reference))
    staying = [one for one in by_time if _fits(one, one.seat, by_id)]
    held = {*cooling, *(seat for one in staying for seat in one.seats)}
    found = []
    for one in by_time:
        if not _fits(one, one.seat, by_id):
            seat = _other_seat(one, by_id, held)
            held |= {Seat(slot, seat) for slot in one.slots if seat is not None}
            found.append(Hit(taken=one, seat=seat))
    return tuple(found)


def replacements(
    affected: Iterable[Hit],
    days: Sequence[FreeDay],
    *,
    now: dt.datetime,
    uses: frozenset[Use] = FOR_APPOINTMENTS,
) -> tuple[Replacement, ...]:
    """Return a place for everyone who needs another time, whoever was to come first served first.

    *days* are those after the closure, without what is taken or cooling. Each gets the first
    place from their own time on, never an earlier one: to be closed is no favour (AT-18). No two
    get the same. Nobody new may be offered these places before (held_back).
    """
    free: dict[dt.date, FreeDay] = {day.day: day for day in days}
    moved = [hit.taken for hit in affected if hit.seat is None]
    found = []
    for taken in sorted(moved, key=lambda one: (one.starts_at, one.seat, one.reference)):
        since = _since(taken, now)
        place = earliest(taken.procedure, tuple(free.values()), after=since, uses=uses)
        if place is not None:
            free = {day: one.without(place.seats) for day, one in free.items()}
        found.append(Replacement(taken=taken, place=place))
    return tuple(found)


def own_time(starts_at: dt.datetime, now: dt.datetime) -> dt.datetime:
    """Return behind which instant somebody whose time was *starts_at* is given another."""
    return max(now, starts_at - _INSTANT)


def held_back(proposed: Iterable[Replacement]) -> frozenset[Seat]:
    """Return the seats that nobody new may be offered while these are not settled (A-09)."""
    return frozenset(seat for one in proposed if one.place for seat in one.place.seats)


def _since(taken: Taken, now: dt.datetime) -> dt.datetime:
    since = own_time(taken.starts_at, now)
    return since if taken.not_before is None else max(since, taken.not_before - _INSTANT)


def _fits(taken: Taken, seat: int, left: Mapping[SlotId, Slot]) -> bool:
    """True if *taken* can stay at its time in seat number *seat*."""
    return all(
        slot in left and seat <= left[slot].capacity and taken.procedure in left[slot].procedures
        for slot in taken.slots
    )


def _other_seat(taken: Taken, left: Mapping[SlotId, Slot], held: set[Seat]) -> int | None:
    if not _fits(taken, 1, left):
        return None
    return next(
        (
            seat
            for seat in range(1, min(left[slot].capacity for slot in taken.slots) + 1)
            if not any(Seat(slot, seat) in held for slot in taken.slots)
        ),
        None,
    )
