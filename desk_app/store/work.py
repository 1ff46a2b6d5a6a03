"""The unit of work: one transaction and the nouns in it. The only place that begins and commits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

from sqlalchemy import Connection, Engine, select

from desk_app.domain.account_facts import ClockSetBack
from desk_app.domain.facts import Fact
from desk_app.domain.people import AgentLogin
from desk_app.domain.rights import Rights
from desk_app.domain.site import Rules, Site
from desk_app.domain.tickets import DeskCode
from desk_app.services.keeping_ports import Cipher
from desk_app.store import schema
from desk_app.store.accounts import Refs, SqlAccounts, SqlSessions
from desk_app.store.appointments import SqlAppointments
from desk_app.store.bindings import SqlBindings
from desk_app.store.calendar_changes import SqlCalendar
from desk_app.store.days import SqlDays
from desk_app.store.draws import SqlDraws
from desk_app.store.engine import open_engine, told_apart
from desk_app.store.journal import SqlJournal
from desk_app.store.journal_bodies import SqlBodies
from desk_app.store.keeping import SqlKept
from desk_app.store.learned import SqlLearned
from desk_app.store.online import SqlOnline
from desk_app.store.openings import SqlOpenings
from desk_app.store.prints import SqlPrints
from desk_app.store.register import SqlRegister
from desk_app.store.requests import SqlRequests
from desk_app.store.sealing import SqlSeals
from desk_app.store.seats import SqlSeats
from desk_app.store.site import SqlCounters, SqlProcedures, SqlSites
from desk_app.store.site_tables import replica_head
from desk_app.store.tickets import SqlTickets
from desk_app.store.traces import SqlPersons, SqlTies, SqlTraces
from desk_app.store.watch import SqlAlarms, SqlOverrides

ParseSite = Callable[[str], Site]
Denial = tuple[Fact, AgentLogin | None, dt.datetime]
"""What was refused, to whom and when; see `services.ports.UnitOfWork.deny`."""


class SqlWork:
    """One open transaction; see `services.ports.UnitOfWork`."""

    def __init__(
        self,
        connection: Connection,
        *,
        site: Site | None,
        row: StoreRow,
        new_id: Callable[[], UUID],
        refs: Refs,
        cipher: Cipher | None = None,
    ) -> None:
        self._site, self.connection = site, connection
        self.revision, self.rehearsal = row.revision, row.rehearsal
        self.rights = row.rights
        rules, counters = (site.rules, site.counters) if site else (Rules(), {})
        self.seals = SqlSeals(connection, cipher)
        self.tickets = SqlTickets(connection, rules, counters, self.seals)
        self.bindings = SqlBindings(connection, self.seals)
        self.days, self.counters = SqlDays(connection), SqlCounters(connection)
        self.procedures = SqlProcedures(connection)
        self.learned = SqlLearned(connection)
        zone: dt.tzinfo = site.time_zone if site else dt.UTC
        self.prints = SqlPrints(connection, self.seals, zone)
        self.kept = SqlKept(connection, zone)
        self.appointments = SqlAppointments(connection, self.seals, zone)
        self.online = SqlOnline(connection, self.seals, zone)
        self.seats = SqlSeats(connection)
        self.calendar = SqlCalendar(connection)
        self.traces = SqlTraces(connection, new_id)
        self.ties, self.persons = SqlTies(connection), SqlPersons(connection)
        self.register = SqlRegister(connection, self.seals, new_id)
        self.draws = SqlDraws(connection, self.seals, zone)
        self.openings = SqlOpenings(connection, self.seals, new_id)
        bodies = SqlBodies(connection, self.seals, zone)
        self.journal = SqlJournal(connection, row.desk, new_id, refs, bodies)
        self.requests = SqlRequests(connection, self.seals, zone)
        self.sites = SqlSites(connection, new_id)
        self.accounts = SqlAccounts(connection)
        self.sessions = SqlSessions(connection)
        self.overrides, self.alarms = SqlOverrides(connection), SqlAlarms(connection)
        self.recorded, self.denied = list[int](), list[Denial]()

    @property
    def site(self) -> Site:
        """The site's configuration in force; a store is born without one, for an instant."""
        if self._site is None:
            raise AssertionError("no site was loaded into this store")
        return self._site

    def record(self, fact: Fact, *, by: AgentLogin | None, at: dt.datetime) -> None:
        """Write *fact* to the desk's journal in this transaction.

        A clock that was set back is written first, once: the fact behind it is what the next one
        is compared with (S-07). It is not this process's own: its windows are told too.
        """
        seconds = 0 if self.rehearsal else self.journal.set_back(at)
        if seconds:
            self.journal.record(ClockSetBack(seconds=seconds), by=None, at=at)
        self.recorded.append(self.journal.record(fact, by=by, at=at))

    def deny(self, fact: Fact, *, by: AgentLogin | None, at: dt.datetime) -> None:
        """Have *fact* written once this transaction is rolled back."""
        self.denied.append((fact, by, at))


