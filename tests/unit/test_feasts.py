"""Every public holiday of France has its name (A-08)."""

from __future__ import annotations

import datetime as dt

import pytest

from desk_app.domain.feasts import Feast, easter, feast
from desk_app.settings.holidays import SHIPPED_YEARS, holidays_of
from desk_app.words.calendar import holiday_name


@pytest.mark.parametrize(
    ("year", "sunday"),
    [(2024, "2024-03-31"), (2025, "2025-04-20"), (2026, "2026-04-05"), (2038, "2038-04-25")],
)
def test_easter_is_where_the_calendar_has_it(year: int, sunday: str) -> None:
    assert easter(year) == dt.date.fromisoformat(sunday)


def test_every_national_holiday_of_the_shipped_years_has_a_name_of_its_own() -> None:
    named = [feast(day) for day in sorted(holidays_of("", SHIPPED_YEARS))]

    assert Feast.OTHER not in named
    assert len(set(named)) == 11


def test_moselle_has_two_more() -> None:
    more = holidays_of("57", [2026]) - holidays_of("", [2026])

    assert {feast(day) for day in more} == {Feast.GOOD_FRIDAY, Feast.ST_STEPHEN}


def test_a_day_of_one_territory_is_a_holiday_without_a_name() -> None:
    assert feast(dt.date(2026, 5, 22)) is Feast.OTHER
    assert all(holiday_name(dt.date(2026, month, 1)) for month in range(1, 13))
