"""Opening hours in the site's own time, whatever the zone and the day of the year."""

from __future__ import annotations

import dataclasses
import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain import hours
from desk_app.domain.procedures import Procedure
from desk_app.domain.site import Opening, Site
from desk_app.settings.sites import demonstration_site

ZONES = ["Europe/Paris", "America/Cayenne", "Indian/Mayotte"]
WEEK = frozenset({0, 1, 2, 3, 4})
MORNING = Opening(days=WEEK, opens=dt.time(8), closes=dt.time(12), last_ticket=dt.time(11, 30))
AFTERNOON = Opening(days=WEEK, opens=dt.time(14), closes=dt.time(16), last_ticket=dt.time(15))
MONDAY = dt.date(2026, 3, 2)
EASTER_MONDAY = dt.date(2026, 4, 6)
NO_HOLIDAYS: frozenset[dt.date] = frozenset()
HOLIDAYS = frozenset({EASTER_MONDAY})

DEMONSTRATION = demonstration_site()
PROCEDURE = next(iter(DEMONSTRATION.procedures.values()))


def a_site(zone: str = "Europe/Paris", **changes: object) -> Site:
    plain = dataclasses.replace(
        DEMONSTRATION, time_zone=ZoneInfo(zone), openings=(AFTERNOON, MORNING)
    )
    return dataclasses.replace(plain, **changes)  # type: ignore[arg-type]  # fields by name


def until(last_ticket: dt.time | None) -> Procedure:
    return dataclasses.replace(PROCEDURE, last_ticket=last_ticket)


def local(day: dt.date, time: str, zone: str = "Europe/Paris") -> dt.datetime:
    return dt.datetime.combine(day, dt.time.fromisoformat(time), tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("zone", "at", "day"),
    [
        ("Europe/Paris", "2026-03-02T22:59:59+00:00", dt.date(2026, 3, 2)),
        ("Europe/Paris", "2026-03-02T23:00:00+00:00", dt.date(2026, 3, 3)),
        ("Europe/Paris", "2026-07-01T22:00:00+00:00", dt.date(2026, 7, 2)),
        ("America/Cayenne", "2026-03-03T02:59:59+00:00", dt.date(2026, 3, 2)),
        ("America/Cayenne", "2026-03-03T03:00:00+00:00", dt.date(2026, 3, 3)),
        ("Indian/Mayotte", "2026-03-02T21:00:00+00:00", dt.date(2026, 3, 3)),
    ],
)
def test_the_business_day_turns_at_local_midnight(zone: str, at: str, day: dt.date) -> None:
    assert hours.business_day(dt.datetime.fromisoformat(at), ZoneInfo(zone)) == day


def test_the_hours_of_a_day_come_in_their_order() -> None:
    assert hours.openings_on(a_site(), MONDAY, NO_HOLIDAYS) == (MORNING, AFTERNOON)


def test_the_day_as_a_whole_runs_from_first_opening_to_last_closing() -> None:
    opening = hours.opening_on(a_site(), MONDAY, NO_HOLIDAYS)

    assert opening is not None
    assert (opening.opens, opening.closes) == (dt.time(8), dt.time(16))


@pytest.mark.parametrize(
    ("day", "changes"),
    [
        (dt.date(2026, 3, 7), {}),
        (EASTER_MONDAY, {}),
        (MONDAY, {"closed_on": frozenset({MONDAY})}),
        (
            EASTER_MONDAY,
            {
                "open_on_holidays": frozenset({EASTER_MONDAY}),
                "closed_on": frozenset({EASTER_MONDAY}),
            },
        ),
    ],
)
def test_weekends_holidays_and_closings_are_closed_days(
    day: dt.date, changes: dict[str, object]
) -> None:
    site = a_site(**changes)  # type: ignore[arg-type]  # the zone is never among them

    assert hours.opening_on(site, day, HOLIDAYS) is None
    assert hours.closes_at(site, day, HOLIDAYS) is None


