"""Six desks, each a process of its own, on one store: no number twice, nobody lost or kept back."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import chain

from desk_app.domain.journal import first_broken
from tests.conftest import ROOT

DESKS = 6
EACH = 10
NUMBERS = [f"A{n:03d}" for n in range(1, DESKS * EACH + 1)]

_DESK = """
import json, sys
from desk_app.domain.counters import CounterId
from desk_app.domain.errors import QueueEmpty
from desk_app.domain.procedures import ProcedureCode
from desk_app.security.codes import new_id
from desk_app.services.issuing import Order
from desk_app.services.tickets import call_next
from desk_app.store.setup import open_store
from tests.acts import COLLEAGUES, issues
from tests.conftest import MONDAY, _parse
from tests.fakes import FakeClock
url, desk, visitors = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
store = open_store(url, parse_site=_parse, new_id=new_id)
clock, order = FakeClock(MONDAY), Order(procedure=ProcedureCode("INFO"))
issued, called, empty = [], [], 0
print("ready", flush=True)
sys.stdin.readline()
for _ in range(visitors):
    issued.append(issues(store, clock, order).ticket.number)
    try:
        counter, by = CounterId(desk % 4 + 1), COLLEAGUES[desk]
        outcome = call_next(counter, by=by, begin=store.begin, clock=clock)
        called.append(outcome.ticket.number)
    except QueueEmpty:
        empty += 1
store.close()
print(json.dumps([issued, called, empty]))
"""


def work_at_once(url: str) -> list[tuple[list[str], list[str], int]]:
    """Let every desk receive one visitor and call one, again and again, all from one instant."""
    desks = [
        subprocess.Popen(
            [sys.executable, "-c", _DESK, url, str(desk), str(EACH)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for desk in range(DESKS)
    ]
    try:
        assert [desk.stdout.readline() for desk in desks] == ["ready\n"] * DESKS
        for desk in desks:
            desk.stdin.write("go\n")
            desk.stdin.flush()
        return [json.loads(desk.communicate(timeout=30)[0]) for desk in desks]
    finally:
        for desk in desks:
            desk.kill()
            desk.communicate()


def test_six_processes_give_each_number_once_and_call_each_ticket_once_in_order(store):
    issued, called, empty = zip(*work_at_once(store.url), strict=True)

    with store.read() as work:
        entries = work.journal.after(0, 1000)
    in_turn = [entry.header["number"] for entry in entries if entry.kind == "TicketCalled"]
    assert sorted(chain(*issued)) == NUMBERS
    assert sorted(chain(*called)) == NUMBERS
    assert in_turn == NUMBERS
    assert empty == (0,) * DESKS  # whoever calls has just brought somebody: never all are called
    assert first_broken(entries) is None
