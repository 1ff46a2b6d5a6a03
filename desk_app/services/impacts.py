"""Whom a decision about the calendar touches: found, told from another list, seated anew.

What is decided and who may decide is closures.py's.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Sequence

from desk_app.domain import calendar_errors as e
from desk_app.domain.appointments import Appointment, Place
from desk_app.domain.booking_facts import PlaceFreed
from desk_app.domain.calendar import Calendar, Slot, slots
from desk_app.domain.hours import Holidays
from desk_app.domain.impact import Hit, hits
from desk_app.domain.series import Closure
from desk_app.domain.text import clean
from desk_app.services.applicants import last_four
from desk_app.services.appointments import holder_of, moved_fact
from desk_app.services.booking_ports import Wanted
from desk_app.services.day import Act, Today
from desk_app.services.free_days import cooling, taken_of, to_come
from desk_app.services.freed import free_cooled
from desk_app.services.ports import UnitOfWork

_MARK = 12
_DAY = dt.timedelta(days=1)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Struck:
    """An appointment that a decision touches; never a name (R-08).

    With a *seat* it keeps its hour in that seat number; without one it needs another time.
    """

    appointment: Appointment
    last4: str
    seat: int | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """What a decision would do, before it is taken; nothing has changed.

    *places* are those that go, taken or free; without *is_felt* the calendar stays as it is.
    *overlaps* are the closures already in force at that time. *mark* tells this list from any
    other: who confirms gives it back.
    """

    first: dt.date
    last: dt.date
    struck: tuple[Struck, ...]
    places: int
    is_felt: bool
    mark: str
    overlaps: tuple[Closure, ...] = ()

    @property
    def affected(self) -> tuple[Struck, ...]:
        """Those who need another time, in the order of their times."""
        return tuple(one for one in self.struck if one.seat is None)

    def require_seen(self, seen: str) -> None:
        """Nobody is touched unseen: without a mark only what touches nobody is decided.

        Raises ImpactChanged.
        """
        if self.mark != seen and (seen or self.struck):
            raise e.ImpactChanged(len(self.affected), clean(seen, at_most=_MARK))


def difference(
    before: Calendar,
    after: Calendar,
    days: tuple[dt.date, dt.date],
    *,
    work: UnitOfWork,
    current: Today,
    holidays: Holidays,
) -> Impact:
    """Return what is lost on *days* from *before* to *after*: places to come, and whose they are.

    Who has lost their time already is not counted again.
    """
    zone, now = work.site.time_zone, current.now
    had, left = (
        tuple(one for one in slots(calendar, *days, holidays, zone) if one.starts_at > now)
        for calendar in (before, after)
    )
    coming = {str(one.reference): one for one in to_come(work, *days, now)}
    taken = [taken_of(one) for one in coming.values()]
    first = dt.datetime.combine(days[0], dt.time(), zone)
    rows = work.seats.between(first, dt.datetime.combine(days[1] + _DAY, dt.time(), zone))
    away = cooling(rows, now)
    lost = [hit.taken for hit in hits(had, taken, cooling=away)]
    away |= {seat for one in lost for seat in one.seats}
    already = {one.reference for one in lost}
    found = [hit for hit in hits(left, taken, cooling=away) if hit.taken.reference not in already]
    return Impact(
        first=days[0],
        last=days[1],
        struck=tuple(_struck(hit, coming, work, current.day) for hit in found),
        places=max(0, _places(had) - _places(left)),
        is_felt=had != left,
        mark=_mark(found),
    )


def reseat(found: Impact, act: Act) -> None:
    """Let those who keep their hour sit in the seats that are left; their papers stay good.

    Their old seats, which the calendar no longer has, are let go first, all of them; that, and
    what has cooled meanwhile, is told in the history of the slot (AT-25).
    """
    moving = [(one.appointment, one.seat) for one in found.struck if one.seat is not None]
    for before, _seat in moving:
        act.work.seats.release(before.id)
    free_cooled(act)
    for before, seat in moving:
        seats = (seat,) * len(before.place.slots)
        after = before.reseated(dataclasses.replace(before.place, seats=seats))
        act.work.seats.take(_wanted(after.place), family=after.family, by=after.id)
        act.work.appointments.put(after)
        act.record(moved_fact(before, after, by_site=True))
        for slot, left in zip(before.place.slots, before.place.seats, strict=True):
            act.record(PlaceFreed(slot=slot, seat=left, due=act.now))


def last4_of(appointment: Appointment, work: UnitOfWork, day: dt.date) -> str:
    """Return the end of the holder's document, empty once it is forgotten."""
    holder = holder_of(appointment, work, day)
    return last_four(holder) if holder else ""


def _struck(hit: Hit, coming: dict[str, Appointment], work: UnitOfWork, day: dt.date) -> Struck:
    appointment = coming[hit.taken.reference]
    return Struck(appointment=appointment, last4=last4_of(appointment, work, day), seat=hit.seat)


def _places(found: Sequence[Slot]) -> int:
    return sum(slot.capacity for slot in found)


def _mark(found: Sequence[Hit]) -> str:
    told = (f"{one.taken.reference} {one.taken.starts_at.isoformat()} {one.seat}" for one in found)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:_MARK]


def _wanted(place: Place) -> list[Wanted]:
    """Return the seats of *place*; each slot has at least the seat that is taken in it."""
    step = (place.ends_at - place.starts_at) / len(place.slots)
    return [
        Wanted(slot=slot, seat=seat, capacity=seat, starts_at=place.starts_at + step * rank)
        for rank, (slot, seat) in enumerate(zip(place.slots, place.seats, strict=True))
    ]
