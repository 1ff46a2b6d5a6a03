"""Calling: who, why, and what is refused; from the queue as reception days make it."""

from __future__ import annotations

import dataclasses

import pytest

from desk_app.domain.counters import Counter, CounterId, CounterState
from desk_app.domain.errors import (
    CallsUsedUp,
    CounterClosed,
    ImpossibleMove,
    OtherCounter,
    QueueEmpty,
    RecallTooSoon,
    RightNotHeld,
    SecondPersonNeeded,
    UnknownCounter,
    UnknownTicket,
)
from desk_app.domain.queue import Why
from desk_app.domain.tickets import Priority, TicketStatus
from desk_app.services.tickets import call_number
from tests.fakes import InMemoryStore
from tests.services.desk import (
    DOCUMENT,
    INFO,
    KARIM,
    PERMIT,
    RECEIPT,
    SYLVIE,
    Desk,
    OneOfTwo,
)


def with_counters(site, *counters):
    """Return a desk of *site* with other *counters*: (number, tiers, is quick)."""
    places = {
        CounterId(number): Counter(
            number=CounterId(number), serves=tuple(map(frozenset, tiers)), quick=quick
        )
        for number, tiers, quick in counters
    }
    return InMemoryStore(dataclasses.replace(site, counters=places))


def test_walk_ins_are_called_by_arrival(real_desk):
    numbers = [real_desk.comes(code) for code in (RECEIPT, INFO, RECEIPT)]

    outcomes = [real_desk.calls() for _ in numbers]

    assert [outcome.ticket.number for outcome in outcomes] == numbers
    assert {outcome.reason.why for outcome in outcomes} == {Why.ARRIVED}


def test_a_legal_priority_issued_last_is_called_first_at_any_counter_that_serves_it(real_desk):
    for _ in range(10):
        real_desk.clock.passes(seconds=5)
        real_desk.comes()
    card = real_desk.comes(priority=Priority.CMI)

    called = real_desk.calls(3)

    assert called.ticket.number == card
    assert (called.reason.why, called.reason.passed) == (Why.LEGAL, 10)
    assert called.reason.priority is Priority.CMI


def test_legal_priorities_are_called_in_their_own_order(real_desk):
    first = real_desk.comes(priority=Priority.FAMILY)
    real_desk.clock.passes(seconds=1)
    second = real_desk.comes(RECEIPT, priority=Priority.CMI)

    assert [real_desk.calls().ticket.number for _ in "ab"] == [first, second]


@pytest.mark.parametrize("seconds", [0, 20])
def test_a_supervisor_s_priorities_overtake_nobody_more_than_five_times(real_desk, seconds):
    ordinary = real_desk.comes()
    for _ in range(8):
        real_desk.clock.passes(seconds=seconds)
        real_desk.comes(priority=Priority.LOCAL)

    calls = [real_desk.calls() for _ in range(9)]

    numbers = [call.ticket.number for call in calls]
    assert numbers.index(ordinary) == 5
    assert (calls[5].reason.why, calls[5].reason.passed) == (Why.OVERTAKEN, 5)


def test_their_priorities_for_something_else_count_as_well(real_desk):
    ordinary = real_desk.comes()
    for _ in range(8):
        real_desk.comes(RECEIPT, priority=Priority.LOCAL)

    calls = [real_desk.calls() for _ in range(9)]

    assert [call.ticket.number for call in calls].index(ordinary) == 5
    assert (calls[5].reason.why, calls[5].reason.passed) == (Why.OVERTAKEN, 5)
    assert [call.reason.why for call in calls[6:]] == [Why.LOCAL] * 3


def test_nobody_is_overtaken_at_a_counter_that_does_not_serve_what_they_came_for(real_desk):
    ordinary = real_desk.comes()
    real_desk.comes(priority=Priority.LOCAL)
    for _ in range(6):
        elsewhere = real_desk.comes(RECEIPT, priority=Priority.LOCAL)
        real_desk.chooses(elsewhere, 5)  # appointments only

    called = real_desk.calls(1)

    assert called.reason.why is Why.LOCAL
    assert real_desk.calls(1).ticket.number == ordinary


