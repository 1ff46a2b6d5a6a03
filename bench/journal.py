"""Verifying a journal of a million entries, in short readings. `python -m bench.journal`.

The journal is one that real acts would leave: chained, guarded, on disk. While it is verified,
somebody else writes: how long a writer waited at most is told beside it.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bench.figures import Figure, told
from bench.reception import AGENT, Reception
from desk_app.domain.journal import digest
from desk_app.domain.people import AgentLogin
from desk_app.security.codes import new_id
from desk_app.security.signing import DeskSigner, signing_file
from desk_app.services.journal import verify
from desk_app.store.engine import journal_mode

ENTRIES = 1_000_000
SECONDS = 20.0
CHIEF = AgentLogin("hgarnier")
_INSERT = """INSERT INTO journal
(seq, id, kind, v, at, desk, author, ticket, header, body_hash, hash)
VALUES (?, ?, ?, 1, ?, '01', ?, ?, ?, '', ?)"""


def main() -> int:
    """Measure, print and return 0 if the limits are held."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Reception.made(Path(folder) / "desk")
        path = Path(desk.store.url.removeprefix("sqlite:///"))
        _fill(path)
        signer = DeskSigner(signing_file(path))
        waits: list[float] = []
        done = threading.Event()
        writer = threading.Thread(target=_write, args=(desk, waits, done))
        writer.start()
        started = time.perf_counter()
        verdict = verify(
            by=CHIEF, begin=desk.store.begin, read=desk.store.read, clock=desk.clock, signer=signer
        )
        seconds = time.perf_counter() - started
        done.set()
        writer.join()
        desk.store.close()
    if not verdict.is_valid or verdict.entries < ENTRIES:
        raise AssertionError(verdict)
    return told(
        f"Verifying the journal: {verdict.entries} entries, SQLite {sqlite3.sqlite_version}, "
        f"journal {journal_mode()}",
        [
            Figure(name="whole chain", measured=seconds, unit="s", limit=SECONDS),
            Figure(name="entries a second", measured=verdict.entries / seconds, unit="entries/s"),
            Figure(
                name=f"longest of {len(waits)} tickets issued meanwhile",
                measured=max(waits) * 1e3,
                unit="ms",
            ),
        ],
    )


def _write(desk: Reception, waits: list[float], done: threading.Event) -> None:
    """Issue a ticket ten times a second until *done*: more than any reception does."""
    while not waits or not done.wait(0.1):
        started = time.perf_counter()
        desk.issue()
        waits.append(time.perf_counter() - started)


def _fill(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        connection.executemany(_INSERT, _rows(connection))
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
        fields = (number, entry, "TicketIssued", 1, at, "01", author, header, "")
        previous = digest(previous, "\x1f".join(map(str, fields)).encode())
        yield number, entry, "TicketIssued", at, author, ticket.hex, header, previous


if __name__ == "__main__":
    sys.exit(main())
