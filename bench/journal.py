"""Verifying a journal of a million entries, in short readings. `python -m bench.journal`.

The journal is one that real acts would leave: chained, guarded, on disk, its last day's bodies
beside it. Somebody else hands out tickets meanwhile, as often as without it before: what verifying
costs a writer is told as a ratio and in milliseconds.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bench.figures import Figure, median_ms, p95_ms, told
from bench.reception import AGENT, Reception
from desk_app.domain.journal import body_digest, digest
from desk_app.domain.people import AgentLogin
from desk_app.security.codes import new_id
from desk_app.security.signing import DeskSigner, signing_file
from desk_app.services.journal import Verdict, verify
from desk_app.store.engine import journal_mode

ENTRIES = 1_000_000
BODIES = 2_000
"""What a day of a large site leaves of sealed bodies; those of the days before are gone."""
SECONDS = 20.0
ALONE_S, PAUSE_S = 6.0, 0.03
CHIEF = AgentLogin("hgarnier")
_INSERT = """INSERT INTO journal
(seq, id, kind, v, at, desk, author, ticket, header, body_hash, hash)
VALUES (?, ?, ?, 1, ?, '01', ?, ?, ?, ?, ?)"""
_BODY = "INSERT INTO bodies (seq, day, about, sealed) VALUES (?, '2026-03-02', '', ?)"


def main() -> int:
    """Measure, print and return 0 if the limits are held."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Reception.made(Path(folder) / "desk")
        path = Path(desk.store.url.removeprefix("sqlite:///"))
        _fill(path)
        signer = DeskSigner(signing_file(path))
        verdict, seconds = _verified(desk, signer)
        with _writing(desk) as alone:
            time.sleep(ALONE_S)
        with _writing(desk) as meanwhile:
            again, busy = _verified(desk, signer)
        desk.store.close()
    if not verdict.is_valid or not again.is_valid or verdict.entries < ENTRIES:
        raise AssertionError(verdict, again)
    return told(
        f"Verifying the journal: {verdict.entries} entries, SQLite {sqlite3.sqlite_version}, "
        f"journal {journal_mode()}",
        [
            Figure(name="whole chain", measured=seconds, unit="s", limit=SECONDS),
            Figure(name="entries a second", measured=verdict.entries / seconds, unit="entries/s"),
            Figure(name="whole chain while tickets are handed out", measured=busy, unit="s"),
            *_waits("alone", alone),
            *_waits("while it is verified", meanwhile),
            Figure(
                name="p95 with / without", measured=p95_ms(meanwhile) / p95_ms(alone), unit="times"
            ),
        ],
    )


def _verified(desk: Reception, signer: DeskSigner) -> tuple[Verdict, float]:
    """Verify the whole chain; return what was found and how long it took, in s."""
    started = time.perf_counter()
    verdict = verify(
        by=CHIEF, begin=desk.store.begin, read=desk.store.read, clock=desk.clock, signer=signer
    )
    return verdict, time.perf_counter() - started


def _waits(when: str, waits: list[float]) -> tuple[Figure, ...]:
    return (
        Figure(
            name=f"{len(waits)} tickets {when}, median",
            measured=median_ms(waits),
            unit="ms",
        ),
        Figure(name=f"tickets {when}, p95", measured=p95_ms(waits), unit="ms"),
        Figure(name=f"tickets {when}, longest", measured=max(waits) * 1e3, unit="ms"),
    )


@contextmanager
def _writing(desk: Reception) -> Iterator[list[float]]:
    """Hand out tickets at an even pace within the block; yields how long each took, in s."""
    waits: list[float] = []
    done = threading.Event()
    writer = threading.Thread(target=_write, args=(desk, waits, done))
    writer.start()
    try:
        yield waits
    finally:
        done.set()
        writer.join()


def _write(desk: Reception, waits: list[float], done: threading.Event) -> None:
    """Far more often than any reception does."""
    while not waits or not done.wait(PAUSE_S):
        started = time.perf_counter()
        desk.issue()
        waits.append(time.perf_counter() - started)


def _fill(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        connection.executemany(_INSERT, _rows(connection))
        connection.executemany(_BODY, _bodies())
        connection.execute("COMMIT")


def _rows(connection: sqlite3.Connection) -> Iterator[tuple[object, ...]]:
    """Chained entries behind the last, of the size of a ticket handed out."""
    seq, previous, at = connection.execute(
        "SELECT seq, hash, at FROM journal ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    query = "SELECT ref FROM agents WHERE login = ?"
    (author,) = connection.execute(query, (AGENT,)).fetchone()
    for number in range(seq + 1, ENTRIES + 1):
        ticket, entry = new_id(), new_id().hex
        header = (
            f'{{"is_bound":false,"number":"A{number % 1000:03}","party":1,"priority":null,'
            f'"procedure":"INFO","ticket":"{ticket}"}}'
        )
        sealed = body_digest(_sealed(number)) if number > ENTRIES - BODIES else ""
        fields = (number, entry, "TicketIssued", 1, at, "01", author, header, sealed)
        previous = digest(previous, "\x1f".join(map(str, fields)).encode())
        yield number, entry, "TicketIssued", at, author, ticket.hex, header, sealed, previous


def _bodies() -> Iterator[tuple[int, bytes]]:
    for number in range(ENTRIES - BODIES + 1, ENTRIES + 1):
        yield number, _sealed(number)


def _sealed(number: int) -> bytes:
    """Bytes of a sealed hint's length."""
    return f"{number:064}".encode()


if __name__ == "__main__":
    sys.exit(main())
