"""What the supervisor sees of a day, against a desk's real file."""

from __future__ import annotations

import datetime as dt

import pytest

from desk_app.domain.counters import CounterState
from desk_app.domain.sitefile import parse_site
from desk_app.domain.tickets import Priority, TicketStatus
from desk_app.services import direction
from desk_app.services.alerts import AlertKind
from desk_app.services.site import load_site
from desk_app.services.supervision import supervision
from tests.unit.reception_day import CHIEF, INFORMATION, ONE, PERMIT, TWO, Day


@pytest.fixture
def day(sqlite_store, clock) -> Day:
    return Day(sqlite_store, clock)


@pytest.fixture
def seen(day):
    return lambda: supervision(language="fr", **day.ports)


def line(view, code=INFORMATION):
    return next(each for each in view.lines if each.code == code)


def counter(view, number=ONE):
    return next(each for each in view.counters if each.number == number)


def alerts(view, kind):
    return [alert for alert in view.alerts if alert.kind is kind]


def test_an_untouched_day_has_nothing_to_do_and_no_share_of_nobody(seen) -> None:
    view = seen()

    assert (view.waiting, view.served, view.counters_open) == (0, 0, 0)
    assert view.longest is None
    assert view.in_target is None
    assert view.promises_kept is None
    assert view.alerts == ()


def test_who_waits_is_counted_with_party_and_oldest(day, seen) -> None:
    first = day.comes(party=3)
    day.clock.passes(minutes=7)
    day.comes()

    view = seen()

    assert (view.waiting, view.people) == (2, 4)
    assert (view.longest, view.longest_number) == (dt.timedelta(minutes=7), first)
    assert (line(view).waiting, line(view).issued) == (2, 2)


def test_served_absent_and_parked_are_told_apart(day, seen) -> None:
    day.sits(ONE)
    for _ in range(2):
        day.comes()
    day.is_served()

    view = seen()

    assert (view.served, view.waiting, view.no_shows, view.parked) == (1, 1, 0, 0)
    assert line(view).served == 1


def test_the_target_counts_who_still_waits_past_it(day, seen) -> None:
    day.sits(ONE)
    day.comes()
    day.comes()
    day.is_called()
    day.clock.passes(minutes=21)

    view = seen()

    assert view.in_target == pytest.approx(1 / 2)


def test_a_counter_shows_who_sits_there_what_it_does_and_since_when(day, seen) -> None:
    day.sits(ONE)
    number = day.comes()
    day.is_called()
    day.clock.passes(minutes=2)

    shown = counter(seen())

    assert shown.agent == "Sylvie Marchand"
    assert (shown.number_here, shown.status) == (number, TicketStatus.CALLED)
    assert shown.since == dt.timedelta(minutes=2)
    assert not shown.is_forgotten


def test_a_visit_of_three_times_its_expected_time_is_probably_forgotten(day, seen) -> None:
    day.sits(ONE)
    number = day.comes()  # 5 minutes expected
    day.is_called()

    day.clock.passes(minutes=15)
    before = alerts(seen(), AlertKind.FORGOTTEN)
    day.clock.passes(seconds=1)
    (alert,) = alerts(seen(), AlertKind.FORGOTTEN)

    assert before == []
    assert (alert.number, alert.counter, alert.status) == (number, ONE, TicketStatus.CALLED)


def test_a_visit_for_what_the_site_no_longer_has_is_never_called_forgotten(
    day, seen, site_text
) -> None:
    day.sits(ONE)
    number = day.comes(PERMIT, document="9304218765")
    day.is_called()
    text = site_text.replace("PERMIS", "CONDUITE")
    site = parse_site(text, file="site.toml")
    load_site(text, site, by=None, begin=day.store.begin, clock=day.clock)

    day.clock.passes(hours=5)

    assert counter(seen()).number_here == number
    assert alerts(seen(), AlertKind.FORGOTTEN) == []


def test_visitors_no_open_counter_serves_ask_for_one(day, seen) -> None:
    day.comes()

    (alert,) = alerts(seen(), AlertKind.NO_COUNTER)

    assert (alert.counter, alert.waiting) == (ONE, 1)


def test_a_closed_counter_is_proposed_before_one_on_a_pause(day, seen) -> None:
    day.sits(ONE)
    direction.set_counter(
        ONE, CounterState.PAUSED, by=CHIEF, begin=day.store.begin, clock=day.clock
    )
    day.comes()

    (alert,) = alerts(seen(), AlertKind.NO_COUNTER)

    assert alert.counter == TWO


def test_with_a_counter_open_nobody_is_without_one(day, seen) -> None:
    day.sits(TWO)
    day.comes()

    assert alerts(seen(), AlertKind.NO_COUNTER) == []


def test_a_wait_past_the_bound_is_told_at_the_minute(day, seen) -> None:
    day.sits(ONE)
    number = day.comes()

    day.clock.passes(minutes=89, seconds=59)
    before = alerts(seen(), AlertKind.WAITED_TOO_LONG)
    day.clock.passes(seconds=1)
    (alert,) = alerts(seen(), AlertKind.WAITED_TOO_LONG)

    assert before == []
    assert (alert.number, alert.minutes) == (number, 90)


def test_a_visitor_overtaken_more_often_than_the_bound_is_told(day, seen) -> None:
    day.sits(ONE)
    number = day.comes()
    for _ in range(6):
        day.clock.passes(seconds=1)
        day.comes(priority=Priority.FAMILY)
    for _ in range(5):
        day.is_served(minutes=1)
    before = alerts(seen(), AlertKind.OVERTAKEN)
    day.is_served(minutes=1)

    (alert,) = alerts(seen(), AlertKind.OVERTAKEN)

    assert before == []
    assert (alert.number, alert.waiting) == (number, 6)


def test_a_used_up_quota_is_told_while_the_procedure_is_open(day, seen) -> None:
    ports = {"by": CHIEF, "begin": day.store.begin, "clock": day.clock}
    direction.set_procedure(INFORMATION, quota=1, **ports)
    day.comes()

    open_and_full = alerts(seen(), AlertKind.QUOTA)
    direction.set_procedure(INFORMATION, is_open=False, **ports)

    assert [alert.procedure for alert in open_and_full] == [INFORMATION]
    assert alerts(seen(), AlertKind.QUOTA) == []
    assert line(seen()).quota == 1


def test_the_sites_own_quota_is_shown_until_the_supervisor_sets_one(day, seen) -> None:
    ports = {"by": CHIEF, "begin": day.store.begin, "clock": day.clock}
    before = line(seen(), PERMIT)
    direction.set_procedure(PERMIT, quota=3, **ports)
    during = line(seen(), PERMIT)
    direction.set_procedure(PERMIT, quota=direction.SITES_OWN, **ports)

    after = line(seen(), PERMIT)

    assert (before.quota, before.is_quota_set) == (12, False)
    assert (during.quota, during.site_quota, during.is_quota_set) == (3, 12, True)
    assert after == before


def test_the_estimate_is_judged_by_the_waits_that_came_true(day, seen) -> None:
    day.sits(ONE)
    day.comes()  # nobody before: told to come at once
    day.is_called()

    view = seen()

    assert view.promises == 1
    assert view.promises_kept == 1.0
    assert view.promise_error == pytest.approx(0, abs=3)


def test_a_range_that_did_not_hold_counts_against_the_estimate(day, seen) -> None:
    day.sits(ONE)
    day.comes()
    day.clock.passes(hours=2)
    day.is_called()

    view = seen()

    assert view.promises_kept == 0.0
    assert view.promise_error is not None
    assert view.promise_error > 100
