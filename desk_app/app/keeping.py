"""What a desk does for its own data by itself: forget on time, copy daily. Restoring is apart."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import re
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from desk_app.app.desk import PAGES, Desk
from desk_app.app.turning import change_keys, turn_old_keys
from desk_app.domain.account_facts import BackupMade
from desk_app.domain.errors import (
    BackupUnsound,
    DiskFull,
    StoreExists,
    StoreReadOnly,
    Unavailable,
)
from desk_app.domain.people import AgentLogin
from desk_app.domain.retention import Kept, copies_kept
from desk_app.printing.forgetting import forget_page
from desk_app.security.codes import cooling
from desk_app.security.keys import KeySet
from desk_app.services.copies import note_copy
from desk_app.services.direction import close_past_days
from desk_app.services.keeping_ports import OldPaper
from desk_app.services.months import close_months
from desk_app.services.ports import Begin, UnitOfWork
from desk_app.services.reconfirmation import release_unanswered
from desk_app.services.retention import Outside, counted, purge
from desk_app.store.copies import PART, backup
from desk_app.store.engine import sqlite_path

FOLDER = "sauvegardes"
"""Where the daily copies are, beside the store."""
PAUSE_S = 0.01
"""Between two batches of a purge: long enough for everybody who waits to have had a turn."""
_ASIDE = re.compile(r"\.(remplace|before)-.*")


def purge_desk(
    desk: Desk, *, by: AgentLogin | None, begin: Begin | None = None
) -> Mapping[Kept, int]:
    """Forget what *desk* has kept long enough; return how much of each kind.

    What went with the closing of past days when the desk was opened counts, once.
    """
    path = sqlite_path(desk.url)
    outside = Outside(
        forget_page=forget_paper_page,
        forget_files=partial(_forget_files, desk, path) if path else lambda _before: 0,
    )
    kept = purge(
        by=by,
        begin=giving_way(begin or desk.begin),
        read=desk.read,
        clock=desk.clock,
        outside=outside,
        watch=time.perf_counter,
    )
    _drop_old_keys(desk)
    closed, desk.closings = counted(desk.closings), ()
    return {kind: count + closed.get(kind, 0) for kind, count in kept.items()}


def giving_way(begin: Begin) -> Begin:
    """Return *begin* with a pause behind each transaction, in which others take theirs."""

    @contextlib.contextmanager
    def begin_and_pause() -> Iterator[UnitOfWork]:
        with begin() as work:
            yield work
        time.sleep(PAUSE_S)

    return begin_and_pause


def do_daily_work(desk: Desk, *, begin: Begin | None = None) -> bool:
    """Close past days and months, let places go, forget, copy; return whether anything was changed.

    Cheap when it was done already. What cannot be done now is tried again at the next call.
    """
    begin = begin or desk.begin
    closed = close_past_days(begin=begin, read=desk.read, clock=desk.clock)
    with contextlib.suppress(Unavailable):
        close_months(begin=begin, read=desk.read, clock=desk.clock, signer=desk.signer)
    released, _references = release_unanswered(
        by=None, begin=begin, read=desk.read, clock=desk.clock, cool=cooling
    )
    forgotten = purge_desk(desk, by=None, begin=begin)
    with contextlib.suppress(Unavailable):
        turn_old_keys(desk, begin=begin)
    with contextlib.suppress(Unavailable, BackupUnsound, StoreExists):
        copy_daily(desk, begin=begin)
    return bool(closed.topics or released.topics) or any(forgotten.values())


def copies_folder(store: Path) -> Path:
    """Return where the daily copies of *store* are."""
    return store.parent / FOLDER


def last_copy(store: Path) -> dt.date | None:
    """Return the day of the latest daily copy, None if there is none."""
    return max(_copies(store), default=None)


def copy_daily(desk: Desk, *, begin: Begin | None = None) -> Path | None:
    """Make today's copy unless it is there, and let old ones go; return the copy made.

    Raises Unavailable, BackupUnsound for a store that is damaged, or StoreExists where something
    that is no copy has its name.
    """
    path = sqlite_path(desk.url)
    if path is None:
        return None
    day = desk.clock().astimezone(desk.zone).date()
    folder = copies_folder(path)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        kind = DiskFull if error.errno == errno.ENOSPC else StoreReadOnly
        raise kind(str(folder)) from error
    copy = folder / f"{path.stem}-{day}{path.suffix}"
    if copy.exists():
        return None
    sha256 = backup(desk.url, copy)
    note_copy(BackupMade(sha256=sha256), by=None, begin=begin or desk.begin, clock=desk.clock)
    _rotate(path)
    return copy


def forget_files(store: Path, before: dt.date) -> int:
    """Take away what a restore or an upgrade put aside before *before*, and halves of copies."""
    gone = 0
    for file in store.parent.glob(f"{_escaped(store.name)}.*"):
        if _ASIDE.fullmatch(file.name.removeprefix(store.name)) and _day_of(file) < before:
            gone += _is_gone(file)
    for folder in (store.parent, copies_folder(store)):
        for part in folder.glob(PART):
            if _day_of(part) < before:
                _is_gone(part)
    return gone


def forget_paper_page(paper: OldPaper) -> bool:
    """Take the page of *paper* away; false where it is still there."""
    return forget_page(paper.printer, paper.what, paper.job)


def _forget_files(desk: Desk, store: Path, before: dt.date) -> int:
    """The folder of pages beside the store is ours alone: what no job knows any more goes too.

    A link in its place leads to somebody else's folder, where nothing is ours to take away.
    """
    today = desk.clock().astimezone(desk.zone).date()
    pages = store.parent / PAGES
    found = () if pages.is_symlink() else (*pages.glob("*.pdf"), *pages.glob(".page-*"))
    for page in found:
        if _day_of(page) < today:
            _is_gone(page)
    return forget_files(store, before)


def _rotate(store: Path) -> None:
    copies = _copies(store)
    stays = copies_kept(copies)
    for day, file in copies.items():
        if day not in stays:
            _is_gone(file)


def _copies(store: Path) -> dict[dt.date, Path]:
    found: dict[dt.date, Path] = {}
    for file in copies_folder(store).glob(f"{_escaped(store.stem)}-*{_escaped(store.suffix)}"):
        text = file.name.removeprefix(f"{store.stem}-").removesuffix(store.suffix)
        with contextlib.suppress(ValueError):
            if file.is_symlink():
                continue  # put there by somebody: no copy of ours
            found[dt.date.fromisoformat(text)] = file
    return found


def _is_gone(file: Path) -> bool:
    """Take *file* away, a link and not what it leads to; false where it stays, as a folder does."""
    try:
        file.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _drop_old_keys(desk: Desk) -> None:
    """Retired keys go once they key nothing, here or in a copy."""
    today = desk.clock().astimezone(desk.zone).date()

    def kept(keys: KeySet) -> KeySet:
        with desk.read() as work:
            return keys.kept(today, work.seals.masters())

    if kept(desk.keys()) != desk.keys():  # without the lock first: it is so once a year
        change_keys(desk, kept)


def _day_of(file: Path) -> dt.date:
    try:
        return dt.datetime.fromtimestamp(file.lstat().st_ctime, dt.UTC).date()
    except OSError:
        return dt.date.max


_escaped: Callable[[str], str] = partial(re.sub, r"([\[*?])", r"[\1]")
