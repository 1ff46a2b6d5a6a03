"""The desk's journal: one row a fact, chained, only ever added to."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import Connection, Row, Select, insert, select

from desk_app.domain.facts import Fact, header
from desk_app.domain.journal import GENESIS, Entry
from desk_app.domain.people import AgentLogin
from desk_app.domain.tickets import DeskCode, TicketId
from desk_app.store.schema import journal as j
from desk_app.store.schema import store

if TYPE_CHECKING:
    from typing import Any


class SqlJournal:
    """See `services.ports.Journal`."""

    def __init__(self, connection: Connection, desk: DeskCode, new_id: Callable[[], UUID]) -> None:
        self._connection = connection
        self._desk = desk
        self._new_id = new_id
        self._head: tuple[int, str] | None = None

    def record(self, fact: Fact, *, by: AgentLogin | None, at: dt.datetime) -> int:
        """Chain *fact* behind the last entry and return its number."""
        seq, previous = self._locked_head()
        entry = Entry(
            seq=seq + 1,
            id=self._new_id(),
            kind=type(fact).__name__,
            v=fact.V,
            at=at,
            desk=self._desk,
            agent=by,
            header=header(fact),
        ).chained(previous)
        self._connection.execute(_INSERT, _row(entry, getattr(fact, "ticket", None)))
        self._head = (entry.seq, entry.hash)
        return entry.seq

    def after(self, seq: int, limit: int) -> Sequence[Entry]:
        """Return at most *limit* entries behind number *seq*, in order."""
        return self._all(select(j).where(j.c.seq > seq).order_by(j.c.seq).limit(limit))

    def of_ticket(self, ticket: TicketId) -> Sequence[Entry]:
        """Return what happened to *ticket*, in order."""
        return self._all(select(j).where(j.c.ticket == ticket).order_by(j.c.seq))

    def of_agent(self, agent: AgentLogin, since: dt.datetime, limit: int) -> Sequence[Entry]:
        """Return the latest acts of *agent*, newest first."""
        query = select(j).where(j.c.agent == agent, j.c.at >= since)
        return self._all(query.order_by(j.c.seq.desc()).limit(limit))

    def head(self) -> tuple[int, str]:
        """Return number and hash of the last entry."""
        row = self._connection.execute(_HEAD).first()
        return (0, GENESIS) if row is None else (row.seq, row.hash)

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
_HEAD = select(j.c.seq, j.c.hash).order_by(j.c.seq.desc()).limit(1)


def _row(entry: Entry, ticket: UUID | None) -> dict[str, object]:
    return {
        "seq": entry.seq,
        "id": entry.id,
        "kind": entry.kind,
        "v": entry.v,
        "at": entry.at,
        "desk": entry.desk,
        "agent": entry.agent,
        "ticket": ticket,
        "header": json.dumps(entry.header, ensure_ascii=False),
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
        agent=None if row.agent is None else AgentLogin(row.agent),
        header=json.loads(row.header),
        body_hash=row.body_hash,
        hash=row.hash,
    )
