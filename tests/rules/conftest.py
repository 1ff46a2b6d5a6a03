"""A desk on a real SQLite store, for the rules against trafficking as they are written."""

from __future__ import annotations

import pytest

from tests.services.register_desk import RegisterDesk


@pytest.fixture
def desk(sqlite_store, clock) -> RegisterDesk:
    """A desk on SQLite."""
    return RegisterDesk(sqlite_store, clock)


@pytest.fixture
def kinds(desk):
    """What the journal has, by kinds."""

    def told() -> list[str]:
        with desk.store.read() as work:
            return [entry.kind for entry in work.journal.after(0, 10_000)]

    return told
