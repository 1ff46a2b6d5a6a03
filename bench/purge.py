"""Purging a year of a large site while tickets are called. `python -m bench.purge`.

A desk that was off for four years holds 250 days of 1,000 visits, all past every time: tickets
with their notes, bindings, papers, promised waits, keys, and a million entries of the journal.
It forgets them while another thread calls and serves; no transaction may last 200 ms.
"""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import UUID

from bench.figures import Figure, median_ms, p95_ms, told
from bench.reception import MONDAY, Reception
from desk_app.app.keeping import giving_way
from desk_app.domain.retention import Kept
from desk_app.services.ports import UnitOfWork
from desk_app.services.retention import Outside, purge
from desk_app.store.compacting import compact

DAYS, A_DAY = 250, 1_000
LIMIT_S, LIMIT_MS = 60.0, 200.0
WAITING = 200
OFF = dt.timedelta(days=4 * 366)
ENTRIES = 4
"""Entries of the journal a visit leaves: handed out, called, served, ended."""


def main() -> int:
    """Build the store, purge it under work, print and return 0 if both limits are held."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Reception.made(Path(folder) / "desk")
        for _ in range(WAITING):
            desk.issue()
        _add_year(Path(folder) / "desk" / "poste.sqlite")
        held, calls, seconds, gone = _purged(desk)
        desk.store.close()
        started = time.perf_counter()
        given = compact(desk.store.url)
        anew = time.perf_counter() - started
    return told(
        f"Purging {DAYS * A_DAY:,} visits while {len(calls)} visitors are called",
        [
            Figure(name="the whole purge", measured=seconds, unit="s", limit=LIMIT_S),
            Figure(
                name="its longest transaction", measured=max(held) * 1e3, unit="ms", limit=LIMIT_MS
            ),
            Figure(name="its transactions, p95", measured=p95_ms(held), unit="ms"),
            Figure(name="a call meanwhile, median", measured=median_ms(calls), unit="ms"),
            Figure(name="a call meanwhile, p95", measured=p95_ms(calls), unit="ms"),
            Figure(name="rows forgotten", measured=sum(gone.values()), unit="rows"),
            Figure(name="writing the file anew, windows closed", measured=anew, unit="s"),
            Figure(name="given back to the disk", measured=given / 1e6, unit="MB"),
        ],
    )


def _purged(desk: Reception) -> tuple[list[float], list[float], float, dict[Kept, int]]:
    held: list[float] = []
    calls: list[float] = []
    done = threading.Event()

    @contextmanager
    def begin() -> Iterator[UnitOfWork]:
        with desk.store.begin() as work:
            started = time.perf_counter()
            yield work
        held.append(time.perf_counter() - started)

    def call() -> None:
        for _ in range(WAITING):
            if done.wait(0.05):
                return
            started = time.perf_counter()
            called = desk.call_next()
            calls.append(time.perf_counter() - started)
            desk.serve(called.ticket.number)

    agent = threading.Thread(target=call)
    agent.start()
    started = time.perf_counter()
    outside = Outside(forget_page=lambda _paper: True, forget_files=lambda _before: 0)
    gone = purge(
        by=None,
        begin=giving_way(begin),
        read=desk.store.read,
        clock=desk.clock,
        outside=outside,
        watch=time.perf_counter,
    )
    seconds = time.perf_counter() - started
    done.set()
    agent.join()
    return held, calls, seconds, dict(gone)


def _add_year(path: Path) -> None:
    """Filled by hand, and safe on disk: its first commit is not to pay for all of it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO data_keys VALUES (?, ?, 'm', zeroblob(60))", _keys())
        connection.executemany(_TICKET, _visits())
        connection.execute("INSERT INTO bindings " + _BINDING)
        connection.execute("INSERT INTO print_jobs " + _PAPER)
        connection.execute("INSERT INTO promises " + _PROMISE)
        (first,) = connection.execute("SELECT max(seq) + 1 FROM journal").fetchone()
        connection.executemany(_ENTRY, _entries(first))
        connection.execute(_CHECKPOINTS, {"first": first})
        connection.execute("COMMIT")
    handle = os.open(path, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


_TICKET = """INSERT INTO tickets (
    id, day, number, sequence, procedure, lane, ranked_at, issued_at, arrived_at, owner, code,
    status, language, party, steps, calls, note, ended_at, returned, revision
) VALUES (
    ?, ?, ?, ?, 'PIECES', 'ordinary', ?, ?, ?, '01', '7K4M2QXD',
    'completed', 'ar', 1, '[]', 0, zeroblob(60), ?, 0, 3
)"""
_BINDING = """SELECT id, day, procedure, id || id, zeroblob(60), 0
    FROM tickets WHERE status = 'completed'"""
_PAPER = """SELECT id, row_number() OVER (ORDER BY day, sequence)
      + (SELECT max(position) FROM print_jobs),
    id, 'ticket ' || number, zeroblob(500), 'tcp://192.0.2.1', 'epson-tm-t20iii', 'PRINTED', NULL,
    9000, '', issued_at, issued_at
    FROM tickets WHERE status = 'completed'"""
_PROMISE = """SELECT id, day, procedure, issued_at, 5, 9.5, 15, 0, 11.0
    FROM tickets WHERE status = 'completed'"""
_ENTRY = """INSERT INTO journal
    (seq, id, kind, v, at, desk, author, ticket, header, body_hash, hash)
    VALUES (?, ?, 'TicketCompleted', 1, ?, '01', 'bench', ?, ?, '', ?)"""
_CHECKPOINTS = """INSERT INTO checkpoints
    (segment, first_seq, last_seq, head, closed_at, "key", signature)
    SELECT substr(at, 1, 7), min(seq), max(seq), hash, max(at), 'bench', ''
    FROM journal WHERE seq >= :first GROUP BY substr(at, 1, 7)"""
HEADER = '{"counter":3,"number":"A001","procedure":"PIECES","seconds":540,"ticket":"%s"}'


def _days() -> Iterator[dt.date]:
    for back in range(DAYS, 0, -1):
        yield MONDAY.date() - OFF - dt.timedelta(days=back)


def _keys() -> Iterator[tuple[str, str]]:
    for day in _days():
        yield from (("visitor", str(day)), ("paper", str(day)))


def _visits() -> Iterator[tuple[object, ...]]:
    for at, day in enumerate(_days()):
        for place in range(A_DAY):
            came = _came(day, place)
            visit = f"{at * A_DAY + place + 1:032x}"
            yield visit, str(day), f"A{place + 1:03}", place + 1, came, came, came, came


def _entries(first: int) -> Iterator[tuple[object, ...]]:
    seq = first
    for at, day in enumerate(_days()):
        for place in range(A_DAY * ENTRIES):
            visit = UUID(int=at * A_DAY + place // ENTRIES + 1)
            entry = f"{seq:032x}"
            yield (
                seq, entry, _came(day, place // ENTRIES), visit.hex, HEADER % visit, entry + entry
            )  # fmt: skip
            seq += 1


def _came(day: dt.date, place: int) -> str:
    return f"{dt.datetime.combine(day, dt.time(7)) + dt.timedelta(seconds=27 * place)}.000000"


if __name__ == "__main__":
    sys.exit(main())
