"""What a supervisor does to the day, against a desk's real file."""

from __future__ import annotations

import datetime as dt

import pytest

from desk_app.domain.changes import Topic
from desk_app.domain.counters import CounterId, CounterState
from desk_app.domain.errors import BadValue, ProcedureClosed, UnknownCounter, UnknownProcedure
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.tickets import TicketStatus
from desk_app.services import direction
from tests.unit.reception_day import CHIEF, CLERK, INFORMATION, ONE, THREE, TWO, Day

MONDAY = dt.date(2026, 3, 2)


@pytest.fixture
def day(sqlite_store, clock) -> Day:
    return Day(sqlite_store, clock)


@pytest.fixture
def ports(day) -> dict:
    return {"by": CHIEF, "begin": day.store.begin, "clock": day.clock}


def counters(day):
    with day.store.read() as work:
        return work.counters.today(MONDAY)


def facts(day, kind):
    with day.store.read() as work:
        return [entry for entry in work.journal.after(0, 1000) if entry.kind == kind]


def test_a_counter_opened_from_elsewhere_is_nobodys_yet(day, ports) -> None:
    changes = direction.set_counter(TWO, CounterState.OPEN, **ports)

    assert counters(day)[TWO].state is CounterState.OPEN
    assert counters(day)[TWO].agent is None
    assert Topic.COUNTERS in changes.topics
    assert facts(day, "CounterChanged")[-1].agent == CHIEF


def test_a_paused_counter_keeps_its_agent_and_has_him_when_it_reopens(day, ports) -> None:
    day.sits(ONE)

    direction.set_counter(ONE, CounterState.PAUSED, **ports)
    paused = counters(day)[ONE]
    direction.set_counter(ONE, CounterState.OPEN, **ports)

    assert paused.agent == CLERK
    assert counters(day)[ONE].agent == CLERK


def test_a_closed_counter_is_nobodys(day, ports) -> None:
    day.sits(ONE)

    direction.set_counter(ONE, CounterState.CLOSED, **ports)

    assert counters(day)[ONE].agent is None


def test_who_is_served_at_a_counter_that_closes_is_served_to_the_end(day, ports) -> None:
    day.comes()
    number = day.is_called(ONE)

    direction.set_counter(ONE, CounterState.CLOSED, **ports)

    with day.store.read() as work:
        assert work.tickets.by_number(MONDAY, number).status is TicketStatus.CALLED


def test_a_counter_the_site_does_not_have_is_refused(day, ports) -> None:
    with pytest.raises(UnknownCounter):
        direction.set_counter(CounterId(99), CounterState.OPEN, **ports)

    assert counters(day) == {}


def test_a_closed_procedure_gives_no_ticket_and_an_opened_one_does(day, ports) -> None:
    direction.set_procedure(INFORMATION, is_open=False, **ports)
    with pytest.raises(ProcedureClosed):
        day.comes()

    direction.set_procedure(INFORMATION, is_open=True, **ports)

    assert day.comes() == "A001"


def test_closing_a_procedure_keeps_its_quota_and_setting_a_quota_keeps_it_closed(
    day, ports
) -> None:
    direction.set_procedure(INFORMATION, quota=7, **ports)
    direction.set_procedure(INFORMATION, is_open=False, **ports)
    direction.set_procedure(INFORMATION, quota=9, **ports)

    with day.store.read() as work:
        state = work.procedures.get(MONDAY, INFORMATION)
    assert (state.is_open, state.quota) == (False, 9)


def test_a_supervisors_quota_is_taken_back_to_the_sites_own(day, ports) -> None:
    direction.set_procedure(INFORMATION, quota=7, **ports)
    direction.set_procedure(INFORMATION, is_open=False, **ports)

    direction.set_procedure(INFORMATION, quota=direction.SITES_OWN, **ports)

    with day.store.read() as work:
        state = work.procedures.get(MONDAY, INFORMATION)
    assert (state.is_open, state.quota) == (False, None)
    assert facts(day, "ProcedureChanged")[-1].header["quota"] is None


def test_a_quota_under_zero_is_refused_and_changes_nothing(day, ports) -> None:
    with pytest.raises(BadValue):
        direction.set_procedure(INFORMATION, quota=-1, **ports)

    assert facts(day, "ProcedureChanged") == []


def test_an_unknown_procedure_is_refused(ports) -> None:
    with pytest.raises(UnknownProcedure):
        direction.set_procedure(ProcedureCode("NIMPORTE"), is_open=False, **ports)


def test_closing_the_day_ends_every_ticket_and_closes_every_counter(day, ports) -> None:
    day.sits(ONE)
    day.sits(TWO)
    direction.set_counter(THREE, CounterState.PAUSED, **ports)
    for _ in range(3):
        day.comes()
    day.is_called(ONE)

    changes = direction.close_day(**ports)

    with day.store.read() as work:
        assert not [ticket for ticket in work.tickets.of_day(MONDAY) if ticket.is_active]
    assert {state.state for state in counters(day).values()} == {CounterState.CLOSED}
    assert facts(day, "DayClosed")[-1].header["expired"] == 3
    assert {Topic.TICKETS, Topic.COUNTERS} <= changes.topics


def test_closing_the_day_forgets_who_the_tickets_were_for(day, ports) -> None:
    number = day.comes(ProcedureCode("CHG_ADR"), document="9304218765")
    with day.store.read() as work:
        ticket = work.tickets.by_number(MONDAY, number)
        assert work.bindings.of_ticket(ticket.id) is not None

    direction.close_day(**ports)

    with day.store.read() as work:
        assert work.bindings.of_ticket(ticket.id) is None


def test_a_day_the_machine_was_off_at_its_end_is_closed_the_next_morning(day) -> None:
    day.comes()
    day.clock.passes(days=1)

    direction.close_past_days(begin=day.store.begin, read=day.store.read, clock=day.clock)

    with day.store.read() as work:
        assert work.days.is_closed(MONDAY)
        assert work.tickets.of_day(MONDAY)[0].status is TicketStatus.NO_SHOW


def test_with_no_day_left_open_nothing_is_written(day) -> None:
    before = facts(day, "DayClosed")

    changes = direction.close_past_days(begin=day.store.begin, read=day.store.read, clock=day.clock)

    assert facts(day, "DayClosed") == before == []
    assert not changes.topics
