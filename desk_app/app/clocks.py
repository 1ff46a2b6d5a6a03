"""What time it is: the one place that asks the machine."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Mapping
from functools import partial

from desk_app.domain.errors import BadValue, OnlyRehearsal
from desk_app.domain.hours import Holidays, is_open, last_open_day
from desk_app.domain.site import Site
from desk_app.services.ports import Clock

VARIABLE = "DESK_APP_CLOCK"
OPEN_HOURS = "open"
"""Value of the variable for a clock that ticks from 9:00 of an open day when the site is closed."""
REHEARSED_FROM = dt.time(9, 0)


FORWARD = dt.timedelta(minutes=5)
"""How much further than the machine ran a clock may have gone: it is corrected now and then."""


def since_boot() -> float:
    """Return the seconds the machine has run, with those it slept through; no clock says it."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()  # elsewhere this one counts sleep


class ForwardWatch:
    """Compares the clock with how long the machine ran: a leap forward is told once (S-07).

    It sees only what happens while it is asked; days without the desk are no leap.
    """

    def __init__(self, clock: Clock, *, steady: Callable[[], float] = since_boot) -> None:
        self._clock, self._steady = clock, steady
        self._now, self._at = clock(), steady()

    def leapt(self) -> int:
        """Return by how many seconds the clock was set forward since it was asked last, or 0."""
        now, at = self._clock(), self._steady()
        gap = now - self._now - dt.timedelta(seconds=at - self._at)
        self._now, self._at = now, at
        return int(gap.total_seconds()) if gap > FORWARD else 0


def utc_now() -> dt.datetime:
    """Return now, aware, in UTC."""
    return dt.datetime.now(dt.UTC)


def clock_of(
    environ: Mapping[str, str], *, rehearsal: bool, site: Site | None, holidays: Holidays
) -> Clock:
    """Return the clock of this process.

    Raises OnlyRehearsal if the variable asks for another clock on a real store, BadValue if it is
    not an instant with its offset.
    """
    asked = environ.get(VARIABLE, "")
    if not asked:
        return utc_now
    if not rehearsal:
        raise OnlyRehearsal(VARIABLE)
    if asked == OPEN_HOURS:
        return utc_now if site is None else ticking_in_open_hours(site, holidays)
    return partial(_frozen, read_instant(asked))


def read_instant(text: str) -> dt.datetime:
    """Return the instant of an ISO 8601 text with offset. Raises BadValue."""
    try:
        at = dt.datetime.fromisoformat(text)
    except ValueError:
        raise BadValue(VARIABLE, text, "2026-03-02T09:00:00+01:00") from None
    if at.tzinfo is None:
        raise BadValue(VARIABLE, text, "2026-03-02T09:00:00+01:00")
    return at.astimezone(dt.UTC)


def ticking_in_open_hours(site: Site, holidays: Holidays) -> Clock:
    """Return the real clock while the site is open, else one ticking from 9:00 of an open day."""
    started = utc_now()
    if is_open(site, started, holidays):
        return utc_now
    yesterday = started.astimezone(site.time_zone).date() - dt.timedelta(days=1)
    day = last_open_day(site, yesterday, holidays) or yesterday
    first = dt.datetime.combine(day, REHEARSED_FROM, tzinfo=site.time_zone)
    return partial(_ticking, first.astimezone(dt.UTC), started)


def _frozen(at: dt.datetime) -> dt.datetime:
    return at


def _ticking(first: dt.datetime, started: dt.datetime) -> dt.datetime:
    return first + (utc_now() - started)
