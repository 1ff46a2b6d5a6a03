"""Requests of the register and, beside each, who asked: sealed under a day's key (R-03)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import Connection, Row, Select, bindparam, select, update

from desk_app.domain.appointments import Reference
from desk_app.domain.assistance import OnlineObstacle, Relation
from desk_app.domain.draw import Constraints, Half
from desk_app.domain.draw_errors import RequestUnknown
from desk_app.domain.person_keys import PersonKey
from desk_app.domain.procedures import FamilyCode, ProcedureCode
from desk_app.domain.register import Request, RequestState
from desk_app.services.keeping_ports import Purpose
from desk_app.store.days import upsert
from desk_app.store.register_tables import register_entries as r
from desk_app.store.register_tables import register_numbers as n
from desk_app.store.sealing import SqlSeals

if TYPE_CHECKING:
    from typing import Any

ACTIVE = (RequestState.WAITING, RequestState.WON)


class SqlRegister:
    """See `services.register_ports.Register`."""

    def __init__(self, connection: Connection, seals: SqlSeals, new_id: Callable[[], UUID]) -> None:
        self._connection = connection
        self._seals = seals
        self._new_id = new_id

    def next_number(self, family: FamilyCode) -> int:
        """Take the next number of *family*; a number taken is never given again."""
        statement = upsert(self._connection.dialect.name, n).values(family=family, last=1)
        taken = statement.on_conflict_do_update(
            index_elements=["family"], set_={"last": n.c.last + 1}
        ).returning(n.c.last)
        return int(self._connection.execute(taken).scalar_one())

    def add(self, request: Request, holder: str) -> None:
        """Keep a new request; the database refuses a second active one of the person."""
        row_id = self._new_id()
        row = _row(request) | {"id": row_id, "holder": self._sealed(request, row_id, holder)}
        self._connection.execute(r.insert(), row)

    def put(self, request: Request, *, appointment: Reference | None = None) -> None:
        """Keep what became of *request*; a later sign of life seals who asked anew."""
        row = self._row_of(request.reference)
        values = _row(request) | {"appointment": appointment}
        if row.seen_on != request.seen_on:
            holder = self._opened(row)
            if holder is not None:
                values["holder"] = self._sealed(request, row.id, holder)
        self._connection.execute(update(r).where(r.c.id == row.id).values(**values))

    def age(self, family: FamilyCode, numbers: Sequence[int]) -> None:
        """Make the requests of *numbers* one draw older."""
        if not numbers:
            return
        of = (r.c.family == family, r.c.number == bindparam("of_number"))
        is_waiting = r.c.state == RequestState.WAITING.value
        statement = update(r).where(*of, is_waiting).values(age=r.c.age + 1)
        self._connection.execute(statement, [{"of_number": number} for number in numbers])

    def get(self, reference: Reference) -> Request:
        """Return one request. Raises RequestUnknown."""
        return _request(self._row_of(reference))

    def active(self, person: PersonKey, family: FamilyCode) -> Request | None:
        """Return the request of *person* in *family* that is not settled."""
        states = [state.value for state in ACTIVE]
        of = (r.c.person == person, r.c.family == family, r.c.state.in_(states))
        row = self._connection.execute(select(r).where(*of)).first()
        return None if row is None else _request(row)

    def of_person(self, person: PersonKey) -> Sequence[Request]:
        """Return every request of *person* that is kept, the oldest first."""
        return self._all(select(r).where(r.c.person == person).order_by(r.c.since))

    def of_family(self, family: FamilyCode, *states: RequestState) -> Sequence[Request]:
        """Return the requests of *family* in *states*, all of them without any, by number."""
        query = select(r).where(r.c.family == family).order_by(r.c.number)
        if states:
            query = query.where(r.c.state.in_([state.value for state in states]))
        return self._all(query)

    def unanswered(self, today: dt.date) -> Sequence[Request]:
        """Return the winners of every family whose last day to confirm was before *today*."""
        of = (r.c.state == RequestState.WON.value, r.c.held_until < today)
        return self._all(select(r).where(*of).order_by(r.c.family, r.c.number))

    def papers_due(self, family: FamilyCode) -> Sequence[Request]:
        """Return who of *family* confirmed by phone and has no convocation yet, by number."""
        of = (r.c.family == family, r.c.state == RequestState.PLACED.value, r.c.is_paper_due)
        return self._all(select(r).where(*of).order_by(r.c.number))

    def anybody_waits(self, family: FamilyCode) -> bool:
        """True while a request of *family* waits."""
        of = (r.c.family == family, r.c.state == RequestState.WAITING.value)
        return self._connection.execute(select(r.c.id).where(*of).limit(1)).first() is not None

    def holder(self, request: Request) -> str | None:
        """Return who asked, as given to `add`; None once that is forgotten."""
        return self._opened(self._row_of(request.reference))

    def erase(self, request: Request) -> None:
        """Take the person out of a settled request (R-07)."""
        of = r.c.reference == request.reference
        self._connection.execute(update(r).where(of).values(person="", holder=b""))

    def won_by(self, appointment: Reference) -> Request | None:
        """Return the request that led to *appointment*, None for one given otherwise."""
        row = self._connection.execute(select(r).where(r.c.appointment == appointment)).first()
        return None if row is None else _request(row)

    def won(self, request: Request) -> Reference | None:
        """Return the appointment that *request* won."""
        kept = self._row_of(request.reference).appointment
        return None if kept is None else Reference(kept)

    def _row_of(self, reference: Reference) -> Row[Any]:
        row = self._connection.execute(select(r).where(r.c.reference == reference)).first()
        if row is None:
            raise RequestUnknown(reference)
        return row

    def _opened(self, row: Row[Any]) -> str | None:
        return self._seals.opened(row.holder, purpose=Purpose.REQUEST, of=row.id, column="holder")

    def _sealed(self, request: Request, row: UUID, holder: str) -> bytes:
        return self._seals.seal(
            holder, purpose=Purpose.REQUEST, day=request.seen_on, of=row, column="holder"
        )

    def _all(self, query: Select[Any]) -> list[Request]:
        return [_request(row) for row in self._connection.execute(query)]


_SAME = (
    "reference", "number", "family", "procedure", "person", "since", "seen_on", "deadline",
    "is_deadline_checked", "has_legal_priority", "age", "lapses", "settled_on", "held_until",
    "told_on", "is_paper_due",
)  # fmt: skip


def _row(request: Request) -> dict[str, object]:
    wish = request.constraints
    return {name: getattr(request, name) for name in _SAME} | {
        "not_before": wish.not_before,
        "not_after": wish.not_after,
        "half": wish.half.value if wish.half else None,
        "state": request.state.value,
        "reason": request.reason.value,
        "helper": request.helper.value if request.helper else "",
    }


def _request(row: Row[Any]) -> Request:
    return Request(
        reference=Reference(row.reference),
        number=row.number,
        person=PersonKey(row.person),
        family=FamilyCode(row.family),
        procedure=ProcedureCode(row.procedure),
        since=row.since,
        seen_on=row.seen_on,
        constraints=Constraints(
            not_before=row.not_before,
            not_after=row.not_after,
            half=None if row.half is None else Half(row.half),
        ),
        deadline=row.deadline,
        is_deadline_checked=row.is_deadline_checked,
        has_legal_priority=row.has_legal_priority,
        age=row.age,
        lapses=row.lapses,
        state=RequestState(row.state),
        settled_on=row.settled_on,
        held_until=row.held_until,
        told_on=row.told_on,
        is_paper_due=row.is_paper_due,
        reason=OnlineObstacle(row.reason),
        helper=Relation(row.helper) if row.helper else None,
    )
