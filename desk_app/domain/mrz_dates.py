"""The six digits of a date in a machine-readable zone, and which century they mean."""

from __future__ import annotations

import datetime as dt

from desk_app.domain.partial_dates import PartialDate

LONGEST_VALIDITY = dt.timedelta(days=50 * 366)


def birth_date(text: str, *, today: dt.date) -> PartialDate | None:
    """Return the date of birth of `YYMMDD`, None where no part of it is known.

    The latest century that does not lie ahead of *today*: who is a hundred is taken for a child,
    which the agent sees. Unknown parts are fillers, or 00 with some issuers. Raises ValueError.
    """
    return _latest(text, today)


def expiry_date(text: str, *, today: dt.date) -> PartialDate | None:
    """Return the last day of validity, at most fifty years ahead; raises ValueError."""
    return _latest(text, today + LONGEST_VALIDITY)


def _latest(text: str, limit: dt.date) -> PartialDate | None:
    if text[:2] == "<<":
        return None
    year, month, day = int(text[:2]), _part(text[2:4]), _part(text[4:])
    dates = [
        PartialDate(year=century + year, month=month, day=day if month else 0)
        for century in (2000, 1900)
        if (century + year, month, day) != (1900, 2, 29)
    ]
    return next((date for date in dates if date.earliest <= limit), dates[-1])


def _part(text: str) -> int:
    return 0 if text == "<<" else int(text)
