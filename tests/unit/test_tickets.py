"""A ticket's moves: what each changes, what each refuses, and what the table promises."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.errors import (
    CallsUsedUp,
    ImpossibleMove,
    OtherCounter,
    RecallTooSoon,
    ReturnTooLate,
    SameProcedure,
    TooFewCalls,
)
from desk_app.domain.site import Rules
from desk_app.domain.tickets import ACTIVE, MOVES, Move, Priority, TicketStatus
from tests.unit.tickets import INFO, NINE, PERMIT, PIECES, minutes, ticket

RULES = Rules()
NOW = NINE + minutes(10)


def called(counter=3, **fields):
    return ticket(**fields).call(counter, now=NOW)


def served(**fields):
    return called(**fields).start_serving(now=NOW + minutes(1))


def test_every_status_stands_in_the_table():
    assert set(MOVES) == set(TicketStatus)


def test_every_move_is_used_by_some_status():
    assert {move for moves in MOVES.values() for move in moves} == set(Move)


def test_no_open_ticket_outlives_its_day():
    assert all(Move.EXPIRE in MOVES[status] for status in ACTIVE)
    assert all(MOVES[status][Move.EXPIRE] not in ACTIVE for status in ACTIVE)


def test_a_cancelled_ticket_has_no_move_left():
    gone = ticket().cancel(now=NOW)

    assert gone.possible == ()
    assert not gone.is_active


@pytest.mark.parametrize("status", TicketStatus)
@pytest.mark.parametrize(
    ("move", "make"),
    [
        (Move.CALL, lambda t: t.call(1, now=NOW)),
        (Move.RECALL, lambda t: t.recall(now=NOW + minutes(5), rules=RULES)),
        (Move.START, lambda t: t.start_serving(now=NOW)),
        (Move.COMPLETE, lambda t: t.complete(now=NOW)),
        (Move.MARK_NO_SHOW, lambda t: t.mark_no_show(now=NOW, rules=RULES)),
        (Move.POSTPONE, lambda t: t.postpone(now=NOW, rules=RULES)),
        (Move.PARK, lambda t: t.park(now=NOW)),
        (Move.UNPARK, lambda t: t.unpark()),
        (Move.RESUME, lambda t: t.resume(1, now=NOW)),
        (Move.RESUME, lambda t: t.unaside(1)),
        (Move.RETURN, lambda t: t.return_to_queue()),
        (Move.READMIT, lambda t: t.readmit(now=NOW, rules=RULES)),
        (Move.TRANSFER, lambda t: t.transfer(PERMIT, come_back_to=None)),
        (Move.NEXT_STEP, lambda t: t.next_step()),
        (Move.NEXT_STEP, lambda t: t.come_back()),
        (Move.CANCEL, lambda t: t.cancel(now=NOW)),
        (Move.UNSTART, lambda t: t.unstart()),
        (Move.REOPEN, lambda t: t.reopen()),
        (Move.REINSTATE, lambda t: t.reinstate(1)),
        (Move.UNTRANSFER, lambda t: t.untransfer(Move.UNTRANSFER)),
        (Move.EXPIRE, lambda t: t.expire(now=NOW)),
    ],
)
def test_a_move_is_made_exactly_where_the_table_has_it(status, move, make):
    before = ticket(
        status=status, steps=(PIECES,), calls=2, called_at=NOW, ended_at=NOW, come_back_to=1
    )
    before = dataclasses.replace(before, calls=3 if move is Move.MARK_NO_SHOW else 2)

    if move in MOVES[status]:
        after = make(before)
        assert after.status is MOVES[status][move]
        assert after.revision > before.revision
        assert (after.number, after.arrived_at) == (before.number, before.arrived_at)
    else:
        with pytest.raises(ImpossibleMove) as refused:
            make(before)
        assert refused.value.possible == tuple(MOVES[status])


def test_a_call_is_counted_and_its_first_hour_kept():
    first = ticket().call(3, now=NOW)

    assert (first.counter, first.calls, first.called_at) == (3, 1, NOW)
    assert first.waited(NOW + minutes(30)) == minutes(10)


def test_who_is_not_called_yet_waits_until_now():
    assert ticket().waited(NOW) == minutes(10)


# --- three calls, sixty seconds apart -------------------------------------------------


def test_a_recall_under_sixty_seconds_is_refused_with_the_hour_it_is_allowed():
    with pytest.raises(RecallTooSoon) as refused:
        called().recall(now=NOW + minutes(0.99), rules=RULES)

    assert refused.value.again_at == NOW + minutes(1)


def test_a_ticket_is_called_three_times_and_no_more():
    third = called()
    for call in (1, 2):
        third = third.recall(now=NOW + minutes(call), rules=RULES)

    assert third.calls == 3
    assert third.first_called_at == NOW
    with pytest.raises(CallsUsedUp):
        third.recall(now=NOW + minutes(9), rules=RULES)


@pytest.mark.parametrize("calls", [1, 2])
def test_nobody_is_absent_before_the_third_call(calls):
    with pytest.raises(TooFewCalls) as refused:
        dataclasses.replace(called(), calls=calls).mark_no_show(now=NOW, rules=RULES)

    assert (refused.value.calls, refused.value.needed) == (calls, 3)


def test_an_absent_visitor_comes_back_within_twenty_minutes_at_the_old_rank():
    absent = dataclasses.replace(called(), calls=3).mark_no_show(now=NOW, rules=RULES)

    back = absent.readmit(now=NOW + minutes(20), rules=RULES)

    assert (back.status, back.counter, back.calls, back.ended_at) == (
        TicketStatus.WAITING, None, 0, None,
    )  # fmt: skip
    assert back.arrived_at == absent.arrived_at


def test_an_absent_visitor_does_not_come_back_after_twenty_minutes():
    absent = dataclasses.replace(called(), calls=3).mark_no_show(now=NOW, rules=RULES)

    with pytest.raises(ReturnTooLate) as refused:
        absent.readmit(now=NOW + minutes(20.1), rules=RULES)

    assert refused.value.until == NOW + minutes(20)


def test_a_late_return_is_granted_once():
    absent = dataclasses.replace(called(), calls=3).mark_no_show(now=NOW, rules=RULES)
    again = dataclasses.replace(
        absent.readmit(now=NOW, rules=RULES).call(1, now=NOW), calls=3
    ).mark_no_show(now=NOW, rules=RULES)

    with pytest.raises(ReturnTooLate) as refused:
        again.readmit(now=NOW, rules=RULES)

    assert refused.value.until is None


def test_a_waiting_ticket_has_no_hour_of_late_return():
    assert ticket().returnable_until(RULES) is None


def test_a_postponed_ticket_keeps_its_calls_and_waits_for_the_spacing():
    put_off = called().postpone(now=NOW + minutes(0.5), rules=RULES)

    assert (put_off.counter, put_off.calls) == (None, 1)
    assert put_off.not_before == NOW + minutes(1)


def test_a_ticket_postponed_after_the_spacing_may_be_called_at_once():
    assert called().postpone(now=NOW + minutes(3), rules=RULES).not_before == NOW + minutes(3)


def test_a_new_call_ends_the_postponement():
    again = called().postpone(now=NOW, rules=RULES).call(2, now=NOW + minutes(2))

    assert (again.not_before, again.calls) == (None, 2)


# --- aside and elsewhere ---------------------------------------------------------------------


def test_a_parked_visitor_is_remembered_with_the_note_and_resumed_elsewhere():
    aside = served().park(now=NOW + minutes(5), note="photocopies")

    resumed = aside.resume(4, now=NOW + minutes(9))

    assert (aside.counter, aside.parked_at, aside.note) == (3, NOW + minutes(5), "photocopies")
    assert (resumed.counter, resumed.started_at) == (4, aside.started_at)


def test_a_visitor_parked_before_the_visit_began_begins_it_when_resumed():
    resumed = called().park(now=NOW).resume(3, now=NOW + minutes(9))

    assert resumed.started_at == NOW + minutes(9)


def test_an_unparked_visitor_waits_at_the_old_rank_as_if_never_called():
    back = served().park(now=NOW).unpark()

    assert (back.counter, back.calls, back.parked_at) == (None, 0, None)
    assert back.arrived_at == NINE


def test_a_parking_taken_back_leaves_no_trace():
    before = served()

    after = before.park(now=NOW, note="x").unaside(3)

    assert dataclasses.replace(after, revision=before.revision) == before


def test_a_transfer_keeps_number_and_arrival_and_forgets_the_calls():
    sent = served().transfer(PERMIT, come_back_to=3)

    assert (sent.number, sent.arrived_at, sent.procedure) == ("A001", NINE, PERMIT)
    assert (sent.transferred_from, sent.come_back_to) == (INFO, 3)
    assert (sent.counter, sent.calls, sent.called_at, sent.started_at) == (None, 0, None, None)


def test_a_transfer_to_its_own_procedure_is_refused():
    with pytest.raises(SameProcedure):
        served().transfer(INFO, come_back_to=None)


def test_who_was_sent_away_comes_back_for_the_first_procedure_to_the_counter_that_asked():
    away = served().transfer(PERMIT, come_back_to=3).call(1, now=NOW).start_serving(now=NOW)

    back = away.come_back()

    assert (back.procedure, back.reserved_for, back.come_back_to) == (INFO, 3, None)
    assert back.unreserved().reserved_for is None


def test_a_chain_goes_on_step_by_step():
    first = served(steps=(PIECES, PERMIT)).next_step()

    assert (first.procedure, first.steps, first.transferred_from) == (PIECES, (PERMIT,), INFO)


# --- taking back --------------------------------------------------------------------------------


def test_a_wrong_call_taken_back_leaves_no_trace():
    before = ticket()

    after = before.call(3, now=NOW).return_to_queue()

    assert dataclasses.replace(after, revision=before.revision) == before


def test_a_second_call_taken_back_leaves_the_first():
    once = called().postpone(now=NOW, rules=RULES).call(2, now=NOW + minutes(2))

    back = once.return_to_queue()

    assert (back.calls, back.first_called_at, back.called_at) == (1, NOW, None)


def test_a_start_taken_back_leaves_the_call():
    assert served().unstart() == dataclasses.replace(called(), revision=3)


def test_a_completion_taken_back_serves_on():
    before = served()

    after = before.complete(now=NOW).reopen()

    assert dataclasses.replace(after, revision=before.revision) == before


def test_a_postponement_taken_back_is_the_call_it_was():
    before = called()

    after = before.postpone(now=NOW, rules=RULES).reinstate(3)

    assert dataclasses.replace(after, revision=before.revision) == before


def test_a_transfer_of_one_who_waited_taken_back_leaves_no_trace():
    before = ticket()

    after = before.transfer(PERMIT, come_back_to=None).untransfer(Move.TRANSFER)

    assert dataclasses.replace(after, revision=before.revision) == before


def test_a_transfer_taken_back_serves_on_where_it_was():
    before = served()

    after = before.transfer(PERMIT, come_back_to=3).untransfer(
        Move.UNTRANSFER,
        counter=3,
        calls=1,
        first_called_at=NOW,
        called_at=NOW,
        started_at=before.started_at,
    )

    assert dataclasses.replace(after, revision=before.revision) == before


def test_a_ticket_is_only_moved_from_its_own_counter():
    here = called(counter=3)

    assert here.at(3) is here
    assert here.at(None) is here
    assert ticket().at(5) == ticket()
    with pytest.raises(OtherCounter) as refused:
        here.at(5)
    assert (refused.value.counter, refused.value.asked) == (3, 5)


def test_only_the_law_s_priorities_are_legal():
    assert [priority for priority in Priority if priority.is_legal] == [
        Priority.CMI,
        Priority.FAMILY,
    ]


@given(st.lists(st.sampled_from(Move), max_size=30))
def test_whatever_happens_a_ticket_waits_at_no_counter_and_is_served_at_one(moves):
    now = ticket(steps=(PIECES,) * 30)
    for move in moves:
        if move in MOVES[now.status]:
            now = _MAKE[move](now)

        if now.status is TicketStatus.WAITING:
            assert now.counter is None
        if now.status in {TicketStatus.CALLED, TicketStatus.SERVING}:
            assert now.counter == 2


_MAKE = {
    Move.CALL: lambda t: t.call(2, now=NOW),
    Move.RECALL: lambda t: dataclasses.replace(t, calls=1, called_at=NINE).recall(
        now=NOW, rules=RULES
    ),
    Move.START: lambda t: t.start_serving(now=NOW),
    Move.COMPLETE: lambda t: t.complete(now=NOW),
    Move.MARK_NO_SHOW: lambda t: dataclasses.replace(t, calls=3).mark_no_show(now=NOW, rules=RULES),
    Move.POSTPONE: lambda t: t.postpone(now=NOW, rules=RULES),
    Move.PARK: lambda t: t.park(now=NOW),
    Move.UNPARK: lambda t: t.unpark(),
    Move.RESUME: lambda t: t.resume(2, now=NOW),
    Move.RETURN: lambda t: t.return_to_queue(),
    Move.READMIT: lambda t: dataclasses.replace(t, returned=False).readmit(now=NOW, rules=RULES),
    Move.TRANSFER: lambda t: t.transfer(
        PERMIT if t.procedure != PERMIT else INFO, come_back_to=None
    ),
    Move.NEXT_STEP: lambda t: t.next_step(),
    Move.CANCEL: lambda t: t.cancel(now=NOW),
    Move.UNSTART: lambda t: t.unstart(),
    Move.REOPEN: lambda t: t.reopen(),
    Move.REINSTATE: lambda t: t.reinstate(2),
    Move.UNTRANSFER: lambda t: t.untransfer(Move.UNTRANSFER, counter=2),
    Move.EXPIRE: lambda t: t.expire(now=NOW),
}
