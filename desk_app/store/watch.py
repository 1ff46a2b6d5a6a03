"""Exceptions that need a second person, and agents' calls for help."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Row, func, select

from desk_app.domain.alarms import Alarm, AlarmId
from desk_app.domain.counters import CounterId
from desk_app.domain.overrides import (
    Cause,
    Exceptional,
    Override,
    OverrideId,
    OverrideState,
)
from desk_app.domain.people import AgentLogin
from desk_app.store.account_tables import alarms as h
from desk_app.store.account_tables import overrides as o
from desk_app.store.days import upsert

if TYPE_CHECKING:
    from typing import Any


class SqlOverrides:
    """See `services.account_ports.Overrides`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, override: OverrideId) -> Exceptional | None:
        """Return one exception."""
        row = self._connection.execute(select(o).where(o.c.id == override)).first()
        return None if row is None else _exceptional(row)

    def put(self, exceptional: Exceptional) -> None:
        """Save *exceptional*: only its answer ever changes."""
        values = dataclasses.asdict(exceptional)
        answer = {name: values[name] for name in ("state", "approver", "decided_at")}
        self._connection.execute(
            upsert(self._connection.dialect.name, o)
            .values(**values)
            .on_conflict_do_update(index_elements=["id"], set_=answer)
        )

    def open_of(self, day: dt.date) -> Sequence[Exceptional]:
        """Return what was asked or agreed to on *day* and not made yet, oldest first."""
        states = (OverrideState.ASKED.value, OverrideState.APPROVED.value)
        query = select(o).where(o.c.day == day, o.c.state.in_(states)).order_by(o.c.asked_at)
        return [_exceptional(row) for row in self._connection.execute(query)]

    def of_day(self, day: dt.date) -> Sequence[Exceptional]:
        """Return every exception of *day*, oldest first."""
        query = select(o).where(o.c.day == day).order_by(o.c.asked_at)
        return [_exceptional(row) for row in self._connection.execute(query)]

    def used_by(self, day: dt.date, asker: AgentLogin) -> int:
        """Return how many exceptions *asker* made on *day*."""
        is_used = o.c.state == OverrideState.USED.value
        query = select(func.count()).where(o.c.day == day, o.c.asker == asker, is_used)
        return int(self._connection.execute(query).scalar_one())


class SqlAlarms:
    """See `services.account_ports.Alarms`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, alarm: AlarmId) -> Alarm | None:
        """Return one call for help."""
        row = self._connection.execute(select(h).where(h.c.id == alarm)).first()
        return None if row is None else _alarm(row)

    def put(self, alarm: Alarm) -> None:
        """Save *alarm*: only its answer ever changes."""
        values = dataclasses.asdict(alarm)
        answer = {name: values[name] for name in ("acknowledged_by", "acknowledged_at")}
        self._connection.execute(
            upsert(self._connection.dialect.name, h)
            .values(**values)
            .on_conflict_do_update(index_elements=["id"], set_=answer)
        )

    def unanswered(self) -> Sequence[Alarm]:
        """Return the calls for help nobody has answered, oldest first."""
        query = select(h).where(h.c.acknowledged_by.is_(None)).order_by(h.c.raised_at)
        return [_alarm(row) for row in self._connection.execute(query)]

    def answered_since(self, at: dt.datetime) -> Sequence[Alarm]:
        """Return the calls for help that were answered at *at* or later, the first answer first."""
        query = select(h).where(h.c.acknowledged_at >= at).order_by(h.c.acknowledged_at)
        return [_alarm(row) for row in self._connection.execute(query)]


def _exceptional(row: Row[Any]) -> Exceptional:
    return Exceptional(
        id=OverrideId(row.id),
        day=row.day,
        kind=Override(row.kind),
        subject=row.subject,
        why=Cause(row.why),
        asker=AgentLogin(row.asker),
        asked_at=row.asked_at,
        state=OverrideState(row.state),
        approver=None if row.approver is None else AgentLogin(row.approver),
        decided_at=row.decided_at,
    )


def _alarm(row: Row[Any]) -> Alarm:
    return Alarm(
        id=AlarmId(row.id),
        counter=None if row.counter is None else CounterId(row.counter),
        place=row.place,
        raised_by=None if row.raised_by is None else AgentLogin(row.raised_by),
        raised_at=row.raised_at,
        acknowledged_by=None if row.acknowledged_by is None else AgentLogin(row.acknowledged_by),
        acknowledged_at=row.acknowledged_at,
    )
