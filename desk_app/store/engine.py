"""One engine for both databases: durability, locks and what their errors mean. No tables."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DatabaseError, InterfaceError, OperationalError
from sqlalchemy.pool import QueuePool

from desk_app.domain.errors import (
    DiskFull,
    NotOurStore,
    StoreDamaged,
    StoreReadOnly,
    StoreUnavailable,
)
from desk_app.store.columns import prepare_postgres

APPLICATION_ID = 0x4465736B
"""`Desk` in ASCII: written in the SQLite header so that a foreign file is told from ours."""
WAL_IS_SAFE_FROM = (3, 51, 3)
"""Below it, two writers can lose committed data when the WAL is reset (sqlite.org/wal.html)."""
BUSY_MS = 8000
TRY_MS = 20
"""How long one try for the lock lasts: SQLite asks after 1, 2, 5 and 10 ms of it."""


def journal_mode() -> str:
    """Return `WAL` where the linked SQLite is safe with several writers, else `TRUNCATE`."""
    return "WAL" if sqlite3.sqlite_version_info >= WAL_IS_SAFE_FROM else "TRUNCATE"


def open_engine(url: str | URL, *, is_reader: bool = False) -> Engine:
    """Return an engine whose transactions are durable (writer) or short and read-only (reader)."""
    if make_url(url).get_backend_name() != "sqlite":
        prepare_postgres()
        return create_engine(url, pool_size=8, pool_pre_ping=True)
    engine = create_engine(url, poolclass=QueuePool, pool_size=4, max_overflow=8)
    event.listen(engine, "connect", _on_connect_reader if is_reader else _on_connect)
    event.listen(engine, "begin", _on_begin_reader if is_reader else _on_begin)
    return engine


def sqlite_path(url: str) -> Path | None:
    """Return the file of a `sqlite:///PATH` address, None for another database."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        return None
    return Path(parsed.database)


def store_name(url: str) -> str:
    """Return what a person may read of *url*: a file's path, else the address without password."""
    path = sqlite_path(url)
    return str(path) if path else make_url(url).render_as_string(hide_password=True)


@contextmanager
def told_apart(url: str) -> Iterator[None]:
    """Turn the driver's errors into Unavailable ones; a broken rule of ours stays a bug."""
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        raise _meant(error, url) from error
    except DatabaseError as error:
        if isinstance(error.orig, sqlite3.DatabaseError) and "not a database" in str(error.orig):
            raise NotOurStore(store_name(url)) from error
        if isinstance(error.orig, sqlite3.DatabaseError) and "malformed" in str(error.orig):
            raise StoreDamaged(store_name(url)) from error
        raise


def _meant(error: DatabaseError | InterfaceError, url: str) -> Exception:
    said = str(error.orig)
    if "disk is full" in said or "No space left" in said:
        return DiskFull(store_name(url))
    if "readonly" in said or "read-only" in said:
        return StoreReadOnly(store_name(url))
    return StoreUnavailable(said.strip().splitlines()[0] if said.strip() else type(error).__name__)


def _on_connect(connection: Any, _record: Any) -> None:  # the DBAPI's own, untyped connection
    connection.isolation_level = None  # SQLAlchemy begins, not the driver
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    connection.execute(f"PRAGMA journal_mode = {journal_mode()}")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")  # what is forgotten leaves the file


def _on_connect_reader(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    connection.execute("PRAGMA query_only = ON")


def _on_begin(connection: Connection) -> None:
    """Take the file's lock, with even odds for all who want it.

    SQLite's own wait asks less and less often, down to ten times a second: whoever has waited
    long loses to whoever has just come, and six busy desks starve one. Here each asks at the
    pace of a newcomer until BUSY_MS have passed.
    """
    deadline = time.monotonic() + BUSY_MS / 1000
    _set_wait(connection, TRY_MS)
    try:
        while not _is_begun(connection, deadline):
            pass
    finally:
        _set_wait(connection, BUSY_MS)


def _is_begun(connection: Connection, deadline: float) -> bool:
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except OperationalError as error:
        if "locked" in str(error.orig) and time.monotonic() < deadline:
            return False
        raise
    return True


def _set_wait(connection: Connection, milliseconds: int) -> None:
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {milliseconds}")
    cursor.close()


def _on_begin_reader(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
