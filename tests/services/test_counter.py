"""What Guichet shows: the visitor here, who is next and why, who is aside, the last acts."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from desk_app.domain.counters import CounterState
from desk_app.domain.errors import UnknownCounter
from desk_app.domain.queue import Why
from desk_app.domain.tickets import Priority, TicketStatus
from desk_app.services.counter import counter_screen, queue_list
from tests.services.desk import CHIEF, DOCUMENT, INFO, KARIM, PERMIT, RECEIPT, SYLVIE


def screen(desk, number=1, *, by=SYLVIE):
    return counter_screen(number, by=by, language="fr", **desk.ports)


def queue(desk, number=None, **how):
    return queue_list(number, language="fr", **desk.ports, **how)


def test_an_untouched_counter_is_nobody_s_and_has_nobody(desk):
    view = screen(desk)

    assert (view.state, view.agent, view.since, view.current) == (None, None, None, None)
    assert (view.queue, view.waiting, view.acts, view.elsewhere) == ((), 0, (), ())
    assert view.serves[0] == "Renseignement"
    assert view.calls_needed == 3


def test_an_unknown_counter_has_no_screen(desk):
    with pytest.raises(UnknownCounter):
        screen(desk, 77)


def test_the_visitor_called_is_shown_with_all_the_agent_needs(real_desk):
    real_desk.comes()
    real_desk.clock.passes(minutes=7)
    real_desk.comes(
        PERMIT, document=DOCUMENT, hint="N. B., 1988", language="ar", party=2,
        priority=Priority.CMI, steps=(RECEIPT,),
    )  # fmt: skip
    real_desk.clock.passes(minutes=3)
    real_desk.calls()

    here = screen(real_desk).current

    assert (here.number, here.status, here.hint) == ("C001", TicketStatus.CALLED, "N. B., 1988")
    assert here.name == "Remise d’un titre de séjour ou de voyage"
    assert (here.language, here.party, here.priority) == ("ar", 2, Priority.CMI)
    assert here.waited == dt.timedelta(minutes=3)
    assert (here.reason.why, here.reason.passed) == (Why.LEGAL, 1)
    assert (here.calls, here.called_at.hour, here.started_at) == (1, 9, None)
    assert here.recallable_at - here.called_at == dt.timedelta(seconds=60)
    assert here.expected == dt.timedelta(minutes=8)
    assert here.steps == ("Récépissé",)


def test_a_recall_does_not_change_the_reason_of_the_call(desk):
    number = desk.comes()
    desk.calls()
    desk.clock.passes(seconds=60)
    desk.recalls(number)

    here = screen(desk).current

    assert (here.reason.why, here.calls) == (Why.ARRIVED, 2)


def test_a_visitor_resumed_without_a_call_has_no_reason(desk):
    number = desk.comes()
    desk.serves()
    desk.parks(number)
    desk.store.shelf.entries.clear()
    desk.unparks(number, counter=2)

    here = screen(desk, 2).current

    assert here.reason is None
    assert here.started_at is not None


def test_a_ticket_of_a_procedure_the_site_has_dropped_is_still_shown(desk, site):
    desk.comes(INFO, steps=(RECEIPT,))
    desk.comes()
    desk.calls()
    kept = {code: each for code, each in site.procedures.items() if code not in {INFO, RECEIPT}}
    desk.store.site = dataclasses.replace(site, procedures=kept)

    view = screen(desk)

    assert (view.current.name, view.current.steps) == (INFO, (RECEIPT,))
    assert view.current.expected == dt.timedelta(0)
    assert [row.name for row in view.queue] == [INFO]


def test_a_second_visitor_at_the_counter_is_told(desk):
    first, second = desk.comes(), desk.comes()
    desk.serves()
    desk.clock.passes(seconds=1)
    desk.calls()

    view = screen(desk)

    assert (view.current.number, view.also_here) == (second, (first,))


def test_the_queue_is_in_the_order_of_the_calls_to_come(real_desk):
    real_desk.comes()
    real_desk.comes(priority=Priority.LOCAL)
    real_desk.comes(RECEIPT, priority=Priority.FAMILY)
    real_desk.comes(RECEIPT, party=4)

    rows = screen(real_desk).queue

    assert [row.reason.why for row in rows] == [
        Why.LEGAL,
        Why.LOCAL,
        Why.ARRIVED,
        Why.ARRIVED,
    ]
    assert [real_desk.calls().ticket.number for _ in rows] == [row.number for row in rows]
    assert (rows[0].priority, rows[-1].party, rows[0].arrived_at.hour) == (Priority.FAMILY, 4, 9)


def test_the_queue_of_a_counter_leaves_out_who_is_kept_for_another(real_desk):
    number = real_desk.comes()
    real_desk.serves(1)
    real_desk.sends(number, RECEIPT, comes_back=True)
    real_desk.serves(2)
    real_desk.completes(number)

    assert [row.number for row in queue(real_desk, 1)] == [number]
    assert queue(real_desk, 2) == ()
    assert [row.reason.why for row in queue(real_desk)] == [Why.COMES_BACK]


def test_who_was_put_off_stands_last_until_the_spacing_is_over(real_desk):
    absent, second, third = (real_desk.comes() for _ in range(3))
    real_desk.calls()
    real_desk.puts_off(absent)
    real_desk.returns(second)

    put_off = [row.number for row in queue(real_desk, 1)]
    real_desk.clock.passes(seconds=60)

    assert put_off == [second, third, absent]
    assert [row.number for row in queue(real_desk, 1)] == [absent, second, third]


def test_the_queue_of_the_site_needs_no_counter_and_may_be_cut(real_desk):
    numbers = [real_desk.comes(code) for code in (INFO, RECEIPT, INFO)]

    assert [row.number for row in queue(real_desk)] == numbers
    assert [row.number for row in queue(real_desk, rows=2)] == numbers[:2]
    assert queue(real_desk, 5) == ()


def test_who_waits_for_other_counters_is_counted_apart(desk):
    desk.comes(RECEIPT)
    desk.comes(INFO)
    desk.comes(INFO)

    view = screen(desk, 5)

    assert view.waiting == 0
    assert sorted(view.elsewhere) == [("Renseignement", 2), ("Récépissé", 1)]
    assert screen(desk, 1).waiting == 3


def test_those_put_aside_here_come_before_the_others(desk):
    for counter in (1, 2):
        number = desk.comes()
        desk.serves(counter)
        desk.parks(number, note=f"guichet {counter}")

    assert [aside.note for aside in screen(desk, 2).parked] == ["guichet 2", "guichet 1"]
    assert screen(desk, 2).parked[0].since.hour == 9


def test_an_absent_visitor_is_shown_while_the_return_is_possible(desk):
    number = desk.comes()
    desk.calls()
    desk.is_absent(number)

    absent = screen(desk).absent

    assert [(one.number, one.calls) for one in absent] == [(number, 3)]
    assert absent[0].until - absent[0].since == dt.timedelta(minutes=20)
    assert screen(desk, 5).absent == ()
    desk.clock.passes(minutes=20)
    assert not screen(desk).absent[0].needs_second


def test_past_that_time_an_absent_visitor_needs_two_people_for_half_an_hour(desk):
    late, number = desk.comes(), desk.comes()
    desk.calls()
    desk.is_absent(late)
    desk.clock.passes(minutes=5)
    desk.calls()
    desk.is_absent(number)
    desk.clock.passes(minutes=15, seconds=1)

    absent = screen(desk).absent

    assert [(one.number, one.needs_second) for one in absent] == [(number, False), (late, True)]
    assert absent[1].until - absent[1].since == dt.timedelta(minutes=50)
    desk.clock.passes(minutes=30)
    assert [one.number for one in screen(desk).absent] == [number]


def test_the_agent_s_own_last_acts_are_told_newest_first(desk):
    desk.comes(by=CHIEF)
    number = desk.comes()
    desk.cancels(number)
    desk.calls()
    desk.clock.passes(seconds=60)
    desk.recalls("A001")
    desk.sends("A001", RECEIPT)

    acts = screen(desk).acts

    assert [(act.kind, act.operation, act.number) for act in acts] == [
        ("TicketMoved", "transfer", "A001"),
        ("TicketCalled", "recall", "A001"),
        ("TicketCalled", "", "A001"),
        ("TicketMoved", "cancel", "A002"),
        ("TicketIssued", "", "A002"),
    ]
    assert acts[0].procedure == "Récépissé"
    assert [act.counter for act in acts] == [1, 1, 1, None, None]


def test_no_more_acts_are_told_than_fit(desk):
    for _ in range(12):
        desk.comes()

    assert len(screen(desk).acts) == 8


def test_the_state_of_the_counter_is_told(desk):
    desk.comes()
    desk.calls(1, by=KARIM)
    opened = screen(desk)
    desk.counter(1, CounterState.PAUSED)

    assert (opened.state, opened.agent, opened.since.hour) == (CounterState.OPEN, KARIM, 9)
    assert screen(desk).state is CounterState.PAUSED
