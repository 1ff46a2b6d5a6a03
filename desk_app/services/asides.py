"""Who is put aside or absent, and until when each may come back. Reads only."""

from __future__ import annotations

import dataclasses
import datetime as dt

from desk_app.domain.counters import Counter
from desk_app.domain.tickets import Ticket, TicketNumber, TicketStatus
from desk_app.services.day import Today
from desk_app.services.ports import UnitOfWork


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A visitor put aside, or absent: *until* is the end of the late return (Q-03).

    *needs_second* once that time has passed: two people may still let the visitor in (AT-16).
    """

    number: TicketNumber
    name: str
    note: str
    since: dt.datetime
    calls: int = 0
    until: dt.datetime | None = None
    needs_second: bool = False


def parked(counter: Counter, work: UnitOfWork, now: Today, language: str) -> tuple[Aside, ...]:
    """Return those put aside at *counter* first, then the others."""
    tickets = work.tickets.in_status(now.day, TicketStatus.PARKED)
    mine_first = sorted(tickets, key=lambda ticket: ticket.counter != counter.number)
    return tuple(
        Aside(
            number=ticket.number,
            name=_name(ticket, now, language),
            note=ticket.note,
            since=_local(ticket.parked_at or ticket.issued_at, now),
        )
        for ticket in mine_first
    )


def absent(counter: Counter, work: UnitOfWork, now: Today, language: str) -> tuple[Aside, ...]:
    """Return who may still come back for the procedures of *counter*; the late ones come last."""
    found = [
        _absent(ticket, until, now, language)
        for ticket in work.tickets.in_status(now.day, TicketStatus.NO_SHOW)
        if ticket.procedure in counter.procedures
        and (until := ticket.returnable_until(now.site.rules)) is not None
        and until + now.site.rules.late_acceptance >= now.now
    ]
    return tuple(sorted(found, key=lambda each: each.needs_second))


def _absent(ticket: Ticket, until: dt.datetime, now: Today, language: str) -> Aside:
    is_late = until < now.now
    more = now.site.rules.late_acceptance if is_late else dt.timedelta(0)
    return Aside(
        number=ticket.number,
        name=_name(ticket, now, language),
        note="",
        since=_local(ticket.ended_at or ticket.issued_at, now),
        calls=ticket.calls,
        until=_local(until + more, now),
        needs_second=is_late,
    )


def _name(ticket: Ticket, now: Today, language: str) -> str:
    """Return the short name, the code if the site has dropped the procedure since the issue."""
    procedure = now.site.procedures.get(ticket.procedure)
    return procedure.short_named(language) if procedure else ticket.procedure


def _local(at: dt.datetime, now: Today) -> dt.datetime:
    return at.astimezone(now.site.time_zone)
