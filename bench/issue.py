"""A ticket beside the least that durable can cost: one row in SQLite. `python -m bench.issue`.

Both are timed in turn, in the same folder, journal mode and run, so that a slow disk or a busy
machine slows both. The peer's figures are those of FQM on a machine like the one this was first
run on: 8.0 ms to issue (121 tickets a second), 10.5 ms to call.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from bench.figures import Figure, median_ms, told
from bench.reception import Reception
from desk_app.store.engine import journal_mode

TURNS = 300
WARM_UP = 20
RATIO = 5.0
PEER_ISSUE_MS, PEER_CALL_MS, PEER_TICKETS = 8.0, 10.5, 121.0


def main() -> int:
    """Measure, print and return 0 if the limit is held."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Reception.made(Path(folder) / "desk")
        with closing(_one_row_store(Path(folder) / "row.sqlite")) as connection:
            rows, issues, calls = _measure(desk, connection)
        desk.store.close()
    row, issue, call = median_ms(rows), median_ms(issues), median_ms(calls)
    each = statistics.median(seconds / one for seconds, one in zip(issues, rows, strict=True))
    return told(
        f"Issuing a ticket: {TURNS} turns, SQLite {sqlite3.sqlite_version}, "
        f"journal {journal_mode()}, synchronous FULL",
        [
            Figure(name="one durable row, median", measured=row, unit="ms"),
            Figure(name="ticket + fact + print job, median", measured=issue, unit="ms"),
            Figure(name="ticket / row, medians", measured=issue / row, unit="times", limit=RATIO),
            Figure(name="ticket / row, median of the turns", measured=each, unit="times"),
            Figure(
                name=f"tickets a second (a peer: {PEER_TICKETS:.0f})",
                measured=1e3 / issue,
                unit="tickets/s",
            ),
            Figure(
                name=f"call next, median (a peer: {PEER_CALL_MS} ms; issue {PEER_ISSUE_MS} ms)",
                measured=call,
                unit="ms",
            ),
        ],
    )


def _measure(
    desk: Reception, connection: sqlite3.Connection
) -> tuple[list[float], list[float], list[float]]:
    rows: list[float] = []
    issues: list[float] = []
    calls: list[float] = []
    for turn in range(WARM_UP + TURNS):
        desk.passes(seconds=1)
        rows.append(_timed(partial(_write_row, connection, turn)))
        issues.append(_timed(desk.issue))
        calls.append(_timed(desk.call_next))
        desk.serve(f"A{turn + 1:03}")
    return rows[WARM_UP:], issues[WARM_UP:], calls[WARM_UP:]


def _timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def _one_row_store(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA journal_mode = {journal_mode()}")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")
    return connection


def _write_row(connection: sqlite3.Connection, turn: int) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO t (text) VALUES (?)", (f"ticket {turn}",))
    connection.execute("COMMIT")


if __name__ == "__main__":
    sys.exit(main())
