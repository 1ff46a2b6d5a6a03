"""The waiting tickets as lanes: the head of each, and how many stand before one. Statements only.

A status stands in a statement as text, never as a parameter: SQLite then sees that the partial
index applies. Statements are built once; building one costs more than running it.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    true,
    tuple_,
    union_all,
)

from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.queue import Lane
from desk_app.store.schema import tickets as t

if TYPE_CHECKING:
    from typing import Any

OVERTAKEN_CAP = 20
"""Counting later arrivals called before stops here: past the bound of Q-05 more changes nothing."""


def _text(value: str) -> ColumnElement[str]:
    return literal_column(f"'{value}'", String)


_WAITING = _text("waiting")
_BY_ARRIVAL = tuple(kind.value for kind in Lane if kind is not Lane.APPOINTMENT)
"""Lanes whose rank is the arrival, so that their index alone says who arrived before."""


def named(procedures: Iterable[ProcedureCode]) -> Mapping[str, str]:
    """Return the parameters `p0`, `p1` ... of a statement over *procedures*."""
    return {f"p{index}": procedure for index, procedure in enumerate(procedures)}


@functools.cache
def heads(procedures: int, *, is_for_call: bool) -> Select[Any]:
    """Return the statement of the heads of the lanes of so many *procedures*.

    Parameters: `day`, `most` of a lane and the named procedures; `counter` and `now` for a call.
    """
    # Not VALUES: a statement with it has no cache key and would be compiled at each call.
    wanted = union_all(
        *(select(_procedure(index).label("procedure")) for index in range(procedures))
    ).cte("wanted")
    lanes = union_all(*(select(_text(kind.value).label("lane")) for kind in Lane)).cte("lanes")
    head = t.alias("head")
    first = (
        select(head.c.id)
        .where(
            head.c.day == bindparam("day"),
            head.c.procedure == wanted.c.procedure,
            head.c.lane == lanes.c.lane,
            head.c.status == _WAITING,
            *(_callable(head) if is_for_call else ()),
        )
        .order_by(head.c.ranked_at, head.c.sequence)
        .limit(bindparam("most"))
        .correlate(wanted, lanes)
    )
    return select(t, _overtaken().label("overtaken")).select_from(
        wanted.join(lanes, true()).join(t, t.c.id.in_(first))
    )


@functools.cache
def passed(procedures: int) -> Select[Any]:
    """Return the statement that counts who arrived before `arrived_at` and `sequence` and waits."""
    wanted = [_procedure(index) for index in range(procedures)]
    waits = (t.c.day == bindparam("of_day"), t.c.status == _WAITING, t.c.procedure.in_(wanted))
    arrival = tuple_(
        bindparam("arrived_at", type_=t.c.arrived_at.type),
        bindparam("sequence", type_=t.c.sequence.type),
    )
    by_arrival = t.c.lane.in_([_text(lane) for lane in _BY_ARRIVAL])
    by_rank = select(func.count()).where(
        *waits, by_arrival, tuple_(t.c.ranked_at, t.c.sequence) < arrival
    )
    by_appointment = select(func.count()).where(
        *waits,
        t.c.lane == _text(Lane.APPOINTMENT.value),
        tuple_(t.c.arrived_at, t.c.sequence) < arrival,
    )
    return select(by_rank.scalar_subquery() + by_appointment.scalar_subquery())


@functools.cache
def waiting(lanes: frozenset[Lane] | None) -> Select[Any]:
    """Return the statement that counts who waits on `of_day` by procedure, in *lanes* only."""
    query = (
        select(
            t.c.procedure,
            func.count().label("tickets"),
            func.sum(t.c.party).label("people"),
            func.min(t.c.arrived_at).label("oldest"),
        )
        .where(t.c.day == bindparam("of_day"), t.c.status == _WAITING)
        .group_by(t.c.procedure)
    )
    return query if lanes is None else query.where(t.c.lane.in_(sorted(lanes)))


def _procedure(index: int) -> ColumnElement[str]:
    return bindparam(f"p{index}", type_=String)


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
            tuple_(later.c.arrived_at, later.c.sequence) > tuple_(t.c.arrived_at, t.c.sequence),
            later.c.first_called_at.is_not(None),
        )
        .limit(OVERTAKEN_CAP)
        .correlate(t)
        .subquery()
    )
    return select(func.count()).select_from(some).scalar_subquery()
