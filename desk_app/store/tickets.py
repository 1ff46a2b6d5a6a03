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
    column,
    func,
    insert,
    or_,
    select,
    true,
    update,
    values,
)

from desk_app.domain.counters import CounterId
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
from desk_app.services.ports import Waiting
from desk_app.store.schema import tickets as t

if TYPE_CHECKING:
    from typing import Any

OVERTAKEN_CAP = 20
"""Counting later arrivals called before stops here: past the bound of Q-05 more changes nothing."""
OPEN = ("waiting", "called", "serving", "parked")


class SqlTickets:
    """The tickets of the site; see `services.ports.Tickets`."""

    def __init__(self, connection: Connection, rules: Rules) -> None:
        self._connection = connection
        self._rules = rules

    def by_number(self, day: dt.date, number: TicketNumber) -> Ticket:
        """Return the ticket of *day* with *number*. Raises UnknownTicket."""
        return self._one(_BY_NUMBER, number, of_day=day, of_number=number)

    def by_code(self, day: dt.date, code: str) -> Ticket:
        """Return the ticket of *day* with the short *code* on its paper. Raises UnknownTicket."""
        return self._one(select(t).where(t.c.day == day, t.c.code == code), code)

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
        wanted = sorted(procedures)
        if not wanted:
            return ()
        query = _heads(len(wanted), now is not None)
        given: dict[str, object] = {"day": day, "most": per_lane, "counter": counter, "now": now}
        given |= {f"p{index}": procedure for index, procedure in enumerate(wanted)}
        return [
            Head(ticket=_ticket(row), overtaken=row.overtaken)
            for row in self._connection.execute(query, given)
        ]

    def passed(
        self, day: dt.date, procedures: Iterable[ProcedureCode], arrived_before: dt.datetime
    ) -> int:
        """Count who waits for *procedures* and arrived earlier."""
        query = select(func.count()).where(
            t.c.day == day,
            t.c.status == TicketStatus.WAITING,
            t.c.procedure.in_(sorted(procedures)),
            t.c.arrived_at < arrived_before,
        )
        return self._connection.execute(query).scalar_one()

    def waiting_by_procedure(
        self, day: dt.date, *, lanes: frozenset[Lane] | None = None
    ) -> Mapping[ProcedureCode, Waiting]:
        """Count tickets and people who wait, and the oldest arrival, by procedure."""
        query = _WAITING if lanes is None else _WAITING.where(t.c.lane.in_(sorted(lanes)))
        return {
            row.procedure: Waiting(
                procedure=row.procedure,
                tickets=row.tickets,
                people=int(row.people),
                oldest=row.oldest,
            )
            for row in self._connection.execute(query, {"of_day": day})
        }

    def at_counter(self, day: dt.date, counter: CounterId) -> Sequence[Ticket]:
        """Return the called and served tickets of *counter*, the latest call first."""
        return self._all(
            select(t)
            .where(
                t.c.day == day,
                t.c.status.in_([TicketStatus.CALLED, TicketStatus.SERVING]),
                t.c.counter == counter,
            )
            .order_by(t.c.called_at.desc(), t.c.sequence.desc())
        )

    def in_status(self, day: dt.date, *statuses: TicketStatus) -> Sequence[Ticket]:
        """Return the tickets of *day* in any of *statuses*, by arrival."""
        wanted = [str(status) for status in statuses]
        return self._all(
            select(t)
            .where(t.c.day == day, t.c.status.in_(wanted))
            .order_by(t.c.arrived_at, t.c.sequence)
        )

    def recently_called(self, day: dt.date, limit: int) -> Sequence[Ticket]:
        """Return the latest calls of *day*, newest first, calls taken back left out."""
        return self._all(
            select(t)
            .where(t.c.day == day, t.c.called_at.is_not(None))
            .order_by(t.c.called_at.desc(), t.c.sequence.desc())
            .limit(limit)
        )

    def last_issued(self, day: dt.date, limit: int) -> Sequence[Ticket]:
        """Return the latest tickets of *day*, newest first."""
        return self._all(select(t).where(t.c.day == day).order_by(t.c.sequence.desc()).limit(limit))

    def of_day(self, day: dt.date) -> Sequence[Ticket]:
        """Return every ticket of *day*, in the order of issue."""
        return self._all(select(t).where(t.c.day == day).order_by(t.c.sequence))

    def open_before(self, day: dt.date) -> Sequence[Ticket]:
        """Return what earlier days left open."""
        return self._all(select(t).where(t.c.day < day, t.c.status.in_(OPEN)))

    def forget_languages(self, before: dt.date) -> None:
        """Blank the language of past days: it is a proxy for origin (LG-06)."""
        self._connection.execute(
            update(t).where(t.c.day < before, t.c.language != "").values(language="")
        )

    def release_reserved(self, day: dt.date, counter: CounterId) -> None:
        """Let any counter call those who were to come back to *counter*, which has closed."""
        for ticket in self.in_status(day, TicketStatus.WAITING):
            if ticket.reserved_for == counter:
                self.put(ticket.unreserved())

    def _one(self, query: Select[Any], asked: str, **given: object) -> Ticket:
        row = self._connection.execute(query, given).first()
        if row is None:
            raise UnknownTicket(asked)
        return _ticket(row)

    def _all(self, query: Select[Any]) -> list[Ticket]:
        return [_ticket(row) for row in self._connection.execute(query)]

    def _row(self, ticket: Ticket) -> dict[str, object]:
        kind = lane(ticket, self._rules)
        ranked_at = ticket.appointment_at if kind is Lane.APPOINTMENT else ticket.arrived_at
        fields = {name: getattr(ticket, name) for name in _FIELDS}
        return fields | {
            "steps": json.dumps(ticket.steps),
            "lane": kind.value,
            "ranked_at": ranked_at,
        }


