"""A ticket with everything a test does not speak about filled in."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.tickets import DeskCode, Ticket, TicketId, TicketNumber

NINE = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)
"""9:00 in Paris on a Monday."""
INFO, PIECES, PERMIT = ProcedureCode("INFO"), ProcedureCode("PIECES"), ProcedureCode("REM_TITRE")


def minutes(count: float) -> dt.timedelta:
    """Return so many minutes."""
    return dt.timedelta(minutes=count)


def ticket(sequence: int = 1, *, came: float = 0, **fields) -> Ticket:
    """Return the *sequence*-th ticket of the day, come *came* minutes after nine."""
    given = {"procedure": INFO, **fields}
    at = NINE + minutes(came)
    return Ticket(
        id=TicketId(UUID(int=sequence)),
        day=NINE.date(),
        number=TicketNumber(f"A{sequence:03d}"),
        sequence=sequence,
        issued_at=at,
        **{"arrived_at": at, **given},
        owner=DeskCode("01"),
        code="7K4M2QXD",
    )