def test_cards_for_something_else_leave_the_order_of_the_others_alone(real_desk):
    real_desk.comes()
    for _ in range(6):
        real_desk.comes(RECEIPT, priority=Priority.CMI)
        real_desk.calls()
    local = real_desk.comes(priority=Priority.LOCAL)

    assert real_desk.calls().ticket.number == local


def test_after_ninety_minutes_an_ordinary_visitor_goes_before_a_supervisor_s_priority(real_desk):
    ordinary = real_desk.comes()
    real_desk.clock.passes(minutes=90)
    real_desk.comes(priority=Priority.LOCAL)

    called = real_desk.calls()

    assert (called.ticket.number, called.reason.why) == (ordinary, Why.WAITED_TOO_LONG)


def test_a_counter_is_opened_by_whoever_calls_first(real_desk):
    real_desk.comes()

    real_desk.calls(2, by=KARIM)

    with real_desk.store.read() as work:
        opened = work.counters.today(real_desk.ticket("A001").day)[2]
    assert (opened.state, opened.agent) == (CounterState.OPEN, KARIM)
    assert [entry.kind for entry in real_desk.journal()[-2:]] == ["CounterChanged", "TicketCalled"]


@pytest.mark.parametrize("state", [CounterState.CLOSED, CounterState.PAUSED])
def test_nobody_is_called_to_a_counter_that_is_not_open(desk, state):
    desk.comes()
    desk.counter(1, state)

    with pytest.raises(CounterClosed) as refused:
        desk.calls(1)

    assert (refused.value.counter, refused.value.state) == (1, state)
    assert desk.ticket("A001").status is TicketStatus.WAITING


def test_an_unknown_counter_is_refused(desk):
    with pytest.raises(UnknownCounter):
        desk.calls(77)


def test_an_empty_queue_says_how_many_wait_elsewhere(real_desk):
    real_desk.comes()
    real_desk.comes(RECEIPT)

    with pytest.raises(QueueEmpty) as refused:
        real_desk.calls(5)

    assert (refused.value.counter, refused.value.elsewhere) == (5, 2)
    assert "TicketCalled" not in [entry.kind for entry in real_desk.journal()]


def test_a_counter_without_procedures_calls_nobody(site, clock):
    desk = Desk(with_counters(site, (1, [[INFO]], False), (2, [], False)), clock)
    desk.comes()

    with pytest.raises(QueueEmpty):
        desk.calls(2)


# --- tiers and quick counters -------------------------------------------------------------------


def test_the_fall_back_is_called_only_when_nobody_waits_for_the_first_choice(site, clock):
    desk = Desk(with_counters(site, (1, [[RECEIPT], [INFO]], False)), clock)
    info = desk.comes(INFO)
    clock.passes(minutes=1)
    receipt = desk.comes(RECEIPT)

    calls = [desk.calls(), desk.calls()]

    assert [call.ticket.number for call in calls] == [receipt, info]
    assert [call.reason.why for call in calls] == [Why.ARRIVED, Why.FALL_BACK]


def test_a_quick_counter_calls_the_quick_procedures_first(site, clock):
    everything = [[RECEIPT, INFO]]
    desk = Desk(with_counters(site, (1, everything, True), (2, everything, False)), clock)
    receipts = [desk.comes(RECEIPT), desk.comes(RECEIPT)]
    clock.passes(minutes=1)
    quick = desk.comes(INFO)

    assert desk.calls(1).ticket.number == quick
    assert [desk.calls(2).ticket.number, desk.calls(1).ticket.number] == receipts


# --- Q-03 ---------------------------------------------------------------------------------------


