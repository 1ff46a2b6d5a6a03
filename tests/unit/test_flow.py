"""The mean queue drained over counters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.flow import Flow, Line, Seat, Stage


def _seat(*tiers: tuple[int, ...], free_in: float = 300) -> Seat:
    return Seat(stages=tuple(Stage(waiting=tier) for tier in tiers), free_in=free_in)


def test_a_free_counter_calls_at_once() -> None:
    flow = Flow([Line(tickets=0, cost=600)], [_seat((0,), free_in=0)])

    assert flow.time_to_call(0) == 0


def test_a_free_counter_first_calls_who_is_ahead() -> None:
    flow = Flow([Line(tickets=1, cost=600)], [_seat((0,), free_in=0)])

    assert 0 < flow.time_to_call(0) < 600


def test_a_long_queue_drains_at_the_counters_pace() -> None:
    flow = Flow([Line(tickets=100, cost=600)], [_seat((0,)), _seat((0,))])

    assert abs(flow.time_to_call(0) - 100 * 600 / 2) < 600


def test_a_counter_in_pause_helps_once_it_is_back() -> None:
    lines = [Line(tickets=20, cost=600)]

    alone = Flow(lines, [_seat((0,))]).time_to_call(0)
    later = Flow(lines, [_seat((0,)), _seat((0,), free_in=3600)]).time_to_call(0)
    now = Flow(lines, [_seat((0,)), _seat((0,))]).time_to_call(0)

    assert now < later < alone


def test_an_earlier_tier_goes_first() -> None:
    lines = [Line(tickets=0, cost=600), Line(tickets=5, cost=600)]

    second = Flow(lines, [_seat((1,), (0,))]).time_to_call(0)
    same = Flow(lines, [_seat((0,), (1,))]).time_to_call(0)

    assert second > 5 * 600 > same


def test_those_who_come_later_and_pass_lengthen_the_wait() -> None:
    lines = [Line(tickets=4, cost=600), Line(tickets=4, cost=600, inflow=3 / 3600)]
    passed = Seat(stages=(Stage(waiting=(1,), passing=(1,)), Stage(waiting=(0,))), free_in=300)

    assert Flow(lines, [passed]).time_to_call(0) > Flow(lines, [_seat((1,), (0,))]).time_to_call(0)


def test_a_counter_flooded_by_those_who_pass_still_keeps_some_time() -> None:
    lines = [Line(tickets=0, cost=600), Line(tickets=2, cost=600, inflow=1.0)]
    flooded = Seat(stages=(Stage(waiting=(1,), passing=(1,)), Stage(waiting=(0,))), free_in=300)

    assert Flow(lines, [flooded]).time_to_call(0) < 24 * 3600


def test_a_line_no_counter_calls_holds_nobody_up() -> None:
    lines = [Line(tickets=2, cost=600), Line(tickets=300, cost=600)]

    assert Flow(lines, [_seat((0,))]).time_to_call(0) == Flow(
        lines[:1], [_seat((0,))]
    ).time_to_call(0)


_LINES = st.lists(
    st.builds(
        Line,
        tickets=st.integers(0, 400),
        cost=st.floats(20, 5000),
        inflow=st.one_of(st.just(0.0), st.floats(1e-6, 0.05)),
    ),
    min_size=3,
    max_size=3,
)
_STAGES = st.sampled_from(
    [
        (Stage(waiting=(0, 1, 2)),),
        (Stage(waiting=(1, 2), passing=(1, 2)), Stage(waiting=(0,))),
        (Stage(waiting=(2,), passing=(2,)), Stage(waiting=(1,), passing=(1,))),
        (Stage(waiting=(1,), passing=(1,)), Stage(waiting=(2,), passing=(2,)), Stage(waiting=(0,))),
    ]
)
_SEATS = st.builds(Seat, stages=_STAGES, free_in=st.floats(0, 7200), share=st.floats(0.2, 1.0))


@given(_LINES, st.lists(_SEATS, max_size=8), st.floats(0, 7200))
def test_every_queue_ends(lines: list[Line], seats: list[Seat], free_in: float) -> None:
    seats.append(Seat(stages=(Stage(waiting=(0, 1, 2)),), free_in=free_in))

    assert Flow(lines, seats).time_to_call(0) >= 0


@given(_LINES, st.lists(_SEATS, max_size=5))
def test_one_more_ticket_of_the_same_line_never_shortens_the_wait(
    lines: list[Line], seats: list[Seat]
) -> None:
    still = [Line(tickets=line.tickets, cost=line.cost) for line in lines]
    more = [Line(tickets=still[0].tickets + 1, cost=still[0].cost), *still[1:]]
    seats.append(_seat((0,)))

    shorter = Flow(still, seats).time_to_call(0)

    assert Flow(more, seats).time_to_call(0) >= shorter - 1e-6
