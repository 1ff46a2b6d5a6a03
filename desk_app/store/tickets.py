"""Tickets in the database: rows to values and back, and the heads of the lanes."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    String,
    bindparam,
    insert,
    literal_column,
    select,
    update,
)

from desk_app.domain.counters import Counter, CounterId, serving
from desk_app.domain.errors import UnknownTicket
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.queue import Head, Lane, lane
from desk_app.domain.site import Rules
from desk_app.domain.tickets import (
    DeskCode,
    Priority,
    Ticket,
    TicketId,
    TicketNumber,
    TicketStatus,
)
from desk_app.services.keeping_ports import Purpose
from desk_app.services.ports import Waiting
from desk_app.store import lanes as lane_queries
from desk_app.store.schema import noted
from desk_app.store.schema import tickets as t
from desk_app.store.sealing import SqlSeals

if TYPE_CHECKING:
    from typing import Any

OPEN = ("waiting", "called", "serving", "parked")
"""Statuses in the order of the partial index `ix_tickets_open`."""


class SqlTickets:
    """The tickets of the site; see `services.ports.Tickets`."""

    def __init__(
        self,
        connection: Connection,
        rules: Rules,
        counters: Mapping[CounterId, Counter],
        seals: SqlSeals,
    ) -> None:
        self._connection = connection
        self._rules = rules
        self._counters = counters
        self._seals = seals

    def by_number(self, day: dt.date, number: TicketNumber) -> Ticket:
        """Return the ticket of *day* with *number*. Raises UnknownTicket."""
        return self._one(_BY_NUMBER, number, of_day=day, of_number=number)

    def get(self, ticket: TicketId) -> Ticket:
        """Return the ticket of this id. Raises UnknownTicket."""
        return self._one(_BY_ID, str(ticket), of_ticket=ticket)

    def add(self, ticket: Ticket) -> None:
        """Insert a new ticket; its number is unique in the day by a constraint."""
        self._connection.execute(_INSERT, self._row(ticket))

    def put(self, ticket: Ticket) -> None:
        """Save a moved ticket; the revision is the second belt behind the day's lock."""
        row = self._row(ticket) | {"of_ticket": ticket.id, "behind": ticket.revision}
        done = self._connection.execute(_UPDATE, row)
        if done.rowcount != 1:
            raise AssertionError(f"ticket {ticket.number} was changed without the day's lock")

    def heads(
        self,
        day: dt.date,
        procedures: Iterable[ProcedureCode],
        *,
        counter: CounterId | None = None,
        now: dt.datetime | None = None,
        per_lane: int = 1,
    ) -> Sequence[Head]:
        """Return the first of each lane: one index probe a lane, however many wait."""
        groups = serving(procedures, self._counters)
        if not groups:
            return ()
        shape, named = lane_queries.shaped(groups)
        query = lane_queries.heads(shape, is_for_call=now is not None)
        given = {"day": day, "most": per_lane, "counter": counter, "now": now, **named}
        return [
            Head(ticket=self._ticket(row), overtaken=min(row.overtaken, lane_queries.OVERTAKEN_CAP))
            for row in self._connection.execute(query, given)
        ]

    def passed(self, day: dt.date, procedures: Iterable[ProcedureCode], ticket: Ticket) -> int:
        """Count who waits for *procedures* and arrived before *ticket*."""
        wanted = sorted(procedures)
        arrival = {"arrived_at": ticket.arrived_at, "sequence": ticket.sequence}
        given = {"of_day": day, **arrival, **lane_queries.named(wanted)}
        found = self._connection.execute(lane_queries.passed(len(wanted)), given)
        return int(found.scalar_one())

    def waiting_by_procedure(
        self, day: dt.date, *, lanes: frozenset[Lane] | None = None
    ) -> Mapping[ProcedureCode, Waiting]:
        """Count tickets and people who wait, and the oldest arrival, by procedure."""
        return {
            row.procedure: Waiting(
                procedure=row.procedure,
                tickets=row.tickets,
                people=int(row.people),
                oldest=row.oldest,
            )
            for row in self._connection.execute(lane_queries.waiting(lanes), {"of_day": day})
        }

    def at_counter(self, day: dt.date, counter: CounterId) -> Sequence[Ticket]:
        """Return the called and served tickets of *counter*, the latest call first."""
        return self._all(_AT_COUNTER, of_day=day, of_counter=counter)

    def in_status(self, day: dt.date, *statuses: TicketStatus) -> Sequence[Ticket]:
        """Return the tickets of *day* in any of *statuses*, by arrival."""
        return self._all(_in_status(statuses), of_day=day)

    def recently_called(self, day: dt.date, limit: int) -> Sequence[Ticket]:
        """Return the latest calls of *day*, newest first, calls taken back left out."""
        return self._all(_CALLED, of_day=day, most=limit)

    def last_issued(self, day: dt.date, limit: int) -> Sequence[Ticket]:
        """Return the latest tickets of *day*, newest first."""
        return self._all(_LAST, of_day=day, most=limit)

    def of_day(self, day: dt.date) -> Sequence[Ticket]:
        """Return every ticket of *day*, in the order of issue."""
        return self._all(_OF_DAY, of_day=day)

    def open_before(self, day: dt.date) -> Sequence[Ticket]:
        """Return what earlier days left open."""
        return self._all(_OPEN_BEFORE, of_day=day)

    def forget_languages(self, before: dt.date) -> int:
        """Blank what agents noted on past days and the languages, a proxy for origin (LG-06).

        Return of how many tickets it was.
        """
        blanked = update(t).where(t.c.day < before, noted).values(language="", note=b"")
        return self._connection.execute(blanked).rowcount

    def release_reserved(self, day: dt.date, counter: CounterId) -> None:
        """Let any counter call those who were to come back to *counter*, which has closed."""
        for ticket in self.in_status(day, TicketStatus.WAITING):
            if ticket.reserved_for == counter:
                self.put(ticket.unreserved())

    def _one(self, query: Select[Any], asked: str, **given: object) -> Ticket:
        row = self._connection.execute(query, given).first()
        if row is None:
            raise UnknownTicket(asked)
        return self._ticket(row)

    def _all(self, query: Select[Any], **given: object) -> list[Ticket]:
        return [self._ticket(row) for row in self._connection.execute(query, given)]

    def _ticket(self, row: Row[Any]) -> Ticket:
        note = self._seals.opened(row.note, purpose=Purpose.VISITOR, of=row.id, column="note")
        return _ticket(row, note or "")

    def _row(self, ticket: Ticket) -> dict[str, object]:
        kind = lane(ticket, self._rules)
        ranked_at = ticket.appointment_at if kind is Lane.APPOINTMENT else ticket.arrived_at
        fields = {name: getattr(ticket, name) for name in _FIELDS}
        return fields | {
            "note": self._seals.seal(
                ticket.note,
                purpose=Purpose.VISITOR,
                day=ticket.day,
                of=ticket.id,
                column="note",
            ),
            "steps": json.dumps(ticket.steps),
            "lane": kind.value,
            "ranked_at": ranked_at,
        }


