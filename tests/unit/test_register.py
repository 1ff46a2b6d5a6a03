"""The register: strata, moves, holding, keeping, and the mode of a family."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.draw import Stratum
from desk_app.domain.draw_errors import RequestSettled
from desk_app.domain.draw_mode import Load, LoadOfDay, Mode, load_of_week, mode
from desk_app.domain.register import RequestState, entries, held_until, lapsing, renewed, stratum
from tests.unit.draws import RENEWAL, TUESDAY, request

MINUTES = {RENEWAL: 14.5}
SINCE = dt.datetime(2026, 3, 3, 9, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, Stratum.OTHERS),
        ({"age": 2}, Stratum.OTHERS),
        ({"age": 3}, Stratum.PATIENCE),
        ({"age": 9, "has_legal_priority": True}, Stratum.PRIORITY),
        ({"deadline": dt.date(2026, 3, 18), "is_deadline_checked": True}, Stratum.DEADLINE),
        ({"deadline": dt.date(2026, 3, 19), "is_deadline_checked": True}, Stratum.OTHERS),
        ({"deadline": dt.date(2026, 2, 1), "is_deadline_checked": True}, Stratum.DEADLINE),
        ({"deadline": dt.date(2026, 3, 4)}, Stratum.OTHERS),
        ({"is_deadline_checked": True}, Stratum.OTHERS),
    ],
)
def test_a_request_stands_in_the_stratum_of_its_deadline_priority_or_patience(facts, expected):
    assert stratum(request(**facts), TUESDAY) is expected


def test_a_site_may_ask_for_another_patience():
    assert stratum(request(age=1), TUESDAY, patience=1) is Stratum.PATIENCE


def test_only_the_first_request_of_a_person_takes_part():
    found = entries(
        [request(7, "amina"), request(2, "boris"), request(3, "amina"), request(9, "amina")],
        TUESDAY,
        minutes=MINUTES,
    )

    assert [(one.number, one.same_as) for one in found] == [(2, None), (3, None), (7, 3), (9, 3)]
    assert {one.minutes for one in found} == {15}


def test_only_requests_that_wait_take_part():
    placed = request(1).won(TUESDAY, held_until=TUESDAY).confirmed(TUESDAY)

    assert entries([placed], TUESDAY, minutes=MINUTES) == ()


def test_losing_makes_a_request_older_and_winning_does_not():
    lost = request().lost().lost()

    assert lost.age == 2
    assert lost.won(TUESDAY, held_until=TUESDAY).age == 2


def test_a_winner_who_confirms_is_placed():
    placed = request().won(TUESDAY, held_until=TUESDAY).confirmed(dt.date(2026, 3, 4))

    assert placed.state is RequestState.PLACED
    assert placed.seen_on == dt.date(2026, 3, 4)
    assert placed.held_until is None


def test_a_win_that_lapses_once_goes_back_to_the_draw_with_its_age_and_twice_ends():
    once = request(age=4).won(TUESDAY, held_until=TUESDAY).lapsed(dt.date(2026, 3, 9))
    twice = once.won(dt.date(2026, 3, 9), held_until=TUESDAY).lapsed(dt.date(2026, 3, 16))

    assert (once.state, once.age, once.settled_on) == (RequestState.WAITING, 4, None)
    assert (twice.state, twice.settled_on) == (RequestState.ENDED, dt.date(2026, 3, 16))


def test_a_person_withdraws_while_waiting_or_having_won():
    assert request().withdrawn(TUESDAY).state is RequestState.WITHDRAWN
    won = request().won(TUESDAY, held_until=TUESDAY)
    assert won.withdrawn(TUESDAY).state is RequestState.WITHDRAWN


@pytest.mark.parametrize(
    "move",
    [
        lambda one: one.won(TUESDAY, held_until=TUESDAY),
        lambda one: one.lost(),
        lambda one: one.confirmed(TUESDAY),
        lambda one: one.lapsed(TUESDAY),
        lambda one: one.withdrawn(TUESDAY),
    ],
)
def test_a_request_that_was_withdrawn_moves_no_more(move):
    with pytest.raises(RequestSettled) as refused:
        move(request(3).withdrawn(TUESDAY))

    assert vars(refused.value) == {"reference": "0000-0003", "request_state": "withdrawn"}


def test_a_request_that_waits_was_not_won_yet():
    with pytest.raises(RequestSettled):
        request().confirmed(TUESDAY)


def test_a_request_is_forgotten_30_days_after_its_end_or_half_a_year_after_silence():
    assert request().withdrawn(TUESDAY).forgotten_on == dt.date(2026, 4, 2)
    assert request().seen(TUESDAY).forgotten_on == dt.date(2026, 9, 2)
    assert request().seen(dt.date(2020, 1, 1)).seen_on == dt.date(2026, 3, 2)


def test_a_seat_is_held_three_open_days():
    assert held_until(dt.date(2026, 3, 5), lambda day: day.weekday() < 5) == dt.date(2026, 3, 10)


def test_a_site_that_stays_closed_holds_no_seat_for_ever():
    assert held_until(TUESDAY, lambda _day: False) == TUESDAY + dt.timedelta(days=60)


def test_a_win_lapses_the_day_after_its_last_day():
    held = [request(number).won(TUESDAY, held_until=TUESDAY) for number in (5, 2)]

    assert lapsing([*held, request(1)], TUESDAY) == ()
    assert [one.number for one in lapsing([*held, request(1)], dt.date(2026, 3, 4))] == [2, 5]


@pytest.mark.parametrize(
    ("before", "demand", "capacity", "expected"),
    [
        (Mode.IMMEDIATE, 89, 100, Mode.IMMEDIATE),
        (Mode.IMMEDIATE, 90, 100, Mode.BATCH),
        (Mode.BATCH, 89, 100, Mode.BATCH),
        (Mode.BATCH, 80, 100, Mode.BATCH),
        (Mode.BATCH, 79, 100, Mode.IMMEDIATE),
        (Mode.IMMEDIATE, 1, 0, Mode.BATCH),
        (Mode.BATCH, 0, 0, Mode.BATCH),
        (Mode.IMMEDIATE, 0, 0, Mode.IMMEDIATE),
        (Mode.BATCH, 0, 5, Mode.IMMEDIATE),
    ],
)
def test_a_family_is_drawn_from_nine_tenths_and_booked_again_below_eight(
    before, demand, capacity, expected
):
    assert mode(before, Load(demand=demand, capacity=capacity)) is expected


@given(st.sampled_from(Mode), st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_family_is_never_booked_at_once_from_nine_tenths_on(before, demand, capacity):
    found = mode(before, Load(demand=demand, capacity=capacity))

    if demand and demand * 10 >= capacity * 9:
        assert found is Mode.BATCH
    assert mode(found, Load(demand=demand, capacity=capacity)) is found


def test_the_load_is_that_of_seven_days_with_today():
    days = [
        LoadOfDay(day=TUESDAY - dt.timedelta(days=back), load=Load(demand=10**back, capacity=1))
        for back in range(9)
    ]

    assert load_of_week(days, TUESDAY) == Load(demand=1_111_111, capacity=7)


@pytest.mark.parametrize(
    ("gone_on", "asked_at", "is_left_out"),
    [
        (TUESDAY, SINCE, True),
        (TUESDAY + dt.timedelta(days=1), SINCE + dt.timedelta(days=1), True),
        (TUESDAY - dt.timedelta(days=1), SINCE, False),
        (TUESDAY, SINCE - dt.timedelta(seconds=1), False),
    ],
)
def test_who_withdrew_once_a_secret_was_committed_to_is_left_to_the_following_draw(
    gone_on, asked_at, is_left_out
):
    gone = request(1, "p").withdrawn(gone_on)
    again, other = request(2, "p", since=asked_at), request(3, "q", since=asked_at)

    left = renewed([gone, again, other], SINCE, on=TUESDAY)

    assert left == (frozenset({2}) if is_left_out else frozenset())
