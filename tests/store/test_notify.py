"""Another process's commit is seen, one's own is not told twice."""

from __future__ import annotations

import subprocess
import sys
import threading

from desk_app.domain.changes import Topic
from desk_app.domain.procedures import ProcedureCode
from desk_app.services.issuing import Order
from desk_app.store.notify import Watcher
from tests.acts import issues
from tests.conftest import ROOT

_OTHER_PROCESS = """
import sys
from tests.acts import issues
from tests.conftest import MONDAY, _parse
from tests.fakes import FakeClock
from desk_app.domain.procedures import ProcedureCode
from desk_app.security.codes import new_id
from desk_app.services.issuing import Order
from desk_app.store.setup import open_store
store = open_store(sys.argv[1], parse_site=_parse, new_id=new_id)
issues(store, FakeClock(MONDAY), Order(procedure=ProcedureCode("INFO")))
store.close()
"""


class Ear:
    def __init__(self) -> None:
        self.heard = []
        self.woken = threading.Event()

    def __call__(self, changes) -> None:
        self.heard.append(changes)
        self.woken.set()


def test_another_process_s_ticket_is_told_by_its_topics(sqlite_store):
    ear = Ear()
    watcher = Watcher(sqlite_store, ear)
    watcher.start()

    subprocess.run([sys.executable, "-c", _OTHER_PROCESS, sqlite_store.url], cwd=ROOT, check=True)

    assert ear.woken.wait(5)
    watcher.close()
    assert ear.heard[0].topics == {Topic.TICKETS, Topic.PRINTS}


def test_one_s_own_ticket_is_not_told(sqlite_store, clock):
    ear = Ear()
    watcher = Watcher(sqlite_store, ear)
    watcher.start()

    for _ in range(5):
        issues(sqlite_store, clock, Order(procedure=ProcedureCode("INFO")))
    seen_all = not ear.woken.wait(0.3)
    watcher.close()

    assert seen_all
    assert ear.heard == []