def test_three_calls_sixty_seconds_apart(real_desk):
    number = real_desk.comes()
    real_desk.calls()

    with pytest.raises(RecallTooSoon):
        real_desk.recalls(number)
    for calls in (2, 3):
        real_desk.clock.passes(seconds=60)
        assert real_desk.recalls(number, counter=1).ticket.calls == calls
    real_desk.clock.passes(seconds=60)
    with pytest.raises(CallsUsedUp):
        real_desk.recalls(number)


def test_a_recall_is_a_call_in_the_journal(desk):
    number = desk.comes()
    desk.calls()
    desk.clock.passes(seconds=60)

    desk.recalls(number)

    last = desk.journal()[-1]
    assert (last.kind, last.header["why"], last.header["calls"]) == ("TicketCalled", "recalled", 2)


def test_only_the_counter_that_called_calls_again(desk):
    number = desk.comes()
    desk.calls(1)

    with pytest.raises(OtherCounter):
        desk.recalls(number, counter=2)


def test_who_does_not_come_is_put_off_and_called_again_after_the_spacing(real_desk):
    absent, present = real_desk.comes(), real_desk.comes()
    real_desk.calls()

    second = real_desk.puts_off(absent)

    assert (second.ticket.number, second.ended.number) == (present, absent)
    with pytest.raises(QueueEmpty):
        real_desk.calls(2)
    real_desk.clock.passes(seconds=60)
    again = real_desk.calls(2)
    assert (again.ticket.number, again.ticket.calls) == (absent, 2)


def test_with_nobody_else_the_one_put_off_is_the_answer(desk):
    number = desk.comes()
    desk.calls()

    outcome = desk.puts_off(number)

    assert (outcome.changes.operation, outcome.ticket.number) == ("postpone", number)
    assert outcome.ticket.status is TicketStatus.WAITING


def test_three_calls_by_putting_off_are_calls_too(desk):
    number = desk.comes()
    for _ in range(3):
        desk.calls()
        last = desk.puts_off(number).ticket
        desk.clock.passes(seconds=60)

    assert last.calls == 3


# --- finishing and calling ----------------------------------------------------------------------


def test_finishing_ends_the_visit_and_calls_the_next(real_desk):
    first, second = real_desk.comes(), real_desk.comes()
    real_desk.serves()

    outcome = real_desk.finishes()

    assert (outcome.ended.number, outcome.ended.status) == (first, TicketStatus.COMPLETED)
    assert (outcome.ticket.number, outcome.ticket.counter) == (second, 1)


def test_with_nobody_left_the_completion_stands(real_desk):
    number = real_desk.comes()
    real_desk.serves()

    outcome = real_desk.finishes()

    assert (outcome.changes.operation, outcome.ticket.number) == ("complete", number)
    assert real_desk.ticket(number).status is TicketStatus.COMPLETED


def test_finishing_with_nobody_here_is_refused(desk):
    desk.comes()

    with pytest.raises(QueueEmpty):
        desk.finishes()


def test_finishing_whom_nobody_has_seen_is_refused_and_calls_nobody(real_desk):
    real_desk.comes()
    real_desk.comes()
    real_desk.calls()

    with pytest.raises(ImpossibleMove):
        real_desk.finishes()

    assert real_desk.ticket("A002").status is TicketStatus.WAITING


def test_finishing_ends_the_one_who_is_served_not_the_one_called_meanwhile(desk):
    served = desk.comes()
    desk.serves()
    desk.comes()
    desk.calls()

    assert desk.finishes().ticket.number == served


def test_finishing_a_step_sends_on_and_may_call_the_same_visitor(real_desk):
    number = real_desk.comes(INFO, steps=(RECEIPT, "PIECES"))
    real_desk.serves()

    called = real_desk.finishes()

    assert (called.ended.number, called.ended.procedure) == (number, RECEIPT)
    assert (called.ticket.number, called.ticket.status) == (number, TicketStatus.CALLED)
    assert called.reason.why is Why.TRANSFERRED
    real_desk.starts(number)
    assert real_desk.finishes().ticket.procedure == "PIECES"
    real_desk.starts(number)
    assert real_desk.finishes().ticket.status is TicketStatus.COMPLETED


