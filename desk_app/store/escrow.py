"""Seats a desk keeps to go on giving appointments without the site: spread, few, and never sold.

A seat that is kept is not given twice, and refuses nobody: while all desks answer, whoever wants
the last one of a slot gets it from the desk that keeps it.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, bindparam, func, literal_column, select

from desk_app.domain.shared import Kind
from desk_app.domain.site_slots import LEAST_KEPT, to_keep
from desk_app.domain.tickets import DeskCode
from desk_app.store.site_rows import SqlSharedRows, shared
from desk_app.store.site_tables import site_rows as r

AHEAD = dt.timedelta(days=14)
"""How far ahead kept seats lie: about ten open days."""


def lacks_seats(desk: DeskCode, connection: Connection) -> bool:
    """True if *desk* keeps fewer seats than it should; asked of every heartbeat, so one count."""
    kept = connection.execute(_KEPT, {"of": desk}).scalar_one()
    return int(kept) < LEAST_KEPT


def keep_seats(
    desk: DeskCode, rows: SqlSharedRows, connection: Connection, now: dt.datetime
) -> int:
    """Give *desk* seats to keep, as many as `domain.site_slots.to_keep` allows; return how many.

    Under the site's lock. Desks begin at different slots, so that not all keep the same hour.
    """
    unsold = [shared(row) for row in connection.execute(_UNSOLD)]
    last = now + AHEAD
    to_come = [
        row for row in unsold if now < dt.datetime.fromisoformat(str(row.image["starts_at"])) < last
    ]
    free = [row for row in to_come if row.owner is None and row.image["cools_until"] is None]
    more = to_keep(
        of_own=sum(row.owner == desk for row in to_come),
        booked_a_day=0,
        free=len(free),
        kept_by_all=sum(row.owner is not None for row in to_come),
    )
    if not more:
        return 0
    step = max(1, len(free) // more)
    begin = sum(map(ord, desk)) % len(free)
    for number in range(more):
        rows.put(free[(begin + number * step) % len(free)].granted(desk))
    return more


_KEPT = (
    select(func.count())
    .select_from(r)
    .where(r.c.kind == literal_column(f"'{Kind.SEAT.value}'"), r.c.owner == bindparam("of"))
)
_UNSOLD = (
    select(r)
    .where(r.c.kind == Kind.SEAT.value, r.c.image.contains('"appointment":null'))
    .order_by(r.c.key)
)
