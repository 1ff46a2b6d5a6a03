"""The day in numbers, for a file or a screen. No person: tickets are pseudonymous."""

from __future__ import annotations

import dataclasses
import datetime as dt

from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.tickets import Ticket, TicketStatus
from desk_app.services.ports import Promise, Read


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TicketRecord:
    """One ticket of the day as a line of the report; minutes are None where nothing happened."""

    number: str
    procedure: ProcedureCode
    status: TicketStatus
    party: int
    issued_at: dt.datetime
    called_at: dt.datetime | None
    started_at: dt.datetime | None
    ended_at: dt.datetime | None
    counter: int | None
    calls: int
    waited_minutes: float | None
    told_low: int | None
    told_high: int | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DayReport:
    """Every ticket of a local day, in the order of issue, and where the journal stood at its end.

    *entry* and *head* are number and hash of the day's last entry: printed and kept, they show
    later whether entries were taken away (AT-17).
    """

    site: str
    day: dt.date
    rehearsal: bool
    records: tuple[TicketRecord, ...]
    entry: int
    head: str


def day_report(day: dt.date, *, read: Read) -> DayReport:
    """Return the report of *day*."""
    with read() as work:
        zone = work.site.time_zone
        promises = {promise.ticket: promise for promise in work.learned.promises(day)}
        records = tuple(
            _record(ticket, promises.get(ticket.id), zone) for ticket in work.tickets.of_day(day)
        )
        midnight = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), zone)
        entry, head = work.journal.last_before(midnight)
        return DayReport(
            site=work.site.name,
            day=day,
            rehearsal=work.rehearsal,
            records=records,
            entry=entry,
            head=head,
        )


def _record(ticket: Ticket, promise: Promise | None, zone: dt.tzinfo) -> TicketRecord:
    called = ticket.first_called_at
    waited = ticket.waited(called) if called else None
    return TicketRecord(
        number=ticket.number,
        procedure=ticket.procedure,
        status=ticket.status,
        party=ticket.party,
        issued_at=ticket.issued_at.astimezone(zone),
        called_at=called.astimezone(zone) if called else None,
        started_at=ticket.started_at.astimezone(zone) if ticket.started_at else None,
        ended_at=ticket.ended_at.astimezone(zone) if ticket.ended_at else None,
        counter=ticket.counter,
        calls=ticket.calls,
        waited_minutes=round(waited.total_seconds() / 60, 1) if waited is not None else None,
        told_low=promise.low if promise else None,
        told_high=promise.high if promise else None,
    )