# --- calling out of turn ------------------------------------------------------------------------


def test_one_called_out_of_turn_is_said_with_how_many_were_passed(real_desk):
    for _ in range(3):
        last = real_desk.comes()

    chosen = real_desk.chooses(f" {last[0].lower()} {last[1:]}")

    assert (chosen.ticket.number, chosen.reason.why, chosen.reason.passed) == (last, Why.CHOSEN, 2)
    assert real_desk.journal()[-1].header["passed"] == 2


def test_a_number_nobody_has_cannot_be_called(desk):
    with pytest.raises(UnknownTicket):
        desk.chooses("Z999")


def test_yesterday_s_ticket_is_unknown(real_desk):
    number = real_desk.comes()

    real_desk.clock.passes(days=1)

    with pytest.raises(UnknownTicket):
        real_desk.chooses(number)


def test_a_ticket_already_called_is_not_called_by_another_counter(real_desk):
    number = real_desk.comes()
    real_desk.calls(1)

    with pytest.raises(ImpossibleMove) as refused:
        real_desk.chooses(number, 2)

    assert "recall" in refused.value.possible
    assert real_desk.ticket(number).counter == 1


def test_a_desk_does_not_call_a_ticket_another_desk_owns(site, clock):
    desk = Desk(OneOfTwo(site), clock)
    desk.comes()
    desk.store.holds_nothing = True

    with pytest.raises(RightNotHeld):
        desk.calls()

    assert desk.ticket("A001").status is TicketStatus.WAITING


def test_a_desk_that_does_not_hold_the_ticket_calls_nobody_again(site, clock):
    desk = Desk(OneOfTwo(site), clock)
    number = desk.comes()
    desk.calls()
    clock.passes(seconds=60)
    desk.store.holds_nothing = True

    with pytest.raises(RightNotHeld):
        desk.recalls(number)

    assert desk.ticket(number).calls == 1


def test_every_act_is_in_its_agent_s_name(desk):
    desk.comes(PERMIT, document=DOCUMENT, by=SYLVIE)
    desk.calls(2, by=KARIM)

    assert [entry.agent for entry in desk.journal()] == [SYLVIE, KARIM, KARIM]


# --- out of turn ---------------------------------------------------------------------------------


def calls_alone(desk, number, counter=1):
    """A number is called without anybody's agreement."""
    return call_number(number, CounterId(counter), by=SYLVIE, **desk.writing).ticket


def test_out_of_turn_nobody_is_called_alone(real_desk):
    first, second = real_desk.comes(), real_desk.comes()

    with pytest.raises(SecondPersonNeeded):
        calls_alone(real_desk, second)

    assert real_desk.ticket(second).status is TicketStatus.WAITING
    assert calls_alone(real_desk, first).status is TicketStatus.CALLED


def test_who_comes_right_after_having_been_put_off_is_not_out_of_turn(real_desk):
    first, second = real_desk.comes(), real_desk.comes()
    real_desk.calls()
    real_desk.puts_off(first)
    real_desk.starts(second)
    real_desk.completes(second)
    real_desk.comes()

    assert calls_alone(real_desk, first).status is TicketStatus.CALLED


def test_an_idle_counter_helps_others_alone_in_their_order(desk):
    first, second = (
        desk.comes(PERMIT, document=DOCUMENT),
        desk.comes(PERMIT, document=f"{DOCUMENT[:-1]}0"),
    )

    with pytest.raises(SecondPersonNeeded):
        calls_alone(desk, second, 5)

    assert calls_alone(desk, first, 5).counter == 5


def test_who_waits_no_more_is_refused_by_the_move(desk):
    number = desk.comes()
    desk.cancels(number)

    with pytest.raises(ImpossibleMove):
        calls_alone(desk, number)
