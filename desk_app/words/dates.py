"""Hours, days and lengths of time as people read them. It asks no clock.

French and English have their own small tables, so that a command does not pay for Babel; other
languages ask Babel when first needed.
"""

from __future__ import annotations

import datetime as dt

from desk_app.words.catalogue import language

RANGE = "–"
_HARD = "\u00a0"  # a number and its unit stay on one line

_DAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
_NEAR = {
    "fr": {-1: "hier", 0: "aujourd’hui", 1: "demain"},
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
}


class _Place:
    """Where the times shown are local; one per process, because its person stands at one site."""

    def __init__(self) -> None:
        self.zone: dt.tzinfo | None = None


_place = _Place()


def show_times_in(zone: dt.tzinfo | None) -> None:
    """Show every time in *zone*, the site’s own, from the next word on; None forgets it."""
    _place.zone = zone


def local(at: dt.datetime) -> dt.datetime:
    """Return *at* in the site's time; before the site is known, UTC becomes the machine's."""
    if _place.zone is not None:
        return at.astimezone(_place.zone)
    return at.astimezone() if at.tzinfo is dt.UTC else at


def clock(at: dt.datetime) -> str:
    """Return the hour: `10:42`, `8:30`."""
    shown = local(at)
    return f"{shown.hour}:{shown.minute:02d}"


def in_words(value: dt.date | dt.time) -> str:
    """Return the hour of an instant or of a time of the site, or the day in words."""
    if isinstance(value, dt.datetime):
        return clock(value)
    if isinstance(value, dt.date):
        return long_date(value)
    return f"{value.hour}:{value.minute:02d}"


def second(at: dt.datetime) -> str:
    """Return the hour with its seconds, for a journal: `10:41:07`."""
    return f"{local(at):%H:%M:%S}"


def long_date(day: dt.date) -> str:
    """Return the day in words: `mardi 3 mars 2026`, `dimanche 1er mars 2026`."""
    code = language()
    if code not in _DAYS:
        return _by_babel(_day(day), "full", code)
    return f"{_weekday(day)} {_day_month(day)} {_day(day).year}"


def day_and_month(day: dt.date) -> str:
    """Return the day without its year: `mardi 3 mars`."""
    code = language()
    if code not in _DAYS:
        return _by_babel(_day(day), "EEEE d MMMM", code)
    return f"{_weekday(day)} {_day_month(day)}"


def day_of_month(day: dt.date) -> str:
    """Return the day without its weekday and its year: `3 mars`, `1er mars`."""
    code = language()
    return _day_month(day) if code in _DAYS else _by_babel(_day(day), "d MMMM", code)


def weekday(number: int) -> str:
    """Return the name of a weekday (0 is Monday): `lundi`."""
    code = language()
    if code in _DAYS:
        return _DAYS[code][number]
    return _by_babel(dt.date(2024, 1, 1 + number), "EEEE", code)  # a Monday


def short_day(at: dt.datetime, now: dt.datetime) -> str:
    """Return when, seen from *now*: `demain 8:30`, `lundi 8:30`, `jeudi 19 mars 8:30`."""
    return f"{_near_day(local(at).date(), local(now).date())} {clock(at)}"


def when(at: dt.datetime, now: dt.datetime | None = None) -> str:
    """Return `short_day` where *now* is known, else the day and the hour in full."""
    return short_day(at, now) if now else f"{day_and_month(local(at).date())} {clock(at)}"


def minutes(count: float | dt.timedelta) -> str:
    """Return whole minutes, cut down: `12 min`."""
    return f"{_whole(count)}{_HARD}min"


def wait_range(wait: tuple[int, int]) -> str:
    """Return a range of minutes: `15–25 min`; equal ends are one figure."""
    low, high = wait
    return minutes(high) if low == high else f"{low}{RANGE}{minutes(high)}"


def duration(length: dt.timedelta) -> str:
    """Return a running time: `03:12`, with hours `1:03:12`; never below zero."""
    seconds = max(0, int(length.total_seconds()))
    hours, rest = divmod(seconds, 3600)
    tail = f"{rest // 60:02d}:{rest % 60:02d}"
    return f"{hours}:{tail}" if hours else tail


def _whole(count: float | dt.timedelta) -> int:
    number = count.total_seconds() / 60 if isinstance(count, dt.timedelta) else count
    return max(0, int(number))


def _day(day: dt.date) -> dt.date:
    return local(day).date() if isinstance(day, dt.datetime) else day


def _weekday(day: dt.date) -> str:
    return _DAYS[language()][_day(day).weekday()]


def _day_month(day: dt.date) -> str:
    shown = _day(day)
    number = "1er" if shown.day == 1 and language() == "fr" else str(shown.day)
    return f"{number} {_MONTHS[language()][shown.month - 1]}"


def _near_day(day: dt.date, today: dt.date) -> str:
    """A weekday alone is read as the coming one: only the next six days have that name."""
    ahead = (day - today).days
    code = language()
    if code not in _DAYS:
        return _by_babel(day, "EEEE d MMMM", code)
    if ahead in _NEAR[code]:
        return _NEAR[code][ahead]
    if 1 < ahead < 7:
        return _weekday(day)
    return day_and_month(day) if day.year == today.year else long_date(day)


def _by_babel(day: dt.date, form: str, code: str) -> str:
    from babel.dates import format_date  # noqa: PLC0415 - no command pays for it

    return format_date(day, form, locale=code.replace("-", "_"))
