"""Who the day's tickets are for, as keyed hashes; forgotten at closing."""

from __future__ import annotations

import dataclasses
import datetime as dt

from sqlalchemy import Connection, delete, insert, select, update

from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.tickets import TicketId
from desk_app.services.ports import Binding
from desk_app.store.schema import bindings as b

_INSERT = insert(b)


class SqlBindings:
    """See `services.ports.Bindings`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def bind(self, binding: Binding) -> None:
        """Bind a ticket to a person; a second active one breaks the unique index (AT-11)."""
        self._connection.execute(_INSERT, dataclasses.asdict(binding) | {"active": True})

    def holder(self, day: dt.date, procedure: ProcedureCode, person: str) -> TicketId | None:
        """Return the active ticket of *person* for *procedure* on *day*, if there is one."""
        query = select(b.c.ticket).where(
            b.c.day == day, b.c.procedure == procedure, b.c.person == person, b.c.active
        )
        found = self._connection.execute(query).scalar()
        return None if found is None else TicketId(found)

    def of_ticket(self, ticket: TicketId) -> Binding | None:
        """Return who *ticket* is for, None for an anonymous ticket."""
        row = self._connection.execute(select(b).where(b.c.ticket == ticket)).first()
        if row is None:
            return None
        return Binding(
            ticket=TicketId(row.ticket),
            day=row.day,
            procedure=ProcedureCode(row.procedure),
            person=row.person,
            hint=row.hint,
        )

    def release(self, ticket: TicketId) -> None:
        """The visit is over: the person may have another ticket for the procedure."""
        self._connection.execute(update(b).where(b.c.ticket == ticket).values(active=False))

    def follow(self, ticket: TicketId, procedure: ProcedureCode) -> None:
        """The ticket lives again or goes to another procedure, unless the person has one there."""
        row = self._connection.execute(select(b).where(b.c.ticket == ticket)).first()
        if row is None:
            return
        other = self.holder(row.day, procedure, row.person)
        is_free = other is None or other == ticket
        self._connection.execute(
            update(b).where(b.c.ticket == ticket).values(procedure=procedure, active=is_free)
        )

    def forget(self, before: dt.date) -> int:
        """Delete the bindings of the days before *before* and return how many there were."""
        return self._connection.execute(delete(b).where(b.c.day < before)).rowcount
