"""Openings: the secret of a day's draw and the cards of those present. It draws nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from desk_app.domain.opening_draw import Card
from desk_app.domain.person_keys import PersonKey
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.tickets import Priority
from desk_app.services.keeping_ports import Purpose
from desk_app.services.opening_ports import Opening
from desk_app.store.register_tables import opening_cards as c
from desk_app.store.register_tables import opening_draws as o
from desk_app.store.sealing import SqlSeals

if TYPE_CHECKING:
    from typing import Any


class SqlOpenings:
    """See `services.opening_ports.Openings`."""

    def __init__(self, connection: Connection, seals: SqlSeals, new_id: Callable[[], UUID]) -> None:
        self._connection = connection
        self._seals = seals
        self._new_id = new_id

    def current(self, day: dt.date) -> Opening | None:
        """Return the opening of *day* that is to come."""
        of = (o.c.day == day, o.c.held_at.is_(None))
        row = self._connection.execute(select(o).where(*of)).first()
        if row is None:
            return None
        secret = self._seals.opened(row.secret, purpose=Purpose.VISITOR, of=row.id, column="secret")
        return Opening(day=row.day, number=row.number, secret=secret)

    def begin(self, day: dt.date, own: str, secret: str, number: int) -> None:
        """Keep an opening to come, its *secret* sealed; *own* is its fingerprint."""
        row_id = self._new_id()
        sealed = self._seals.seal(
            secret, purpose=Purpose.VISITOR, day=day, of=row_id, column="secret"
        )
        row = {"id": row_id, "day": day, "number": number, "own": own, "secret": sealed}
        self._connection.execute(insert(o), row)

    def last_number(self, day: dt.date) -> int:
        """Return the number of the latest opening of *day*, 0 before the first."""
        query = select(func.max(o.c.number)).where(o.c.day == day)
        return self._connection.execute(query).scalar() or 0

    def held(self, opening: Opening, at: dt.datetime) -> None:
        """The doors are open: every card is dealt, and nothing tells any more whose it was."""
        of = (o.c.day == opening.day, o.c.number == opening.number)
        self._connection.execute(update(o).where(*of).values(held_at=at))
        mine = (c.c.day == opening.day, c.c.dealt_at.is_(None))
        gone = {"dealt_at": at, "person": "", "hint": b""}
        self._connection.execute(update(c).where(*mine).values(**gone))

    def cards(self, day: dt.date) -> Sequence[Card]:
        """Return the cards of *day* that are not dealt, by number."""
        query = select(c).where(c.c.day == day, c.c.dealt_at.is_(None)).order_by(c.c.number)
        return [self._card(row) for row in self._connection.execute(query)]

    def next_number(self, day: dt.date) -> int:
        """Return the number of the next card of *day*."""
        query = select(func.max(c.c.number)).where(c.c.day == day)
        return (self._connection.execute(query).scalar() or 0) + 1

    def add(self, day: dt.date, card: Card) -> None:
        """Keep a card; what was noted of its holder is sealed."""
        row_id = self._new_id()
        row = {
            "id": row_id,
            "day": day,
            "number": card.number,
            "procedure": card.procedure,
            "person": card.person,
            "hint": self._seals.seal(
                card.hint, purpose=Purpose.VISITOR, day=day, of=row_id, column="hint"
            ),
            "language": card.language,
            "priority": card.priority.value if card.priority else None,
            "at": card.at,
        }
        self._connection.execute(insert(c), row)

    def erase(self, day: dt.date, card: Card) -> None:
        """Take out of *card* what was noted of its holder (R-07)."""
        of = (c.c.day == day, c.c.number == card.number)
        self._connection.execute(update(c).where(*of).values(hint=b""))

    def forget(self, before: dt.date) -> int:
        """Delete the cards and the secrets of the days before *before*; return how many cards."""
        self._connection.execute(delete(o).where(o.c.day < before))
        return self._connection.execute(delete(c).where(c.c.day < before)).rowcount

    def _card(self, row: Row[Any]) -> Card:
        hint = self._seals.opened(row.hint, purpose=Purpose.VISITOR, of=row.id, column="hint")
        return Card(
            number=row.number,
            person=PersonKey(row.person),
            at=row.at,
            procedure=ProcedureCode(row.procedure),
            language=row.language,
            priority=Priority(row.priority) if row.priority else None,
            hint=hint or "",
        )
