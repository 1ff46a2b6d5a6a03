"""What happens to a visitor at a counter: aside, elsewhere, absent, gone, and the day's end."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from desk_app.domain.counters import CounterState
from desk_app.domain.errors import (
    AlreadyHasTicket,
    CounterBusy,
    ImpossibleMove,
    NotServedAnywhere,
    OtherCounter,
    QueueEmpty,
    ReturnTooLate,
    SameProcedure,
    SecondPersonNeeded,
    SiteClosed,
    TooFewCalls,
    UnknownCounter,
    UnknownProcedure,
    UnknownTicket,
)
from desk_app.domain.overrides import Override
from desk_app.domain.queue import Why
from desk_app.domain.tickets import Priority, TicketStatus
from desk_app.services import moves
from desk_app.services.direction import close_past_days
from tests.services.desk import CHIEF, DOCUMENT, INFO, KARIM, PERMIT, RECEIPT

MONDAY = dt.date(2026, 3, 2)


def test_a_visit_begins_and_ends(real_desk):
    number = real_desk.comes()
    real_desk.calls()

    started = real_desk.starts(number, counter=1)
    real_desk.clock.passes(minutes=4)
    ended = real_desk.completes(number, counter=1)

    assert (started.status, started.started_at) == (TicketStatus.SERVING, started.called_at)
    assert (ended.status, ended.ended_at) == (TicketStatus.COMPLETED, real_desk.clock())


def test_one_visitor_at_a_time_is_served_at_a_counter(real_desk):
    first = real_desk.comes()
    second = real_desk.comes()
    real_desk.serves()
    real_desk.calls()

    with pytest.raises(CounterBusy) as refused:
        real_desk.starts(second)

    assert (refused.value.counter, refused.value.number) == (1, first)


def test_another_counter_does_not_move_the_ticket(desk):
    number = desk.comes()
    desk.calls(1)

    with pytest.raises(OtherCounter):
        desk.starts(number, counter=2)


def test_a_move_out_of_the_table_is_refused_with_what_is_possible(desk):
    number = desk.comes()

    with pytest.raises(ImpossibleMove) as refused:
        desk.completes(number)

    assert "call" in refused.value.possible


# --- absent -------------------------------------------------------------------------------------


def test_nobody_is_absent_before_three_calls(desk):
    number = desk.comes()
    desk.calls()

    with pytest.raises(TooFewCalls):
        desk.moves(moves.mark_no_show, number)


def test_an_absent_visitor_comes_back_once_at_the_old_rank(real_desk):
    number = real_desk.comes()
    real_desk.calls()
    real_desk.is_absent(number)
    real_desk.comes()

    real_desk.clock.passes(minutes=20)
    real_desk.returns(number)

    called = real_desk.calls()
    assert (called.ticket.number, called.reason.why) == (number, Why.RETURNED)
    real_desk.is_absent(number)
    with pytest.raises(ReturnTooLate):
        real_desk.returns(number)


def test_a_return_after_twenty_minutes_needs_a_second_person(real_desk):
    number = real_desk.comes()
    real_desk.calls()
    real_desk.is_absent(number)
    real_desk.clock.passes(minutes=20, seconds=1)

    with pytest.raises(SecondPersonNeeded):
        real_desk.returns(number)
    agreement = real_desk.agreed(Override.LATE_ACCEPTANCE, number)
    returned = real_desk.returns(number, agreement=agreement)

    assert returned.status is TicketStatus.WAITING
    assert [entry.kind for entry in real_desk.journal()[-2:]] == ["OverrideUsed", "TicketMoved"]


def test_a_return_in_time_leaves_the_agreement_for_later(desk):
    number = desk.comes()
    desk.calls()
    desk.is_absent(number)
    agreement = desk.agreed(Override.LATE_ACCEPTANCE, number)

    desk.returns(number, agreement=agreement)

    assert "OverrideUsed" not in [entry.kind for entry in desk.journal()]


def test_after_half_an_hour_more_nobody_may_agree_to_a_return(desk):
    number = desk.comes()
    desk.calls()
    desk.is_absent(number)
    desk.clock.passes(minutes=50, seconds=1)
    agreement = desk.agreed(Override.LATE_ACCEPTANCE, number)

    with pytest.raises(ReturnTooLate):
        desk.returns(number, agreement=agreement)


def test_a_second_return_is_no_question_of_minutes(desk):
    number = desk.comes()
    for _ in range(2):
        desk.calls()
        desk.is_absent(number)
        agreement = desk.agreed(Override.LATE_ACCEPTANCE, number)
        if not desk.ticket(number).returned:
            desk.returns(number)

    with pytest.raises(ReturnTooLate):
        desk.returns(number, agreement=agreement)


def test_who_comes_back_late_is_bound_again(real_desk):
    number = real_desk.comes(PERMIT, document=DOCUMENT)
    real_desk.calls()
    real_desk.is_absent(number)

    real_desk.returns(number)

    with real_desk.store.read() as work:
        person = work.bindings.of_ticket(real_desk.ticket(number).id).person
        assert work.bindings.held(MONDAY, person) == [real_desk.ticket(number).id]


def test_who_has_taken_another_ticket_does_not_come_back_to_the_first(real_desk):
    first = real_desk.comes(PERMIT, document=DOCUMENT)
    real_desk.calls()
    real_desk.is_absent(first)
    second = real_desk.comes(PERMIT, document=DOCUMENT)

    with pytest.raises(AlreadyHasTicket) as refused:
        real_desk.returns(first)

    assert refused.value.number == second
    assert real_desk.ticket(first).status is TicketStatus.NO_SHOW


# --- aside --------------------------------------------------------------------------------------


def test_a_parked_visitor_leaves_the_counter_free_and_comes_back_to_it(real_desk):
    number, other = real_desk.comes(), real_desk.comes()
    real_desk.serves()
    real_desk.parks(number, note="photo\u202ecopies\n" + "x" * 99)
    real_desk.serves()

    with pytest.raises(CounterBusy):
        real_desk.unparks(number, counter=1)
    real_desk.completes(other)
    resumed = real_desk.unparks(number, counter=1)

    assert (resumed.status, resumed.counter) == (TicketStatus.SERVING, 1)
    assert resumed.note.startswith("photocopies x")
    assert len(resumed.note) == 60


def test_a_parked_visitor_may_be_taken_by_another_counter(desk):
    number = desk.comes()
    desk.serves()
    desk.parks(number)

    assert desk.unparks(number, counter=2).counter == 2
    with pytest.raises(UnknownCounter):
        desk.unparks(number, counter=99)


@pytest.mark.parametrize("way", ["unparks", "returns"])
def test_a_parked_visitor_may_wait_again_at_the_old_rank(desk, way):
    number = desk.comes()
    desk.serves()
    desk.comes()
    desk.parks(number)

    getattr(desk, way)(number)

    assert desk.calls(2).ticket.number == number


# --- elsewhere ----------------------------------------------------------------------------------


def test_a_transfer_keeps_number_and_waiting_time(real_desk):
    number = real_desk.comes(INFO)
    real_desk.clock.passes(minutes=12)
    later = real_desk.comes(RECEIPT)
    real_desk.serves(minutes=5)

    sent = real_desk.sends(number, RECEIPT)

    assert (sent.number, sent.procedure) == (number, RECEIPT)
    assert sent.waited(real_desk.clock()) == dt.timedelta(minutes=17)
    called = real_desk.calls(2)
    assert (called.ticket.number, called.reason.why) == (number, Why.TRANSFERRED)
    assert real_desk.calls(2).ticket.number == later


def test_a_waiting_visitor_may_be_sent_elsewhere_at_once(desk):
    number = desk.comes(INFO)

    assert desk.sends(number, " recep_rnv ").procedure == RECEIPT


def test_a_transfer_to_nowhere_is_refused(desk):
    number = desk.comes()
    desk.serves()

    with pytest.raises(SameProcedure):
        desk.sends(number, INFO)
    with pytest.raises(UnknownProcedure):
        desk.sends(number, "NOWHERE")


def test_a_transfer_to_what_no_counter_serves_is_refused(desk, site):
    nobody = {number: counter for number, counter in site.counters.items() if number < 5}
    desk.store.site = dataclasses.replace(site, counters=nobody)
    number = desk.comes()

    with pytest.raises(NotServedAnywhere) as refused:
        desk.sends(number, "GUDA")

    assert refused.value.procedure == "GUDA"


def test_a_bound_ticket_is_bound_for_the_procedure_it_was_sent_to(real_desk):
    number = real_desk.comes(PERMIT, document=DOCUMENT)
    real_desk.serves()

    real_desk.sends(number, "EXAMEN")

    assert real_desk.comes(PERMIT, document=DOCUMENT) == "C002"
    with real_desk.store.read() as work:
        binding = work.bindings.of_ticket(real_desk.ticket(number).id)
    assert binding.procedure == "EXAMEN"


def test_come_back_to_me_brings_the_visitor_back_to_that_counter_only(real_desk):
    number = real_desk.comes(INFO)
    real_desk.serves(1)
    real_desk.sends(number, RECEIPT, comes_back=True)
    real_desk.serves(2, by=KARIM)

    back = real_desk.completes(number, by=KARIM)

    assert (back.status, back.procedure, back.reserved_for) == (TicketStatus.WAITING, INFO, 1)
    with pytest.raises(QueueEmpty):
        real_desk.calls(2, by=KARIM)
    real_desk.comes(priority=Priority.LOCAL)
    called = real_desk.calls(1)
    assert (called.ticket.number, called.reason.why) == (number, Why.COMES_BACK)
    real_desk.starts(number)
    assert real_desk.completes(number).status is TicketStatus.COMPLETED


def comes_back_to_counter_one(desk, *, before_the_end=lambda: None):
    number = desk.comes(INFO)
    desk.serves(1)
    desk.sends(number, RECEIPT, comes_back=True)
    desk.serves(2, by=KARIM)
    before_the_end()
    desk.completes(number, by=KARIM)
    return number


@pytest.mark.parametrize("state", [CounterState.CLOSED, CounterState.PAUSED])
def test_when_that_counter_closes_any_other_may_call(real_desk, state):
    number = comes_back_to_counter_one(real_desk)

    real_desk.counter(1, state)

    assert real_desk.calls(2).ticket.number == number


def test_a_counter_that_closed_meanwhile_keeps_nobody(real_desk):
    number = comes_back_to_counter_one(
        real_desk, before_the_end=lambda: real_desk.counter(1, CounterState.CLOSED)
    )

    assert real_desk.calls(2, by=KARIM).ticket.number == number


def test_a_call_taken_back_after_the_counter_closed_keeps_nobody(real_desk):
    number = comes_back_to_counter_one(real_desk)
    real_desk.calls(1)
    real_desk.counter(1, CounterState.CLOSED)

    real_desk.returns(number)

    assert real_desk.calls(2).ticket.number == number


def test_the_steps_of_a_visit_go_on_after_the_visitor_came_back(desk):
    number = desk.comes(INFO, steps=("PIECES",))
    desk.serves(1)
    desk.sends(number, RECEIPT, comes_back=True)
    desk.serves(2)

    procedures = []
    for counter in (1, 2):
        procedures.append(desk.completes(number).procedure)
        desk.serves(counter)

    assert procedures == [INFO, "PIECES"]
    assert desk.completes(number).status is TicketStatus.COMPLETED


def test_a_chain_of_procedures_keeps_the_number_to_its_end(real_desk):
    number = real_desk.comes(PERMIT, document=DOCUMENT, steps=(INFO, RECEIPT))
    told = []
    for _ in range(3):
        real_desk.serves()
        done = real_desk.completes(number)
        told.append((done.number, done.procedure, done.status.value))

    assert told == [
        (number, INFO, "waiting"),
        (number, RECEIPT, "waiting"),
        (number, RECEIPT, "completed"),
    ]
    assert real_desk.comes(PERMIT, document=DOCUMENT) == "C002"


# --- gone ---------------------------------------------------------------------------------------


def test_who_gives_up_is_called_no_more(desk):
    desk.cancels(desk.comes())

    with pytest.raises(QueueEmpty):
        desk.calls()


def test_another_holder_is_told_and_the_visit_is_untouched(real_desk):
    number = real_desk.comes(PERMIT, document=DOCUMENT)
    real_desk.calls()

    outcome = moves.report_wrong_holder(number, by=KARIM, **real_desk.writing)

    fact = real_desk.journal()[-1]
    assert (fact.kind, fact.agent, fact.header["counter"]) == ("WrongHolder", KARIM, 1)
    assert outcome.ticket == real_desk.ticket(number)


# --- the end of the day -------------------------------------------------------------------------


def day_left_open(desk):
    """Leave one ticket in every open status, and one served to the end."""
    desk.comes(PERMIT, document=DOCUMENT, language="ar")
    desk.serves()
    desk.comes(language="ar")
    desk.calls(2)
    parked = desk.comes()
    desk.serves(3)
    desk.parks(parked)
    desk.comes()
    return ["C001", "A001", parked, "A003"]


def test_the_closing_leaves_nothing_open(real_desk):
    numbers = day_left_open(real_desk)

    real_desk.closes_day()

    ends = [real_desk.ticket(number) for number in numbers]
    assert [end.status.value for end in ends] == ["completed", "no_show", "no_show", "no_show"]
    assert {end.ended_at for end in ends} == {real_desk.clock()}
    with real_desk.store.read() as work:
        states = work.counters.today(MONDAY).values()
        assert work.days.is_closed(MONDAY)
    assert {state.state for state in states} == {CounterState.CLOSED}
    (closed,) = [entry for entry in real_desk.journal() if entry.kind == "DayClosed"]
    assert closed.header == {"day": "2026-03-02", "expired": 4, "bindings": 1}


def test_bindings_and_languages_are_gone_after_the_closing(real_desk):
    issued = real_desk.issued(PERMIT, document=DOCUMENT, language="ar", hint="N. B., 1988")

    real_desk.closes_day()

    with real_desk.store.read() as work:
        assert work.bindings.of_ticket(issued.ticket.id) is None
        assert work.tickets.get(issued.ticket.id).language == ""
        slip = work.prints.get(issued.job).slip
    assert (slip.language, slip.procedure_translated) == ("fr", "")
    assert slip.number == "C001"


def test_counters_closed_already_are_not_closed_again(desk):
    desk.counter(1, CounterState.CLOSED)

    desk.closes_day()

    assert [entry.kind for entry in desk.journal()] == ["CounterChanged", "DayClosed"]


def test_a_machine_that_was_off_closes_the_days_it_missed(real_desk):
    day_left_open(real_desk)
    real_desk.clock.passes(days=1)
    real_desk.comes(language="ar")
    real_desk.clock.passes(days=1)
    today = real_desk.issued(PERMIT, document=DOCUMENT, language="ar")

    close_past_days(**real_desk.writing, read=real_desk.store.read)

    closed = [entry.header for entry in real_desk.journal() if entry.kind == "DayClosed"]
    assert [(one["day"], one["expired"]) for one in closed] == [
        ("2026-03-02", 4),
        ("2026-03-03", 1),
    ]
    with real_desk.store.read() as work:
        assert work.tickets.open_before(dt.date(2026, 3, 4)) == []
        assert work.bindings.of_ticket(today.ticket.id) is not None
        assert work.tickets.get(today.ticket.id) == today.ticket
        assert work.prints.get(today.job).slip.language == "ar"


def test_a_closing_nobody_did_is_nobody_s_act(desk):
    desk.comes()
    desk.clock.passes(days=1)

    close_past_days(**desk.writing, read=desk.store.read)

    assert desk.journal()[-1].agent is None


def test_days_that_were_closed_are_not_closed_again(real_desk):
    day_left_open(real_desk)
    real_desk.closes_day()
    entries = len(real_desk.journal())

    real_desk.clock.passes(days=1)
    changed = close_past_days(**real_desk.writing, read=real_desk.store.read)

    assert changed.topics == frozenset()
    assert len(real_desk.journal()) == entries


def test_after_the_closing_no_ticket_is_handed_out_and_the_next_day_is_said(real_desk, site):
    real_desk.closes_day()

    with pytest.raises(SiteClosed) as refused:
        real_desk.comes()

    opening = dt.datetime(2026, 3, 3, 8, 30, tzinfo=site.time_zone)
    assert refused.value.reopens_at == opening


def test_a_ticket_taken_up_again_after_the_closing_dies_all_the_same(real_desk):
    ticket = real_desk.issued().ticket
    real_desk.closes_day()
    real_desk.returns(ticket.number)

    real_desk.clock.passes(days=1)
    close_past_days(**real_desk.writing, read=real_desk.store.read)

    with real_desk.store.read() as work:
        assert work.tickets.get(ticket.id).status is TicketStatus.NO_SHOW


def test_a_ticket_of_a_closed_day_cannot_be_moved(real_desk):
    number = real_desk.comes()
    real_desk.closes_day()
    real_desk.clock.passes(days=1)

    with pytest.raises(UnknownTicket):
        real_desk.returns(number, by=CHIEF)
