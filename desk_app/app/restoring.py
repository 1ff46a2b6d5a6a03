"""A desk put back from a copy: looked at, purged, told apart, and only then put in place."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from desk_app.app.carried import Carried
from desk_app.app.clocks import clock_of
from desk_app.app.desk import Desk, open_desk
from desk_app.app.guard import only_copy
from desk_app.app.keeping import forget_paper_page
from desk_app.app.whereabouts import desk_keys
from desk_app.cli.care import Restored
from desk_app.domain.account_facts import StoreRestored
from desk_app.domain.errors import (
    BackupUnsound,
    BadValue,
    NoStore,
    StoreDamaged,
    StoreExists,
    StoreUnavailable,
)
from desk_app.domain.people import AgentLogin
from desk_app.domain.sitefile import parse_site
from desk_app.security.cipher import DayCipher
from desk_app.security.codes import new_id
from desk_app.services.copies import allow_restoring, note_copy
from desk_app.services.direction import close_past_days
from desk_app.services.retention import Outside, purge
from desk_app.settings.desk import DeskSettings
from desk_app.store.compacting import compact
from desk_app.store.copies import Copy, copy_pages, examine, part_beside
from desk_app.store.days import HandedOut
from desk_app.store.engine import sqlite_path
from desk_app.store.restoring import (
    Present,
    carry_people,
    end_sessions,
    present_store,
    put_in_place,
    renew,
)
from desk_app.store.work import Store

SKIPPED = 300
"""Numbers a series leaves out where nobody can tell what was handed out since the copy."""
Prove = Callable[[Desk], AgentLogin]
"""Who acts, by the accounts of a desk; it raises where nobody can prove it."""


def restore(
    url: str, source: Path, *, replace: bool, prove: Prove, environ: Mapping[str, str]
) -> Restored:
    """Put the copy *source* in the place of the store at *url*; see docs/adr/018.

    The copy is purged and its journal goes on before anybody opens it. Raises StoreExists unless
    *replace*, DeskTaken while windows are open on the desk, BackupUnsound, KeyMissing, KeyUnknown,
    and what *prove* and `day.allow` do.
    """
    path = _place(url, source, replace=replace)
    copy = examine(source)
    by = _proved_by_the_present(url, prove, environ)
    keys = Carried(path, source, desk_keys(url, environ))
    is_signed = keys.is_signed(source)
    path.parent.mkdir(parents=True, exist_ok=True)
    with only_copy(path), part_beside(path) as part:
        copy_pages(source, part)
        present = _present(path, part, copy, keys, environ)
        desk = _opened(part, path, copy, keys, environ)
        try:
            by = by or prove(desk)
            lost = _made_ready(desk, copy, present, by=by)
            now = desk.clock()
        finally:
            desk.close()
        renew(part, new_id())
        end_sessions(part, now)
        compact(f"sqlite:///{part}")
        keys.keep()
        kept = put_in_place(part, path, now=now)
    return Restored(
        entries=copy.entries,
        head=copy.head,
        replaced="" if kept is None else str(kept),
        lost_tickets=lost,
        skipped=0 if present is not None else SKIPPED,
        signed=is_signed,
    )


def _place(url: str, source: Path, *, replace: bool) -> Path:
    """Return the file that is to become the copy; what is there is not replaced in silence."""
    path = sqlite_path(url)
    if path is None:
        raise StoreUnavailable("a Postgres store is put back with pg_restore")
    if path.exists():
        if not replace:
            raise StoreExists(str(path))
        if source.exists() and source.samefile(path):
            raise BadValue("file", str(source), "FILE")
    return path


def _proved_by_the_present(url: str, prove: Prove, environ: Mapping[str, str]) -> AgentLogin | None:
    """Return who acts by the accounts of the desk that is there; None if none can be opened."""
    try:
        desk = open_desk(url, environ=environ, is_quick=True)
    except (NoStore, StoreDamaged):
        return None
    try:
        by = prove(desk)
        allow_restoring(by=by, read=desk.read, clock=desk.clock)
        return by
    finally:
        desk.close()


def _present(
    path: Path, part: Path, copy: Copy, keys: Carried, environ: Mapping[str, str]
) -> Present | None:
    """Return what is known of the desk that is there, with its people carried into the copy."""
    desk = _opened(part, path, copy, keys, environ)
    day = desk.clock().astimezone(desk.zone).date()
    desk.close()
    present = present_store(path, day)
    if present is not None:
        if not present.is_of(copy):
            raise BackupUnsound(str(path), "other_desk")
        carry_people(present.path, part)
    return present


def _opened(part: Path, path: Path, copy: Copy, keys: Carried, environ: Mapping[str, str]) -> Desk:
    """The copy as a desk: with its keys, under the hour of the desk it is to be."""
    keys.keys()
    store = Store(
        f"sqlite:///{part}",
        parse_site=partial(parse_site, file="site"),
        new_id=new_id,
        cipher=DayCipher(keys.keys),
    )
    try:
        with store.read() as work:
            site = work.site
        clock = clock_of(environ, rehearsal=copy.rehearsal, site=site, holidays=frozenset())
    except BaseException:
        store.close()
        raise
    return Desk(
        url=store.url,
        path=path,
        store=store,
        clock=clock,
        on_changed=None,
        is_quick=True,
        settings=DeskSettings(),
        rehearsal=copy.rehearsal,
        keys=keys.keys,
        zone=site.time_zone,
    )


def _made_ready(desk: Desk, copy: Copy, present: Present | None, *, by: AgentLogin) -> int | None:
    """Purge the copy and let its numbers go on; return the tickets it does not know of."""
    begin, clock = desk.begin, desk.clock
    allow_restoring(by=by, read=desk.read, clock=desk.clock)
    close_past_days(begin=begin, read=desk.read, clock=clock)
    outside = Outside(forget_page=forget_paper_page, forget_files=lambda _before: 0)
    purge(
        by=None,
        begin=begin,
        read=desk.read,
        clock=clock,
        outside=outside,
        watch=time.perf_counter,
    )
    day = desk.clock().astimezone(desk.zone).date()
    with desk.store.begin() as work:
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
    fact = StoreRestored(head=copy.head, replaced=present.head if present else "")
    note_copy(fact, by=by, begin=begin, clock=clock)
    return None if present is None else max(0, since.sequence - before.sequence)
