"""The desk's journal: one row a fact, chained, only ever added to."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, Select, insert, or_, select

from desk_app.domain.facts import Fact, Plain, header
from desk_app.domain.journal import GENESIS, Entry
from desk_app.domain.people import AgentLogin, AgentRef
from desk_app.domain.segments import set_back
from desk_app.domain.tickets import DeskCode, TicketId
from desk_app.services.journal_ports import Sought
from desk_app.store.account_tables import agents
from desk_app.store.accounts import Refs
from desk_app.store.journal_bodies import SqlBodies
from desk_app.store.journal_months import SqlMonths
from desk_app.store.journal_tables import journal as j
from desk_app.store.schema import store

if TYPE_CHECKING:
    from typing import Any


class SqlJournal(SqlMonths):
    """See `services.journal_ports.Journal`. *refs* turns logins into what it calls agents."""

    def __init__(
        self,
        connection: Connection,
        desk: DeskCode,
        new_id: Callable[[], UUID],
        refs: Refs,
        bodies: SqlBodies,
    ) -> None:
        super().__init__(connection)
        self._bodies = bodies
        self._desk = desk
        self._new_id = new_id
        self._refs = refs
        self._head: tuple[int, str] | None = None
        self._last_at: dt.datetime | None = None

    def record(self, fact: Fact, *, by: AgentLogin | None, at: dt.datetime) -> int:
        """Chain *fact* behind the last entry, its body sealed beside it; return its number."""
        seq, previous = self._locked_head()
        fields = header(fact)
        for name in fact.AGENTS:
            fields[name] = self._ref(fields[name])
        of = self._new_id()
        entry = Entry(
            seq=seq + 1,
            id=of,
            kind=type(fact).__name__,
            v=fact.V,
            at=at,
            desk=self._desk,
            author=self._ref(by),
            header=fields,
            body_hash=self._bodies.put(fact, seq=seq + 1, of=of, at=at),
        ).chained(previous)
        self._connection.execute(_INSERT, _row(entry, getattr(fact, "ticket", None)))
        self._head, self._last_at = (entry.seq, entry.hash), at
        return entry.seq

    def set_back(self, at: dt.datetime) -> int:
        """Return by how many seconds the clock stands before the last act, 0 if it does not."""
        self._locked_head()
        return 0 if self._last_at is None else set_back(self._last_at, at)

    def after(self, seq: int, limit: int) -> Sequence[Entry]:
        """Return at most *limit* entries behind number *seq*, in order."""
        return self._all(_ENTRIES.where(j.c.seq > seq).order_by(j.c.seq).limit(limit))

    def found(self, sought: Sought, limit: int) -> Sequence[Entry]:
        """Return at most *limit* entries that are *sought*, the latest first."""
        wanted = _named(sought)
        if sought.agent is not None:
            wanted.append(j.c.author == self._ref(sought.agent))
        if sought.kinds:
            wanted.append(j.c.kind.in_(sorted(sought.kinds)))
        if sought.since is not None:
            wanted.append(j.c.at >= sought.since)
        if sought.until is not None:
            wanted.append(j.c.at < sought.until)
        if sought.ticket is not None:
            wanted.append(j.c.ticket == sought.ticket)
        if sought.before is not None:
            wanted.append(j.c.seq < sought.before)
        return self._all(_ENTRIES.where(*wanted).order_by(j.c.seq.desc()).limit(limit))

    def of_ticket(self, ticket: TicketId) -> Sequence[Entry]:
        """Return what happened to *ticket*, in order."""
        return self._all(_ENTRIES.where(j.c.ticket == ticket).order_by(j.c.seq))

    def of_agent(self, agent: AgentLogin, since: dt.datetime, limit: int) -> Sequence[Entry]:
        """Return the latest acts of *agent*, newest first."""
        query = _ENTRIES.where(j.c.author == self._ref(agent), j.c.at >= since)
        return self._all(query.order_by(j.c.seq.desc()).limit(limit))

    def bodies(self, numbers: Sequence[int]) -> Mapping[int, Mapping[str, Plain]]:
        """Return what these entries say of visitors, by number; what is gone is not in it."""
        return self._bodies.opened(numbers)

    def forget_bodies(self, about: Sequence[str]) -> int:
        """Take away what is about these tickets and keyed hashes; return how many."""
        return self._bodies.forget(about)

    def head(self) -> tuple[int, str]:
        """Return number and hash of the last entry."""
        row = self._connection.execute(_HEAD).first()
        if row is None:
            return 0, GENESIS
        self._last_at = row.at
        return row.seq, row.hash

    def _ref(self, login: object) -> AgentRef | None:
        return None if login is None else self._refs(self._connection, AgentLogin(str(login)))

    def _locked_head(self) -> tuple[int, str]:
        """The day's lock comes first, then the journal's: always in this order."""
        if self._head is None:
            if self._connection.dialect.name != "sqlite":
                self._connection.execute(select(store.c.id).with_for_update())
            self._head = self.head()
        return self._head

    def _all(self, query: Select[Any]) -> list[Entry]:
        return [_entry(row) for row in self._connection.execute(query)]


# Built once: building a statement costs more than running it.
_INSERT = insert(j)
_HEAD = select(j.c.seq, j.c.hash, j.c.at).order_by(j.c.seq.desc()).limit(1)
_ENTRIES = select(j, agents.c.login).join_from(j, agents, agents.c.ref == j.c.author, isouter=True)


def _named(sought: Sought) -> list[ColumnElement[bool]]:
    """What is looked for in the headers, which no index knows: kinds and instants narrow it."""
    wanted: list[ColumnElement[bool]] = []
    if sought.appointment:
        wanted.append(_has(f'"appointment":{_quoted(sought.appointment)}'))
    if sought.slots:
        begins = _quoted(sought.slots)[:-1]
        wanted.append(or_(_has(f'"slot":{begins}'), _has(f'"before":{begins}')))
    if sought.move is not None:
        wanted.append(_has(f'"move":{_quoted(sought.move.value)}'))
    return wanted


def _has(text: str) -> ColumnElement[bool]:
    return j.c.header.contains(text, autoescape=True)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _row(entry: Entry, ticket: UUID | None) -> dict[str, object]:
    return {
        "seq": entry.seq,
        "id": entry.id,
        "kind": entry.kind,
        "v": entry.v,
        "at": entry.at,
        "desk": entry.desk,
        "author": entry.author,
        "ticket": ticket,
        "header": entry.header_text,
        "body_hash": entry.body_hash,
        "hash": entry.hash,
    }


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        seq=row.seq,
        id=row.id,
        kind=row.kind,
        v=row.v,
        at=row.at,
        desk=DeskCode(row.desk),
        author=None if row.author is None else AgentRef(row.author),
        header=_header(row.header),
        body_hash=row.body_hash,
        hash=row.hash,
        agent=None if row.login is None else AgentLogin(row.login),
    )


def _header(text: str) -> dict[str, Plain]:
    """The header's fields; one edited into something else is shown, and follows nothing."""
    try:
        read = json.loads(text)
    except ValueError:
        read = text
    return read if isinstance(read, dict) else {"unreadable": str(read)}
