"""Dates of birth as documents give them, which is not always to the day. No clock here."""

from __future__ import annotations

import calendar
import dataclasses
import datetime as dt
import re

from desk_app.domain.identity_errors import BadPerson

OLDEST = 120
"""Years. Nobody verified has lived longer than 122; what is older is a slip of the hand."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, order=True)
class PartialDate:
    """A year, perhaps its month, perhaps its day: `1985`, `1985-03`, `1985-03-12`.

    Raises ValueError for a day no calendar has, and for a day without its month.
    """

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        """Check at once: a value of this class is a possible date."""
        if self.day and not self.month:
            raise ValueError("a day needs its month")
        dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def text(self) -> str:
        """The date as the contract writes it: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""
        parts = (f"{self.year:04}", f"{self.month:02}", f"{self.day:02}")
        return "-".join(parts[: self.precision])

    @property
    def precision(self) -> int:
        """How many parts are known: 1, 2 or 3."""
        return 1 + bool(self.month) + bool(self.day)

    @property
    def earliest(self) -> dt.date:
        """The first day it may mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> dt.date:
        """The last day it may mean."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def looser(self) -> tuple[PartialDate, ...]:
        """The same date as documents give it that say less: the year, then the month with it."""
        month = PartialDate(year=self.year, month=self.month)
        return (PartialDate(year=self.year), month)[: self.precision - 1]

    def may_be(self, other: PartialDate) -> bool:
        """True if both can be one day, as far as the less precise of them says."""
        shared = min(self.precision, other.precision)
        return dataclasses.astuple(self)[:shared] == dataclasses.astuple(other)[:shared]


def parse_birth_date(text: str, *, today: dt.date) -> PartialDate:
    """Read `YYYY[-MM[-DD]]` or `[[DD/]MM/]YYYY`; 00 is a part the document does not give.

    Raises BadPerson: not a date, no such day (29 February 1985), to come, or over 120 years ago.
    """
    found = _read(text.strip())
    if found is None:
        raise BadPerson("birth_date", "date", text)
    try:
        date = PartialDate(year=found[0], month=found[1], day=found[2])
    except ValueError:
        raise BadPerson("birth_date", "no_such_day", text) from None
    return checked_birth_date(date, today=today)


def checked_birth_date(date: PartialDate, *, today: dt.date) -> PartialDate:
    """Return *date* if somebody alive on *today* may be born then; raises BadPerson."""
    if date.earliest > today:
        raise BadPerson("birth_date", "future", date.text)
    if _birthday(date.latest, OLDEST) < today:
        raise BadPerson("birth_date", "too_old", date.text)
    return date


def _read(text: str) -> tuple[int, int, int] | None:
    if found := re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text):
        year, month, day = found.groups()
    elif found := re.fullmatch(r"(?:(?:([0-9]{2})/)?([0-9]{2})/)?([0-9]{4})", text):
        day, month, year = found.groups()
    else:
        return None
    return int(year), int(month or 0), int(day or 0)


def _birthday(born: dt.date, age: int) -> dt.date:
    """The day somebody reaches *age*; 29 February counts as 1 March in other years."""
    year = born.year + age
    if (born.month, born.day) == (2, 29) and not calendar.isleap(year):
        return dt.date(year, 3, 1)
    return born.replace(year=year)
