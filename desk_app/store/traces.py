"""Dated lines under keyed hashes, what agents declared, and whatever lies under such a hash.

No row of these names anybody.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import Column, Connection, Row, delete, insert, or_, select, update

from desk_app.domain.people import AgentLogin
from desk_app.domain.person_keys import MOST_ACTIVE
from desk_app.services.booking_ports import Trace, TraceKind
from desk_app.store.appointment_tables import active_appointments as active
from desk_app.store.appointment_tables import agent_ties, appointments, traces
from desk_app.store.days import upsert
from desk_app.store.register_tables import register_entries

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

    def add(self, agent: AgentLogin, tie: str, *, on: dt.date) -> None:
        """Keep what *agent* declared; saying it again changes its day alone."""
        statement = upsert(self._connection.dialect.name, agent_ties)
        row = statement.values(agent=agent, tie=tie, declared_on=on)
        again = row.on_conflict_do_update(index_elements=["agent", "tie"], set_={"declared_on": on})
        self._connection.execute(again)

    def of(self, agent: AgentLogin) -> frozenset[str]:
        """Return what *agent* has declared."""
        query = select(agent_ties.c.tie).where(agent_ties.c.agent == agent)
        return frozenset(self._connection.execute(query).scalars())

    def days(self, agent: AgentLogin) -> Sequence[dt.date]:
        """Return when *agent* declared what is kept, the oldest first."""
        query = select(agent_ties.c.declared_on).where(agent_ties.c.agent == agent)
        return list(self._connection.execute(query.order_by(agent_ties.c.declared_on)).scalars())


class SqlPersons:
    """See `services.booking_ports.Persons`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rekey(self, old: str, new: str) -> int:
        """Put what lies under *old* under *new*; return how many rows it was."""
        count = self._reorder(old, new)
        for column in _UNDER_A_KEY:
            moved = update(column.table).where(column == old).values({column: new})
            if column.table is traces:  # the indexes begin with the kind
                moved = moved.where(traces.c.kind.in_([kind.value for kind in TraceKind]))
            count += self._connection.execute(moved).rowcount
        return count

    def _reorder(self, old: str, new: str) -> int:
        """Give active appointments the ordinals that *new* has free (A-01)."""
        held = select(active.c.ordinal).where(active.c.person == new)
        taken = set(self._connection.execute(held).scalars())
        theirs = select(active.c.appointment).where(active.c.person == old)
        found = list(self._connection.execute(theirs.order_by(active.c.ordinal)).scalars())
        free = [each for each in range(1, MOST_ACTIVE + 1) if each not in taken]
        for appointment, ordinal in zip(found, free, strict=False):
            row = update(active).where(active.c.appointment == appointment)
            self._connection.execute(row.values(person=new, ordinal=ordinal))
        return len(found[: len(free)])


_UNDER_A_KEY: tuple[Column[Any], ...] = (
    active.c.person,  # what found no free ordinal meets the key of the table
    appointments.c.person,
    register_entries.c.person,
    traces.c.subject,
    traces.c.of,
    agent_ties.c.tie,
)


def _trace(row: Row[Any]) -> Trace:
    return Trace(
        kind=TraceKind(row.kind),
        subject=row.subject,
        day=row.day,
        of=row.of,
        family=row.family,
        note=row.note,
    )
