"""Rows of the day as images that travel between desks, and images as rows again.

An image names its columns, so that a desk one version older or newer reads what it knows.
"""

from __future__ import annotations

import base64
import datetime as dt
import functools
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import (
    Column,
    Connection,
    Date,
    Executable,
    LargeBinary,
    Table,
    Uuid,
    bindparam,
    select,
    update,
)

from desk_app.domain.facts import Plain
from desk_app.domain.shared import Image, Kind, Shared, Thing
from desk_app.store.columns import UtcDateTime, metadata
from desk_app.store.days import SqlDays, upsert
from desk_app.store.schema import counter_days, procedure_days, tickets

if TYPE_CHECKING:
    from typing import Any

_DAYS = {
    Kind.COUNTER: (counter_days, counter_days.c.counter),
    Kind.PROCEDURE: (procedure_days, procedure_days.c.procedure),
}


_NONE: Mapping[str, object] = {}


def written(image: Image) -> str:
    """Return *image* as it is kept and compared: JSON, keys in order."""
    return json.dumps(dict(image), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def image_of(table: Table, row: Mapping[str, object]) -> dict[str, Plain]:
    """Return *row* of *table* as an image."""
    return {column.name: _plain(row[column.name]) for column in table.columns}


def row_of(table: Table, image: Image) -> dict[str, object]:
    """Return *image* as a row of *table*; what the table does not have is left out."""
    return {
        column.name: _value(column, image[column.name])
        for column in table.columns
        if column.name in image
    }


class SqlImages:
    """The rows of one database as images. Appointments have their own: `store.bookings`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, thing: Thing) -> Image | None:
        """Return *thing* as it stands here, None if it is not here."""
        if thing.kind is Kind.TICKET:
            row = self._connection.execute(_TICKET, {"of": UUID(thing.key)}).mappings().first()
            return None if row is None else image_of(tickets, dict(row))
        if thing.kind in _DAYS:
            table, column = _DAYS[thing.kind]
            key: object = int(thing.key) if thing.kind is Kind.COUNTER else thing.key
            latest = select(table).where(column == key).order_by(table.c.day.desc()).limit(1)
            found = self._image(table, latest)
            return found and {name: value for name, value in found.items() if name != "issued"}
        return None

    def adopt(self, row: Shared) -> None:
        """Let the tables of the day say what *row* says."""
        if row.thing.kind is Kind.TICKET:
            self._adopt_ticket(row)
        elif row.thing.kind in _DAYS and row.image:
            table, _ = _DAYS[row.thing.kind]
            values = row_of(table, row.image)
            self._put(table, values, begins={"issued": 0} if table is procedure_days else {})

    def holder_of_number(self, day: dt.date, number: str) -> UUID | None:
        """Return whose *number* it is on *day*, None if nobody has it."""
        given = {"of_day": day, "of_number": number}
        return self._connection.execute(_HOLDER, given).scalar()

    def set_owner(self, ticket: UUID, owner: str) -> None:
        """Let *ticket* be *owner*'s here at once, before the site's row says so."""
        of = tickets.c.id == ticket
        self._connection.execute(update(tickets).where(of).values(owner=owner))

    def _adopt_ticket(self, row: Shared) -> None:
        values = row_of(tickets, row.image)
        values["owner"] = row.owner or values["owner"]
        known = self._connection.execute(_SEQUENCE, {"of": values["id"]}).scalar()
        self._make_room(values)
        day = dt.date.fromisoformat(str(row.image["day"]))
        values["sequence"] = self._next_sequence(day) if known is None else known
        self._put(tickets, values)

    def _make_room(self, values: Mapping[str, object]) -> None:
        """Another ticket with this number is not known to the site yet: it will be renamed."""
        named = {"of_day": values["day"], "of_number": values["number"], "but": values["id"]}
        self._connection.execute(_RENAME, named)

    def _next_sequence(self, day: dt.date) -> int:
        """Places in the order of issue are each database's own: they order equal instants only."""
        days = SqlDays(self._connection)
        days.lock(day)  # each time: a savepoint that is rolled back takes the day's row with it
        return days.next_sequence(day)

    def _put(
        self, table: Table, values: Mapping[str, object], *, begins: Mapping[str, object] = _NONE
    ) -> None:
        """Save *values*; a row that is new begins with *begins*, which is each desk's own."""
        given = {**values, **begins}
        names, changed = tuple(given), tuple(values)
        statement = _upsert(self._connection.dialect.name, table.name, names, changed)
        self._connection.execute(statement, given)

    def _image(self, table: Table, query: Any) -> Image | None:  # a Select of any row
        row = self._connection.execute(query).mappings().first()
        return None if row is None else image_of(table, dict(row))


_TICKET = select(tickets).where(tickets.c.id == bindparam("of"))
_SEQUENCE = select(tickets.c.sequence).where(tickets.c.id == bindparam("of"))
_HOLDER = select(tickets.c.id).where(
    tickets.c.day == bindparam("of_day"), tickets.c.number == bindparam("of_number")
)
_RENAME = (
    update(tickets)
    .where(
        tickets.c.day == bindparam("of_day"),
        tickets.c.number == bindparam("of_number"),
        tickets.c.id != bindparam("but"),
    )
    .values(number=tickets.c.number + "?")
)


@functools.cache
def _upsert(
    dialect: str, table: str, names: tuple[str, ...], changed: tuple[str, ...]
) -> Executable:
    """Built once for each set of columns: building one costs more than running it."""
    target = metadata.tables[table]
    keys = [column.name for column in target.primary_key.columns]
    statement = upsert(dialect, target).values({name: bindparam(name) for name in names})
    new = statement.excluded
    return statement.on_conflict_do_update(
        index_elements=keys, set_={name: new[name] for name in changed if name not in keys}
    )


def _plain(value: object) -> Plain:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise TypeError(type(value))


def _value(column: Column[Any], plain: Plain) -> object:
    if plain is None:
        return None
    text = str(plain)
    if isinstance(column.type, UtcDateTime):
        return dt.datetime.fromisoformat(text)
    if isinstance(column.type, Date):
        return dt.date.fromisoformat(text)
    if isinstance(column.type, Uuid):
        return UUID(text)
    if isinstance(column.type, LargeBinary):
        return base64.b64decode(text)
    return plain
