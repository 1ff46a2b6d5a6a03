"""The free places of the days that can be booked: laid out once, then without what is taken.

Whoever lost their time to a closure comes first: what they will be given is nobody else's (A-09).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from desk_app.domain import impact
from desk_app.domain.appointments import Appointment, AppointmentStatus
from desk_app.domain.calendar import Calendar, Seat, SlotId, calendar_of, horizon, slots_on
from desk_app.domain.hours import Holidays
from desk_app.domain.impact import Hit, Taken
from desk_app.domain.offers import FreeDay, free_day
from desk_app.services.booking_ports import Seat as Row
from desk_app.services.booking_ports import SeatState
from desk_app.services.ports import UnitOfWork

_DAY = dt.timedelta(days=1)
_STEPS = (1, 2, 4, 7)
"""How many days are read at a time, as far as somebody looks: the first ones mostly do."""
_TO_COME = frozenset({AppointmentStatus.HELD, AppointmentStatus.BOOKED})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """The *days* that can be booked without what is taken or cooling, and whom they do not hold.

    *displaced* are the appointments to come whose time the calendar no longer has, in the order
    of their times (A-09).
    """

    days: tuple[FreeDay, ...]
    displaced: tuple[Hit, ...]

    def but(self, held: Collection[Seat]) -> tuple[FreeDay, ...]:
        """Return the days without *held* too."""
        return tuple(day.without(held) for day in self.days) if held else self.days

    def kept_for(self, displaced: Sequence[Hit], now: dt.datetime) -> frozenset[Seat]:
        """Return the seats that *displaced* will be given, those before them served first."""
        own = self.own_seats
        proposed = impact.replacements(displaced, self.but(own), now=now)
        return own | impact.held_back(proposed)

    @property
    def own_seats(self) -> frozenset[Seat]:
        """The seats of those who keep their time and only change the seat."""
        return frozenset(
            Seat(slot, hit.seat)
            for hit in self.displaced
            if hit.seat is not None
            for slot in hit.taken.slots
        )


class FreeDays:
    """Lays out the days of one desk and keeps them while the calendar stays the same.

    It holds nothing of who took what: that is read in the transaction that asks.
    """

    def __init__(self) -> None:
        self._version: tuple[int, int] = (-1, -1)
        self._days: dict[dt.date, FreeDay] = {}
        self._calendar: Calendar | None = None
        self._whole_on: dt.date | None = None  # every seat kept had its slot on that day

    def of(self, work: UnitOfWork, now: dt.datetime, holidays: Holidays) -> tuple[FreeDay, ...]:
        """Return what anybody may be offered: the days of the horizon from *now* on, without what
        is taken, cooling, or kept for those who lost their time (A-09)."""
        laid = self.laid(work, now, holidays)
        return laid.but(laid.kept_for(laid.displaced, now)) if laid.displaced else laid.days

    def ahead(self, work: UnitOfWork, now: dt.datetime, holidays: Holidays) -> Iterable[FreeDay]:
        """Return the days of `of` one by one, read as far as somebody looks at them.

        Where a closure may have taken somebody's time every day is looked at first (A-09). The
        days are to be looked at within the transaction of *work*.
        """
        today = now.astimezone(work.site.time_zone).date()
        self._keep_fresh(work, today)
        if self._whole_on != today or _narrowed(work):
            return self.of(work, now, holidays)
        return self._read_on(work, now, holidays)

    def _read_on(self, work: UnitOfWork, now: dt.datetime, holidays: Holidays) -> Iterator[FreeDay]:
        zone = work.site.time_zone
        day, last = horizon(now.astimezone(zone).date(), work.site.rules.booking_weeks)
        steps = itertools.chain(_STEPS, itertools.repeat(_STEPS[-1]))
        while day <= last:
            until = min(last, day + _DAY * (next(steps) - 1))
            rows = work.seats.away(*_hours(day, until, zone), now=now)
            away = [Seat(SlotId(slot), number) for slot, number in rows]
            while day <= until:
                yield self._whole(work, day, holidays).without(away)
                day += _DAY

    def laid(self, work: UnitOfWork, now: dt.datetime, holidays: Holidays) -> Laid:
        """Return the days of the horizon and whom they do not hold."""
        site = work.site
        today = now.astimezone(site.time_zone).date()
        first, last = horizon(today, site.rules.booking_weeks)
        self._keep_fresh(work, today)
        found: list[FreeDay] = []
        doubtful: list[FreeDay] = []
        is_whole = True
        rows = self._rows(work, first, last, now)
        narrowed = _narrowed(work)
        for ahead in range((last - first).days + 1):
            day = first + _DAY * ahead
            whole, here = self._whole(work, day, holidays), rows.get(day, ())
            out = [row for row in here if _is_out(row, whole)]
            is_whole = is_whole and not out
            if any(row.state is SeatState.TAKEN for row in out) or any(
                since <= day <= until for since, until in narrowed
            ):
                doubtful.append(whole)
            found.append(whole.without(Seat(SlotId(row.slot), row.seat) for row in here))
        self._whole_on = today if is_whole else None
        return Laid(days=tuple(found), displaced=_displaced(work, doubtful, rows, now))

    def _whole(self, work: UnitOfWork, day: dt.date, holidays: Holidays) -> FreeDay:
        """Return *day* as if nobody had taken anything, laid out when first asked for."""
        if day not in self._days:
            self._calendar = self._calendar or calendar_now(work)
            zone = work.site.time_zone
            laid_out = slots_on(self._calendar, day, holidays, zone)
            self._days[day] = free_day(self._calendar, day, laid_out, zone)
        return self._days[day]

    def has_lost(
        self, one: Appointment, work: UnitOfWork, now: dt.datetime, holidays: Holidays
    ) -> bool:
        """True if *one* needs another time because the calendar no longer has its own."""
        found = self.laid(work, now, holidays).displaced
        return any(hit.seat is None and hit.taken.reference == one.reference for hit in found)

    def _keep_fresh(self, work: UnitOfWork, today: dt.date) -> None:
        version = (work.revision, work.calendar.version)
        if version != self._version:
            self._version, self._days = version, {}
            self._calendar = self._whole_on = None
        for day in [day for day in self._days if day < today]:
            del self._days[day]

    def _rows(
        self, work: UnitOfWork, first: dt.date, last: dt.date, now: dt.datetime
    ) -> Mapping[dt.date, list[Row]]:
        zone = work.site.time_zone
        found: dict[dt.date, list[Row]] = {}
        for row in work.seats.between(*_hours(first, last, zone)):
            if row.until is not None and row.until <= now:
                continue  # it has cooled; who takes it puts its row away
            found.setdefault(row.starts_at.astimezone(zone).date(), []).append(row)
        return found


def calendar_now(work: UnitOfWork) -> Calendar:
    """Return the site's calendar with what its supervisors decided."""
    return calendar_of(work.site, extras=work.calendar.extras(), closures=work.calendar.closures())


