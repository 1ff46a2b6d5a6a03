"""The free places of the days that can be booked: laid out once, then without what is taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from desk_app.domain.calendar import Calendar, Seat, SlotId, calendar_of, horizon, slots_on
from desk_app.domain.hours import Holidays
from desk_app.domain.offers import FreeDay, free_day
from desk_app.services.ports import UnitOfWork


class FreeDays:
    """Lays out the days of one desk and keeps them while the calendar stays the same.

    It holds nothing of who took what: that is read in the transaction that asks.
    """

    def __init__(self) -> None:
        self._version: tuple[int, int] = (-1, -1)
        self._days: dict[dt.date, FreeDay] = {}

    def of(self, work: UnitOfWork, now: dt.datetime, holidays: Holidays) -> tuple[FreeDay, ...]:
        """Return the days of the horizon from *now* on, without what is taken or cooling."""
        site = work.site
        today = now.astimezone(site.time_zone).date()
        first, last = horizon(today, site.rules.booking_weeks)
        self._keep_fresh(work, today)
        calendar: Calendar | None = None
        found = []
        taken = self._taken(work, first, last, now)
        for ahead in range((last - first).days + 1):
            day = first + dt.timedelta(days=ahead)
            if day not in self._days:
                calendar = calendar or calendar_now(work)
                laid_out = slots_on(calendar, day, holidays, site.time_zone)
                self._days[day] = free_day(calendar, day, laid_out, site.time_zone)
            found.append(self._days[day].without(taken.get(day, ())))
        return tuple(found)

    def _keep_fresh(self, work: UnitOfWork, today: dt.date) -> None:
        version = (work.revision, work.calendar.version)
        if version != self._version:
            self._version, self._days = version, {}
        for day in [day for day in self._days if day < today]:
            del self._days[day]

    def _taken(
        self, work: UnitOfWork, first: dt.date, last: dt.date, now: dt.datetime
    ) -> Mapping[dt.date, list[Seat]]:
        zone = work.site.time_zone
        since = dt.datetime.combine(first, dt.time(), zone)
        until = dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), zone)
        found: dict[dt.date, list[Seat]] = {}
        for seat in work.seats.between(since, until):
            if seat.until is not None and seat.until <= now:
                continue  # it has cooled; who takes it puts its row away
            day = seat.starts_at.astimezone(zone).date()
            found.setdefault(day, []).append(Seat(SlotId(seat.slot), seat.seat))
        return found


def calendar_now(work: UnitOfWork) -> Calendar:
    """Return the site's calendar with what its supervisors decided."""
    return calendar_of(work.site, extras=work.calendar.extras(), closures=work.calendar.closures())
