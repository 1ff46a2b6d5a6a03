"""What the site has learned about its own times, and the promises printed on tickets."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Executable, Row, bindparam, insert, select, update

from desk_app.domain.calibration import Calibration
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.service_times import ServiceTime
from desk_app.domain.tickets import TicketId
from desk_app.services.ports import Promise
from desk_app.store.days import upsert
from desk_app.store.schema import promises, service_times

if TYPE_CHECKING:
    from typing import Any

CALIBRATION = "*"
"""The row of `service_times` that holds how far the ranges have been off."""


class SqlLearned:
    """See `services.ports.Learned`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def service_times(self) -> Mapping[ProcedureCode, ServiceTime]:
        """Return the learned time of each procedure that has one."""
        return {
            ProcedureCode(row.procedure): ServiceTime.from_numbers(*json.loads(row.numbers))
            for row in self._connection.execute(_TIMES)
        }

    def put_service_time(self, procedure: ProcedureCode, time: ServiceTime) -> None:
        """Save what was learned about *procedure*."""
        self._put(procedure, json.dumps(time.as_numbers()))

    def calibration(self) -> Calibration:
        """Return how far the stated ranges have been off at this site."""
        numbers = self._connection.execute(_CALIBRATION).scalar()
        if numbers is None:
            return Calibration.default()
        return Calibration.from_numbers(json.loads(numbers))

    def put_calibration(self, calibration: Calibration) -> None:
        """Save how far the stated ranges have been off."""
        self._put(CALIBRATION, json.dumps(calibration.as_numbers()))

    def promise(self, promise: Promise) -> None:
        """Note the range printed on a ticket."""
        self._connection.execute(_INSERT, {name: getattr(promise, name) for name in _FIELDS})

    def promised(self, ticket: TicketId) -> Promise | None:
        """Return what was printed on *ticket*."""
        row = self._connection.execute(_PROMISE, {"of_ticket": ticket}).first()
        return None if row is None else _promise(row)

    def keep(self, ticket: TicketId, actual: float) -> None:
        """Note the wait that came true, in minutes."""
        self._connection.execute(_KEEP, {"of_ticket": ticket, "actual": actual})

    def promises(self, day: dt.date) -> Sequence[Promise]:
        """Return the promises of *day*, kept or not."""
        query = select(promises).where(promises.c.day == day).order_by(promises.c.made_at)
        return [_promise(row) for row in self._connection.execute(query)]

    def _put(self, procedure: str, numbers: str) -> None:
        learned = {"procedure": procedure, "numbers": numbers}
        self._connection.execute(_learn(self._connection.dialect.name), learned)


_FIELDS = tuple(field.name for field in dataclasses.fields(Promise))
_INSERT = insert(promises)
_KEEP = update(promises).where(promises.c.ticket == bindparam("of_ticket"))
_PROMISE = select(promises).where(promises.c.ticket == bindparam("of_ticket"))
_TIMES = select(service_times).where(service_times.c.procedure != CALIBRATION)
_CALIBRATION = select(service_times.c.numbers).where(service_times.c.procedure == CALIBRATION)


@functools.cache
def _learn(dialect: str) -> Executable:
    new = upsert(dialect, service_times)
    return new.on_conflict_do_update(
        index_elements=["procedure"], set_={"numbers": new.excluded.numbers}
    )


def _promise(row: Row[Any]) -> Promise:
    return Promise(
        ticket=TicketId(row.ticket),
        procedure=ProcedureCode(row.procedure),
        day=row.day,
        made_at=row.made_at,
        low=row.low,
        expected=row.expected,
        high=row.high,
        is_guess=row.is_guess,
        actual=row.actual,
    )
