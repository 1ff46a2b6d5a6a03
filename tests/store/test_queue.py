"""The queue keeps its promises whatever three counters and a supervisor do."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
from collections import Counter

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule, run_state_machine_as_test

from desk_app.domain.hours import business_day
from desk_app.domain.journal import first_broken
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.queue import PREFERRED, Lane, Why, lane
from desk_app.domain.site import Site
from desk_app.domain.tickets import Priority, Ticket, TicketStatus
from desk_app.services import moves
from desk_app.services.tickets import (
    absent_and_call_next,
    call_next,
    call_number,
    finish_and_call_next,
    recall,
)
from tests.conftest import make_store
from tests.fakes import FakeClock, InMemoryStore
from tests.store.machine import COUNTERS, DOCUMENTS, PROCEDURES, START, Reception

INFO, RECEIPT, PERMIT = (ProcedureCode(code) for code in ("INFO", "RECEP_RNV", "REM_TITRE"))
CALLING = (call_next, finish_and_call_next, absent_and_call_next)
PROTECTED = {Why.WAITED_TOO_LONG, Why.OVERTAKEN}


def runs(examples: int) -> settings:
    """Return how a machine is run: the same receptions each time, unless more are asked for."""
    return settings(
        max_examples=int(os.environ.get("DESK_APP_EXAMPLES", str(examples))),
        stateful_step_count=30,
        deadline=None,
        derandomize="DESK_APP_EXAMPLES" not in os.environ,
        suppress_health_check=list(HealthCheck),
    )


@dataclasses.dataclass
class Hall:
    """Who waits at the instant of a call, worked out from all tickets of the day and nothing else.

    *mine* are those who may be called at the counter.
    """

    everybody: list[Ticket]
    mine: list[Ticket]
    site: Site
    now: dt.datetime

    @property
    def rules(self):
        """The site's numbers."""
        return self.site.rules

    def earlier(self, ticket, counter):
        """How many who wait for what *counter* serves arrived before *ticket*."""
        served = self.site.counters[counter].procedures
        return sum(
            other.status is TicketStatus.WAITING
            and other.procedure in served
            and order(other) < order(ticket)
            for other in self.everybody
        )

    def lane_of(self, ticket):
        """Where *ticket* queues."""
        return ticket.procedure, lane(ticket, self.rules)

    def peers(self, ticket):
        """Who of the same lane could be called in the place of *ticket*."""
        return [other for other in self.mine if self.lane_of(other) == self.lane_of(ticket)]

    def overtaken(self, ticket):
        """How many later arrivals were called before *ticket* in its place (Q-05)."""
        return sum(
            order(other) > order(ticket)
            and other.first_called_at is not None
            and (other.procedure == ticket.procedure or self.was_preferred(other, ticket))
            for other in self.everybody
        )

    def was_preferred(self, other, ticket):
        """True if *other* came for something else, at a counter that serves *ticket* too."""
        if other.counter is None or lane(ticket, self.rules) is not Lane.ORDINARY:
            return False
        served = self.site.counters[other.counter].procedures
        return ticket.procedure in served and lane(other, self.rules) in PREFERRED

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
    def site(self):
        with self.stores[0].read() as work:
            return work.site

    @property
    def tickets(self):
        day = business_day(self.clock(), self.site.time_zone)
        with self.stores[0].read() as work:
            return list(work.tickets.of_day(day))

    @rule(procedures=st.lists(PROCEDURES, min_size=2, max_size=4), data=st.data())
    def come(self, procedures, data):
        """Ordinary visitors who have shown a document, half a minute apart."""
        for procedure in procedures:
            document = data.draw(st.sampled_from(DOCUMENTS))
            self.issues(procedure=procedure, priority=None, party=1, document=document)
            self.clock.passes(seconds=30)

    @rule(counter=COUNTERS)
    def works(self, counter):
        """An agent calls and receives one visitor after the other."""
        called = self.does(call_next, counter)
        for _ in range(3):
            if isinstance(called, tuple) or called.reason is None:
                return
            self.does(moves.start_serving, called.ticket.number, counter=counter)
            self.clock.passes(seconds=90)
            called = self.does(finish_and_call_next, counter)

    @rule(counter=COUNTERS, asked=st.sampled_from([INFO, RECEIPT]))
    def rushes(self, counter, asked):
        """One ordinary visitor and more local priorities after than may overtake one."""
        self.issues(procedure=INFO, priority=None, party=1, document=None)
        for _ in range(7):
            self.issues(procedure=asked, priority=Priority.LOCAL, party=1, document=None)
        for _ in range(7):
            self.does(call_next, counter)

    @precondition(lambda self: self.clock().hour < 12)
    @rule(counter=COUNTERS)
    def waits_too_long(self, counter):
        """Who has waited as long as Q-05 allows goes before a local priority of now."""
        self.issues(procedure=INFO, priority=None, party=1, document=None)
        self.clock.passes(minutes=90)
        self.issues(procedure=INFO, priority=Priority.LOCAL, party=1, document=None)
        self.does(call_next, counter)

    @rule(counter=COUNTERS, document=st.sampled_from(DOCUMENTS))
    def comes_back_late(self, counter, document):
        """A visitor does not come when called, takes another ticket, and shows the first."""
        handed_out = len(self.numbers)
        self.issues(procedure=PERMIT, priority=None, party=1, document=document)
        if len(self.numbers) == handed_out:
            return
        first = self.numbers[-1]
        self.does(call_number, first, counter)
        for _ in range(2):
            self.clock.passes(seconds=61)
            self.does(recall, first, counter=counter)
        self.does(moves.mark_no_show, first, counter=counter)
        self.issues(procedure=PERMIT, priority=None, party=1, document=document)
        self.does(moves.return_to_queue, first, counter=None)

    @rule(
        counter=COUNTERS,
        document=st.sampled_from(DOCUMENTS),
        steps=st.sampled_from([(), (RECEIPT,), (RECEIPT, PERMIT)]),
        asks_for=st.sampled_from([PERMIT, RECEIPT]),
    )
    def asks_again_on_the_way(self, counter, document, steps, asks_for):
        """A visitor sent on, or to come back, takes another ticket while at the other counter."""
        handed_out = len(self.numbers)
        self.issues(procedure=PERMIT, priority=None, party=1, document=document, steps=steps)
        if len(self.numbers) == handed_out:
            return
        first = self.numbers[-1]
        self.is_received(first, counter)
        if steps:
            self.does(moves.complete, first, counter=counter)
        else:
            self.does(moves.transfer, first, INFO, comes_back=True)
        self.issues(procedure=asks_for, priority=None, party=1, document=document, steps=(PERMIT,))
        self.issues(procedure=PERMIT, priority=None, party=1, document=document)
        self.is_received(first, counter)
        self.does(moves.complete, first, counter=counter)

    def is_received(self, number, counter):
        """Nobody else is served at *counter*: the visitor of *number* is called, and comes."""
        for other in self.tickets:
            if other.status is TicketStatus.SERVING and other.counter == counter:
                self.does(moves.complete, other.number, counter=counter)
        self.does(call_number, number, counter)
        self.does(moves.start_serving, number, counter=counter)

    def does(self, act, *subject, **fields):
        """Do *act*; a call is held against who waited before it."""
        if act not in CALLING:
            return super().does(act, *subject, **fields)
        hall = self.hall(*subject)
        answer = super().does(act, *subject, **fields)
        if isinstance(answer, tuple):
            assert answer[0] != "QueueEmpty" or act is not call_next or not hall.mine
        elif answer.reason is None:
            assert not hall.mine  # the visit ended and nobody was called
        else:
            called = next((t for t in hall.mine if t.id == answer.ticket.id), None)
            if called is not None:  # else a visitor whom this act itself sent back to wait
                keeps_the_order(called, hall)
                agrees(answer.reason, called, hall)
                if act is call_next and answer.reason.why in {Why.LOCAL, Why.LEGAL}:
                    assert answer.reason.passed == hall.earlier(called, subject[0])
        return answer

    def hall(self, counter, put_off=None):
        """Return who waits now for *counter*; whom the act puts off is at no counter any more."""
        place = self.site.counters[counter]
        everybody = [
            dataclasses.replace(ticket, counter=None) if ticket.number == put_off else ticket
            for ticket in self.tickets
        ]
        mine = [
            ticket
            for ticket in everybody
            if ticket.status is TicketStatus.WAITING
            and ticket.procedure in place.procedures
            and (ticket.not_before is None or ticket.not_before <= self.clock())
            and ticket.reserved_for in {None, counter}
        ]
        return Hall(everybody=everybody, mine=mine, site=self.site, now=self.clock())

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
    def a_person_has_one_active_ticket_for_a_procedure(self):
        active = [ticket for ticket in self.tickets if ticket.is_active]
        with self.stores[0].read() as work:
            held = [(work.bindings.of_ticket(ticket.id), ticket) for ticket in active]
        persons = Counter((of.person, ticket.procedure) for of, ticket in held if of is not None)
        assert all(count == 1 for count in persons.values())

    @invariant()
    def what_a_person_holds_is_what_is_active(self):
        with self.stores[0].read() as work:
            for ticket in self.tickets:
                binding = work.bindings.of_ticket(ticket.id)
                if binding is not None:
                    held = work.bindings.held(ticket.day, binding.person)
                    assert (ticket.id in held) == ticket.is_active
                    assert not ticket.is_active or binding.procedure == ticket.procedure

    def teardown(self):
        """At the end of a reception its journal is verified and tells where each ticket is."""
        with self.stores[0].read() as work:
            entries = list(work.journal.after(0, 1_000_000))
        assert first_broken(entries) is None
        told = {entry.header["ticket"]: stands(entry) for entry in entries if stands(entry)}
        assert all(told[str(ticket.id)] == ticket.status for ticket in self.tickets)


