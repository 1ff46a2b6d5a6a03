"""Calling beside two years of history: does a full hall cost more? `python -m bench.call_next`.

One store has 100 who wait and no past; the other 2,000 who wait, 1,000,000 past tickets and as
many journal entries. A call is timed on each in turn; the queue is filled up again untimed.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bench.figures import Figure, median_ms, p95_ms, told
from bench.reception import INFO, MONDAY, PIECES, Reception
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.tickets import Priority

FEW, MANY = 100, 2_000
PAST_DAYS, A_DAY = 1_000, 1_000
TURNS = 300
WARM_UP = 20
RATIO = 1.3
_ID = "{:032x}"


def main() -> int:
    """Build both stores, measure, print and return 0 if the limit is held."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        small, large = (Reception.made(Path(folder) / name) for name in ("small", "large"))
        add_history(Path(folder) / "large" / "poste.sqlite")
        for desk, waiting in ((small, FEW), (large, MANY)):
            for place in range(waiting):
                desk.issue(_procedure(place))
        built = time.perf_counter() - started
        few, many = _measure(small, large)
        small.store.close()
        large.store.close()
    return told(
        f"Calling the next visitor: {TURNS} turns (built in {built:.0f} s)",
        [
            Figure(name=f"{FEW} wait, no history, median", measured=median_ms(few), unit="ms"),
            Figure(name="the same, p95", measured=p95_ms(few), unit="ms"),
            Figure(
                name=f"{MANY:,} wait, {PAST_DAYS * A_DAY:,} past tickets, median",
                measured=median_ms(many),
                unit="ms",
            ),
            Figure(name="the same, p95", measured=p95_ms(many), unit="ms"),
            Figure(
                name="full / empty, medians",
                measured=median_ms(many) / median_ms(few),
                unit="times",
                limit=RATIO,
            ),
        ],
    )


def _measure(small: Reception, large: Reception) -> tuple[list[float], list[float]]:
    """Time a call on each in turn; one who comes in ten has a legal priority and is called next."""
    few: list[float] = []
    many: list[float] = []
    pairs = ((small, few), (large, many))
    for turn in range(WARM_UP + TURNS):
        for desk, seconds in pairs if turn % 2 else pairs[::-1]:
            desk.passes(seconds=1)
            started = time.perf_counter()
            called = desk.call_next(turn % 4 + 1)
            seconds.append(time.perf_counter() - started)
            desk.serve(called.ticket.number)
            desk.issue(_procedure(turn), Priority.CMI if turn % 10 == 9 else None)
    return few[WARM_UP:], many[WARM_UP:]


def _procedure(place: int) -> ProcedureCode:
    return INFO if place % 2 else PIECES


def add_history(path: Path) -> None:
    """Write past days into the store at *path*, chained behind its journal."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -200000")
        connection.execute("BEGIN")
        last, head = connection.execute(
            "SELECT seq, hash FROM journal ORDER BY seq DESC"
        ).fetchone()
        connection.executemany(_TICKET, _tickets())
        connection.executemany(_ENTRY, _entries(last, head))
        connection.execute("COMMIT")
        connection.execute("ANALYZE")


_TICKET = """INSERT INTO tickets (
    id, day, number, sequence, procedure, lane, ranked_at, issued_at, arrived_at, owner, code,
    status, priority, language, party, steps, counter, calls, first_called_at, called_at,
    started_at, note, ended_at, returned, revision
) VALUES (
    ?, ?, ?, ?, ?, 'ordinary', ?, ?, ?, '01', '7K4M2QXD',
    'completed', NULL, '', 1, '[]', ?, 1, ?, ?, ?, '', ?, 0, 3
)"""
_ENTRY = """INSERT INTO journal (
    seq, id, kind, v, at, desk, author, ticket, header, body_hash, hash
) VALUES (?, ?, 'TicketCalled', 1, ?, '01', '5f0c2b7a91', ?, ?, '', ?)"""


def _tickets() -> Iterator[tuple[object, ...]]:
    for back in range(PAST_DAYS, 0, -1):
        day = (MONDAY - dt.timedelta(days=back)).replace(tzinfo=None)
        for place in range(A_DAY):
            came = f"{day + dt.timedelta(seconds=27 * place):%Y-%m-%d %H:%M:%S}.000000"
            done = f"{day + dt.timedelta(seconds=27 * place + 900):%Y-%m-%d %H:%M:%S}.000000"
            yield (
                _ID.format((PAST_DAYS - back) * A_DAY + place + 1),
                f"{day:%Y-%m-%d}",
                f"{'BA'[place % 2]}{place // 2 + 1:03}",
                place + 1,
                (PIECES, INFO)[place % 2],
                came, came, came, place % 4 + 1, came, came, came, done,
            )  # fmt: skip


def _entries(last: int, head: str) -> Iterator[tuple[object, ...]]:
    for place in range(PAST_DAYS * A_DAY):
        day = MONDAY - dt.timedelta(days=PAST_DAYS - place // A_DAY)
        header = json.dumps({"number": f"A{place % A_DAY:03}", "counter": place % 4 + 1})
        head = hashlib.sha256(f"{head}{header}".encode()).hexdigest()
        entry, ticket = _ID.format(2**100 + place), _ID.format(place + 1)
        yield last + 1 + place, entry, f"{day:%Y-%m-%d %H:%M:%S}.000000", ticket, header, head


if __name__ == "__main__":
    sys.exit(main())
