"""Hours of a place as instants, on the days its clocks change too. It asks no clock."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

_MINUTE = dt.timedelta(minutes=1)


def instant(day: dt.date, time: dt.time, zone: ZoneInfo) -> dt.datetime:
    """Return the UTC instant of *time* on *day*.

    A time that the clocks skip is the first that exists after it; one they repeat is that of
    the first pass.
    """
    wall = dt.datetime.combine(day, time, tzinfo=zone)
    at = wall.astimezone(dt.UTC)
    while at.astimezone(zone).replace(tzinfo=None) != wall.replace(tzinfo=None):
        wall += _MINUTE
        at = wall.astimezone(dt.UTC)
    return at
