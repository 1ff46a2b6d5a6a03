"""One open desk: its store, clock, keys and spool, opened once and closed in reverse order."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.app.clocks import clock_of, utc_now
from desk_app.app.costs import discard_desk, keep_tuned
from desk_app.app.past import close_and_tell
from desk_app.app.whereabouts import desk_keys
from desk_app.domain.changes import Changes
from desk_app.domain.journal import Entry
from desk_app.domain.site import Site
from desk_app.domain.sitefile import parse_site
from desk_app.domain.tickets import DeskCode
from desk_app.printing.addresses import Pdf, parse, pdf_address
from desk_app.printing.profiles import load
from desk_app.security.cipher import DayCipher
from desk_app.security.codes import new_id
from desk_app.security.convocations import SiteCodes, code_key_file
from desk_app.security.keyplaces import DeskKeys, FileKeys
from desk_app.security.keys import keyed_hash
from desk_app.security.passwords import Cost, tuned
from desk_app.security.signing import DeskSigner, signing_file
from desk_app.services.free_days import FreeDays
from desk_app.services.handing import Printer
from desk_app.services.ports import Begin, Clock, Read
from desk_app.services.site import load_site
from desk_app.settings.desk import DeskSettings, read_settings, settings_file
from desk_app.settings.holidays import holidays_around
from desk_app.settings.sites import demonstration_path, site_text
from desk_app.store.engine import sqlite_path
from desk_app.store.setup import create_store, open_store
from desk_app.store.work import Store

if TYPE_CHECKING:
    from desk_app.printing.spool import Spool

PAGES = "papiers"
"""Where pages go, beside the store, until a printer is set."""
_parse = partial(parse_site, file="site")


@dataclasses.dataclass(kw_only=True)
class Desk:
    """Everything a front needs to bind services to; `close` ends it.

    The spool is made when first asked for: most commands print nothing.
    """

    url: str
    path: Path
    store: Store
    clock: Clock
    on_changed: Callable[[Changes], None] | None
    is_quick: bool
    settings: DeskSettings
    rehearsal: bool
    keys: DeskKeys
    zone: dt.tzinfo
    closings: Sequence[Entry] = ()
    """What the journal says of the past days that were closed when the desk was opened."""

    @property
    def begin(self) -> Begin:
        """Open a writing transaction."""
        return self.store.begin

    @property
    def read(self) -> Read:
        """Open a reading transaction."""
        return self.store.read

    def keyed_hash(self, canonical: bytes) -> str:
        """Return what a document is known by in the store."""
        day = self.clock().astimezone(self.zone).date()
        return keyed_hash(self.keys().hash_key(day).secret, canonical)

    def hashes(self, canonical: bytes) -> tuple[str, ...]:
        """Return the same under every key that is kept, the one in force today last."""
        keys, day = self.keys(), self.clock().astimezone(self.zone).date()
        in_force = keys.hashes.index(keys.hash_key(day))
        used = keys.hashes[: in_force + 1]  # the one behind it waits for tomorrow
        return tuple(keyed_hash(key.secret, canonical) for key in used)

    def holidays(self, site: Site) -> frozenset[dt.date]:
        """Return the public holidays around now at *site*."""
        return holidays_around(site.holidays, self.clock().astimezone(site.time_zone).date())

    def printer(self) -> Printer:
        """Return where this desk's paper comes out: a folder of pages until one is set.

        Raises BadPrinterAddress or ProfileFaults: no ticket is begun that could never come out.
        """
        return self._printer

    def code_printer(self) -> Printer | None:
        """Return the printer, None where it is a folder: a page there would keep a secret open."""
        target = self.printer()
        return None if isinstance(parse(target.address), Pdf) else target

    @functools.cached_property
    def signer(self) -> DeskSigner:
        """What closes a month of the journal."""
        return DeskSigner(signing_file(self.path))

    @functools.cached_property
    def codes(self) -> SiteCodes:
        """What signs and checks the codes of the site's papers."""
        return SiteCodes(FileKeys(code_key_file(self.path)))

    @functools.cached_property
    def free_days(self) -> FreeDays:
        """The days that can be booked, laid out once."""
        return FreeDays()

    @functools.cached_property
    def _printer(self) -> Printer:
        address = self.settings.printer or pdf_address(self.path.parent / PAGES)
        parse(address)
        load(self.settings.profile)
        return Printer(address=address, profile=self.settings.profile)

    @functools.cached_property
    def spool(self) -> Spool:
        """The print jobs of the store, on their way to paper."""
        from desk_app.printing import spool  # noqa: PLC0415 - see the class

        return spool.Spool(
            begin=self.begin,
            read=self.read,
            clock=self.clock,
            on_changed=self.on_changed,
            is_quick=self.is_quick,
        )

    def close(self) -> None:
        """Stop printing, then let go of the database."""
        if "spool" in self.__dict__:
            self.spool.close()
        self.store.close()


