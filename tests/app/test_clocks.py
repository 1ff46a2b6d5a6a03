"""Which clock a process gets."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from desk_app.app.clocks import (
    ForwardWatch,
    clock_of,
    read_instant,
    since_boot,
    ticking_in_open_hours,
    utc_now,
)
from desk_app.domain.errors import BadValue, OnlyRehearsal
from tests.conftest import MONDAY
from tests.fakes import FakeClock

NO_HOLIDAYS = frozenset()


def asked(site, value, *, rehearsal=True):
    environ = {"DESK_APP_CLOCK": value} if value else {}
    return clock_of(environ, rehearsal=rehearsal, site=site, holidays=NO_HOLIDAYS)


def test_a_real_store_has_the_real_clock(site):
    assert asked(site, "", rehearsal=False) is utc_now


def test_a_real_store_refuses_another_clock(site):
    with pytest.raises(OnlyRehearsal):
        asked(site, "2026-03-02T09:00:00+01:00", rehearsal=False)


def test_a_rehearsal_s_clock_stands_where_it_is_put(site):
    clock = asked(site, "2026-03-02T09:00:00+01:00")

    assert clock() == clock() == dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize("text", ["", "yesterday", "2026-03-02T09:00:00", "2026-13-40T09:00+01:00"])
def test_an_instant_without_its_offset_is_refused(text):
    with pytest.raises(BadValue):
        read_instant(text)


def test_outside_opening_hours_a_rehearsal_ticks_from_nine_of_an_open_day(site):
    closed = dataclasses.replace(site, openings=(), closed_on=frozenset())
    clock = ticking_in_open_hours(closed, NO_HOLIDAYS)
    local = clock().astimezone(site.time_zone)
    assert (local.hour, local.minute) == (9, 0)

    never_closed = dataclasses.replace(
        site,
        openings=(
            dataclasses.replace(
                site.openings[0],
                days=frozenset(range(7)),
                opens=dt.time(0),
                closes=dt.time(23, 59, 59),
            ),
        ),
    )
    assert ticking_in_open_hours(never_closed, NO_HOLIDAYS) is utc_now


def test_a_rehearsed_day_goes_on(site):
    closed = dataclasses.replace(site, openings=())
    clock = ticking_in_open_hours(closed, NO_HOLIDAYS)

    first, second = clock(), clock()

    assert second >= first


def test_a_clock_that_leaps_forward_is_told_once_and_by_how_much():
    clock, ran = FakeClock(MONDAY), [0.0]
    watch = ForwardWatch(clock, steady=lambda: ran[0])
    clock.passes(minutes=1)
    ran[0] += 60
    quiet = watch.leapt()
    clock.passes(hours=2, minutes=1)
    ran[0] += 60

    assert (quiet, watch.leapt(), watch.leapt()) == (0, 7200, 0)


def test_a_machine_that_slept_and_a_clock_corrected_by_little_are_no_leap():
    clock, ran = FakeClock(MONDAY), [0.0]
    watch = ForwardWatch(clock, steady=lambda: ran[0])
    clock.passes(hours=9)
    ran[0] += 9 * 3600
    slept = watch.leapt()
    clock.passes(minutes=5)
    corrected = watch.leapt()
    clock.passes(minutes=-30)

    assert (slept, corrected, watch.leapt()) == (0, 0, 0)


def test_the_machine_tells_how_long_it_ran():
    first = since_boot()

    assert since_boot() >= first > 0
