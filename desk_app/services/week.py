"""A week of the calendar as supervisors see it: each slot, who may have it, what is closed.

Free slots are shown to nobody else (AT-22).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence

from desk_app.domain.calendar import Calendar, Seat, Slot, SlotId, closes, free_by_use, slots
from desk_app.domain.conflicts import Conflict, conflicts
from desk_app.domain.hours import Holidays as Days
from desk_app.domain.impact import Hit
from desk_app.domain.people import AgentLogin
from desk_app.domain.roles import Power
from desk_app.domain.series import Closure, ClosureReason, Extra, SeriesId, Use
from desk_app.domain.site import Site
from desk_app.services.booking_ports import Seat as Row
from desk_app.services.booking_ports import SeatState
from desk_app.services.day import allow, today
from desk_app.services.free_days import FreeDays, calendar_now
from desk_app.services.ports import Clock, Holidays, Read, UnitOfWork
from desk_app.services.replacing import moving

DAYS = 7
_DAY = dt.timedelta(days=1)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WeekSlot:
    """A slot, and how many of its seats are taken, cool (AT-03) or are free, by use now (A-06).

    A closed one has no free seat. *lost* are the seats that closures took, *displaced* the people
    whose place began in it and who are to be placed anew (A-09).
    """

    slot: Slot
    taken: int
    cooling: int
    free: Mapping[Use, int]
    lost: int = 0
    displaced: int = 0
    closed_for: ClosureReason | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WeekDay:
    """One day: its slots by the hour. *is_closed* is a day that the site file closes."""

    day: dt.date
    is_holiday: bool
    is_closed: bool
    slots: tuple[WeekSlot, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Seven days from *monday*, in the site's own time.

    *closures* and *extras* are the decisions in force that touch it, *clashes* what contradicts
    itself in the series; *to_place* people wait for another time, on whatever day.
    """

    site: Site
    now: dt.datetime
    today: dt.date
    monday: dt.date
    days: tuple[WeekDay, ...]
    series: tuple[SeriesId, ...]
    closures: tuple[Closure, ...]
    extras: tuple[Extra, ...]
    clashes: tuple[Conflict, ...]
    to_place: int


def week(
    day: dt.date | None,
    only: str = "",
    *,
    by: AgentLogin | None,
    read: Read,
    clock: Clock,
    holidays: Holidays,
    free_days: FreeDays,
) -> Week:
    """Return the week of *day*, else of today; of one series with *only*."""
    with read() as work:
        current = today(work, clock())
        allow(work, current.now, by, Power.PLAN)
        closed, calendar = holidays(work.site), calendar_now(work)
        monday = (day or current.day) - _DAY * (day or current.day).weekday()
        sunday = monday + _DAY * (DAYS - 1)
        displaced = moving(free_days.laid(work, current.now, closed))
        days = _days(
            calendar, monday, closed, only=only, work=work, now=current.now, displaced=displaced
        )
        return Week(
            site=work.site,
            now=current.now,
            today=current.day,
            monday=monday,
            days=days,
            series=tuple(calendar.plans),
            closures=tuple(
                one for one in calendar.closures if one.first_on <= sunday and monday <= one.last_on
            ),
            extras=tuple(one for one in calendar.extras if monday <= one.on <= sunday),
            clashes=_clashes(calendar, work.site, only),
            to_place=len(displaced),
        )


def _days(
    calendar: Calendar,
    monday: dt.date,
    holidays: Days,
    *,
    only: str,
    work: UnitOfWork,
    now: dt.datetime,
    displaced: Sequence[Hit],
) -> tuple[WeekDay, ...]:
    zone, sunday = work.site.time_zone, monday + _DAY * (DAYS - 1)
    bare = dataclasses.replace(calendar, closures=())
    rows = _rows(work, monday, now)
    lost = Counter(hit.taken.slots[0] for hit in displaced)
    left = {slot.id: slot for slot in slots(calendar, monday, sunday, holidays, zone)}
    found: dict[dt.date, list[WeekSlot]] = {}
    for slot in slots(bare, monday, sunday, holidays, zone):
        if not only or slot.series == only:
            day = slot.starts_at.astimezone(zone).date()
            here = _shown(slot, left.get(slot.id), rows.get(slot.id, ()), now)
            if here.lost and slot.id not in left:
                here = dataclasses.replace(here, closed_for=_reason(calendar, slot, work.site))
            here = dataclasses.replace(here, displaced=lost[slot.id])
            found.setdefault(day, []).append(here)
    days = (monday + _DAY * ahead for ahead in range(DAYS))
    return tuple(
        WeekDay(
            day=day,
            is_holiday=day in holidays,
            is_closed=day in calendar.closed_on,
            slots=tuple(found.get(day, ())),
        )
        for day in days
    )


def _shown(slot: Slot, left: Slot | None, rows: Sequence[Row], now: dt.datetime) -> WeekSlot:
    away = [Seat(slot.id, row.seat) for row in rows]
    return WeekSlot(
        slot=left or slot,
        taken=sum(row.state is SeatState.TAKEN for row in rows),
        cooling=sum(row.state is SeatState.COOLING for row in rows),
        free=free_by_use((left,) if left else (), away, now),
        lost=slot.capacity - (left.capacity if left else 0),
    )


def _reason(calendar: Calendar, slot: Slot, site: Site) -> ClosureReason:
    """Return why a slot is not there: the first closure that is felt in it."""
    felt = (one for one in calendar.closures if closes(one, slot, site.time_zone))
    return next(felt).reason


def _rows(work: UnitOfWork, monday: dt.date, now: dt.datetime) -> Mapping[SlotId, list[Row]]:
    zone = work.site.time_zone
    first = dt.datetime.combine(monday, dt.time(), zone)
    last = dt.datetime.combine(monday + _DAY * DAYS, dt.time(), zone)
    found: dict[SlotId, list[Row]] = {}
    for row in work.seats.between(first, last):
        if row.until is None or row.until > now:
            found.setdefault(SlotId(row.slot), []).append(row)
    return found


def _clashes(calendar: Calendar, site: Site, only: str) -> tuple[Conflict, ...]:
    found = conflicts(calendar.series, extras=calendar.extras, openings=site.openings)
    return tuple(one for one in found if not only or only in {one.series, one.other})
