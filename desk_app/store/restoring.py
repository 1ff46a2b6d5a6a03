"""The desk's file put back from a copy: whose it was, what was handed out since, and the change
of one file for the other. What is done to the copy before that is not decided here."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import UUID

from desk_app.domain.errors import DeskError, NoStore, NotOurStore
from desk_app.domain.sessions import End
from desk_app.store.account_tables import agents, overrides
from desk_app.store.copies import COMPANIONS, Copy, synced
from desk_app.store.days import HandedOut
from desk_app.store.foreign import file_revision

REPLACED = "{name}.remplace-{at:%Y%m%d-%H%M%S}"
"""What a replaced file is called; the purge takes it away after its time."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """The store that is to be replaced, as far as it can be read."""

    path: Path
    desk: str
    created_at: dt.datetime
    handed_out: HandedOut
    head: str

    def is_of(self, copy: Copy) -> bool:
        """True if *copy* was made of this store, before or after it was restored itself."""
        return (self.desk, self.created_at) == (copy.desk, copy.created_at)


def present_store(path: Path, day: dt.date) -> Present | None:
    """Return what can be read of the store at *path*; None if it is missing or damaged.

    Raises NotOurStore: a file of somebody else is not replaced.
    """
    try:
        file_revision(path)
        return _read(path, day)
    except NotOurStore:
        raise
    except (NoStore, DeskError, sqlite3.Error, ValueError, TypeError):
        return None


def put_in_place(fresh: Path, path: Path, *, now: dt.datetime) -> Path | None:
    """Put the file *fresh* where *path* is; return where the replaced one is kept, if any was.

    At every instant a whole store has the name: a power cut leaves the old one or the new one.
    """
    kept: Path | None = None
    if path.exists():
        kept = _free(path, now)
        try:
            os.link(path, kept)
        except OSError:  # a disk without links: for an instant nothing has the name
            path.rename(kept)
        for end in COMPANIONS:  # else the new file would be given the old one's changes
            with contextlib.suppress(FileNotFoundError):
                path.with_name(f"{path.name}{end}").rename(kept.with_name(f"{kept.name}{end}"))
    synced(fresh)
    fresh.replace(path)
    synced(path.absolute().parent)
    return kept


def _free(path: Path, now: dt.datetime) -> Path:
    name = REPLACED.format(name=path.name, at=now)
    kept, count = path.with_name(name), 1
    while kept.exists():
        count += 1
        kept = path.with_name(f"{name}-{count}")
    return kept


def _read(path: Path, day: dt.date) -> Present:
    """Opened for writing: what an interrupted process left half done is taken back first."""
    with closing(sqlite3.connect(path, timeout=8)) as connection:
        desk, created = connection.execute("SELECT desk, created_at FROM store").fetchone()
        of = (f"{day}",)
        series = connection.execute("SELECT series, last FROM number_series WHERE day = ?", of)
        numbers = {str(name): int(last) for name, last in series}
        last = connection.execute("SELECT last_sequence FROM days WHERE day = ?", of).fetchone()
        query = "SELECT hash FROM journal ORDER BY seq DESC LIMIT 1"
        head = connection.execute(query).fetchone()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Present(
        path=path,
        desk=desk,
        created_at=dt.datetime.fromisoformat(created).replace(tzinfo=dt.UTC),
        handed_out=HandedOut(numbers=numbers, sequence=last[0] if last else 0),
        head=head[0] if head else "",
    )


def carry_people(present: Path, fresh: Path) -> None:
    """Let accounts and exceptions stand in *fresh* as they do in *present*, which is later.

    Who has left since the copy stays out, a password changed since stays changed, and the
    exceptions of the day stay counted.
    """
    with closing(sqlite3.connect(fresh)) as connection:
        connection.execute("ATTACH ? AS present", (str(present),))
        with connection:
            for table in (agents, overrides):
                names = ", ".join(f'"{column.name}"' for column in table.columns)
                connection.execute(
                    f"INSERT OR REPLACE INTO main.{table.name} ({names}) "
                    f"SELECT {names} FROM present.{table.name}"
                )


def end_sessions(path: Path, now: dt.datetime) -> None:
    """Nobody is signed in at a desk that was put back: whoever was, was so before."""
    at = now.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    with closing(sqlite3.connect(path)) as connection, connection:
        ended = 'UPDATE sessions SET ended_at = ?, "end" = ? WHERE ended_at IS NULL'
        connection.execute(ended, (at, End.STOPPED.value))


def renew(path: Path, incarnation: UUID) -> None:
    """Give the file at *path* a new incarnation: what it hands out from here is told apart."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE store SET incarnation = ?", (incarnation.hex,))
