"""The queue keeps its promises whatever three counters and a supervisor do."""

from __future__ import annotations

import os
from collections import Counter

from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from desk_app.domain.hours import business_day
from desk_app.domain.queue import Lane, Why, lane
from desk_app.domain.tickets import TicketStatus
from desk_app.services.tickets import call_next
from tests.fakes import InMemoryStore
from tests.store.machine import COUNTERS, Reception

RUNS = settings(
    max_examples=int(os.environ.get("DESK_APP_EXAMPLES", "60")),
    stateful_step_count=50,
    deadline=None,
    derandomize="DESK_APP_EXAMPLES" not in os.environ,
    suppress_health_check=list(HealthCheck),
)


class Queue(Reception):
    """A reception on one in-memory store, with everything it shows checked after each act."""

    @property
    def day(self):
        return business_day(self.clock(), self.stores[0].site.time_zone)

    @property
    def tickets(self):
        with self.stores[0].read() as work:
            return work.tickets.of_day(self.day)

    @rule(counter=COUNTERS)
    def calls_next(self, counter):
        waiting = [t for t in self.tickets if t.status is TicketStatus.WAITING]
        answer = self.does(call_next, counter)
        if isinstance(answer, tuple):
            return
        place = self.stores[0].site.counters[counter]
        rules = self.stores[0].site.rules
        mine = [
            t
            for t in waiting
            if t.procedure in place.procedures
            and (t.not_before is None or t.not_before <= self.clock())
            and t.reserved_for in {None, counter}
        ]
        legal = [t for t in mine if lane(t, rules) is Lane.LEGAL]
        if legal:
            assert answer.ticket.id == min(legal, key=lambda t: (t.arrived_at, t.sequence)).id
        if answer.reason.why is Why.ARRIVED:
            ordinary = [t for t in mine if lane(t, rules) is Lane.ORDINARY]
            assert answer.ticket.id == min(ordinary, key=lambda t: (t.arrived_at, t.sequence)).id

    @invariant()
    def no_number_is_given_twice(self):
        numbers = Counter(ticket.number for ticket in self.tickets)
        assert all(count == 1 for count in numbers.values())

    @invariant()
    def no_ticket_is_lost(self):
        assert {ticket.number for ticket in self.tickets} == set(self.numbers)

    @invariant()
    def who_is_called_is_at_one_counter_and_who_waits_at_none(self):
        for ticket in self.tickets:
            if ticket.status in {TicketStatus.CALLED, TicketStatus.SERVING}:
                assert ticket.counter is not None
            if ticket.status is TicketStatus.WAITING:
                assert ticket.counter is None

    @invariant()
    def one_visitor_is_served_at_a_counter(self):
        served = Counter(t.counter for t in self.tickets if t.status is TicketStatus.SERVING)
        assert all(count == 1 for count in served.values())

    @invariant()
    def the_journal_holds(self):
        with self.stores[0].read() as work:
            entries = work.journal.after(0, 10_000)
        assert all(entry.seq == place for place, entry in enumerate(entries, start=1))


def test_the_queue_keeps_its_promises(site):
    class OnMemory(Queue):
        stores = (InMemoryStore(site),)

    run_state_machine_as_test(OnMemory, settings=RUNS)
