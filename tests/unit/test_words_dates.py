"""Hours, days and lengths of time as people read them."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.words import dates
from desk_app.words.catalogue import language, set_language

PARIS = ZoneInfo("Europe/Paris")
NOW = dt.datetime(2026, 3, 3, 10, 42, tzinfo=PARIS)  # a Tuesday


@pytest.fixture(autouse=True)
def _site() -> Iterator[None]:
    before = language()
    set_language("fr")
    dates.show_times_in(PARIS)
    yield
    set_language(before)
    dates.show_times_in(dt.UTC)


def test_an_hour_has_no_leading_zero_and_is_the_site_s_own() -> None:
    assert dates.clock(NOW) == "10:42"
    assert dates.clock(dt.datetime(2026, 7, 1, 6, 5, tzinfo=dt.UTC)) == "8:05"
    assert dates.second(NOW) == "10:42:00"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (dt.date(2026, 3, 3), "mardi 3 mars 2026"),
        (dt.date(2026, 3, 1), "dimanche 1er mars 2026"),
        (dt.date(2026, 8, 15), "samedi 15 août 2026"),
        (dt.date(2026, 12, 25), "vendredi 25 décembre 2026"),
    ],
)
def test_a_day_is_said_in_full(day: dt.date, said: str) -> None:
    assert dates.long_date(day) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-1, "hier 8:30"),
        (0, "aujourd’hui 8:30"),
        (1, "demain 8:30"),
        (2, "jeudi 8:30"),
        (6, "lundi 8:30"),
        (7, "mardi 10 mars 8:30"),
        (-7, "mardi 24 février 8:30"),
        (400, "mercredi 7 avril 2027 8:30"),
    ],
)
def test_a_near_day_is_said_as_people_say_it(days: int, said: str) -> None:
    at = dt.datetime(2026, 3, 3, 8, 30, tzinfo=PARIS) + dt.timedelta(days=days)

    assert dates.short_day(at, NOW) == said


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "1er mars"), ("en", "1 March"), ("es", "1 marzo")]
)
def test_a_day_of_the_month_has_neither_weekday_nor_year(language: str, said: str) -> None:
    set_language(language)

    assert dates.day_of_month(dt.date(2026, 3, 1)) == said


def test_tomorrow_is_the_site_s_tomorrow() -> None:
    """At 23:30 UTC it is already the next day in Paris."""
    at = dt.datetime(2026, 3, 3, 23, 30, tzinfo=dt.UTC)

    assert dates.short_day(at, NOW) == "demain 0:30"


def test_an_hour_in_utc_is_shown_in_the_machine_s_own_until_the_site_is_known() -> None:
    code = (
        "import datetime as dt; from desk_app.words.dates import clock;"
        "print(clock(dt.datetime(2026, 3, 3, 9, 42, tzinfo=dt.UTC)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"TZ": "Europe/Paris", "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == "10:42\n"


def test_a_range_of_minutes_keeps_its_unit() -> None:
    assert dates.wait_range((15, 25)) == "15–25\u00a0min"
    assert dates.wait_range((5, 5)) == "5\u00a0min"
    assert dates.minutes(dt.timedelta(minutes=12, seconds=59)) == "12\u00a0min"


@pytest.mark.parametrize(
    ("seconds", "said"), [(192, "03:12"), (0, "00:00"), (-5, "00:00"), (3792, "1:03:12")]
)
def test_a_running_time_counts_minutes_and_seconds(seconds: int, said: str) -> None:
    assert dates.duration(dt.timedelta(seconds=seconds)) == said


@given(st.integers(min_value=0, max_value=360_000))
def test_a_running_time_loses_no_second(seconds: int) -> None:
    said = dates.duration(dt.timedelta(seconds=seconds))

    assert seconds == sum(int(part) * 60**power for power, part in enumerate(said.split(":")[::-1]))


def test_english_has_its_own_days() -> None:
    set_language("en")

    assert dates.long_date(dt.date(2026, 3, 3)) == "Tuesday 3 March 2026"
    assert dates.short_day(NOW + dt.timedelta(days=1), NOW) == "tomorrow 10:42"


def test_another_language_asks_babel() -> None:
    set_language("de")

    assert dates.long_date(dt.date(2026, 3, 3)) == "Dienstag, 3. März 2026"
