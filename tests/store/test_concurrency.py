"""Counters that call at the same instant: no duplicate, none lost, none falsely empty."""

from __future__ import annotations

import threading
from collections import Counter

from desk_app.domain.errors import QueueEmpty
from desk_app.domain.procedures import ProcedureCode
from desk_app.services.issuing import Order
from desk_app.services.tickets import call_next
from tests.acts import COLLEAGUES, issues

COUNTERS = (1, 2, 3, 4)
WAITING = 40


def test_counters_that_call_at_once_get_everybody_once_and_in_order(store, clock):
    for _ in range(WAITING):
        issues(store, clock, Order(procedure=ProcedureCode("INFO")))
    called: list[str] = []
    lies: list[int] = []
    start = threading.Barrier(len(COUNTERS))

    def works(counter):
        start.wait()
        while True:
            try:
                outcome = call_next(counter, by=COLLEAGUES[counter], begin=store.begin, clock=clock)
            except QueueEmpty as empty:
                lies.append(empty.elsewhere)
                return
            called.append(outcome.ticket.number)

    threads = [threading.Thread(target=works, args=(counter,)) for counter in COUNTERS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(called) == [f"A{n:03d}" for n in range(1, WAITING + 1)]
    assert lies == [0] * len(COUNTERS)


def test_desks_that_issue_at_once_never_give_a_number_twice(store, clock):
    given: list[str] = []

    def works():
        given.extend(
            issues(store, clock, Order(procedure=ProcedureCode("INFO"))).ticket.number
            for _ in range(15)
        )

    threads = [threading.Thread(target=works) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert max(Counter(given).values()) == 1
    assert sorted(given) == [f"A{n:03d}" for n in range(1, 61)]