_STORE = select(
    schema.store.c.desk,
    schema.store.c.rehearsal,
    schema.store.c.revision,
    replica_head.c.is_restored,
).join_from(schema.store, replica_head, replica_head.c.id == schema.store.c.id, isouter=True)


class StoreRow:
    """The store's one row: whose file it is. A plain value, read at each transaction."""

    __slots__ = ("desk", "rehearsal", "revision", "rights")

    def __init__(
        self, desk: DeskCode, *, revision: int, rehearsal: bool, is_restored: bool | None
    ) -> None:
        self.desk = desk
        is_alone = is_restored is None  # a desk that has joined no site
        self.rights = Rights(desk=desk, is_alone=is_alone, is_put_back=bool(is_restored))
        self.revision = revision
        self.rehearsal = rehearsal


class Store:
    """An open store: transactions for the services, closed once at the end.

    *parse_site* reads the site file in force; it is parsed once per revision. Own entries are
    kept in *own* until `store/notify.py` has passed them, so that a process does not tell itself
    what it already knows.
    """

    def __init__(
        self,
        url: str,
        *,
        parse_site: ParseSite,
        new_id: Callable[[], UUID],
        cipher: Cipher | None = None,
    ) -> None:
        self.url = url
        self.own: set[int] = set()
        self._writer = open_engine(url)
        self._reader = open_engine(url, is_reader=True)
        self._parse_site = parse_site
        self._new_id = new_id
        self._cipher = cipher
        self._site: tuple[int, Site] | None = None
        self._refs = Refs()

    @contextmanager
    def begin(self) -> Iterator[SqlWork]:
        """Open a writing transaction. Leaving the block commits, an exception rolls back."""
        recorded: list[int] = []
        denied: list[Denial] = []
        try:
            with told_apart(self.url), self._writer.begin() as connection:
                work = self._work(connection)
                recorded, denied = work.recorded, work.denied
                yield work
                self.own.update(recorded)
        except BaseException:
            self.own.difference_update(recorded)
            self._refs.forget()
            self._record(denied)
            raise

    @contextmanager
    def read(self) -> Iterator[SqlWork]:
        """Open a short reading transaction."""
        denied: list[Denial] = []
        try:
            with told_apart(self.url), self._reader.begin() as connection:
                work = self._work(connection)
                denied = work.denied
                yield work
        except BaseException:
            self._record(denied)
            raise

    @property
    def reader(self) -> Engine:
        """The engine of the readers, for the checks."""
        return self._reader

    def close(self) -> None:
        """Close every connection."""
        self._writer.dispose()
        self._reader.dispose()

    def _record(self, denied: Sequence[Denial]) -> None:
        """Write what was refused, in a transaction of its own."""
        if denied:
            with self.begin() as work:
                for fact, by, at in denied:
                    work.record(fact, by=by, at=at)

    def _work(self, connection: Connection) -> SqlWork:
        row = connection.execute(_STORE).one()
        store = StoreRow(
            DeskCode(row.desk),
            revision=row.revision,
            rehearsal=row.rehearsal,
            is_restored=row.is_restored,
        )
        site = self._site_of(connection, store.revision)
        return SqlWork(
            connection,
            site=site,
            row=store,
            new_id=self._new_id,
            refs=self._refs,
            cipher=self._cipher,
        )

    def _site_of(self, connection: Connection, revision: int) -> Site | None:
        if revision == 0:
            return None
        if self._site is None or self._site[0] != revision:
            text = connection.execute(
                select(schema.sites.c.text).where(schema.sites.c.revision == revision)
            ).scalar_one()
            self._site = (revision, self._parse_site(text))
        return self._site[1]
