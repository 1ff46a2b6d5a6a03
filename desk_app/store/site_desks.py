"""The desks of a site as it knows them: how far their facts have come, when they were seen."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from desk_app.domain.journal import GENESIS
from desk_app.domain.meeting import Offer
from desk_app.domain.tickets import DeskCode
from desk_app.store.site_tables import site_desks as d
from desk_app.store.site_tables import site_incarnations as i

if TYPE_CHECKING:
    from typing import Any


LATELY = dt.timedelta(days=7)
"""Desks that were seen within it are waited for when the site was put back."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DeskRow:
    """One desk: the last fact the site has of its *incarnation*, and its epochs.

    *learned_epoch* is behind *epoch* while its facts are still those of a fenced desk.
    """

    desk: DeskCode
    incarnation: UUID | None = None
    seq: int = 0
    hash: str = GENESIS
    epoch: int = 1
    learned_epoch: int = 1
    site_epoch: int = 1
    seen_at: dt.datetime | None = None
    pending: int = 0
    program: str = ""
    books: bool = True

    @property
    def is_late(self) -> bool:
        """True while it does not know yet that its rights were taken over."""
        return self.learned_epoch < self.epoch

    def is_heard(self, now: dt.datetime, within: dt.timedelta) -> bool:
        """True if it was seen *within* that time."""
        return self.seen_at is not None and now - self.seen_at <= within


class SqlSiteDesks:
    """The desks in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def enrol(self, desk: DeskCode, *, books: bool = True) -> None:
        """Let *desk* be one of the site's."""
        row = dataclasses.asdict(DeskRow(desk=desk, books=books))
        self._connection.execute(insert(d), row)

    def locked(self, desk: DeskCode) -> DeskRow | None:
        """Return the row of *desk* and hold it: one exchange of a desk at a time."""
        query = _BY_CODE if self._connection.dialect.name == "sqlite" else _LOCKED
        row = self._connection.execute(query, {"code": desk}).first()
        return None if row is None else _desk(row)

    def all(self) -> Sequence[DeskRow]:
        """Return every desk, by code."""
        return [_desk(row) for row in self._connection.execute(_ALL)]

    def put(self, row: DeskRow) -> None:
        """Save how *row* stands."""
        values = {**dataclasses.asdict(row), "of": row.desk}
        del values["desk"]
        self._connection.execute(_PUT, values)

    def awaited(self, site_epoch: int, now: dt.datetime) -> tuple[DeskCode, ...]:
        """Return who worked lately and has not told all anew in this epoch of the site."""
        return tuple(
            each.desk
            for each in self.all()
            if each.site_epoch != site_epoch and each.is_heard(now, LATELY)
        )

    def ordinal(self, desk: DeskCode, incarnation: UUID) -> int:
        """Return which of the desk's incarnations this is, 0 for one that was never seen."""
        given = {"code": desk, "named": incarnation}
        return int(self._connection.execute(_ORDINAL, given).scalar() or 0)

    def begin(self, offer: Offer, now: dt.datetime) -> None:
        """Note that a new incarnation of the desk begins."""
        last = select(func.max(i.c.ordinal)).where(i.c.desk == offer.desk)
        row = {
            "desk": offer.desk,
            "incarnation": offer.incarnation,
            "ordinal": int(self._connection.execute(last).scalar() or 0) + 1,
            "base": offer.base,
            "begun_at": now,
        }
        self._connection.execute(insert(i), row)


_BY_CODE = select(d).where(d.c.desk == bindparam("code"))
_ORDINAL = select(i.c.ordinal).where(
    i.c.desk == bindparam("code"), i.c.incarnation == bindparam("named")
)
_LOCKED = _BY_CODE.with_for_update()
_ALL = select(d).order_by(d.c.desk)
_PUT = (
    update(d)
    .where(d.c.desk == bindparam("of"))
    .values(
        **{column.name: bindparam(column.name) for column in d.columns if column.name != "desk"}
    )
)


def _desk(row: Row[Any]) -> DeskRow:
    values = {column.name: getattr(row, column.name) for column in d.columns}
    return DeskRow(**values)
