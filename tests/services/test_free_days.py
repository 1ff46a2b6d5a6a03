"""The days that can be booked: from today, for as many weeks as the site says (A-05)."""

from __future__ import annotations

import datetime as dt

from desk_app.services.free_days import FreeDays
from tests.services.booking_desk import DAY


def test_places_are_given_from_today_on_within_the_site_s_horizon(memory, clock):
    with memory.read() as work:
        weeks = work.site.rules.booking_weeks
        days = FreeDays().of(work, clock.now, frozenset())

    assert (days[0].day, days[-1].day) == (DAY, DAY + dt.timedelta(weeks=weeks))
