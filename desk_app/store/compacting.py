"""What a purge freed, given back to the disk: the file is written anew. Not when that is done."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from desk_app.domain.errors import DiskFull, StoreReadOnly, StoreUnavailable
from desk_app.store.engine import journal_mode, sqlite_path

WAIT_MS = 2000
"""How long another process may keep the file: a command's transaction, not a day's work."""


def freed(url: str) -> int:
    """Return how many bytes of the store's file hold nothing any more. Raises StoreUnavailable."""
    path = sqlite_path(url)
    if path is None:
        return 0
    try:
        with closing(_opened(path)) as connection:
            return _number(connection, "freelist_count") * _number(connection, "page_size")
    except sqlite3.Error as error:
        raise StoreUnavailable(str(error)) from error


def compact(url: str) -> int:
    """Write the store's file anew without what was freed; return the bytes given back.

    Nobody else can write meanwhile. Interrupted, the file is as it was. A Postgres server does it
    by itself. Raises StoreUnavailable while another process holds the file, DiskFull or
    StoreReadOnly.
    """
    path = sqlite_path(url)
    if path is None:
        return 0
    before = path.stat().st_size
    try:
        with closing(_opened(path)) as connection:
            connection.execute(f"PRAGMA journal_mode = {journal_mode()}")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error as error:
        raise _meant(error, path) from error
    return max(before - path.stat().st_size, 0)


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA busy_timeout = {WAIT_MS}")
    return connection


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def _meant(error: sqlite3.Error, path: Path) -> DiskFull | StoreReadOnly | StoreUnavailable:
    if "full" in str(error):
        return DiskFull(str(path))
    if "readonly" in str(error) or not os.access(path, os.W_OK):
        return StoreReadOnly(str(path))
    return StoreUnavailable(str(error))
