"""The days that can be booked: from today, for as many weeks as the site says (A-05)."""

from __future__ import annotations

import datetime as dt

from desk_app.services.free_days import FreeDays
from tests.services.booking_desk import DAY, BookingDesk, applicant


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
