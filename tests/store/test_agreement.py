"""Memory, SQLite and PostgreSQL answer alike to the same reception."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.conftest import make_store
from tests.fakes import FakeClock, InMemoryStore
from tests.store.machine import START, Reception

RUNS = settings(
    max_examples=int(os.environ.get("DESK_APP_EXAMPLES", "12")),
    stateful_step_count=40,
    deadline=None,
    derandomize="DESK_APP_EXAMPLES" not in os.environ,
    suppress_health_check=list(HealthCheck),
)


def test_memory_sqlite_and_postgres_answer_alike(sqlite_url, postgres_url, site, site_text):
    clock = FakeClock(START)
    opened = [make_store(url, site, site_text, clock) for url in (sqlite_url, postgres_url)]

    class Agreement(Reception):
        stores = (InMemoryStore(site), *opened)

    try:
        run_state_machine_as_test(Agreement, settings=RUNS)
    finally:
        for store in opened:
            store.close()
