"""Copies of a desk's file: made while it is in use, and looked at before they are trusted."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import errno
import hashlib
import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, select
from sqlalchemy.exc import DatabaseError

from desk_app.domain.errors import (
    BackupUnsound,
    BadValue,
    DiskFull,
    NotOurStore,
    StoreDamaged,
    StoreExists,
    StoreReadOnly,
    StoreTooNew,
    StoreUnavailable,
)
from desk_app.domain.journal import START, Link, follow
from desk_app.domain.segments import Checkpoint
from desk_app.domain.tickets import DeskCode
from desk_app.store import schema
from desk_app.store.engine import open_engine, sqlite_path
from desk_app.store.foreign import file_revision
from desk_app.store.journal_months import SqlMonths
from desk_app.store.revisions import KNOWN

STEP_PAGES = 2000
"""Pages of one step (8 MB): between two of them every writer has its turn."""
PATIENCE = 20
"""Steps of a copy that others' writing may start over; then it is made in one."""
PAGE = 4000
RESERVE = 32_000_000
"""Bytes that a copy leaves free: the desk goes on writing beside it."""
COMPANIONS = ("-journal", "-wal", "-shm")
"""What the database itself puts beside a file."""
PART = ".copie-*.part"
"""A copy that is being made; one that was interrupted is never taken for a copy."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A copy that was opened and found sound: whose it is and where its journal ends.

    A desk's copies share *desk* and *created_at*, whatever was restored in between.
    """

    desk: DeskCode
    created_at: dt.datetime
    rehearsal: bool
    entries: int
    head: str


def backup(url: str, target: Path) -> str:
    """Copy the store to *target* while it is in use; return the copy's SHA-256.

    The copy is opened and read through before it gets its name; nothing is overwritten. Raises
    NoStore, NotOurStore, StoreExists, StoreReadOnly, DiskFull, or BackupUnsound for a store that
    is itself damaged.
    """
    path = sqlite_path(url)
    if path is None:
        raise StoreUnavailable("a Postgres store is copied with pg_dump")
    _check_target(path, target)
    _require_room(path, target)
    file_revision(path)  # the driver would make an empty file of a missing one, and copy that
    with part_beside(target) as part:
        copy_pages(path, part)
        examine(part)
        sha256 = file_digest(part)
        _give_name(part, target)
    return sha256


def examine(path: Path) -> Copy:
    """Open the copy at *path* without changing it and read it through.

    Raises NoStore, StoreTooNew, or BackupUnsound with why: `not_ours`, `damaged`, `journal`.
    """
    try:
        revision = file_revision(path)
    except StoreDamaged as error:
        raise BackupUnsound(str(path), "damaged") from error
    except NotOurStore as error:
        raise BackupUnsound(str(path), "not_ours") from error
    if revision not in KNOWN:
        raise StoreTooNew(str(path), revision)
    try:
        if _faults(path):
            raise BackupUnsound(str(path), "damaged")
        return _read_through(path)
    except (sqlite3.Error, DatabaseError, ValueError) as error:
        raise BackupUnsound(str(path), "damaged") from error


def checkpoints_of(path: Path) -> Sequence[Checkpoint]:
    """Return the closed months of the journal of a copy that was examined."""
    engine = open_engine(URL.create("sqlite", database=str(path.absolute())), is_reader=True)
    try:
        with engine.begin() as connection:
            return SqlMonths(connection).checkpoints()
    finally:
        engine.dispose()


