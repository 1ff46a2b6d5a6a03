"""The queue keeps its promises whatever three counters and a supervisor do."""

from __future__ import annotations

import dataclasses
import os
from collections import Counter

from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from desk_app.domain.hours import business_day
from desk_app.domain.journal import first_broken
from desk_app.domain.queue import Lane, Why, lane
from desk_app.domain.tickets import Priority, Ticket, TicketStatus
from desk_app.services.tickets import absent_and_call_next, call_next, finish_and_call_next
from tests.conftest import make_store
from tests.fakes import FakeClock, InMemoryStore
from tests.store.machine import COUNTERS, DOCUMENTS, PROCEDURES, START, Reception

CALLING = (call_next, finish_and_call_next, absent_and_call_next)
PROTECTED = {Why.LEGAL, Why.WAITED_TOO_LONG, Why.OVERTAKEN}


def runs(examples: int) -> settings:
    """Return how a machine is run: the same receptions each time, unless more are asked for."""
    return settings(
        max_examples=int(os.environ.get("DESK_APP_EXAMPLES", str(examples))),
        stateful_step_count=50,
        deadline=None,
        derandomize="DESK_APP_EXAMPLES" not in os.environ,
        suppress_health_check=list(HealthCheck),
    )


@dataclasses.dataclass
class Hall:
    """Who waits at the instant of a call, worked out from all tickets of the day and nothing else.

    *mine* may be called at the counter; *heads* are the first of each lane among them.
    """

    everybody: list[Ticket]
    mine: list[Ticket]
    rules: object
    now: object

    def lane_of(self, ticket):
        """Where *ticket* queues."""
        return ticket.procedure, lane(ticket, self.rules)

    def peers(self, ticket):
        """Who of the same lane could be called in the place of *ticket*."""
        return [other for other in self.mine if self.lane_of(other) == self.lane_of(ticket)]

    def overtaken(self, ticket):
        """How many later arrivals for the same procedure were called before *ticket* (Q-05)."""
        return sum(
            other.procedure == ticket.procedure
            and order(other) > order(ticket)
            and other.first_called_at is not None
            for other in self.everybody
        )

    def is_protected(self, ticket):
        """True if Q-05 lets only the law and others so protected before *ticket*."""
        if lane(ticket, self.rules) is not Lane.ORDINARY:
            return False
        is_late = self.now >= ticket.arrived_at + self.rules.wait_at_most
        return is_late or self.overtaken(ticket) >= self.rules.overtaken_at_most


def order(ticket):
    """Inside a lane: by arrival, and by issue at one instant."""
    return ticket.arrived_at, ticket.sequence


class Queue(Reception):
    """A reception on one store, with everything it shows checked after each act."""

    @property
    def day(self):
        return business_day(self.clock(), self.stores[0].site_in_force.time_zone)

    @property
    def tickets(self):
        with self.stores[0].read() as work:
            return list(work.tickets.of_day(self.day))
