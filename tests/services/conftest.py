"""A desk without a database where that is enough, and one on each database where it matters."""

from __future__ import annotations

import pytest

from tests.services.desk import Desk


@pytest.fixture
def desk(memory, clock) -> Desk:
    """A desk in memory."""
    return Desk(memory, clock)


@pytest.fixture
def real_desk(store, clock) -> Desk:
    """A desk on SQLite, then on PostgreSQL."""
    return Desk(store, clock)
