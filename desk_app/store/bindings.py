"""Who the day's tickets are for, as keyed hashes; forgotten at closing."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, text, update

from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.tickets import TicketId
from desk_app.services.keeping_ports import Purpose
from desk_app.services.ports import Binding
from desk_app.store.schema import bindings as b
from desk_app.store.sealing import SqlSeals

if TYPE_CHECKING:
    from typing import Any

_INSERT = insert(b)
_HELD = select(b.c.ticket).where(
    b.c.day == bindparam("of_day"), b.c.person == bindparam("of_person"), text("active")
)
"""`active` is written as in the index: SQLite does not use it for `active = 1`."""


class SqlBindings:
    """See `services.ports.Bindings`."""

    def __init__(self, connection: Connection, seals: SqlSeals) -> None:
        self._connection = connection
        self._seals = seals

    def bind(self, binding: Binding) -> None:
        """Bind a ticket to a person; a second active one breaks the unique index (AT-11)."""
        row = dataclasses.asdict(binding) | {"hint": self._sealed(binding), "active": True}
        self._connection.execute(_INSERT, row)

    def correct(self, binding: Binding) -> None:
        """Take the person and the hint of *binding*; a second active one breaks the index."""
        changed = {"person": binding.person, "hint": self._sealed(binding)}
        self._connection.execute(update(b).where(b.c.ticket == binding.ticket).values(**changed))

    def held(self, day: dt.date, person: str) -> Sequence[TicketId]:
        """Return the active tickets of *person* on *day*, whatever they are for."""
        of = {"of_day": day, "of_person": person}
        return [TicketId(found) for found in self._connection.execute(_HELD, of).scalars()]

    def of_ticket(self, ticket: TicketId) -> Binding | None:
        """Return who *ticket* is for, None for an anonymous ticket."""
        row = self._connection.execute(select(b).where(b.c.ticket == ticket)).first()
        return None if row is None else self._binding(row)

    def of_person(self, person: str) -> Sequence[Binding]:
        """Return every binding of *person*, of ended visits too."""
        rows = self._connection.execute(select(b).where(b.c.person == person))
        return [self._binding(row) for row in rows]

    def erase(self, ticket: TicketId, *, keeps_hash: bool) -> None:
        """Take the hint of *ticket* away, and all else unless *keeps_hash*."""
        of = b.c.ticket == ticket
        if keeps_hash:
            self._connection.execute(update(b).where(of).values(hint=b""))
        else:
            self._connection.execute(delete(b).where(of))

    def release(self, ticket: TicketId) -> None:
        """The visit is over: the person may have another ticket for the procedure."""
        self._connection.execute(update(b).where(b.c.ticket == ticket).values(active=False))

    def follow(self, ticket: TicketId, procedure: ProcedureCode) -> None:
        """The ticket lives again or goes to another procedure: active, and for that one."""
        self._connection.execute(
            update(b).where(b.c.ticket == ticket).values(procedure=procedure, active=True)
        )

    def forget(self, before: dt.date) -> int:
        """Delete the bindings of the days before *before* and return how many there were."""
        return self._connection.execute(delete(b).where(b.c.day < before)).rowcount

    def _sealed(self, binding: Binding) -> bytes:
        return self._seals.seal(
            binding.hint,
            purpose=Purpose.VISITOR,
            day=binding.day,
            of=binding.ticket,
            column="hint",
        )

    def _binding(self, row: Row[Any]) -> Binding:
        hint = self._seals.opened(row.hint, purpose=Purpose.VISITOR, of=row.ticket, column="hint")
        return Binding(
            ticket=TicketId(row.ticket),
            day=row.day,
            procedure=ProcedureCode(row.procedure),
            person=row.person,
            hint=hint or "",
        )
