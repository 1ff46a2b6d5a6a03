"""Print jobs, durable: committed with the ticket, read by the spool."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Row, Select, func, insert, select, update

from desk_app.domain.errors import UnknownJob
from desk_app.domain.prints import (
    PENDING,
    JobId,
    Leaf,
    PrintJob,
    PrintState,
    Slip,
)
from desk_app.domain.tickets import TicketId
from desk_app.services.keeping_ports import Purpose
from desk_app.store.paper_text import read_back, written
from desk_app.store.schema import print_jobs as p
from desk_app.store.schema import tickets as t
from desk_app.store.sealing import SqlSeals

if TYPE_CHECKING:
    from typing import Any


class SqlPrints:
    """See `services.ports.Prints`. *added* are the jobs of this transaction, for the spool."""

    def __init__(self, connection: Connection, seals: SqlSeals, zone: dt.tzinfo) -> None:
        """*zone* is the site's: a paper is sealed under the key of its local day."""
        self._connection = connection
        self._seals = seals
        self._zone = zone
        self.added: list[PrintJob] = []

    def add(self, job: PrintJob) -> None:
        """Add *job* after all others."""
        self._connection.execute(_INSERT, self._row(job))
        self.added.append(job)

    def put(self, job: PrintJob) -> None:
        """Save a moved job; of its slip only a one-time code ever changes."""
        is_secret = isinstance(job.slip, Slip) and job.slip.holder
        secret = {"slip": self._sealed(job)} if is_secret else {}
        self._connection.execute(
            update(p)
            .where(p.c.id == job.id)
            .values(
                state=job.state.value,
                cause=job.cause[:255],
                bytes_handed=job.bytes_handed,
                updated_at=job.updated_at,
                printer=job.printer,
                profile=job.profile,
                **secret,
            )
        )

    def get(self, job: JobId) -> PrintJob:
        """Return the job of this id. Raises UnknownJob."""
        row = self._connection.execute(select(p).where(p.c.id == job)).first()
        if row is None:
            raise UnknownJob(str(job))
        return self._job(row)

    def of_ticket(self, ticket: TicketId) -> Sequence[PrintJob]:
        """Return the jobs of *ticket*, the original first."""
        return self._all(select(p).where(p.c.ticket == ticket).order_by(p.c.position))

    def pending(self, printer: str | None = None) -> Sequence[PrintJob]:
        """Return the jobs the spool has still to do, oldest first."""
        # The states stand in the statement as text so that the partial index applies.
        states = [state.value for state in PrintState if state in PENDING]
        query = select(p).where(p.c.state.in_(states)).order_by(p.c.position)
        return self._all(query if printer is None else query.where(p.c.printer == printer))

    def all(self, limit: int = 500) -> Sequence[PrintJob]:
        """Return the latest *limit* jobs, oldest first."""
        newest = self._all(select(p).order_by(p.c.position.desc()).limit(limit))
        return newest[::-1]

    def states_of(self, tickets: Iterable[TicketId]) -> Mapping[TicketId, PrintState]:
        """Return the state of the latest job of each ticket."""
        query = select(p.c.ticket, p.c.state).where(p.c.ticket.in_(list(tickets)))
        rows = self._connection.execute(query.order_by(p.c.position))
        return {TicketId(row.ticket): PrintState(row.state) for row in rows}

    def forget_languages(self, before: dt.date) -> None:
        """Leave only the French of the slips of past days, whose tickets still know a language."""
        of_past = (t.c.day < before, t.c.language != "")
        for job in self._all(select(p).join(t, p.c.ticket == t.c.id).where(*of_past)):
            slip = self._sealed(dataclasses.replace(job, slip=job.slip.in_french_only()))
            self._connection.execute(update(p).where(p.c.id == job.id).values(slip=slip))

    def _all(self, query: Select[Any]) -> list[PrintJob]:
        return [self._job(row) for row in self._connection.execute(query)]

    def _job(self, row: Row[Any]) -> PrintJob:
        text = self._seals.opened(row.slip, purpose=Purpose.PAPER, of=row.id, column="slip")
        return _job(row, _forgotten(row.created_at) if text is None else read_back(text))

    def _row(self, job: PrintJob) -> dict[str, object]:
        fields = {field.name: getattr(job, field.name) for field in dataclasses.fields(job)}
        state, cause = job.state.value, job.cause[:255]
        return fields | {"slip": self._sealed(job), "state": state, "cause": cause}

    def _sealed(self, job: PrintJob) -> bytes:
        return self._seals.seal(
            written(job.slip),
            purpose=Purpose.PAPER,
            day=job.created_at.astimezone(self._zone).date(),
            of=job.id,
            column="slip",
        )


_INSERT = insert(p).values(
    position=select(func.coalesce(func.max(p.c.position), 0) + 1).scalar_subquery()
)


def _forgotten(at: dt.datetime) -> Slip:
    """What is left of a paper whose day's key is destroyed: that there was one."""
    return Slip(
        site="",
        number="",
        procedure="",
        procedure_translated="",
        issued_at=at,
        people_before=0,
        wait_low=0,
        wait_high=0,
        language="fr",
        code="",
        qr="",
    )


def _job(row: Row[Any], slip: Slip | Leaf) -> PrintJob:
    return PrintJob(
        id=JobId(row.id),
        ticket=None if row.ticket is None else TicketId(row.ticket),
        what=row.what,
        slip=slip,
        printer=row.printer,
        profile=row.profile,
        created_at=row.created_at,
        state=PrintState(row.state),
        copy_of=None if row.copy_of is None else JobId(row.copy_of),
        bytes_handed=row.bytes_handed,
        cause=row.cause,
        updated_at=row.updated_at,
    )