@contextlib.contextmanager
def part_beside(target: Path) -> Iterator[Path]:
    """Yield a new file beside *target* for its account alone; what is left of it goes."""
    part = target.with_name(f".copie-{secrets.token_hex(6)}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        yield part
    except OSError as error:
        raise _meant(error, target) from error
    finally:
        for name in ("", *COMPANIONS):
            with contextlib.suppress(OSError):
                part.with_name(f"{part.name}{name}").unlink(missing_ok=True)


def copy_pages(source: Path, target: Path) -> None:
    """Copy the database *source*, in use or not, into the empty file *target*, safe on disk."""
    try:
        with closing(sqlite3.connect(source)) as store, closing(sqlite3.connect(target)) as copy:
            copy.execute("PRAGMA journal_mode = OFF")  # half a copy is thrown away, not mended
            copy.execute("PRAGMA synchronous = OFF")
            store.execute("PRAGMA busy_timeout = 8000")
            _in_steps(store, copy)
    except sqlite3.Error as error:
        raise (DiskFull if "full" in str(error) else StoreReadOnly)(str(target)) from error
    synced(target)


def synced(path: Path) -> None:
    """See the file or folder at *path* on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def file_digest(path: Path) -> str:
    """Return the hex SHA-256 of the file at *path*."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _in_steps(source: sqlite3.Connection, copy: sqlite3.Connection) -> None:
    """Copy in steps; one that is started over too often by others' writing is made in one."""
    before, restarts = -1, 0

    def watch(_status: int, remaining: int, _total: int) -> None:
        nonlocal before, restarts
        restarts += 0 <= before <= remaining
        before = remaining
        if restarts > PATIENCE:
            raise _Starved

    try:
        source.backup(copy, pages=STEP_PAGES, progress=watch, sleep=0.001)
    except _Starved:
        source.backup(copy)


class _Starved(Exception):
    """Others write so often that a copy in steps never ends."""


def _check_target(store: Path, target: Path) -> None:
    """Refuse a name that the database would take for its own, or where something is already."""
    name = target.name
    if "\0" in str(target) or not name or name in {".", ".."} or is_device(name):
        raise BadValue("file", str(target).replace("\0", ""), "FILE")
    if _is_there(target):
        raise StoreExists(str(target))
    taken = {f"{store.name}{end}" for end in COMPANIONS}
    if name in taken and target.absolute().parent.resolve() == store.absolute().parent.resolve():
        raise BadValue("file", str(target), f"{store.stem}-copie{store.suffix}")


def _require_room(store: Path, target: Path) -> None:
    """Refuse before a byte is written: a copy that fills the disk would stop the reception.

    Raises DiskFull; what is missing is said by who looks for it.
    """
    with contextlib.suppress(OSError):
        room = shutil.disk_usage(target.absolute().parent).free
        if room < store.stat().st_size + RESERVE:
            raise DiskFull(str(target))


def is_device(name: str) -> bool:
    """True for a name that is a device on Windows, with any ending: what is written there is lost.

    Refused everywhere: copies are carried from one computer to another.
    """
    stem = name.partition(".")[0].rstrip(" ").upper()
    return stem in {"CON", "PRN", "AUX", "NUL"} or (
        stem[:3] in {"COM", "LPT"} and stem[3:] in {*"123456789"}
    )


def _is_there(target: Path) -> bool:
    try:
        target.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:  # a name too long, a folder that is closed to us
        raise StoreReadOnly(str(target)) from error
    return True


def _give_name(part: Path, target: Path) -> None:
    """Give the whole copy its name; a file that came there meanwhile stays."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise StoreExists(str(target)) from None
    except OSError:  # a disk without links
        if target.exists():
            raise StoreExists(str(target)) from None
        part.rename(target)
    synced(target.absolute().parent)


def _faults(path: Path) -> bool:
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")  # a copy may come from anybody
        connection.execute("PRAGMA cell_size_check = ON")
        return [row[0] for row in connection.execute("PRAGMA integrity_check(1)")] != ["ok"]


def _read_through(path: Path) -> Copy:
    engine = open_engine(URL.create("sqlite", database=str(path.absolute())), is_reader=True)
    try:
        with engine.begin() as connection:
            row = connection.execute(select(schema.store)).first()
            if row is None:
                raise BackupUnsound(str(path), "damaged")
            months = SqlMonths(connection)
            closed = [each for each in months.checkpoints() if each.dropped_at is not None]
            start = Link(closed[-1].last_seq, closed[-1].head) if closed else START
            last = _end(months, start, path)
            ends = {each.last_seq for each in months.checkpoints()}
    finally:
        engine.dispose()
    if max(ends, default=0) > last.seq:
        raise BackupUnsound(str(path), "journal")
    return Copy(
        desk=DeskCode(row.desk),
        created_at=row.created_at,
        rehearsal=row.rehearsal,
        entries=last.seq - start.seq,
        head=last.hash,
    )


def _end(months: SqlMonths, link: Link, path: Path) -> Link:
    while lines := months.lines(link.seq, PAGE):
        link, broken = follow(lines, link)
        if broken is not None:
            raise BackupUnsound(str(path), "journal")
    return link


def _meant(error: OSError, target: Path) -> DiskFull | StoreReadOnly:
    return (DiskFull if error.errno == errno.ENOSPC else StoreReadOnly)(str(target))
