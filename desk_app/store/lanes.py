"""The waiting tickets as lanes: the head of each, and how many stand before one. Statements only.

A status stands in a statement as text, never as a parameter: SQLite then sees that the partial
index applies. Statements are built once; building one costs more than running it.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    case,
    func,
    literal_column,
    or_,
    select,
    true,
    tuple_,
    union_all,
)

from desk_app.domain.counters import CounterId
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.queue import PREFERRED, Lane
from desk_app.store.schema import tickets as t

if TYPE_CHECKING:
    from typing import Any

Shape = tuple[tuple[int, int], ...]
"""How many counters serve how many procedures, group by group: all a statement depends on."""
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


def shaped(
    groups: Mapping[tuple[CounterId, ...], tuple[ProcedureCode, ...]],
) -> tuple[Shape, Mapping[str, object]]:
    """Return what the statement over *groups* depends on, and their parameters.

    They are `p0`, `p1` ... for the procedures and `c0`, `c1` ... for their counters.
    """
    shape = tuple((len(counters), len(codes)) for counters, codes in groups.items())
    places = [counter for counters in groups for counter in counters]
    codes = [code for each in groups.values() for code in each]
    return shape, {**named(codes), **{f"c{at}": counter for at, counter in enumerate(places)}}


@functools.cache
def heads(shape: Shape, *, is_for_call: bool) -> Select[Any]:
    """Return the statement of the heads of the lanes of the procedures of *shape*.

    Parameters: `day`, `most` of a lane, those of `shaped`; `counter` and `now` for a call.
    """
    procedures = sum(codes for _, codes in shape)
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
    overtaken = _overtaken_for_the_same() + _overtaken_at_the_counter(shape)
    return select(t, overtaken.label("overtaken")).select_from(
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


def _overtaken_for_the_same() -> ColumnElement[int]:
    """Count later arrivals for the same procedure that were called first, up to the cap."""
    later = t.alias("later")
    return _called_first(later, later.c.procedure == t.c.procedure)


def _overtaken_at_the_counter(shape: Shape) -> ColumnElement[int]:
    """Count those preferred to an ordinary ticket for something else where it could be called."""
    places, codes, cases = 0, 0, []
    for counters, procedures in shape:
        of_group = [_procedure(codes + index) for index in range(procedures)]
        there = [bindparam(f"c{places + at}", type_=t.c.counter.type) for at in range(counters)]
        places, codes = places + counters, codes + procedures
        if there:
            cases.append((t.c.procedure.in_(of_group), _preferred(there)))
    if not cases:
        return literal_column("0", Integer)
    is_ordinary = t.c.lane == _text(Lane.ORDINARY.value)
    return case(*((and_(is_ordinary, ours), count) for ours, count in cases), else_=0)


def _preferred(counters: Sequence[ColumnElement[int]]) -> ColumnElement[int]:
    later = t.alias("later")
    return _called_first(
        later,
        later.c.counter.in_(counters),
        later.c.lane.in_([_text(kind.value) for kind in PREFERRED]),
        later.c.procedure != t.c.procedure,
    )


def _called_first(later: Any, *which: ColumnElement[bool]) -> ColumnElement[int]:
    """Count, of *which*, those who came later and were called first, up to the cap (Q-05)."""
    some = (
        select(later.c.id)
        .where(
            later.c.day == t.c.day,
            *which,
            tuple_(later.c.arrived_at, later.c.sequence) > tuple_(t.c.arrived_at, t.c.sequence),
            later.c.first_called_at.is_not(None),
        )
        .limit(OVERTAKEN_CAP)
        .correlate(t)
        .subquery()
    )
    return select(func.count()).select_from(some).scalar_subquery()
