"""The counters a day needs, as the supervisor sees them, against a desk's real file."""

from __future__ import annotations

import datetime as dt

import pytest

from desk_app.domain.account_facts import SignedIn
from desk_app.domain.counters import CounterId, CounterState
from desk_app.domain.tickets import Priority
from desk_app.services import direction, moves
from desk_app.services.alerts import AlertKind
from desk_app.services.staffing import staffing
from tests.unit.reception_day import CHIEF, CLERK, INFORMATION, ONE, TWO, Day


@pytest.fixture
def day(sqlite_store, clock) -> Day:
    return Day(sqlite_store, clock)


@pytest.fixture
def needed(day):
    return lambda: staffing(language="fr", **day.ports)


def test_a_day_has_its_half_hours_from_opening_to_closing(needed) -> None:
    plan = needed()

    assert len(plan.half_hours) == 16
    assert plan.half_hours[0].starts.time() == dt.time(8, 30)
    assert plan.half_hours[-1].starts.time() == dt.time(16, 0)


def test_the_present_stands_in_its_half_hour(day, needed) -> None:
    day.clock.passes(minutes=15)

    assert needed().now == 1.5


def test_a_closed_day_needs_nobody(day, needed) -> None:
    day.clock.passes(days=5)  # a Saturday

    plan = needed()

    assert plan.half_hours == ()
    assert (plan.now, plan.needed, plan.until) == (None, 0, None)


def test_after_closing_there_is_no_present(day, needed) -> None:
    day.clock.passes(hours=9)

    plan = needed()

    assert plan.now is None
    assert plan.half_hours[-1].opened == 0


def test_an_open_house_needs_one_counter_even_with_nothing_to_expect(needed) -> None:
    assert {half.needed for half in needed().half_hours[1:]} == {1}


def test_a_first_day_is_a_starting_estimate(day, needed) -> None:
    day.comes()

    plan = needed()

    assert plan.days_seen == 0
    assert plan.is_first_estimate


def test_half_hours_over_say_what_they_needed_and_who_was_open(day, needed) -> None:
    day.sits(ONE)
    day.sits(TWO)
    for _ in range(30):  # 30 visits of 5 minutes in half an hour: 5 counters of pure work
        day.comes()
    day.clock.passes(minutes=30)

    half = needed().half_hours[1]

    assert half.needed == 6
    assert half.opened == 2


def test_half_hours_to_come_have_no_open_counters_yet(needed) -> None:
    assert all(half.opened is None for half in needed().half_hours[2:])


def test_a_counter_open_half_the_time_counts_for_half(day, needed) -> None:
    day.sits(ONE)
    day.clock.passes(minutes=10)
    direction.set_counter(
        ONE, CounterState.CLOSED, by=CHIEF, begin=day.store.begin, clock=day.clock
    )
    day.clock.passes(minutes=20)

    assert needed().half_hours[1].opened == 0


def test_the_same_weekday_of_former_weeks_is_what_is_expected(day, needed) -> None:
    day.clock.passes(hours=2)  # 11:00
    for _ in range(24):
        day.comes()
    day.clock.passes(days=7, hours=-2)

    plan = needed()

    eleven = next(half for half in plan.half_hours if half.starts.time() == dt.time(11, 0))
    assert plan.days_seen == 1
    assert eleven.needed == 5  # 24 visits of 5 minutes: 4 counters of work and room to breathe
    assert plan.half_hours[-1].needed == 1


def test_another_weekday_is_not_expected_again(day, needed) -> None:
    day.comes()
    day.clock.passes(days=1)

    assert needed().days_seen == 0


def test_a_line_longer_than_the_counters_can_begin_asks_for_more_now(day, needed) -> None:
    day.sits(ONE)
    for _ in range(40):
        day.comes()

    plan = needed()

    (alert,) = [each for each in plan.alerts if each.kind is AlertKind.SHORT_OF_COUNTERS]
    assert plan.needed > plan.opened == 1
    assert plan.until is not None
    assert (alert.counter, alert.missing) == (TWO, plan.needed - 1)
    assert (alert.procedure, alert.waiting) == (INFORMATION, 40)


def test_an_open_house_without_a_counter_asks_for_one_before_anybody_waits(needed) -> None:
    plan = needed()

    (alert,) = plan.alerts
    assert (plan.needed, plan.opened, plan.missing) == (1, 0, 1)
    assert (alert.kind, alert.counter, alert.missing) == (AlertKind.SHORT_OF_COUNTERS, ONE, 1)
    assert alert.waiting == 0


def test_enough_open_counters_ask_for_nobody(day, needed) -> None:
    day.sits(ONE)

    plan = needed()

    assert (plan.until, plan.missing, plan.alerts) == (None, 0, ())


def test_a_need_that_no_counter_can_fill_is_told_without_one(day, needed) -> None:
    for number in range(1, 5):  # 5 and 6 receive appointments only
        day.sits(CounterId(number))
    for _ in range(90):
        day.comes()

    plan = needed()

    (alert,) = plan.alerts
    assert alert.missing == plan.needed - 4 > 0
    assert (alert.counter, alert.counter_state) == (None, None)


def test_with_every_counter_open_the_need_is_still_told(day, needed) -> None:
    for number in range(1, 7):
        day.sits(CounterId(number))
    for _ in range(90):
        day.comes()

    (alert,) = needed().alerts

    assert (alert.missing > 0, alert.counter) == (True, None)


def test_who_took_a_ticket_and_gave_it_back_brings_no_work(day, needed) -> None:
    day.sits(ONE)
    numbers = [day.comes() for _ in range(40)]
    before = needed().missing
    for number in numbers:
        moves.cancel(number, by=CHIEF, begin=day.store.begin, clock=day.clock)

    after = needed().missing

    assert before > 0
    assert after == 0


@pytest.mark.parametrize("opened", [0, 1, 3])
@pytest.mark.parametrize("visitors", [0, 3, 25])
def test_what_is_asked_for_is_what_the_figure_lacks(day, needed, visitors, opened) -> None:
    for number in range(1, opened + 1):
        day.sits(CounterId(number))
    for _ in range(visitors):
        day.comes()

    plan = needed()

    lacking = max(0, plan.needed - plan.opened)
    assert plan.missing == lacking
    assert [each.missing for each in plan.alerts] == ([lacking] if lacking else [])
    assert (plan.until is not None) == bool(lacking)


def test_a_day_closed_early_needs_nobody(day, needed) -> None:
    day.comes()
    direction.close_day(by=CHIEF, begin=day.store.begin, clock=day.clock)

    plan = needed()

    assert (plan.now, plan.needed, plan.missing, plan.alerts) == (None, 0, 0, ())


def test_an_agent_with_many_local_priorities_is_told(day, needed) -> None:
    for _ in range(8):
        day.comes()
    before = needed().alerts
    for _ in range(2):
        day.comes(priority=Priority.LOCAL)
        day.comes(by=CHIEF)

    shares = [each for each in needed().alerts if each.kind is AlertKind.LOCAL_SHARE]

    assert [each for each in before if each.kind is AlertKind.LOCAL_SHARE] == []
    assert [(each.agent, each.share) for each in shares] == [("Sylvie Marchand", 0.2)]


def test_a_journal_longer_than_one_reading_is_read_to_the_morning(day, needed) -> None:
    day.sits(ONE)
    with day.store.begin() as work:
        for _ in range(510):
            work.record(SignedIn(agent=CLERK), by=CLERK, at=day.clock())
    day.clock.passes(minutes=30)

    assert needed().half_hours[1].opened == 1
