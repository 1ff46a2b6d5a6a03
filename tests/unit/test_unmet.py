"""What proofs of request count: weeks, not days (AT-23)."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.unmet import FULL, Offered, distinct_weeks, true_reasons


def test_two_days_of_one_week_are_one_and_a_sunday_and_a_monday_are_two():
    sunday, monday, tuesday = (dt.date(2026, 3, day) for day in (1, 2, 3))

    assert distinct_weeks([monday, tuesday]) == 1
    assert distinct_weeks([sunday, monday]) == 2


def test_the_week_over_new_year_is_one_week():
    assert distinct_weeks([dt.date(2026, 12, 31), dt.date(2027, 1, 1)]) == 1


@given(st.lists(st.dates()))
def test_there_are_never_more_weeks_than_requests(days):
    assert distinct_weeks(days) <= len(days)


@pytest.mark.parametrize("offered", list(Offered))
def test_no_reason_says_that_nothing_is_free_unless_nothing_is(offered):  # AT-23
    reasons = true_reasons(offered)

    assert (set(reasons) >= FULL) is (offered is Offered.NOTHING)
    assert len(set(reasons)) == len(reasons) >= 3