def keeps_the_order(called, hall):
    """Law first; inside a lane by arrival; nobody whom Q-05 protects is passed by who it is not."""
    assert called == min(hall.peers(called), key=order)
    legal = [ticket for ticket in hall.mine if lane(ticket, hall.rules) is Lane.LEGAL]
    if legal:
        assert called == min(legal, key=order)
    elif any(hall.is_protected(ticket) for ticket in hall.mine):
        assert hall.is_protected(called)


def agrees(reason, called, hall):
    """The reason that is shown is the one that holds."""
    kind = lane(called, hall.rules)
    assert (reason.why is Why.LEGAL) == (kind is Lane.LEGAL)
    assert (reason.why is Why.COMES_BACK) == (kind is Lane.RESERVED)
    assert (reason.why is Why.LOCAL) == (kind is Lane.LOCAL)
    assert (reason.why in PROTECTED) == hall.is_protected(called)
    if reason.why is Why.OVERTAKEN:
        assert reason.passed == hall.overtaken(called) >= hall.rules.overtaken_at_most
    if reason.why is Why.ARRIVED:
        ordinary = [t for t in hall.mine if lane(t, hall.rules) is Lane.ORDINARY]
        assert called == min(ordinary, key=order)


def stands(entry):
    """The status in which *entry* left its ticket, empty if it is about something else."""
    if entry.kind == "TicketCalled":
        return TicketStatus.CALLED
    if entry.kind == "TicketIssued":
        return TicketStatus.WAITING
    return entry.header.get("status", "") if entry.kind == "TicketMoved" else ""


def test_the_queue_keeps_its_promises(site):
    class OnMemory(Queue):
        stores = (InMemoryStore(site),)

    run_state_machine_as_test(OnMemory, settings=runs(40))


def test_the_queue_keeps_its_promises_on_a_real_file(sqlite_url, site, site_text):
    opened = make_store(sqlite_url, site, site_text, FakeClock(START))

    class OnSqlite(Queue):
        stores = (opened,)

    try:
        run_state_machine_as_test(OnSqlite, settings=runs(10))
    finally:
        opened.close()
