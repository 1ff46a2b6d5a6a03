"""The site's row per business day: its lock, its number series, its closing."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Executable, Table, bindparam, select, update
from sqlalchemy.dialects import sqlite

from desk_app.store.schema import days, number_series

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class HandedOut:
    """How far a day has come: the last number of each series, the last place in the order."""

    numbers: Mapping[str, int]
    sequence: int


class SqlDays:
    """See `services.ports.Days`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lock(self, day: dt.date) -> None:
        """Take the day's lock: whoever changes a queue takes it first (docs/adr/002).

        On Postgres this is the day's row; on SQLite BEGIN IMMEDIATE already holds the file.
        """
        dialect = self._connection.dialect.name
        self._connection.execute(_make_day(dialect), {"day": day})
        if dialect != "sqlite":
            self._connection.execute(_LOCK, {"of_day": day})

    def take_number(self, day: dt.date, series: str) -> int:
        """Take the next number of *series*; a number taken is never given again."""
        statement = _take(self._connection.dialect.name)
        taken = {"day": day, "series": series, "last": 1}
        return int(self._connection.execute(statement, taken).scalar_one())

    def next_sequence(self, day: dt.date) -> int:
        """Take the next place in the order of issue of *day*."""
        return int(self._connection.execute(_SEQUENCE, {"of_day": day}).scalar_one())

    def handed_out(self, day: dt.date) -> HandedOut:
        """Return how far *day* has come."""
        last = self._connection.execute(_LAST, {"of_day": day}).scalar()
        rows = self._connection.execute(_SERIES, {"of_day": day})
        return HandedOut(numbers={row.series: row.last for row in rows}, sequence=last or 0)

    def go_on_after(self, day: dt.date, other: HandedOut) -> None:
        """Let numbers and places of *day* go on behind those of *other* too."""
        here = self.handed_out(day)
        self.lock(day)
        sequence = max(here.sequence, other.sequence)
        self._connection.execute(
            update(days).where(days.c.day == day).values(last_sequence=sequence)
        )
        for series in sorted({*here.numbers, *other.numbers}):
            last = max(here.numbers.get(series, 0), other.numbers.get(series, 0))
            given = {"day": day, "series": series, "last": last}
            statement = upsert(self._connection.dialect.name, number_series)
            self._connection.execute(
                statement.on_conflict_do_update(
                    index_elements=["day", "series"], set_={"last": last}
                ),
                given,
            )

    def is_closed(self, day: dt.date) -> bool:
        """True once the day's closing was done."""
        return self._connection.execute(_CLOSED_AT, {"of_day": day}).scalar() is not None

    def close(self, day: dt.date, now: dt.datetime) -> None:
        """Note that the day's closing was done."""
        self._connection.execute(update(days).where(days.c.day == day).values(closed_at=now))

    def unclosed_before(self, day: dt.date) -> Sequence[dt.date]:
        """Return the earlier days whose closing was not done (the machine was off)."""
        query = select(days.c.day).where(days.c.day < day, days.c.closed_at.is_(None))
        return list(self._connection.execute(query.order_by(days.c.day)).scalars())


def upsert(dialect: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Return the INSERT ... ON CONFLICT of *dialect* for *table*."""
    if dialect == "sqlite":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - half a command's time, unused here

    return postgresql.insert(table)


# Statements of the busiest acts are built once: building one costs more than running it.
_LOCK = select(days.c.day).where(days.c.day == bindparam("of_day")).with_for_update()
_LAST = select(days.c.last_sequence).where(days.c.day == bindparam("of_day"))
_SERIES = select(number_series).where(number_series.c.day == bindparam("of_day"))
_CLOSED_AT = select(days.c.closed_at).where(days.c.day == bindparam("of_day"))
_SEQUENCE = (
    update(days)
    .where(days.c.day == bindparam("of_day"))
    .values(last_sequence=days.c.last_sequence + 1)
    .returning(days.c.last_sequence)
)


@functools.cache
def _make_day(dialect: str) -> Executable:
    return upsert(dialect, days).on_conflict_do_nothing()


@functools.cache
def _take(dialect: str) -> Executable:
    return (
        upsert(dialect, number_series)
        .on_conflict_do_update(
            index_elements=["day", "series"], set_={"last": number_series.c.last + 1}
        )
        .returning(number_series.c.last)
    )
