"""When the site is open and until when tickets are handed out. It asks no clock and no calendar.

Holidays come in as days; every instant that comes in or goes out is aware, those out in UTC.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from desk_app.domain.procedures import Procedure
from desk_app.domain.site import Opening, Site

Holidays = frozenset[dt.date]

LOOK_AHEAD = dt.timedelta(days=400)
"""How far a reopening is looked for: a site closed for longer has no known reopening."""


def business_day(now: dt.datetime, zone: ZoneInfo) -> dt.date:
    """Return the day of *now* in the site's own time: numbers and quotas restart with it."""
    return now.astimezone(zone).date()


def openings_on(site: Site, day: dt.date, holidays: Holidays) -> tuple[Opening, ...]:
    """Return the hours of *day* in their order; none on a closed day."""
    if not _is_open_day(site, day, holidays):
        return ()
    openings = (opening for opening in site.openings if day.weekday() in opening.days)
    return tuple(sorted(openings, key=lambda opening: opening.opens))


def opening_on(site: Site, day: dt.date, holidays: Holidays) -> Opening | None:
    """Return the hours of *day* from the first opening to the last closing, None if closed."""
    openings = openings_on(site, day, holidays)
    if not openings:
        return None
    return Opening(
        days=frozenset({day.weekday()}),
        opens=openings[0].opens,
        closes=openings[-1].closes,
        last_ticket=openings[-1].last_ticket,
    )


def is_open(site: Site, now: dt.datetime, holidays: Holidays) -> bool:
    """True from an opening, included, to its closing, not included."""
    return open_until(site, now, holidays) is not None


def open_until(site: Site, now: dt.datetime, holidays: Holidays) -> dt.datetime | None:
    """Return the closing of the opening that *now* is in, None while the site is not open."""
    day = business_day(now, site.time_zone)
    for opening in openings_on(site, day, holidays):
        closes = _instant(day, opening.closes, site.time_zone)
        if _instant(day, opening.opens, site.time_zone) <= now < closes:
            return closes
    return None


def gives_tickets(site: Site, procedure: Procedure, now: dt.datetime, holidays: Holidays) -> bool:
    """True while a ticket for *procedure* may be handed out: up to its last hour, included."""
    day = business_day(now, site.time_zone)
    return any(first <= now <= last for first, last in _windows(site, procedure, day, holidays))


def last_ticket_at(
    site: Site, procedure: Procedure, day: dt.date, holidays: Holidays
) -> dt.datetime | None:
    """Return the last instant of *day* for a ticket, None on a day without any."""
    lasts = [last for _, last in _windows(site, procedure, day, holidays)]
    return max(lasts, default=None)


def closes_at(site: Site, day: dt.date, holidays: Holidays) -> dt.datetime | None:
    """Return the instant *day* ends for the public, None on a closed day."""
    opening = opening_on(site, day, holidays)
    return None if opening is None else _instant(day, opening.closes, site.time_zone)


def reopens_at(
    site: Site, procedure: Procedure, now: dt.datetime, holidays: Holidays
) -> dt.datetime | None:
    """Return when tickets for *procedure* start next after *now*, None if not within LOOK_AHEAD.

    *holidays* should reach into the next year in the last weeks of one.
    """
    today = business_day(now, site.time_zone)
    for ahead in range(LOOK_AHEAD.days + 1):
        day = today + dt.timedelta(days=ahead)
        for first, _ in _windows(site, procedure, day, holidays):
            if first > now:
                return first
    return None


def next_opening(site: Site, now: dt.datetime, holidays: Holidays) -> dt.datetime | None:
    """Return when the doors open next after *now*, None if not within LOOK_AHEAD."""
    today = business_day(now, site.time_zone)
    for ahead in range(LOOK_AHEAD.days + 1):
        day = today + dt.timedelta(days=ahead)
        for opening in openings_on(site, day, holidays):
            opens = _instant(day, opening.opens, site.time_zone)
            if opens > now:
                return opens
    return None


def last_open_day(site: Site, today: dt.date, holidays: Holidays) -> dt.date | None:
    """Return *today* if it is an open day, else the last one before it within LOOK_AHEAD."""
    for back in range(LOOK_AHEAD.days + 1):
        day = today - dt.timedelta(days=back)
        if openings_on(site, day, holidays):
            return day
    return None


def _is_open_day(site: Site, day: dt.date, holidays: Holidays) -> bool:
    if day in site.closed_on:
        return False
    return day not in holidays or day in site.open_on_holidays


def _windows(
    site: Site, procedure: Procedure, day: dt.date, holidays: Holidays
) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    for opening in openings_on(site, day, holidays):
        last = min(opening.last_ticket, procedure.last_ticket or opening.last_ticket)
        if last >= opening.opens:
            yield (
                _instant(day, opening.opens, site.time_zone),
                _instant(day, last, site.time_zone),
            )


def _instant(day: dt.date, time: dt.time, zone: ZoneInfo) -> dt.datetime:
    return dt.datetime.combine(day, time, tzinfo=zone).astimezone(dt.UTC)
