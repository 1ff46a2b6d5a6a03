"""Closures and exceptional openings as supervisors decided them. It lays out no slots."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, insert, select, update

from desk_app.domain.counters import CounterId
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.series import (
    Break,
    Closure,
    ClosureId,
    ClosureReason,
    Extra,
    Plan,
    SeriesId,
    Shares,
)
from desk_app.store.appointment_tables import calendar_changes as c

if TYPE_CHECKING:
    from typing import Any


class SqlCalendar:
    """See `services.booking_ports.CalendarChanges`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def closures(self) -> tuple[Closure, ...]:
        """Return the closures in force, as they were decided."""
        return tuple(
            Closure(
                id=ClosureId(row.id),
                first_on=row.first_on,
                last_on=row.last_on,
                reason=ClosureReason(detail["reason"]),
                starts=_time(detail["starts"]),
                ends=_time(detail["ends"]),
                counters=frozenset(CounterId(one) for one in detail["counters"]),
                procedures=frozenset(ProcedureCode(one) for one in detail["procedures"]),
                series=frozenset(SeriesId(one) for one in detail.get("series", ())),
            )
            for row, detail in self._in_force("closure")
        )

    def extras(self) -> tuple[Extra, ...]:
        """Return the exceptional openings in force, as they were decided."""
        return tuple(
            Extra(id=SeriesId(row.id), on=row.first_on, plan=_plan(detail))
            for row, detail in self._in_force("extra")
        )

    def close(self, closure: Closure, at: dt.datetime) -> None:
        """Keep a closure decided *at*."""
        detail = {
            "reason": closure.reason.value,
            "starts": _text(closure.starts),
            "ends": _text(closure.ends),
            "counters": sorted(closure.counters),
            "procedures": sorted(closure.procedures),
            "series": sorted(closure.series),
        }
        days = (closure.first_on, closure.last_on)
        self._add(closure.id, "closure", days, detail, at)

    def open(self, extra: Extra, at: dt.datetime) -> None:
        """Keep an exceptional opening decided *at*."""
        self._add(extra.id, "extra", (extra.on, extra.on), _plain(extra.plan), at)

    def withdraw(self, change: str, at: dt.datetime) -> bool:
        """Take back what was decided; False if it was not in force."""
        of = (c.c.id == change, c.c.withdrawn_at.is_(None))
        changed = self._connection.execute(update(c).where(*of).values(withdrawn_at=at))
        return changed.rowcount == 1

    @property
    def version(self) -> int:
        """How many decisions there were, those taken back counted twice."""
        query = select(func.count() + func.count(c.c.withdrawn_at)).select_from(c)
        return int(self._connection.execute(query).scalar_one())

    def _in_force(self, kind: str) -> list[tuple[Any, Mapping[str, Any]]]:
        query = select(c).where(c.c.kind == kind, c.c.withdrawn_at.is_(None))
        rows = self._connection.execute(query.order_by(c.c.decided_at, c.c.id))
        return [(row, json.loads(row.detail)) for row in rows]

    def _add(
        self,
        change: str,
        kind: str,
        days: tuple[dt.date, dt.date],
        detail: Mapping[str, object],
        at: dt.datetime,
    ) -> None:
        row = {"id": change, "kind": kind, "first_on": days[0], "last_on": days[1]}
        text = json.dumps(detail, sort_keys=True)
        self._connection.execute(insert(c), row | {"detail": text, "decided_at": at})


def _plain(plan: Plan) -> dict[str, object]:
    return {
        "counters": sorted(plan.counters),
        "takes": dict(plan.takes),
        "starts": _text(plan.starts),
        "ends": _text(plan.ends),
        "slot": plan.slot.total_seconds(),
        "capacity": plan.capacity,
        "breaks": [[_text(one.starts), _text(one.ends)] for one in plan.breaks],
        "shares": [
            plan.shares.appointments,
            plan.shares.walk_in,
            plan.shares.urgent,
            plan.shares.reserve,
        ],
    }


def _plan(detail: Mapping[str, Any]) -> Plan:
    appointments, walk_in, urgent, reserve = detail["shares"]
    return Plan(
        counters=frozenset(CounterId(one) for one in detail["counters"]),
        takes={ProcedureCode(code): count for code, count in detail["takes"].items()},
        starts=dt.time.fromisoformat(detail["starts"]),
        ends=dt.time.fromisoformat(detail["ends"]),
        slot=dt.timedelta(seconds=detail["slot"]),
        capacity=detail["capacity"],
        breaks=tuple(
            Break(starts=dt.time.fromisoformat(starts), ends=dt.time.fromisoformat(ends))
            for starts, ends in detail["breaks"]
        ),
        shares=Shares(appointments=appointments, walk_in=walk_in, urgent=urgent, reserve=reserve),
    )


def _text(at: dt.time | None) -> str:
    return "" if at is None else at.isoformat()


def _time(text: str) -> dt.time | None:
    return dt.time.fromisoformat(text) if text else None