def test_a_site_may_open_on_a_holiday() -> None:
    site = a_site(open_on_holidays=frozenset({EASTER_MONDAY}))

    assert hours.is_open(site, local(EASTER_MONDAY, "09:00"), HOLIDAYS)


@pytest.mark.parametrize(
    ("time", "is_open"),
    [
        ("07:59:59", False),
        ("08:00", True),
        ("11:59:59", True),
        ("12:00", False),
        ("13:59:59", False),
        ("14:00", True),
        ("16:00", False),
    ],
)
def test_open_from_the_opening_to_before_the_closing(time: str, is_open: bool) -> None:
    assert hours.is_open(a_site(), local(MONDAY, time), NO_HOLIDAYS) is is_open


@pytest.mark.parametrize(
    ("time", "until"), [("08:00", "12:00"), ("11:50", "12:00"), ("14:00", "16:00"), ("13:00", None)]
)
def test_an_opening_lasts_until_its_own_closing(time: str, until: str | None) -> None:
    closes = hours.open_until(a_site(), local(MONDAY, time), NO_HOLIDAYS)

    assert closes == (local(MONDAY, until) if until else None)


@pytest.mark.parametrize(
    ("time", "gives"),
    [
        ("08:00", True),
        ("11:30", True),
        ("11:30:01", False),
        ("14:00", True),
        ("15:00", True),
        ("15:00:01", False),
    ],
)
def test_tickets_are_given_up_to_the_last_hour_included(time: str, gives: bool) -> None:
    now = local(MONDAY, time)

    assert hours.gives_tickets(a_site(), until(None), now, NO_HOLIDAYS) is gives


def test_a_procedure_may_end_before_the_site() -> None:
    early = until(dt.time(10))

    last = hours.last_ticket_at(a_site(), early, MONDAY, NO_HOLIDAYS)

    assert last == local(MONDAY, "10:00")
    assert not hours.gives_tickets(a_site(), early, local(MONDAY, "14:30"), NO_HOLIDAYS)


def test_a_procedure_never_ends_after_the_site() -> None:
    last = hours.last_ticket_at(a_site(), until(dt.time(15, 45)), MONDAY, NO_HOLIDAYS)

    assert last == local(MONDAY, "15:00")


def test_a_closed_day_has_no_last_ticket() -> None:
    assert hours.last_ticket_at(a_site(), until(None), EASTER_MONDAY, HOLIDAYS) is None


@pytest.mark.parametrize(
    ("now", "reopens"),
    [
        (local(MONDAY, "07:00"), local(MONDAY, "08:00")),
        (local(MONDAY, "08:00"), local(MONDAY, "14:00")),
        (local(MONDAY, "12:30"), local(MONDAY, "14:00")),
        (local(MONDAY, "15:30"), local(dt.date(2026, 3, 3), "08:00")),
        (local(dt.date(2026, 3, 6), "17:00"), local(dt.date(2026, 3, 9), "08:00")),
        # Good Friday evening: Easter Monday is closed, and summer time has begun since.
        (local(dt.date(2026, 4, 3), "17:00"), local(dt.date(2026, 4, 7), "08:00")),
    ],
)
def test_tickets_start_again_at_the_next_opening(now: dt.datetime, reopens: dt.datetime) -> None:
    found = hours.reopens_at(a_site(), until(None), now, HOLIDAYS)

    assert found == reopens
    assert found is not None
    assert found.tzinfo is dt.UTC


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        (local(MONDAY, "07:00"), local(MONDAY, "08:00")),
        (local(MONDAY, "13:00"), local(MONDAY, "14:00")),
        (local(dt.date(2026, 4, 3), "17:00"), local(dt.date(2026, 4, 7), "08:00")),
    ],
)
def test_the_doors_open_next_whatever_the_procedure(now: dt.datetime, opens: dt.datetime) -> None:
    assert hours.next_opening(a_site(), now, HOLIDAYS) == opens


