"""The site's shared rows and its one head row, whose lock orders what is decided.

Positions are given under that lock, so that they have no gap and become visible in their order:
whoever reads behind a cursor misses nothing.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Executable, Row, bindparam, case, select, update

from desk_app.domain.shared import Kind, Shared, Thing
from desk_app.domain.tickets import DeskCode
from desk_app.store.days import upsert
from desk_app.store.images import written
from desk_app.store.site_tables import site_head as h
from desk_app.store.site_tables import site_rows as r

if TYPE_CHECKING:
    from typing import Any


CHANNEL = "site_changed"
"""Where a server tells desks that listen that there are rows to fetch."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The site's one row as it was read."""

    site_epoch: int
    last_fact: int
    last_row: int
    protocol_least: int
    in_grace: bool


class SqlSharedRows:
    """The shared rows in one transaction. Whoever writes one has called `lock` before."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._head: Head | None = None
        self._facts = self._rows = 0
        self._is_locked = False

    def head(self) -> Head:
        """Return the site's row, read once a transaction."""
        if self._head is None:
            self._read(is_locked=False)
        return self._known

    def lock(self) -> None:
        """Take the site's lock until the end of the transaction: behind the desk's own row, before
        any day's.
        """
        if not self._is_locked:
            self._read(is_locked=True)
            self._is_locked = True

    def next_fact(self) -> int:
        """Return the position of one more fact."""
        self._facts += 1
        return self._facts

    def get(self, thing: Thing) -> Shared | None:
        """Return the row of *thing*, None if there is none."""
        row = self._connection.execute(_BY_NAME, {"of": thing.kind.value, "named": thing.key})
        found = row.first()
        return None if found is None else shared(found)

    def put(self, row: Shared, *, part: str = "", asked_at: dt.datetime | None = None) -> Shared:
        """Save *row* at the next position and return it so."""
        self._rows += 1
        placed = dataclasses.replace(row, position=self._rows)
        values = {
            "kind": placed.thing.kind.value,
            "key": placed.thing.key,
            "position": placed.position,
            "owner": placed.owner,
            "version": placed.version,
            "recall_to": placed.recall_to,
            "asked_at": asked_at,
            "part": part,
            "image": written(placed.image),
        }
        self._connection.execute(_put(self._connection.dialect.name), values)
        return placed

    def asked_at(self, thing: Thing) -> dt.datetime | None:
        """Return when the owner of *thing* was asked for it, or when it was promised."""
        found = self._connection.execute(_ASKED_AT, {"of": thing.kind.value, "named": thing.key})
        return found.scalar()

    def since(self, cursor: int, limit: int) -> Sequence[Shared]:
        """Return at most *limit* rows changed behind position *cursor*, in order."""
        found = self._connection.execute(_SINCE, {"behind": cursor, "most": limit})
        return [shared(row) for row in found]

    def of_part(self, kind: Kind, part: str) -> Sequence[Shared]:
        """Return the rows of *kind* found by *part*, by key."""
        of = (r.c.kind == kind.value, r.c.part == part)
        found = self._connection.execute(select(r).where(*of).order_by(r.c.key))
        return [shared(row) for row in found]

    def owned(self, owner: DeskCode) -> Sequence[Shared]:
        """Return every row that *owner* may change."""
        found = self._connection.execute(select(r).where(r.c.owner == owner).order_by(r.c.position))
        return [shared(row) for row in found]

    def begin_epoch(self) -> int:
        """Begin another epoch of the site, in grace; return it."""
        epoch = self._known.site_epoch + 1
        self._connection.execute(update(h).values(site_epoch=epoch, in_grace=True))
        self._read(is_locked=False)
        return epoch

    def end_grace(self) -> None:
        """Let rights of the pool be given again."""
        self._connection.execute(update(h).values(in_grace=False))
        self._head = dataclasses.replace(self._known, in_grace=False)

    def save(self) -> None:
        """Write the last positions given, and hint at them on a server; nothing if none were.

        The hint may be lost: desks ask behind their cursor all the same.
        """
        known = self._known
        if (self._facts, self._rows) != (known.last_fact, known.last_row):
            values = {"last_fact": self._facts, "last_row": self._rows}
            self._connection.execute(update(h).values(**values))
            if self._connection.dialect.name == "postgresql":
                self._connection.exec_driver_sql(f"NOTIFY {CHANNEL}")

    @property
    def _known(self) -> Head:
        if self._head is None:
            raise AssertionError("the site's row was not read")
        return self._head

    def _read(self, *, is_locked: bool) -> None:
        is_server = self._connection.dialect.name != "sqlite"
        row = self._connection.execute(_LOCKED if is_locked and is_server else _HEAD).one()
        self._head = Head(
            site_epoch=row.site_epoch,
            last_fact=row.last_fact,
            last_row=row.last_row,
            protocol_least=row.protocol_least,
            in_grace=row.in_grace,
        )
        self._facts, self._rows = row.last_fact, row.last_row


def shared(row: Row[Any]) -> Shared:
    """Return a row of `site_rows` or of a desk's replica as a value."""
    return Shared(
        thing=Thing(Kind(row.kind), row.key),
        image=json.loads(row.image),
        owner=None if row.owner is None else DeskCode(row.owner),
        version=row.version,
        recall_to=None if row.recall_to is None else DeskCode(row.recall_to),
        position=row.position,
    )


_HEAD = select(h)
_LOCKED = select(h).with_for_update()
_BY_NAME = select(r).where(r.c.kind == bindparam("of"), r.c.key == bindparam("named"))
_ASKED_AT = select(r.c.asked_at).where(r.c.kind == bindparam("of"), r.c.key == bindparam("named"))
_SINCE = (
    select(r)
    .where(r.c.position > bindparam("behind"))
    .order_by(r.c.position)
    .limit(bindparam("most"))
)


@functools.cache
def _put(dialect: str) -> Executable:
    """A row's part is where it is found for good: an empty one leaves it."""
    statement = upsert(dialect, r)
    new = statement.excluded
    names = ("position", "owner", "version", "recall_to", "asked_at", "image")
    kept = case((new.part == "", r.c.part), else_=new.part)
    return statement.on_conflict_do_update(
        index_elements=["kind", "key"], set_={"part": kept} | {name: new[name] for name in names}
    )
