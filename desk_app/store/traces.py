"""Dated lines under keyed hashes, and what agents declared. No row of these names anybody."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import Connection, Row, delete, insert, or_, select

from desk_app.domain.people import AgentLogin
from desk_app.services.booking_ports import Trace, TraceKind
from desk_app.store.appointment_tables import agent_ties, traces
from desk_app.store.days import upsert

if TYPE_CHECKING:
    from typing import Any


class SqlTraces:
    """See `services.booking_ports.Traces`."""

    def __init__(self, connection: Connection, new_id: Callable[[], UUID]) -> None:
        self._connection = connection
        self._new_id = new_id

    def add(self, trace: Trace) -> None:
        """Keep a line."""
        row = dataclasses.asdict(trace) | {"id": self._new_id(), "kind": trace.kind.value}
        self._connection.execute(insert(traces), row)

    def of(self, kind: TraceKind, subject: str, since: dt.date) -> Sequence[Trace]:
        """Return the lines of *subject* from the day *since* on, the oldest first."""
        t = traces.c
        query = select(traces).where(t.kind == kind.value, t.subject == subject, t.day >= since)
        return [_trace(row) for row in self._connection.execute(query.order_by(t.day, t.id))]

    def noted(self, kind: TraceKind, of: str) -> Trace | None:
        """Return the line that has *of* beside it, None if there is none."""
        query = select(traces).where(traces.c.kind == kind.value, traces.c.of == of)
        row = self._connection.execute(query).first()
        return None if row is None else _trace(row)

    def forget(self, person: str) -> int:
        """Take every line of or beside *person* away; return how many it was."""
        is_theirs = or_(traces.c.subject == person, traces.c.of == person)
        return self._connection.execute(delete(traces).where(is_theirs)).rowcount


class SqlTies:
    """See `services.booking_ports.Ties`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, agent: AgentLogin, tie: str) -> None:
        """Keep what *agent* declared; saying it twice changes nothing."""
        statement = upsert(self._connection.dialect.name, agent_ties)
        self._connection.execute(statement.values(agent=agent, tie=tie).on_conflict_do_nothing())

    def of(self, agent: AgentLogin) -> frozenset[str]:
        """Return what *agent* has declared."""
        query = select(agent_ties.c.tie).where(agent_ties.c.agent == agent)
        return frozenset(self._connection.execute(query).scalars())


def _trace(row: Row[Any]) -> Trace:
    return Trace(
        kind=TraceKind(row.kind),
        subject=row.subject,
        day=row.day,
        of=row.of,
        family=row.family,
        note=row.note,
    )
