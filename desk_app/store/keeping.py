"""What was kept long enough, taken away in small batches. How long that is: domain/retention."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Date,
    Table,
    and_,
    delete,
    select,
    tuple_,
    update,
)

from desk_app.domain.prints import JobId
from desk_app.domain.retention import Kept
from desk_app.services.booking_ports import TraceKind
from desk_app.services.keeping_ports import OldPaper
from desk_app.store import account_tables as a
from desk_app.store import appointment_tables as b
from desk_app.store import online_tables as l
from desk_app.store import register_tables as r
from desk_app.store import schema as s
from desk_app.store.journal_tables import bodies

if TYPE_CHECKING:
    from typing import Any


class SqlKept:
    """See `services.keeping_ports.KeptRows`."""

    def __init__(self, connection: Connection, zone: dt.tzinfo) -> None:
        """*zone* is the site's: what has an instant belongs to its local day."""
        self._connection = connection
        self._zone = zone

    def holds(self, kept: Kept, before: dt.date) -> bool:
        """True while there is something of *kept* of a day before *before*."""
        table, is_old = self._old(kept, before)
        key = list(table.primary_key.columns)
        return self._connection.execute(select(*key).where(is_old).limit(1)).first() is not None

    def forget(self, kept: Kept, before: dt.date, at_most: int) -> int:
        """Take away at most *at_most* of *kept* of the days before *before*; return how many.

        A note goes out of its ticket, a holder out of the appointment: both stay as numbers.
        """
        table, is_old = self._old(kept, before)
        key: list[Column[Any]] = list(table.primary_key.columns)
        oldest = select(*key).where(is_old).limit(at_most)
        column = key[0] if len(key) == 1 else tuple_(*key)
        gone = update(table).values(_BLANK[kept]) if kept in _BLANK else delete(table)
        return self._connection.execute(gone.where(column.in_(oldest))).rowcount

    def papers(self, before: dt.date, after: int, at_most: int) -> Sequence[OldPaper]:
        """Return the next papers of the days before *before*, by their place in the spool."""
        p = s.print_jobs.c
        query = (
            select(p.position, p.id, p.what, p.printer)
            .where(p.created_at < self._midnight(before), p.position > after)
            .order_by(p.position)
            .limit(at_most)
        )
        return [
            OldPaper(job=JobId(row.id), place=row.position, what=row.what, printer=row.printer)
            for row in self._connection.execute(query)
        ]

    def forget_papers(self, jobs: Sequence[JobId]) -> int:
        """Take these print jobs away; return how many there were."""
        of = s.print_jobs.c.id.in_(jobs)
        return self._connection.execute(delete(s.print_jobs).where(of)).rowcount

    def _old(self, kept: Kept, before: dt.date) -> tuple[Table, ColumnElement[bool]]:
        column = _WHEN[kept]
        is_of_a_day = isinstance(column.type, Date)
        is_old = column < (before if is_of_a_day else self._midnight(before))
        if kept is Kept.NOTES:
            is_old = and_(is_old, s.noted)
        if kept is Kept.HOLDERS:
            is_old = and_(is_old, b.appointments.c.person != "")
        if column.table is b.traces:
            of_contacts = b.traces.c.kind.in_((TraceKind.CONTACT.value, TraceKind.PHONE.value))
            is_old = and_(is_old, of_contacts if kept is Kept.CONTACTS else ~of_contacts)
        return column.table, is_old

    def _midnight(self, day: dt.date) -> dt.datetime:
        return dt.datetime.combine(day, dt.time(), self._zone)


_BLANK: Mapping[Kept, Mapping[str, object]] = {
    Kept.NOTES: {"language": "", "note": b""},
    Kept.HOLDERS: {"person": "", "holder": b"", "original": None, "language": "", "helper": ""},
}
"""What of a row goes before the row itself."""
_WHEN: Mapping[Kept, Column[Any]] = {
    Kept.BINDINGS: s.bindings.c.day,
    Kept.NOTES: s.tickets.c.day,
    Kept.BODIES: bodies.c.day,
    Kept.ONLINE: l.online.c.day,
    Kept.PAPERS: s.print_jobs.c.created_at,
    Kept.ANSWERS: s.requests.c.at,
    Kept.HOLDERS: b.appointments.c.starts_at,
    Kept.CONTACTS: b.traces.c.day,
    Kept.TRACES: b.traces.c.day,
    Kept.SETTLED: r.register_entries.c.settled_on,
    Kept.REQUESTS: r.register_entries.c.seen_on,
    Kept.DRAWS: r.draws.c.day,
    Kept.PLACES: b.seats.c.starts_at,
    Kept.APPOINTMENTS: b.appointments.c.starts_at,
    Kept.TICKETS: s.tickets.c.day,
    Kept.PROMISES: s.promises.c.day,
    Kept.SEATS: s.counter_days.c.day,
    Kept.SESSIONS: a.sessions.c.since,
    Kept.OVERRIDES: a.overrides.c.day,
    Kept.ALARMS: a.alarms.c.raised_at,
}
"""What says of a row which day it is of; what is missing is no table of its own."""