def taken_of(appointment: Appointment) -> Taken:
    """Return what *appointment* takes."""
    place = appointment.place
    return Taken(
        reference=appointment.reference,
        procedure=appointment.procedure,
        slots=tuple(SlotId(slot) for slot in place.slots),
        seat=place.seats[0],
        starts_at=place.starts_at,
        not_before=appointment.hold_until,
    )


def to_come(
    work: UnitOfWork, first: dt.date, last: dt.date, now: dt.datetime
) -> tuple[Appointment, ...]:
    """Return the appointments of these days that have not begun and whose holders are not here."""
    found = work.appointments.between(*_hours(first, last, work.site.time_zone))
    return tuple(one for one in found if one.status in _TO_COME and one.starts_at > now)


def cooling(rows: Sequence[Row], now: dt.datetime) -> frozenset[Seat]:
    """Return the seats of *rows* that nobody may be given yet (AT-03)."""
    return frozenset(
        Seat(SlotId(row.slot), row.seat)
        for row in rows
        if row.state is SeatState.COOLING and (row.until is None or row.until > now)
    )


def _displaced(
    work: UnitOfWork, days: Sequence[FreeDay], rows: Mapping[dt.date, list[Row]], now: dt.datetime
) -> tuple[Hit, ...]:
    """Return whom *days* do not hold; their appointments are read at once."""
    if not days:
        return ()
    coming: dict[dt.date, list[Taken]] = {}
    for one in to_come(work, days[0].day, days[-1].day, now):
        on = one.starts_at.astimezone(work.site.time_zone).date()
        coming.setdefault(on, []).append(taken_of(one))
    found: list[Hit] = []
    for day in days:
        left = (slot for strip in day.strips for slot in strip.slots)
        away = cooling(rows.get(day.day, ()), now)
        found.extend(impact.hits(left, coming.get(day.day, ()), cooling=away))
    return tuple(found)


def _narrowed(work: UnitOfWork) -> list[tuple[dt.date, dt.date]]:
    """Return the days on which a slot may be there and not serve what it was given for."""
    closures = work.calendar.closures()
    return [(one.first_on, one.last_on) for one in closures if one.procedures]


def _is_out(row: Row, day: FreeDay) -> bool:
    """True for a seat that the calendar does not have, taken or cooling."""
    place = day.at.get(SlotId(row.slot))
    if place is None:
        return True
    return row.seat > day.strips[place[0]].slots[place[1]].capacity


def _hours(first: dt.date, last: dt.date, zone: dt.tzinfo) -> tuple[dt.datetime, dt.datetime]:
    return (
        dt.datetime.combine(first, dt.time(), zone),
        dt.datetime.combine(last + _DAY, dt.time(), zone),
    )
