"""The wait told to a visitor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.calibration import Calibration
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.service_times import ServiceTime
from desk_app.domain.waiting import Ahead, Wait, Working, estimate

INFO, FILE, CARD, HARD = (ProcedureCode(code) for code in ("INFO", "FILE", "CARD", "HARD"))
TIMES = {
    INFO: ServiceTime.default(5),
    FILE: ServiceTime.default(10),
    CARD: ServiceTime.default(8),
    HARD: ServiceTime.default(30),
}
EVERYTHING = Working(
    tiers=(frozenset(TIMES),), busy_procedure=FILE, busy_for=dt.timedelta(minutes=2)
)


def _wait(
    procedure: ProcedureCode = FILE,
    ahead: Sequence[Ahead] = (),
    counters: Sequence[Working] = (EVERYTHING, EVERYTHING),
    *,
    priority: bool = False,
    party: int = 1,
    times: dict[ProcedureCode, ServiceTime] = TIMES,
    calibration: Calibration | None = None,
    arrivals: dict[ProcedureCode, float] | None = None,
) -> Wait:
    return estimate(
        procedure,
        priority=priority,
        party=party,
        ahead=ahead,
        counters=counters,
        times=times,
        calibration=calibration or Calibration.default(),
        arrivals=arrivals,
    )


def _ahead(procedure: ProcedureCode, tickets: int, people: int | None = None) -> Ahead:
    return Ahead(procedure=procedure, tickets=tickets, people=people or tickets)


def _told(low: float, high: float) -> Wait:
    return Wait(
        low=dt.timedelta(minutes=low),
        expected=dt.timedelta(minutes=(low + high) / 2),
        high=dt.timedelta(minutes=high),
        at_counter=dt.timedelta(minutes=10),
    )


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (0, 0, (0, 1)),
        (0.2, 3.6, (0, 4)),
        (3.4, 3.4, (3, 4)),
        (8, 12, (8, 10)),
        (9.8, 9.9, (10, 15)),
        (12.4, 17.6, (10, 20)),
        (31, 32, (30, 35)),
        (62, 104, (60, 105)),
    ],
)
def test_a_range_is_told_in_round_minutes_and_never_as_one_number(
    low: float, high: float, told: tuple[int, int]
) -> None:
    assert _told(low, high).minutes == told


def test_a_wait_holds_what_is_inside_the_range_as_told() -> None:
    wait = _told(12.4, 17.6)

    assert wait.holds(dt.timedelta(minutes=10))
    assert wait.holds(dt.timedelta(minutes=20))
    assert not wait.holds(dt.timedelta(minutes=20, seconds=1))


def test_a_free_counter_is_told_as_almost_no_wait() -> None:
    free = Working(tiers=(frozenset({FILE}),))

    wait = _wait(counters=(EVERYTHING, free))

    assert wait.expected == dt.timedelta(0)
    assert wait.minutes == (0, 2)


def test_more_people_ahead_mean_a_longer_wait() -> None:
    assert _wait(ahead=[_ahead(FILE, 20)]).expected > _wait(ahead=[_ahead(FILE, 10)]).expected


def test_the_wait_is_near_the_work_ahead_over_the_counters() -> None:
    wait = _wait(ahead=[_ahead(FILE, 40)])

    assert dt.timedelta(minutes=170) < wait.expected < dt.timedelta(minutes=220)


def test_households_ahead_lengthen_the_wait() -> None:
    alone, together = _ahead(FILE, 20), _ahead(FILE, 20, 50)

    assert _wait(ahead=[together]).expected > _wait(ahead=[alone]).expected * 1.5


def test_long_procedures_ahead_lengthen_the_wait() -> None:
    assert _wait(ahead=[_ahead(HARD, 9)]).expected > _wait(ahead=[_ahead(INFO, 9)]).expected * 3


def test_who_waits_for_other_counters_is_not_counted() -> None:
    cards = Working(tiers=(frozenset({CARD}),), busy_procedure=CARD)
    files = Working(tiers=(frozenset({FILE}),), busy_procedure=FILE)
    ahead = [_ahead(CARD, 50), _ahead(FILE, 2)]

    assert (
        _wait(ahead=ahead, counters=(cards, files)).expected
        == _wait(ahead=ahead[1:], counters=(files,)).expected
    )


def test_a_counter_that_prefers_another_procedure_helps_later() -> None:
    prefers_cards = Working(tiers=(frozenset({CARD}), frozenset({FILE})), busy_procedure=CARD)
    prefers_files = Working(tiers=(frozenset({FILE}), frozenset({CARD})), busy_procedure=CARD)
    ahead = [_ahead(CARD, 10), _ahead(FILE, 10)]

    assert (
        _wait(ahead=ahead, counters=(prefers_cards,)).expected
        > _wait(ahead=ahead, counters=(prefers_files,)).expected
    )


def test_arrivals_that_a_counter_prefers_lengthen_the_wait() -> None:
    prefers_cards = Working(tiers=(frozenset({CARD}), frozenset({FILE})), busy_procedure=CARD)

    quiet = _wait(ahead=[_ahead(FILE, 5)], counters=(prefers_cards,))
    busy = _wait(ahead=[_ahead(FILE, 5)], counters=(prefers_cards,), arrivals={CARD: 4.0})

    assert busy.expected > quiet.expected


def test_legal_priority_to_come_lengthens_an_ordinary_wait_and_no_priority_one() -> None:
    ahead, arrivals = [_ahead(FILE, 10)], {FILE: 12.0}

    ordinary = _wait(ahead=ahead, arrivals=arrivals)
    priority = _wait(ahead=ahead, arrivals=arrivals, priority=True)

    assert ordinary.expected > _wait(ahead=ahead).expected
    assert priority.expected == _wait(ahead=ahead, priority=True).expected


def test_legal_priority_passes_every_tier() -> None:
    prefers_cards = Working(tiers=(frozenset({CARD}), frozenset({FILE})), busy_procedure=CARD)
    ahead = [_ahead(CARD, 2), _ahead(FILE, 3)]

    wait = _wait(ahead=ahead, counters=(prefers_cards,), priority=True)

    assert wait.expected == _wait(CARD, ahead, (prefers_cards,), priority=True).expected


def test_nobody_is_passed_for_longer_than_the_bound_of_waiting() -> None:
    prefers_cards = Working(tiers=(frozenset({CARD}), frozenset({FILE})), busy_procedure=CARD)
    flood = {CARD: 60.0}

    wait = _wait(counters=(prefers_cards,), arrivals=flood)

    assert wait.expected == dt.timedelta(minutes=90)


def test_a_counter_on_pause_is_expected_back() -> None:
    away = Working(tiers=(frozenset(TIMES),), paused_for=dt.timedelta(minutes=5))
    ahead = [_ahead(FILE, 20)]

    alone = _wait(ahead=ahead, counters=(EVERYTHING,))
    with_one_away = _wait(ahead=ahead, counters=(EVERYTHING, away))
    both = _wait(ahead=ahead)

    assert both.expected < with_one_away.expected < alone.expected


def test_without_a_counter_for_it_the_wait_is_a_guess_for_one_that_opens() -> None:
    cards = Working(tiers=(frozenset({CARD}),), busy_procedure=CARD)
    ahead = [_ahead(FILE, 4), _ahead(CARD, 30)]

    wait = _wait(ahead=ahead, counters=(cards,))

    assert wait.is_guess
    assert dt.timedelta(minutes=20) < wait.expected < dt.timedelta(minutes=50)


def test_with_no_counter_open_at_all_there_is_still_a_range() -> None:
    wait = _wait(counters=())

    low, high = wait.minutes
    assert wait.is_guess
    assert 0 <= low < high


def test_the_range_is_wider_on_day_one_than_once_times_are_known() -> None:
    known = {code: ServiceTime(seen=200, mean=t.mean, spread=0.6) for code, t in TIMES.items()}
    ahead = [_ahead(FILE, 30)]

    first, later = _wait(ahead=ahead), _wait(ahead=ahead, times=known)

    assert first.high - first.low > later.high - later.low
    assert first.expected == later.expected


def test_the_sites_own_error_moves_the_estimate() -> None:
    calibration = Calibration.default()
    for _ in range(500):
        calibration = calibration.observed(50, 40, 60, 75)
    ahead = [_ahead(FILE, 10)]

    assert _wait(ahead=ahead, calibration=calibration).expected > _wait(ahead=ahead).expected


def test_the_time_at_the_counter_counts_the_household() -> None:
    assert _wait(party=1).at_counter == dt.timedelta(minutes=10)
    assert _wait(party=3).at_counter == dt.timedelta(minutes=20)


_TIERS = st.lists(st.frozensets(st.sampled_from(sorted(TIMES)), max_size=4), max_size=3).map(tuple)
_WORKING = st.builds(
    Working,
    tiers=_TIERS,
    busy_procedure=st.one_of(st.none(), st.sampled_from(sorted(TIMES))),
    busy_for=st.timedeltas(dt.timedelta(0), dt.timedelta(hours=9)),
    party=st.integers(1, 9),
    paused_for=st.one_of(st.none(), st.timedeltas(dt.timedelta(0), dt.timedelta(hours=5))),
)
_AHEAD = st.builds(
    Ahead,
    procedure=st.sampled_from(sorted(TIMES)),
    tickets=st.integers(0, 400),
    people=st.integers(0, 900),
)


@given(
    st.sampled_from(sorted(TIMES)),
    st.lists(_AHEAD, max_size=8),
    st.lists(_WORKING, max_size=8),
    st.booleans(),
    st.one_of(
        st.none(),
        st.dictionaries(st.sampled_from(sorted(TIMES)), st.floats(0, 500)),
    ),
)
def test_whatever_the_hall_the_answer_is_a_range(
    procedure: ProcedureCode,
    ahead: list[Ahead],
    counters: list[Working],
    priority: bool,
    arrivals: dict[ProcedureCode, float] | None,
) -> None:
    wait = _wait(procedure, ahead, counters, priority=priority, arrivals=arrivals)

    low, high = wait.minutes
    assert dt.timedelta(0) <= wait.low <= wait.expected <= wait.high
    assert 0 <= low < high


@given(st.lists(_AHEAD, max_size=8), st.lists(_WORKING, max_size=8))
def test_the_same_hall_gives_the_same_wait(ahead: list[Ahead], counters: list[Working]) -> None:
    assert _wait(FILE, ahead, counters) == _wait(FILE, ahead, counters)