# Statements of the busiest acts are built once: building one costs more than running it.
_INSERT = insert(t)
_UPDATE = update(t).where(t.c.id == bindparam("of_ticket"), t.c.revision < bindparam("behind"))
_BY_ID = select(t).where(t.c.id == bindparam("of_ticket"))
_BY_NUMBER = select(t).where(t.c.day == bindparam("of_day"), t.c.number == bindparam("of_number"))
_WAITING = (
    select(
        t.c.procedure,
        func.count().label("tickets"),
        func.sum(t.c.party).label("people"),
        func.min(t.c.arrived_at).label("oldest"),
    )
    .where(t.c.day == bindparam("of_day"), t.c.status == "waiting")
    .group_by(t.c.procedure)
)
_FIELDS = tuple(field.name for field in dataclasses.fields(Ticket))


@functools.cache
def _heads(procedures: int, is_for_call: bool) -> Select[Any]:
    """Build the statement once per number of procedures: building costs more than running it."""
    wanted = (
        values(column("procedure", String), name="wanted")
        .data([(bindparam(f"p{index}", type_=String),) for index in range(procedures)])
        .cte("wanted")
    )
    lanes = (
        values(column("lane", String), name="lanes")
        .data([(kind.value,) for kind in Lane])
        .cte("lanes")
    )
    head = t.alias("head")
    first = (
        select(head.c.id)
        .where(
            head.c.day == bindparam("day"),
            head.c.procedure == wanted.c.procedure,
            head.c.lane == lanes.c.lane,
            head.c.status == "waiting",
            *(_callable(head) if is_for_call else ()),
        )
        .order_by(head.c.ranked_at, head.c.sequence)
        .limit(bindparam("most"))
        .correlate(wanted, lanes)
    )
    return select(t, _overtaken().label("overtaken")).select_from(
        wanted.join(lanes, true()).join(t, t.c.id.in_(first))
    )


def _callable(head: Any) -> tuple[ColumnElement[bool], ...]:
    counter = bindparam("counter", type_=t.c.counter.type)
    now = bindparam("now", type_=t.c.arrived_at.type)
    return (
        or_(head.c.not_before.is_(None), head.c.not_before <= now),
        or_(head.c.reserved_for.is_(None), head.c.reserved_for == counter),
    )


def _overtaken() -> ColumnElement[int]:
    """Count later arrivals for the same procedure that were called first (Q-05), up to the cap."""
    later = t.alias("later")
    some = (
        select(later.c.id)
        .where(
            later.c.day == t.c.day,
            later.c.procedure == t.c.procedure,
            later.c.arrived_at > t.c.arrived_at,
            later.c.first_called_at.is_not(None),
        )
        .limit(OVERTAKEN_CAP)
        .correlate(t)
        .subquery()
    )
    return select(func.count()).select_from(some).scalar_subquery()


def _ticket(row: Row[Any]) -> Ticket:
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
        note=row.note,
        ended_at=row.ended_at,
        returned=row.returned,
        revision=row.revision,
    )


def _counter(number: int | None) -> CounterId | None:
    return None if number is None else CounterId(number)
