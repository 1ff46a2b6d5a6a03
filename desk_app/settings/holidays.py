"""Public holidays of France by subdivision. Closings of one site are in its site file.

The days come from the `holidays` library. Importing it loads every country (half a second, more
than a command may take), so the years around now are shipped as the library computed them
(tools/make_holidays.py; a test recomputes them) and other years ask the library.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable
from pathlib import Path

from desk_app.domain.sitefile_parts import HOLIDAY_SUBDIVISIONS
from desk_app.settings.resources import resource

SHIPPED_YEARS = range(2024, 2041)
_NATIONAL = "FR"


def holidays_of(subdivision: str, years: Iterable[int]) -> frozenset[dt.date]:
    """Return the public holidays of *years*; *subdivision* is "" for the national days alone.

    "57" and "6AE" are Moselle and Alsace (Good Friday and 26 December, local law of 1892); the
    others are overseas. Raises KeyError for a subdivision a site file cannot name.
    """
    return frozenset[dt.date]().union(*(_holidays(subdivision, year) for year in years))


def holidays_around(subdivision: str, day: dt.date) -> frozenset[dt.date]:
    """Return the holidays of the year of *day*, of the one before and of the one after."""
    return holidays_of(subdivision, range(day.year - 1, day.year + 2))


def computed(subdivision: str, year: int) -> frozenset[dt.date]:
    """Return what the library says."""
    from holidays import country_holidays  # noqa: PLC0415 – half a second, seldom needed

    return frozenset(country_holidays("FR", subdivision or None, year, expand=False))


def shipped_path() -> Path:
    """Return the place of the shipped years."""
    return resource("sites", "holidays.txt")


def holiday_line(subdivision: str, year: int, days: Iterable[dt.date]) -> str:
    """Return one line of the shipped file: `6AE 2026 0101 0403 ...`."""
    return " ".join([subdivision or _NATIONAL, str(year), *(f"{day:%m%d}" for day in sorted(days))])


@functools.cache
def _holidays(subdivision: str, year: int) -> frozenset[dt.date]:
    if subdivision not in HOLIDAY_SUBDIVISIONS:
        raise KeyError(subdivision)
    if year not in SHIPPED_YEARS:
        return computed(subdivision, year)
    return _shipped()[subdivision or _NATIONAL, year]


@functools.cache
def _shipped() -> dict[tuple[str, int], frozenset[dt.date]]:
    years: dict[tuple[str, int], frozenset[dt.date]] = {}
    for line in shipped_path().read_text(encoding="utf-8").splitlines():
        subdivision, year, *days = line.split()
        years[subdivision, int(year)] = frozenset(
            dt.date(int(year), int(day[:2]), int(day[2:])) for day in days
        )
    return years
