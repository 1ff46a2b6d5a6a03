"""Sees what other processes committed to this desk's file and says which topics they touched.

It polls `PRAGMA data_version`, which costs some microseconds, and reads the journal's new rows only
when that number moved. On Postgres the same road is LISTEN's, in the sync issue.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing

from desk_app.domain.changes import Changes, Topic
from desk_app.domain.fact_kinds import KINDS
from desk_app.store.engine import sqlite_path
from desk_app.store.work import Store

POLL_SECONDS = 0.05


class Watcher:
    """A thread with a connection of its own; *told* is called on that thread.

    The connection is the driver's, outside any transaction: a reader that stayed open would keep
    every writer waiting in a rollback journal.
    """

    def __init__(self, store: Store, told: Callable[[Changes], object]) -> None:
        self._store = store
        self._told = told
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="notify", daemon=True)

    def start(self) -> None:
        """Begin to watch from the journal's present end."""
        self._thread.start()

    def close(self) -> None:
        """Stop and wait for the thread."""
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        path = sqlite_path(self._store.url)
        if path is None:
            return
        with closing(sqlite3.connect(path, isolation_level=None, timeout=1.0)) as connection:
            connection.execute("PRAGMA query_only = ON")
            seq, version = 0, -1
            is_first = True
            while is_first or not self._stop.wait(POLL_SECONDS):
                try:
                    now = int(connection.execute("PRAGMA data_version").fetchone()[0])
                    if is_first:
                        seq = connection.execute("SELECT max(seq) FROM journal").fetchone()[0] or 0
                        is_first = False
                    elif now != version:
                        seq = self._tell(connection, seq)
                    version = now
                except sqlite3.OperationalError:
                    if self._stop.is_set():
                        return  # busy or gone: while we run, the next poll sees the same change

    def _tell(self, connection: sqlite3.Connection, seq: int) -> int:
        """Report the entries behind *seq* that are not this process's own; return the last."""
        query = "SELECT seq, kind FROM journal WHERE seq > ? ORDER BY seq"
        topics: set[Topic] = set()
        for number, kind in connection.execute(query, (seq,)).fetchall():
            seq = number
            if number in self._store.own:
                self._store.own.discard(number)
            else:
                topics |= KINDS[kind].TOPICS if kind in KINDS else set(Topic)
        if topics:
            self._told(Changes("elsewhere", frozenset(topics)))
        return seq
