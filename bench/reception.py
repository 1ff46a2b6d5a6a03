"""A store with the demonstration site and the acts of a day, with no screen and no printer."""

from __future__ import annotations

import dataclasses
import datetime as dt
from functools import partial
from pathlib import Path

from desk_app.domain.counters import CounterId
from desk_app.domain.people import AgentLogin
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.site import Site
from desk_app.domain.sitefile import parse_site
from desk_app.domain.tickets import DeskCode, Priority
from desk_app.security.codes import new_code, new_id
from desk_app.security.keys import keyed_hash
from desk_app.services import moves, tickets
from desk_app.services.handing import Printer
from desk_app.services.issuing import Order, issue
from desk_app.services.keeping_ports import Cipher
from desk_app.services.outcomes import Issued, Outcome
from desk_app.services.site import load_site
from desk_app.settings.sites import demonstration_path, site_text
from desk_app.store.setup import create_store, open_store
from desk_app.store.work import Store

AGENT = AgentLogin("smarchand")
INFO, PIECES = ProcedureCode("INFO"), ProcedureCode("PIECES")
"""Procedures without a quota, which need no document."""
MONDAY = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)
"""9:00 in Paris, half an hour after the doors opened."""
_parse = partial(parse_site, file="demonstration.toml")


@dataclasses.dataclass(slots=True)
class Clock:
    """A clock that the benchmark moves: the hour of the acts, not their duration."""

    now: dt.datetime = MONDAY

    def __call__(self) -> dt.datetime:
        """Return the hour."""
        return self.now


@dataclasses.dataclass(frozen=True, slots=True)
class Reception:
    """Acts on *store*, each one transaction by the real service."""

    store: Store
    clock: Clock

    @classmethod
    def made(cls, folder: Path, *, cipher: Cipher | None = None) -> Reception:
        """Make a rehearsal store in *folder*, which is made too; *cipher* seals."""
        folder.mkdir(parents=True, exist_ok=True)
        clock, text = Clock(), site_text(demonstration_path())
        store = create_store(
            url_in(folder),
            desk=DeskCode("01"),
            rehearsal=True,
            now=clock(),
            parse_site=_parse,
            new_id=new_id,
            cipher=cipher,
        )
        load_site(text, _parse(text), by=None, begin=store.begin, clock=clock)
        return cls(store, clock)

    @classmethod
    def opened(cls, folder: Path) -> Reception:
        """Open the store of *folder*, as another process does."""
        return cls(open_store(url_in(folder), parse_site=_parse, new_id=new_id), Clock())

    def issue(self, procedure: ProcedureCode = INFO, priority: Priority | None = None) -> Issued:
        """Hand out a ticket: ticket, fact and print job in one durable transaction."""
        return self.issue_for(Order(procedure=procedure, priority=priority))

    def issue_for(self, order: Order) -> Issued:
        """Hand out the ticket of *order*."""
        return issue(
            order,
            by=AGENT,
            begin=self.store.begin,
            clock=self.clock,
            new_id=new_id,
            new_code=new_code,
            keyed_hash=partial(keyed_hash, b"k" * 32),
            holidays=_no_holidays,
            printer=_printer,
        )

    def call_next(self, counter: int = 1) -> Outcome:
        """Call the next visitor."""
        begin, clock = self.store.begin, self.clock
        return tickets.call_next(CounterId(counter), by=AGENT, begin=begin, clock=clock)

    def serve(self, number: str) -> None:
        """Serve the one who was called to the end of the visit."""
        begin, clock = self.store.begin, self.clock
        for move in (moves.start_serving, moves.complete):
            move(number, counter=None, by=AGENT, begin=begin, clock=clock)

    def passes(self, **duration: float) -> None:
        """Let time pass: the arguments of a timedelta."""
        self.clock.now += dt.timedelta(**duration)


def url_in(folder: Path) -> str:
    """Return the address of the store in *folder*."""
    return f"sqlite:///{folder / 'poste.sqlite'}"


def _no_holidays(_site: Site) -> frozenset[dt.date]:
    return frozenset()


def _printer() -> Printer:
    return Printer(address="file:///dev/null", profile="epson-tm-t20iii")