def test_a_site_without_hours_never_reopens() -> None:
    site = a_site(openings=())

    assert hours.reopens_at(site, until(None), local(MONDAY, "09:00"), NO_HOLIDAYS) is None
    assert hours.next_opening(site, local(MONDAY, "09:00"), NO_HOLIDAYS) is None
    assert hours.last_open_day(site, MONDAY, NO_HOLIDAYS) is None


@pytest.mark.parametrize(
    ("today", "last"),
    [
        (MONDAY, MONDAY),
        (dt.date(2026, 3, 8), dt.date(2026, 3, 6)),
        (EASTER_MONDAY, dt.date(2026, 4, 3)),
    ],
)
def test_the_last_open_day_is_today_or_before(today: dt.date, last: dt.date) -> None:
    assert hours.last_open_day(a_site(), today, HOLIDAYS) == last


@pytest.mark.parametrize(
    ("day", "opens_utc"),
    [
        (dt.date(2026, 3, 27), "07:00"),  # Friday before summer time
        (dt.date(2026, 3, 30), "06:00"),  # Monday after
        (dt.date(2026, 10, 23), "06:00"),  # Friday before winter time
        (dt.date(2026, 10, 26), "07:00"),  # Monday after
    ],
)
def test_hours_follow_summer_time(day: dt.date, opens_utc: str) -> None:
    at = dt.datetime.combine(day, dt.time.fromisoformat(opens_utc), tzinfo=dt.UTC)

    assert hours.is_open(a_site(), at, NO_HOLIDAYS)
    assert not hours.is_open(a_site(), at - dt.timedelta(seconds=1), NO_HOLIDAYS)


def test_a_day_of_23_hours_has_its_hours_whole() -> None:
    sunday = dt.date(2026, 3, 29)
    all_day = Opening(
        days=frozenset({6}), opens=dt.time(0), closes=dt.time(8), last_ticket=dt.time(8)
    )
    site = a_site(openings=(all_day,))

    closes = hours.closes_at(site, sunday, NO_HOLIDAYS)
    opens = hours.reopens_at(site, until(None), local(sunday, "00:00") - dt.timedelta(1), HOLIDAYS)

    assert closes is not None
    assert opens is not None
    assert closes - opens == dt.timedelta(hours=7)


INSTANTS = st.datetimes(
    min_value=dt.datetime(2020, 1, 1),  # noqa: DTZ001 - made aware below
    max_value=dt.datetime(2037, 12, 31),  # noqa: DTZ001
).map(lambda naive: naive.replace(tzinfo=dt.UTC))


@given(now=INSTANTS, zone=st.sampled_from(ZONES))
def test_the_site_is_open_at_an_instant_where_its_local_clock_says_so(
    now: dt.datetime, zone: str
) -> None:
    site = a_site(zone)
    there = now.astimezone(ZoneInfo(zone))
    says = there.weekday() < 5 and (8 <= there.hour < 12 or 14 <= there.hour < 16)

    assert hours.is_open(site, now, NO_HOLIDAYS) is says


@given(now=INSTANTS, zone=st.sampled_from(ZONES))
def test_tickets_are_given_from_the_reopening_on_and_not_before_it(
    now: dt.datetime, zone: str
) -> None:
    site, procedure = a_site(zone), until(None)

    reopens = hours.reopens_at(site, procedure, now, HOLIDAYS)

    assert reopens is not None
    assert now < reopens <= now + dt.timedelta(days=5)
    assert hours.gives_tickets(site, procedure, reopens, HOLIDAYS)
    assert not hours.gives_tickets(site, procedure, reopens - dt.timedelta(seconds=1), HOLIDAYS)


@given(now=INSTANTS, zone=st.sampled_from(ZONES))
def test_a_ticket_given_is_given_while_open(now: dt.datetime, zone: str) -> None:
    site = a_site(zone)

    gives = hours.gives_tickets(site, until(None), now, HOLIDAYS)

    assert hours.is_open(site, now, HOLIDAYS) or not gives