# Statements of the busiest acts are built once: building one costs more than running it.
_INSERT = insert(t)
_UPDATE = update(t).where(t.c.id == bindparam("of_ticket"), t.c.revision < bindparam("behind"))
_BY_ID = select(t).where(t.c.id == bindparam("of_ticket"))
_BY_NUMBER = select(t).where(t.c.day == bindparam("of_day"), t.c.number == bindparam("of_number"))
_BY_CODE = select(t).where(t.c.day == bindparam("of_day"), t.c.code == bindparam("of_code"))
_OF_DAY = select(t).where(t.c.day == bindparam("of_day")).order_by(t.c.sequence)
_LAST = (
    select(t)
    .where(t.c.day == bindparam("of_day"))
    .order_by(t.c.sequence.desc())
    .limit(bindparam("most"))
)
_CALLED = (
    select(t)
    .where(t.c.day == bindparam("of_day"), t.c.called_at.is_not(None))
    .order_by(t.c.called_at.desc(), t.c.sequence.desc())
    .limit(bindparam("most"))
)
_FIELDS = tuple(field.name for field in dataclasses.fields(Ticket))


def _one_of(*statuses: str) -> ColumnElement[bool]:
    """The statuses as text in the statement: a partial index is used only if it is seen there."""
    return t.c.status.in_([literal_column(f"'{status}'", String) for status in statuses])


_AT_COUNTER = (
    select(t)
    .where(
        t.c.day == bindparam("of_day"),
        _one_of("called", "serving"),
        _one_of(*OPEN),
        t.c.counter == bindparam("of_counter"),
    )
    .order_by(t.c.called_at.desc(), t.c.sequence.desc())
)
_OPEN_BEFORE = select(t).where(t.c.day < bindparam("of_day"), _one_of(*OPEN))


@functools.cache
def _in_status(statuses: tuple[TicketStatus, ...]) -> Select[Any]:
    wanted = [status.value for status in statuses]
    indexed = (_one_of(*OPEN),) if set(wanted) <= set(OPEN) else ()
    return (
        select(t)
        .where(t.c.day == bindparam("of_day"), _one_of(*wanted), *indexed)
        .order_by(t.c.arrived_at, t.c.sequence)
    )


def _ticket(row: Row[Any], note: str) -> Ticket:
    return Ticket(
        id=TicketId(row.id),
        day=row.day,
        number=TicketNumber(row.number),
        sequence=row.sequence,
        procedure=ProcedureCode(row.procedure),
        issued_at=row.issued_at,
        arrived_at=row.arrived_at,
        owner=DeskCode(row.owner),
        code=row.code,
        status=TicketStatus(row.status),
        priority=None if row.priority is None else Priority(row.priority),
        language=row.language,
        party=row.party,
        appointment_at=row.appointment_at,
        steps=tuple(ProcedureCode(step) for step in json.loads(row.steps)),
        come_back_to=_counter(row.come_back_to),
        reserved_for=_counter(row.reserved_for),
        transferred_from=row.transferred_from,
        counter=_counter(row.counter),
        calls=row.calls,
        first_called_at=row.first_called_at,
        called_at=row.called_at,
        not_before=row.not_before,
        started_at=row.started_at,
        parked_at=row.parked_at,
        note=note,
        ended_at=row.ended_at,
        returned=row.returned,
        revision=row.revision,
    )


def _counter(number: int | None) -> CounterId | None:
    return None if number is None else CounterId(number)
