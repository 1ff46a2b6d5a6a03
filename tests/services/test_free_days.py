"""The days that can be booked: from today, for as many weeks as the site says (A-05)."""

from __future__ import annotations

import datetime as dt

import pytest

from desk_app.services.free_days import FreeDays
from tests.services.booking_desk import DAY, BookingDesk, applicant
from tests.services.calendar_desk import CalendarDesk, closing


def both_ways(desk):
    """The days as they are read at once, and as they are read on."""
    with desk.store.read() as work:
        now = desk.clock()
        whole = desk.free_days.of(work, now, frozenset())
        return whole, tuple(desk.free_days.ahead(work, now, frozenset()))


def test_places_are_given_from_today_on_within_the_site_s_horizon(memory, clock):
    with memory.read() as work:
        weeks = work.site.rules.booking_weeks
        days = FreeDays().of(work, clock.now, frozenset())

    assert (days[0].day, days[-1].day) == (DAY, DAY + dt.timedelta(weeks=weeks))


def test_what_was_laid_out_for_days_gone_by_is_let_go(memory, clock):
    days = FreeDays()
    with memory.read() as work:
        days.of(work, clock.now, frozenset())
        later = days.of(work, clock.now + dt.timedelta(days=2), frozenset())

    assert later[0].day == DAY + dt.timedelta(days=2)


def test_a_place_that_has_cooled_is_free_again(memory, clock):
    desk = BookingDesk(memory, clock)
    slot = desk.offers()[-1].place.slots[0]
    given = desk.books(slot=slot)
    desk.cancels_appointment(given)

    meanwhile = desk.books(applicant("9304218766"), slot=slot)
    clock.now += desk.cooling
    afterwards = desk.books(applicant("9304218767"), slot=slot)

    assert meanwhile.place.seats != given.place.seats  # AT-03
    assert afterwards.place.seats == given.place.seats


def test_days_read_as_far_as_somebody_looks_are_the_same_days(store, clock):
    desk = CalendarDesk(store, clock)
    given = [desk.books(applicant(f"930421876{last}")) for last in range(3)]
    desk.cancels_appointment(given[0])
    cooling, read_on = both_ways(desk)
    desk.clock.passes(hours=6)
    cooled, later = both_ways(desk)

    assert (read_on, later) == (cooling, cooled)
    assert cooled != cooling


def test_while_somebody_has_lost_their_time_every_day_is_looked_at_first(memory, clock):
    desk = CalendarDesk(memory, clock)
    (booked,) = desk.books_on(DAY + dt.timedelta(days=8), 1)
    desk.closes(closing(DAY + dt.timedelta(days=8)))
    whole, read_on = both_ways(desk)
    with memory.read() as work:
        bare = desk.free_days.laid(work, clock(), frozenset()).days

    assert read_on == whole != bare
    assert booked.is_active


@pytest.mark.parametrize("procedures", [(), ("RNV_DEPOT",)])
def test_a_closure_to_come_is_felt_by_days_read_on(memory, clock, procedures):
    desk = CalendarDesk(memory, clock)
    before = desk.offers()
    desk.closes(closing(DAY, procedures=frozenset(procedures)))
    whole, read_on = both_ways(desk)

    assert read_on == whole
    assert desk.offers()[0].place.starts_at > before[0].place.starts_at
