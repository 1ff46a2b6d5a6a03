"""Ctrl Z: each act taken back leaves the ticket as it was; what cannot be taken back says so."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from desk_app.domain.errors import CounterBusy, NothingToUndo, ReturnTooLate
from desk_app.domain.queue import Why
from desk_app.domain.tickets import TicketStatus
from desk_app.services import moves
from desk_app.services.undo import undoable
from tests.fakes import FakeClock, InMemoryStore
from tests.services.desk import CHIEF, DOCUMENT, INFO, KARIM, PERMIT, RECEIPT, SYLVIE, Desk


def plain(ticket):
    """Return *ticket* without its revision, which only grows."""
    return dataclasses.replace(ticket, revision=0)


def restored(desk, number, act):
    """Do *act*, take it back a little later and return the ticket before and after."""
    before = desk.ticket(number)
    act()
    desk.clock.passes(seconds=20)
    desk.undoes()
    return plain(before), plain(desk.ticket(number))


def called_twice(desk):
    number = desk.comes()
    desk.calls()
    desk.clock.passes(seconds=60)
    desk.recalls(number)
    return number


def test_a_call_taken_back_leaves_no_trace_on_the_ticket(real_desk):
    number = real_desk.comes()

    before, after = restored(real_desk, number, real_desk.calls)

    assert after == before


def test_a_call_out_of_turn_is_taken_back_too(desk):
    number = desk.comes()

    before, after = restored(desk, number, lambda: desk.chooses(number))

    assert after == before


@pytest.mark.parametrize(
    "act",
    [
        lambda desk, number: desk.starts(number),
        lambda desk, number: desk.puts_off(number),
        lambda desk, number: desk.parks(number, note="photocopies"),
        lambda desk, number: desk.sends(number, RECEIPT),
        lambda desk, number: desk.sends(number, RECEIPT, comes_back=True),
    ],
    ids=["start", "postpone", "park", "transfer", "come back to me"],
)
def test_an_act_on_a_called_visitor_taken_back_leaves_the_call_as_it_was(real_desk, act):
    number = called_twice(real_desk)

    before, after = restored(real_desk, number, lambda: act(real_desk, number))

    assert after == before
    assert (after.status, after.calls) == (TicketStatus.CALLED, 2)


@pytest.mark.parametrize(
    "act",
    [
        lambda desk, number: desk.completes(number),
        lambda desk, number: desk.finishes(),
        lambda desk, number: desk.parks(number, note="photocopies"),
        lambda desk, number: desk.sends(number, RECEIPT),
    ],
    ids=["complete", "finish", "park", "transfer"],
)
def test_an_act_on_a_served_visitor_taken_back_serves_on_since_the_same_time(real_desk, act):
    number = called_twice(real_desk)
    real_desk.starts(number)
    real_desk.clock.passes(minutes=5)

    before, after = restored(real_desk, number, lambda: act(real_desk, number))

    assert after == before
    assert after.status is TicketStatus.SERVING


def test_an_absence_taken_back_leaves_the_third_call(real_desk):
    number = called_twice(real_desk)
    real_desk.clock.passes(seconds=60)
    real_desk.recalls(number)

    before, after = restored(real_desk, number, lambda: real_desk.moves(moves.mark_no_show, number))

    assert after == before


def test_an_absence_past_the_time_of_a_return_is_not_taken_back_by_one(real_desk):
    number = real_desk.comes()
    real_desk.calls()
    real_desk.is_absent(number)
    real_desk.clock.passes(minutes=20)
    in_time = undoable(SYLVIE, **real_desk.ports)

    real_desk.clock.passes(seconds=1)

    with pytest.raises(ReturnTooLate):
        real_desk.undoes()
    assert in_time is not None
    assert undoable(SYLVIE, **real_desk.ports) is None
    assert real_desk.ticket(number).status is TicketStatus.NO_SHOW


def test_a_resumption_taken_back_puts_aside_since_the_same_time_with_the_note(real_desk):
    number = real_desk.comes()
    real_desk.serves()
    real_desk.parks(number, note="photocopies")
    real_desk.clock.passes(minutes=3)

    before, after = restored(real_desk, number, lambda: real_desk.unparks(number, counter=2))

    assert (after.status, after.note, after.parked_at) == (
        TicketStatus.PARKED, "photocopies", before.parked_at,
    )  # fmt: skip


def test_a_transfer_of_one_who_waits_taken_back_leaves_no_trace(real_desk):
    number = real_desk.comes()

    before, after = restored(real_desk, number, lambda: real_desk.sends(number, RECEIPT))

    assert after == before
    assert real_desk.calls().reason.why is Why.ARRIVED


def test_a_word_about_the_holder_changes_nothing_of_what_is_restored(real_desk):
    number = called_twice(real_desk)
    moves.report_wrong_holder(number, by=SYLVIE, **real_desk.writing)

    before, after = restored(real_desk, number, lambda: real_desk.parks(number))

    assert after == before


def test_a_transfer_undone_and_done_again_is_undone_again(real_desk):
    number = called_twice(real_desk)
    real_desk.starts(number)
    real_desk.sends(number, RECEIPT)
    real_desk.undoes()

    before, after = restored(real_desk, number, lambda: real_desk.sends(number, PERMIT))

    assert after == before


def test_a_transfer_back_and_forth_is_restored_to_its_own_round(real_desk):
    number = real_desk.comes(INFO)
    real_desk.serves(1)
    real_desk.sends(number, RECEIPT)
    real_desk.clock.passes(minutes=10)
    real_desk.serves(2)

    before, after = restored(real_desk, number, lambda: real_desk.sends(number, PERMIT))

    assert (after.procedure, after.counter, after.called_at) == (RECEIPT, 2, before.called_at)


def test_an_issue_taken_back_cancels_the_ticket_and_frees_the_person(real_desk):
    number = real_desk.comes(PERMIT, document=DOCUMENT)

    real_desk.undoes()

    assert real_desk.ticket(number).status is TicketStatus.CANCELLED
    assert real_desk.comes(PERMIT, document=DOCUMENT) == "C002"


def test_a_completion_taken_back_binds_the_person_again(real_desk):
    number = real_desk.comes(PERMIT, document=DOCUMENT)
    real_desk.serves()
    real_desk.completes(number)

    real_desk.undoes()

    with real_desk.store.read() as work:
        ticket = work.tickets.by_number(real_desk.ticket(number).day, number)
        person = work.bindings.of_ticket(ticket.id).person
        assert work.bindings.held(ticket.day, person) == [ticket.id]


def test_finish_and_call_is_taken_back_in_two(real_desk):
    first, second = real_desk.comes(), real_desk.comes()
    real_desk.serves()
    before = real_desk.ticket(first), real_desk.ticket(second)
    real_desk.finishes()

    numbers = [real_desk.undoes().number, real_desk.undoes().number]

    assert numbers == [second, first]
    after = real_desk.ticket(first), real_desk.ticket(second)
    assert [plain(one) for one in after] == [plain(one) for one in before]


def test_absent_and_call_is_taken_back_in_two(real_desk):
    first, second = real_desk.comes(), real_desk.comes()
    real_desk.calls()
    before = real_desk.ticket(first), real_desk.ticket(second)
    real_desk.puts_off(first)

    real_desk.undoes()
    real_desk.undoes()

    after = real_desk.ticket(first), real_desk.ticket(second)
    assert [plain(one) for one in after] == [plain(one) for one in before]


def test_everything_of_an_hour_is_taken_back_step_by_step(real_desk):
    number = real_desk.comes()
    start = real_desk.ticket(number)
    real_desk.serves()
    real_desk.parks(number)
    real_desk.unparks(number, counter=1)
    real_desk.completes(number)

    while real_desk.ticket(number).status is not TicketStatus.WAITING:
        real_desk.undoes()

    assert plain(real_desk.ticket(number)) == plain(start)


def test_an_undo_is_a_fact_marked_so(desk):
    desk.comes()
    desk.calls()

    desk.undoes()

    last = desk.journal()[-1]
    assert (last.kind, last.header["move"], last.header["is_undo"]) == (
        "TicketMoved", "return", True,
    )  # fmt: skip


# --- refusals -----------------------------------------------------------------------------------


def why(desk, *, by=SYLVIE):
    with pytest.raises(NothingToUndo) as refused:
        desk.undoes(by=by)
    return refused.value.why


def test_nothing_done_is_nothing_to_take_back(desk):
    assert why(desk) == "nothing"
    assert undoable(SYLVIE, **desk.ports) is None


def test_an_act_is_taken_back_once(desk):
    desk.comes()
    desk.undoes()

    assert why(desk) == "nothing"


def test_only_one_s_own_acts_are_taken_back(desk):
    desk.comes(by=CHIEF)

    assert why(desk) == "nothing"
    assert desk.undoes(by=CHIEF).status is TicketStatus.CANCELLED


def test_what_somebody_else_has_touched_since_is_not_taken_back(real_desk):
    number = real_desk.comes()
    real_desk.calls()
    real_desk.starts(number, by=KARIM)
    real_desk.undoes(by=KARIM)

    assert why(real_desk) == "since"
    assert real_desk.ticket(number).status is TicketStatus.CALLED


def test_what_has_gone_on_is_not_taken_back(desk):
    number = desk.comes()
    desk.calls()
    desk.moves(moves.start_serving, number, by=KARIM)

    assert why(desk) == "since"


@pytest.mark.parametrize("act", ["recalls", "returns", "cancels"])
def test_what_has_no_inverse_is_said(desk, act):
    number = desk.comes()
    if act != "cancels":
        desk.calls()
        desk.clock.passes(seconds=60)

    getattr(desk, act)(number)

    assert why(desk) == "since"
    assert undoable(SYLVIE, **desk.ports) is None


def test_an_act_of_two_hours_ago_is_no_slip_of_the_hand(desk):
    desk.comes()

    desk.clock.passes(hours=2, seconds=1)

    assert why(desk) == "nothing"


def test_an_act_of_yesterday_is_not_taken_back(site):
    all_night = dataclasses.replace(
        site.openings[0], opens=dt.time(0), closes=dt.time.max, last_ticket=dt.time.max
    )
    clock = FakeClock(dt.datetime(2026, 3, 2, 23, 30, tzinfo=site.time_zone))
    desk = Desk(InMemoryStore(dataclasses.replace(site, openings=(all_night,))), clock)
    desk.comes()

    clock.passes(hours=1)

    assert why(desk) == "since"
    assert undoable(SYLVIE, **desk.ports) is None


def test_a_visit_is_not_taken_up_again_beside_another(real_desk):
    first, second = real_desk.comes(), real_desk.comes()
    real_desk.serves()
    real_desk.completes(first)
    real_desk.calls(by=KARIM)
    real_desk.starts(second, by=KARIM)

    with pytest.raises(CounterBusy) as refused:
        real_desk.undoes()

    assert refused.value.number == second
    assert real_desk.ticket(first).status is TicketStatus.COMPLETED


def test_what_would_be_taken_back_is_known_before(desk):
    number = desk.comes()
    issued = undoable(SYLVIE, **desk.ports)
    desk.calls()
    called = undoable(SYLVIE, **desk.ports)
    desk.starts(number)
    started = undoable(SYLVIE, **desk.ports)

    assert [found.operation for found in (issued, called, started)] == ["issue", "call", "start"]
    assert {found.number for found in (issued, called, started)} == {number}


def test_a_word_about_the_holder_is_no_act_to_take_back(desk):
    number = desk.comes()
    desk.calls()
    moves.report_wrong_holder(number, by=SYLVIE, **desk.writing)

    assert undoable(SYLVIE, **desk.ports).operation == "call"
    assert desk.undoes().status is TicketStatus.WAITING
