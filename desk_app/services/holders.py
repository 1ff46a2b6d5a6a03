"""Whom a ticket is for: one active ticket per person, day and procedure (AT-11)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Set as AbstractSet

from desk_app.domain.errors import AlreadyHasTicket
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.tickets import Ticket, TicketId, TicketStatus
from desk_app.domain.visits import in_the_way
from desk_app.services.ports import UnitOfWork
from desk_app.services.waits import shared_procedures


def held_ticket(
    work: UnitOfWork,
    day: dt.date,
    person: str,
    wanted: AbstractSet[ProcedureCode],
    *,
    besides: TicketId | None = None,
) -> Ticket | None:
    """Return the active ticket of *person* for one of *wanted*, now or later in its visit.

    *besides* is left out: the ticket that asks.
    """
    held = [ticket for ticket in work.bindings.held(day, person) if ticket != besides]
    return in_the_way(wanted, [work.tickets.get(ticket) for ticket in held])


def before(work: UnitOfWork, ticket: Ticket) -> int:
    """Return how many arrived before *ticket* and wait for a counter that may call it.

    Before one that waits no more there is nobody.
    """
    if ticket.status is not TicketStatus.WAITING:
        return 0
    shared = shared_procedures(work.site, ticket.procedure)
    return work.tickets.passed(ticket.day, shared, ticket)


def require_alone(
    work: UnitOfWork,
    day: dt.date,
    person: str,
    wanted: AbstractSet[ProcedureCode],
    *,
    besides: TicketId | None = None,
) -> None:
    """Refuse a second active ticket of *person* for one of *wanted*. Raises AlreadyHasTicket."""
    held = held_ticket(work, day, person, wanted, besides=besides)
    if held is not None:
        raise AlreadyHasTicket(held.number, before(work, held))
