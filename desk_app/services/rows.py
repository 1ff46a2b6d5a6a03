"""What the store tells beside the tickets themselves: counts, bindings, promises. Values only."""

from __future__ import annotations

import dataclasses
import datetime as dt

from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.tickets import TicketId


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How many wait for a procedure: tickets, people (parties counted), the oldest arrival."""

    procedure: ProcedureCode
    tickets: int
    people: int
    oldest: dt.datetime | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureDay:
    """A procedure today: open or closed by a supervisor, what was issued, and the supervisor's
    quota (None: the site's own)."""

    procedure: ProcedureCode
    is_open: bool
    quota: int | None
    issued: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """Who a ticket is for: a keyed hash, and the hint the agent noted (`N. B., 1988`)."""

    ticket: TicketId
    day: dt.date
    procedure: ProcedureCode
    person: str
    hint: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """The range printed on a ticket, in minutes, and what came true.

    *is_guess* marks a range told while no counter served the procedure.
    """

    ticket: TicketId
    procedure: ProcedureCode
    day: dt.date
    made_at: dt.datetime
    low: int
    expected: float
    high: int
    is_guess: bool = False
    actual: float | None = None
