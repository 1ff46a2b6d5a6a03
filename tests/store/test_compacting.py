"""Giving back what was freed: the file shrinks and stays itself, or is as it was."""

from __future__ import annotations

import os
import resource
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desk_app.domain.errors import DiskFull, StoreReadOnly, StoreUnavailable
from desk_app.store.compacting import compact, freed
from desk_app.store.copies import examine
from desk_app.store.engine import sqlite_path

BALLAST = 4_000_000
MARK = b"Bouazza-Quimper"


@pytest.fixture
def freed_store(sqlite_copy) -> Path:
    """A store in which four million bytes were written and taken away again."""
    store = sqlite_path(sqlite_copy)
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("CREATE TABLE ballast (bytes BLOB)")
        connection.execute("INSERT INTO ballast VALUES (?)", (MARK * (BALLAST // len(MARK)),))
        connection.commit()
        connection.execute("DELETE FROM ballast")
        connection.execute("DROP TABLE ballast")
        connection.commit()
    return store


def test_what_was_freed_is_given_back_and_the_store_is_sound(freed_store):
    url, before = f"sqlite:///{freed_store}", freed_store.stat().st_size
    head = examine(freed_store).head
    assert MARK in freed_store.read_bytes()
    assert freed(url) >= BALLAST * 0.9

    given = compact(url)

    assert given >= BALLAST * 0.9
    assert freed_store.stat().st_size == before - given
    assert freed(url) == 0
    assert MARK not in freed_store.read_bytes()
    assert examine(freed_store).head == head


def test_while_somebody_writes_it_waits_for_another_time(freed_store):
    with closing(sqlite3.connect(freed_store, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")

        with pytest.raises(StoreUnavailable):
            compact(f"sqlite:///{freed_store}")
        writer.execute("ROLLBACK")
    assert examine(freed_store).entries


def test_a_full_disk_leaves_the_file_as_it_was(freed_store):
    before = freed_store.read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, limits[1]))
    try:
        with pytest.raises((DiskFull, StoreUnavailable)):
            compact(f"sqlite:///{freed_store}")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert examine(freed_store).entries
    assert freed_store.read_bytes() == before


def test_a_file_that_cannot_be_read_is_said(tmp_path):
    with pytest.raises(StoreUnavailable):
        freed(f"sqlite:///{tmp_path / 'no-folder' / 'x.sqlite'}")


def test_a_file_that_may_not_be_written_is_said(freed_store, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everything

    with closing(sqlite3.connect(freed_store, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreReadOnly):
            compact(f"sqlite:///{freed_store}")


def test_a_server_does_it_by_itself():
    assert (freed("postgresql://base/site"), compact("postgresql://base/site")) == (0, 0)
