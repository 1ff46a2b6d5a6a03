"""When the world says no in the middle of an act: it is told apart, and nothing is lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from desk_app.domain.errors import DiskFull, NotOurStore, StoreReadOnly, StoreUnavailable
from desk_app.domain.procedures import ProcedureCode
from desk_app.services.issuing import Order
from desk_app.store import engine
from desk_app.store.engine import sqlite_path
from tests.acts import issues

INFO = Order(procedure=ProcedureCode("INFO"))


def numbers(store, clock) -> list[str]:
    with store.read() as work:
        return [ticket.number for ticket in work.tickets.of_day(clock().date())]


def test_a_full_disk_is_said_and_what_was_issued_stays(sqlite_store, clock):
    issues(sqlite_store, clock, INFO)
    with sqlite_store.begin() as work:
        connection = work.journal._connection  # the limit is the connection's own
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 1}")

    def fills():
        for _ in range(200):
            issues(sqlite_store, clock, INFO)

    with pytest.raises(DiskFull):
        fills()
    kept = numbers(sqlite_store, clock)
    assert kept == [f"A{n:03d}" for n in range(1, len(kept) + 1)]


def test_a_number_lost_to_a_full_disk_is_given_to_the_next_visitor(sqlite_store, clock):
    with sqlite_store.begin() as work:
        connection = work.journal._connection
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    def fills():
        for _ in range(50):
            issues(sqlite_store, clock, INFO)

    with pytest.raises(DiskFull):
        fills()
    before = len(numbers(sqlite_store, clock))
    with sqlite_store.begin() as work:
        work.journal._connection.exec_driver_sql("PRAGMA max_page_count = 100000")

    issued = issues(sqlite_store, clock, INFO)

    assert issued.ticket.number == f"A{before + 1:03d}"


def test_a_file_that_became_read_only_is_said(sqlite_store, clock):
    with sqlite_store.begin() as work:
        work.journal._connection.exec_driver_sql("PRAGMA query_only = ON")

    with pytest.raises(StoreReadOnly):
        issues(sqlite_store, clock, INFO)


def test_a_file_another_program_keeps_locked_is_unavailable_for_now(
    sqlite_store, clock, monkeypatch
):
    monkeypatch.setattr(engine, "BUSY_MS", 50)

    with closing(sqlite3.connect(sqlite_path(sqlite_store.url), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreUnavailable):
            issues(sqlite_store, clock, INFO)
        other.execute("ROLLBACK")

    assert issues(sqlite_store, clock, INFO).ticket.number == "A001"


def test_a_file_overwritten_with_junk_is_not_ours_any_more(sqlite_store, clock):
    sqlite_store.close()
    sqlite_path(sqlite_store.url).write_bytes(b"junk" * 4096)

    with pytest.raises(NotOurStore):
        issues(sqlite_store, clock, INFO)


def test_the_time_a_writer_waits_for_another_is_stated():
    assert 1000 <= engine.BUSY_MS <= 10_000
