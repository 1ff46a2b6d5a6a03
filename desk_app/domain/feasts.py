"""What a public holiday is called, by a code. Which days are holidays is asked elsewhere (A-08)."""

from __future__ import annotations

import datetime as dt
import enum

_DAY = dt.timedelta(days=1)


class Feast(enum.StrEnum):
    """A public holiday of France or of one of its territories."""

    NEW_YEAR = "new_year"
    GOOD_FRIDAY = "good_friday"
    EASTER_MONDAY = "easter_monday"
    LABOUR_DAY = "labour_day"
    VICTORY = "victory"
    ASCENSION = "ascension"
    WHIT_MONDAY = "whit_monday"
    NATIONAL_DAY = "national_day"
    ASSUMPTION = "assumption"
    ALL_SAINTS = "all_saints"
    ARMISTICE = "armistice"
    CHRISTMAS = "christmas"
    ST_STEPHEN = "st_stephen"
    OTHER = "other"  # a day of one territory alone


_FIXED = {
    (1, 1): Feast.NEW_YEAR,
    (5, 1): Feast.LABOUR_DAY,
    (5, 8): Feast.VICTORY,
    (7, 14): Feast.NATIONAL_DAY,
    (8, 15): Feast.ASSUMPTION,
    (11, 1): Feast.ALL_SAINTS,
    (11, 11): Feast.ARMISTICE,
    (12, 25): Feast.CHRISTMAS,
    (12, 26): Feast.ST_STEPHEN,
}
_FROM_EASTER = {
    -2: Feast.GOOD_FRIDAY,
    1: Feast.EASTER_MONDAY,
    39: Feast.ASCENSION,
    50: Feast.WHIT_MONDAY,
}


def feast(day: dt.date) -> Feast:
    """Return what the holiday *day* is called; where two fall together, the movable one."""
    since = (day - easter(day.year)).days
    return _FROM_EASTER.get(since) or _FIXED.get((day.month, day.day)) or Feast.OTHER


def easter(year: int) -> dt.date:
    """Return Easter Sunday of *year* in the Gregorian calendar (Meeus, Jones and Butcher)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap, skipped = divmod(century, 4)
    moved = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - moved + 15) % 30
    fourth, left = divmod(rest, 4)
    sunday = (32 + 2 * skipped + 2 * fourth - epact - left) % 7
    late = (golden + 11 * epact + 22 * sunday) // 451
    month, day = divmod(epact + sunday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)