def open_desk(
    url: str,
    *,
    environ: Mapping[str, str] = os.environ,
    on_changed: Callable[[Changes], None] | None = None,
    is_quick: bool = False,
    rehearsed: Clock | None = None,
) -> Desk:
    """Open the desk whose store is at *url*; what past days left open is closed first.

    *rehearsed* is the clock of a played day; a real desk goes by the machine's all the same.
    Raises NoStore, NotOurStore, StoreTooNew, StoreNeedsUpgrade, OnlyRehearsal, KeyMissing,
    KeyUnknown or Unavailable.
    """
    keys = desk_keys(url, environ)
    store = open_store(url, parse_site=_parse, new_id=new_id, cipher=DayCipher(keys))
    try:
        keys()
        with store.read() as work:
            rehearsal, site = work.rehearsal, work.site
            for master in work.seals.masters():  # another desk's keys would seal for nobody
                keys().master_called(master)
        holidays = holidays_around(site.holidays, utc_now().astimezone(site.time_zone).date())
        clock = clock_of(environ, rehearsal=rehearsal, site=site, holidays=holidays)
        if rehearsed is not None and rehearsal:
            clock = rehearsed
        return _desk(
            store,
            clock,
            environ,
            on_changed,
            rehearsal=rehearsal,
            is_quick=is_quick,
            keys=keys,
            zone=site.time_zone,
            closings=close_and_tell(store, clock),
        )
    except BaseException:
        store.close()
        raise


def new_desk(
    url: str,
    *,
    rehearsal: bool,
    environ: Mapping[str, str] = os.environ,
    tune: Callable[[], Cost] = tuned,
) -> Desk:
    """Make an empty store at *url* and open it; the site is loaded next.

    *tune* finds what a password hash may cost on this machine; a rehearsal takes the least.
    Raises StoreExists, StoreReadOnly or OnlyRehearsal, and leaves nothing behind.
    """
    clock = clock_of(environ, rehearsal=rehearsal, site=None, holidays=frozenset())
    keys = desk_keys(url, environ)
    store = create_store(
        url,
        desk=DeskCode("01"),
        rehearsal=rehearsal,
        now=utc_now(),
        parse_site=_parse,
        new_id=new_id,
        cipher=DayCipher(keys),
    )
    try:
        keys.make(clock().date())
        keys_at = FileKeys(code_key_file(sqlite_path(url) or Path("site")))
        SiteCodes(keys_at).make(clock().date())
        if not rehearsal:
            keep_tuned(url, tune)
        return _desk(
            store, clock, environ, None, rehearsal=rehearsal, is_quick=True, keys=keys, zone=dt.UTC
        )
    except BaseException:
        store.close()
        discard_desk(url)
        raise


def nothing_more(_desk: Desk) -> None:
    """Leave a new desk as its site file says."""


def make_desk(
    url: str,
    *,
    site_file: Path | None = None,
    rehearsal: bool,
    settle: Callable[[Desk], object] = nothing_more,
) -> None:
    """Make a store at *url* with the site of *site_file* (the demonstration's if None) in it.

    *settle* does what else a new desk needs before anybody opens it, its first account.

    The file is read first: neither its mistakes nor a disk that fills leave anything behind.
    Raises SiteFileFaults, StoreExists or StoreReadOnly.
    """
    file = site_file or demonstration_path()
    text = site_text(file)
    site = parse_site(text, file=file.name)
    desk = new_desk(url, rehearsal=rehearsal, environ={})
    try:
        load_site(text, site, by=None, begin=desk.begin, clock=desk.clock)
        settle(desk)
    except BaseException:
        desk.close()
        discard_desk(url)
        raise
    desk.close()


def _desk(
    store: Store,
    clock: Clock,
    environ: Mapping[str, str],
    on_changed: Callable[[Changes], None] | None,
    *,
    rehearsal: bool,
    is_quick: bool,
    keys: DeskKeys,
    zone: dt.tzinfo,
    closings: Sequence[Entry] = (),
) -> Desk:
    path = sqlite_path(store.url) or Path("site")
    return Desk(
        url=store.url,
        path=path,
        store=store,
        clock=clock,
        on_changed=on_changed,
        is_quick=is_quick,
        settings=read_settings(settings_file(path), environ),
        rehearsal=rehearsal,
        keys=keys,
        zone=zone,
        closings=closings,
    )
