"""Estimates: what they count, what is promised on paper, and what is learned when it comes true."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from desk_app.domain.calibration import Calibration
from desk_app.domain.counters import Counter, CounterId, CounterState
from desk_app.domain.queue import Lane
from desk_app.domain.service_times import ServiceTime
from desk_app.domain.tickets import Priority
from desk_app.services.day import today
from desk_app.services.waits import hall, lanes_before, shared_procedures
from tests.fakes import InMemoryStore
from tests.services.desk import INFO, PERMIT, RECEIPT, Desk


def estimated(desk, procedure=RECEIPT, **how):
    with desk.store.read() as work:
        return hall(work, today(work, desk.clock())).wait(procedure, **how)


def promise(desk, number):
    with desk.store.read() as work:
        return work.learned.promised(desk.ticket(number).id)


def learned(desk, procedure=INFO):
    with desk.store.read() as work:
        return work.learned.service_times().get(procedure)


def calibration(desk):
    with desk.store.read() as work:
        return work.learned.calibration()


# --- the hall as it is ---------------------------------------------------------------------------


def test_with_nobody_waiting_and_a_free_counter_the_wait_is_short(desk):
    desk.counter(1, CounterState.OPEN)

    assert estimated(desk).minutes[0] == 0


def test_while_no_counter_is_open_the_range_is_a_guess_and_wide(desk):
    desk.counter(1, CounterState.CLOSED)

    low, high = estimated(desk).minutes
    assert estimated(desk).is_guess
    assert high - low > 5


def test_a_busy_counter_is_waited_for(desk):
    desk.comes(RECEIPT, party=3)
    desk.calls(1)

    assert estimated(desk).expected > dt.timedelta(minutes=10)


def test_a_paused_counter_is_waited_for_longer_than_a_free_one(desk):
    desk.counter(1, CounterState.OPEN)
    desk.counter(2, CounterState.PAUSED)
    alone = [estimated(desk).expected]
    desk.comes(RECEIPT)
    desk.calls(1)
    desk.clock.passes(minutes=1)

    alone.append(estimated(desk).expected)

    assert alone[0] == dt.timedelta(0)
    assert dt.timedelta(0) < alone[1] < dt.timedelta(minutes=30)


def test_a_paused_counter_with_somebody_still_there_counts_its_pause(desk):
    desk.comes(RECEIPT)
    desk.calls(1)
    desk.counter(2, CounterState.OPEN)
    desk.counter(1, CounterState.PAUSED)

    assert estimated(desk).expected == dt.timedelta(0)


def test_what_no_open_counter_serves_is_a_guess(desk):
    desk.counter(5, CounterState.OPEN)

    assert estimated(desk).is_guess


def test_what_the_site_has_dropped_during_the_day_is_in_nobody_s_way(desk, site):
    desk.comes()
    desk.calls(1)
    desk.comes()
    kept = {code: each for code, each in site.procedures.items() if code != INFO}
    desk.store.site = dataclasses.replace(site, procedures=kept)

    assert estimated(desk).expected == dt.timedelta(0)


def test_a_counter_the_site_has_dropped_is_not_counted(desk, site):
    desk.counter(1, CounterState.OPEN)
    desk.counter(2, CounterState.OPEN)
    kept = {number: place for number, place in site.counters.items() if number != 2}
    desk.store.site = dataclasses.replace(site, counters=kept)

    assert not estimated(desk).is_guess


def test_a_longer_queue_is_a_longer_wait(desk):
    desk.counter(1, CounterState.OPEN)
    waits = []
    for _ in range(4):
        waits.append(estimated(desk).expected)
        desk.comes(RECEIPT)

    assert waits == sorted(set(waits))


def test_more_arrivals_lately_make_an_ordinary_wait_longer(site, clock):
    few, many = (Desk(InMemoryStore(site), clock) for _ in range(2))
    for desk in (few, many):
        desk.counter(1, CounterState.OPEN)
        for _ in range(5):
            desk.comes(RECEIPT)
    for _ in range(40):
        many.cancels(many.comes(RECEIPT))

    assert estimated(many).expected > estimated(few).expected


def test_a_site_without_hours_still_estimates(desk, site):
    desk.store.site = dataclasses.replace(site, openings=())
    with desk.store.begin() as work:
        work.procedures.count_issued(dt.date(2026, 3, 2), RECEIPT)

    assert estimated(desk).minutes


def test_a_learned_time_replaces_the_configured_one(desk):
    with desk.store.begin() as work:
        work.learned.put_service_time(RECEIPT, ServiceTime.default(40))

    assert estimated(desk).at_counter == dt.timedelta(minutes=40)
    assert estimated(desk, INFO).at_counter == dt.timedelta(minutes=5)


def test_who_shares_a_counter_is_counted_before(site, clock):
    counters = {
        CounterId(n): Counter(number=CounterId(n), serves=(frozenset(codes),))
        for n, codes in ((1, {INFO, RECEIPT}), (2, {PERMIT}))
    }
    own = dataclasses.replace(site, counters=counters)

    assert shared_procedures(own, INFO) == {INFO, RECEIPT}
    assert shared_procedures(own, PERMIT) == {PERMIT}
    assert shared_procedures(own, "GUDA") == {"GUDA"}


@pytest.mark.parametrize(
    ("priority", "lanes"),
    [
        (None, None),
        (Priority.CMI, {Lane.LEGAL}),
        (Priority.FAMILY, {Lane.LEGAL}),
        (Priority.LOCAL, {Lane.LEGAL, Lane.RESERVED, Lane.LOCAL}),
    ],
)
def test_who_goes_before_depends_on_the_priority(priority, lanes):
    assert lanes_before(priority) == lanes


# --- the promise ---------------------------------------------------------------------------------


def test_the_range_on_the_paper_is_kept_and_compared_with_the_wait(real_desk):
    told = real_desk.issued().wait
    real_desk.clock.passes(minutes=12)

    real_desk.calls()

    kept = promise(real_desk, "A001")
    assert ((kept.low, kept.high), kept.actual) == (told, 12.0)


def test_a_second_call_does_not_change_what_came_true(real_desk):
    real_desk.comes()
    real_desk.clock.passes(minutes=3)
    real_desk.calls()
    real_desk.puts_off("A001")
    real_desk.clock.passes(minutes=5)

    real_desk.calls()

    assert promise(real_desk, "A001").actual == 3.0


def test_a_wrong_call_taken_back_is_not_the_wait_that_came_true(real_desk):
    real_desk.comes()
    real_desk.clock.passes(minutes=1)
    real_desk.calls()
    real_desk.undoes()
    real_desk.clock.passes(minutes=9)

    real_desk.calls()

    assert promise(real_desk, "A001").actual == 10.0


@pytest.mark.parametrize("way", ["transfer", "late return"])
def test_a_promise_is_about_the_first_wait_only(real_desk, way):
    real_desk.comes()
    real_desk.clock.passes(minutes=4)
    real_desk.serves()
    if way == "transfer":
        real_desk.sends("A001", RECEIPT)
    else:
        real_desk.undoes()
        real_desk.is_absent("A001")
        real_desk.returns("A001")
    real_desk.clock.passes(minutes=30)

    real_desk.calls(2)

    assert promise(real_desk, "A001").actual == 4.0


def test_a_ticket_without_a_promise_is_called_all_the_same(desk):
    desk.comes()
    desk.store.shelf.promises.clear()

    assert desk.calls().ticket.number == "A001"


def test_a_wait_that_came_true_corrects_the_next_ranges(real_desk):
    real_desk.counter(1, CounterState.OPEN)
    for _ in range(6):
        real_desk.comes(RECEIPT)
    real_desk.clock.passes(minutes=200)

    real_desk.chooses("D006")

    assert calibration(real_desk) != Calibration.default()
    assert calibration(real_desk).pace(50) > 1


def test_a_wrong_call_teaches_once(real_desk):
    real_desk.counter(1, CounterState.OPEN)
    for _ in range(6):
        real_desk.comes(RECEIPT)
    real_desk.clock.passes(minutes=20)
    real_desk.chooses("D006")
    taught = calibration(real_desk)
    real_desk.undoes()
    real_desk.clock.passes(minutes=20)

    real_desk.chooses("D006")

    assert calibration(real_desk) == taught


def test_a_guess_teaches_nothing(desk):
    desk.counter(5, CounterState.OPEN)
    desk.comes(RECEIPT)
    desk.clock.passes(minutes=200)

    desk.calls(1)

    assert promise(desk, "D001").is_guess
    assert promise(desk, "D001").actual == 200.0
    assert calibration(desk) == Calibration.default()


# --- the times of visits -------------------------------------------------------------------------


def test_a_visit_teaches_the_time_of_its_procedure(real_desk):
    real_desk.comes()
    real_desk.serves(minutes=10)
    real_desk.completes("A001")

    assert learned(real_desk).seen == 1
    assert learned(real_desk).mean > 5 * 60


def test_finishing_and_calling_teaches_too(real_desk):
    real_desk.comes()
    real_desk.comes()
    real_desk.serves(minutes=10)

    real_desk.finishes()

    assert learned(real_desk).seen == 1


def test_a_household_teaches_what_one_person_takes(site, clock):
    means = []
    for party in (1, 3):
        desk = Desk(InMemoryStore(site), clock)
        desk.comes(party=party)
        desk.serves(minutes=8 if party == 1 else 16)
        desk.completes("A001")
        means.append(learned(desk).mean)

    assert means[0] == pytest.approx(means[1])


@pytest.mark.parametrize("note", ["", "photocopies"])
def test_a_visit_put_aside_teaches_nothing(real_desk, note):
    real_desk.comes()
    real_desk.serves(minutes=4)
    real_desk.parks("A001", note=note)
    real_desk.clock.passes(minutes=60)
    real_desk.unparks("A001", counter=1)

    real_desk.completes("A001")

    assert learned(real_desk) is None


def test_after_a_parking_a_new_round_teaches_again(real_desk):
    real_desk.comes()
    real_desk.serves(minutes=4)
    real_desk.parks("A001", note="photocopies")
    real_desk.unparks("A001")
    real_desk.serves(minutes=6)

    real_desk.completes("A001")

    assert learned(real_desk).seen == 1


def test_each_step_teaches_its_own_procedure(desk):
    desk.comes(INFO, steps=(RECEIPT,))
    desk.serves(minutes=4)
    desk.completes("A001")
    desk.serves(minutes=20)
    desk.completes("A001")

    assert learned(desk, INFO).mean < learned(desk, RECEIPT).mean
    assert (learned(desk, INFO).seen, learned(desk, RECEIPT).seen) == (1, 1)


def test_a_visit_for_a_procedure_the_site_has_dropped_teaches_nothing(desk, site):
    desk.comes()
    desk.serves(minutes=4)
    kept = {code: each for code, each in site.procedures.items() if code != INFO}
    desk.store.site = dataclasses.replace(site, procedures=kept)

    desk.completes("A001")

    assert learned(desk) is None


def test_a_visit_that_was_never_called_teaches_nothing(desk):
    desk.comes()
    ticket = desk.serves() and desk.ticket("A001")
    desk.store.shelf.tickets[ticket.id] = dataclasses.replace(ticket, called_at=None)

    desk.completes("A001")

    assert learned(desk) is None
