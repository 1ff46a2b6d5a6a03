"""A desk put back from a copy: looked at, purged, told apart, and only then put in place."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from desk_app.app.clocks import clock_of
from desk_app.app.desk import desk_keys
from desk_app.app.guard import only_copy
from desk_app.app.keeping import forget_paper_page
from desk_app.cli.care import Restored
from desk_app.domain.account_facts import StoreRestored
from desk_app.domain.errors import BackupUnsound, BadValue, StoreExists, StoreUnavailable
from desk_app.domain.people import AgentLogin
from desk_app.domain.sitefile import parse_site
from desk_app.security.cipher import DayCipher
from desk_app.security.codes import new_id
from desk_app.services.copies import note_copy
from desk_app.services.direction import close_past_days
from desk_app.services.ports import Clock
from desk_app.services.retention import Outside, purge
from desk_app.store.copies import Copy, copy_pages, examine, part_beside
from desk_app.store.days import HandedOut
from desk_app.store.engine import sqlite_path
from desk_app.store.restoring import Present, present_store, put_in_place, renew
from desk_app.store.work import Store

SKIPPED = 300
"""Numbers a series leaves out where nobody can tell what was handed out since the copy."""


def restore(
    url: str, source: Path, *, replace: bool, by: AgentLogin | None, environ: Mapping[str, str]
) -> Restored:
    """Put the copy *source* in the place of the store at *url*; see docs/adr/018.

    The copy is purged and its journal goes on before anybody opens it. Raises StoreExists unless
    *replace*, DeskTaken while windows are open on the desk, BackupUnsound, KeyMissing, KeyUnknown.
    """
    path = sqlite_path(url)
    if path is None:
        raise StoreUnavailable("a Postgres store is put back with pg_restore")
    if path.exists():
        if not replace:
            raise StoreExists(str(path))
        if source.exists() and source.samefile(path):
            raise BadValue("file", str(source), "FILE")
    copy = examine(source)
    path.parent.mkdir(parents=True, exist_ok=True)
    with only_copy(path), part_beside(path) as part:
        copy_pages(source, part)
        return _restored(part, path, copy, by=by, environ=environ)


def _restored(
    part: Path, path: Path, copy: Copy, *, by: AgentLogin | None, environ: Mapping[str, str]
) -> Restored:
    keys = desk_keys(f"sqlite:///{path}", environ)
    keys()
    store = Store(
        f"sqlite:///{part}",
        parse_site=partial(parse_site, file="site"),
        new_id=new_id,
        cipher=DayCipher(keys),
    )
    try:
        with store.read() as work:
            site = work.site
        clock = clock_of(environ, rehearsal=copy.rehearsal, site=site, holidays=frozenset())
        day = clock().astimezone(site.time_zone).date()
        present = present_store(path, day)
        if present is not None and not present.is_of(copy):
            raise BackupUnsound(str(path), "other_desk")
        lost = _made_ready(store, copy, day, present, by=by, clock=clock)
    finally:
        store.close()
    renew(part, new_id())
    kept = put_in_place(part, path, now=clock())
    return Restored(
        entries=copy.entries,
        head=copy.head,
        replaced="" if kept is None else str(kept),
        lost_tickets=lost,
        skipped=0 if present is not None else SKIPPED,
    )


def _made_ready(
    store: Store,
    copy: Copy,
    day: dt.date,
    present: Present | None,
    *,
    by: AgentLogin | None,
    clock: Clock,
) -> int | None:
    """Purge the copy and let its numbers go on; return the tickets it does not know of."""
    close_past_days(begin=store.begin, read=store.read, clock=clock)
    outside = Outside(forget_page=forget_paper_page, forget_files=lambda _before: 0)
    purge(
        by=None,
        begin=store.begin,
        read=store.read,
        clock=clock,
        outside=outside,
        watch=time.perf_counter,
    )
    with store.begin() as work:
        work.seals.rewrap()
        before = work.days.handed_out(day)
        since = before
        if present is not None:
            since = present.handed_out
        else:
            series = {each.series for each in work.site.families.values()}
            numbers = {each: before.numbers.get(each, 0) + SKIPPED for each in series}
            since = HandedOut(numbers=numbers, sequence=before.sequence + SKIPPED)
        work.days.go_on_after(day, since)
    note_copy(StoreRestored(head=copy.head), by=by, begin=store.begin, clock=clock)
    return None if present is None else max(0, since.sequence - before.sequence)
