"""A day as an agent types it: day and month, with the year or without; it judges no other."""

from __future__ import annotations

import datetime as dt
import re

from desk_app.domain.errors import BadValue

_TYPED = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}))?")


def typed_day(text: str, today: dt.date) -> dt.date | None:
    """Return the day of *text*, None for nothing; without a year the next such day.

    Raises BadValue for what is no day, and for a day that is over.
    """
    if not text.strip():
        return None
    found = _TYPED.fullmatch(text.strip())
    if found is None:
        raise BadValue("day", text, "31/12")
    day, month, year = (int(part) if part else 0 for part in found.groups())
    try:
        read = dt.date(year or today.year, month, day)
        if not year and read < today:
            read = read.replace(year=today.year + 1)
    except ValueError as error:
        raise BadValue("day", text, "31/12") from error
    if read < today:
        raise BadValue("day", text, f"{today:%d/%m/%Y}-")
    return read
