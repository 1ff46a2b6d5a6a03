"""What Accueil shows: each procedure, who waits and how long, the last tickets. Reads only."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from collections.abc import Mapping

from desk_app.domain.counters import CounterId
from desk_app.domain.hours import Holidays as HolidayDays
from desk_app.domain.hours import gives_tickets, is_open, open_until, reopens_at
from desk_app.domain.numbering import read_number
from desk_app.domain.people import Document
from desk_app.domain.prints import JobId, PrintState
from desk_app.domain.procedures import Binding, Channel, Procedure, ProcedureCode
from desk_app.domain.tickets import Ticket, TicketNumber, TicketStatus
from desk_app.domain.visits import is_bound
from desk_app.services.day import Today, today
from desk_app.services.holders import before, held_ticket
from desk_app.services.issuing import find_procedure
from desk_app.services.ports import Clock, Holidays, KeyedHash, ProcedureDay, Read, UnitOfWork
from desk_app.services.quotas import Quotas
from desk_app.services.waits import Hall, hall

LAST_TICKETS = 12


class Gate(enum.StrEnum):
    """Whether a ticket can be had for a procedure now, and if not, why."""

    OPEN = "open"
    QUOTA = "quota"
    CLOSED = "closed"
    LAST_TICKET = "last_ticket"
    CLOSED_TODAY = "closed_today"
    APPOINTMENT = "appointment"
    CONVOCATION = "convocation"
    HELP_DESK = "help_desk"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureLine:
    """A procedure on Accueil. *wait* is in minutes; *reopens_at* is local to the site.

    *closes_at* is until when counters work once the hour of the last ticket has passed. *spare*
    are those of *quota* that seats nobody took by appointment give (A-06).
    """

    code: ProcedureCode
    series: str
    name: str
    short: str
    tile: int | None
    gate: Gate
    reopens_at: dt.datetime | None
    binding: Binding
    waiting: int
    before: int
    wait: tuple[int, int]
    issued: int
    quota: int | None
    counters: tuple[CounterId, ...]
    closes_at: dt.datetime | None = None
    by_appointment: bool = False
    spare: int = 0


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LastTicket:
    """One of the latest tickets and what became of its paper."""

    number: TicketNumber
    procedure: str
    issued_at: dt.datetime
    status: TicketStatus
    job: JobId | None
    print_state: PrintState | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Reception:
    """Accueil as it is now."""

    site: str
    lines: tuple[ProcedureLine, ...]
    last: tuple[LastTicket, ...]
    languages: tuple[str, ...]
    rehearsal: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class HeldTicket:
    """The active ticket a document already has today (AT-11)."""

    number: TicketNumber
    before: int


def reception(*, language: str, read: Read, clock: Clock, holidays: Holidays) -> Reception:
    """Return Accueil: the procedures in the site's order with the state of each."""
    with read() as work:
        now = today(work, clock())
        ahead = hall(work, now)
        states = work.procedures.today(now.day)
        days = holidays(work.site)
        hours = _Hours(
            now, days, is_closed=work.days.is_closed(now.day), quotas=Quotas(work, now, days)
        )
        lines = tuple(
            _line(procedure, _state(procedure, states), ahead, hours, language)
            for procedure in work.site.procedures.values()
        )
        last = _last(work, now, language)
    return Reception(
        site=now.site.name,
        lines=lines,
        last=last,
        languages=now.site.languages,
        rehearsal=work.rehearsal,
    )


def ticket_held(
    procedure: ProcedureCode,
    document: Document,
    *,
    read: Read,
    clock: Clock,
    keyed_hash: KeyedHash,
) -> HeldTicket | None:
    """Return the ticket *document* already has for *procedure* today, None if none.

    One that is for it only later in its visit is in the way as well; nothing is in the way of a
    ticket that is anonymous whatever is shown.
    """
    with read() as work:
        now = today(work, clock())
        asked = find_procedure(now.site, procedure)
        if not is_bound((asked,), has_document=True):
            return None
        ticket = held_ticket(work, now.day, keyed_hash(document.canonical), {asked.code})
        if ticket is None:
            return None
        ahead = before(work, ticket)
    return HeldTicket(number=ticket.number, before=ahead)


def find_ticket(number: str, *, read: Read, clock: Clock) -> Ticket:
    """Return today's ticket of *number* as typed. Raises UnknownTicket."""
    with read() as work:
        return work.tickets.by_number(today(work, clock()).day, read_number(number))


@dataclasses.dataclass(frozen=True, slots=True)
class _Hours:
    """Now, the holidays, whether the day was closed and the quotas: whether doors are open."""

    today: Today
    holidays: HolidayDays
    is_closed: bool
    quotas: Quotas


def _line(
    procedure: Procedure, state: ProcedureDay, ahead: Hall, hours: _Hours, language: str
) -> ProcedureLine:
    code, site = procedure.code, hours.today.site
    gate = _gate(procedure, state, hours)
    line = ahead.waiting.get(code)
    return ProcedureLine(
        code=code,
        series=site.series(code),
        name=procedure.named(language),
        short=procedure.short_named(language),
        tile=procedure.tile,
        gate=gate,
        reopens_at=_reopens(procedure, gate, hours),
        binding=procedure.binding,
        waiting=line.tickets if line else 0,
        before=ahead.before(code),
        wait=ahead.wait(code).minutes,
        issued=state.issued,
        quota=hours.quotas.of(procedure, state),
        spare=hours.quotas.spare(procedure, state),
        counters=tuple(
            number
            for number, counter in sorted(site.counters.items())
            if code in counter.procedures
        ),
        closes_at=_closes(gate, hours),
        by_appointment=Channel.APPOINTMENT in procedure.channels,
    )


def _state(procedure: Procedure, states: Mapping[ProcedureCode, ProcedureDay]) -> ProcedureDay:
    untouched = ProcedureDay(procedure=procedure.code, is_open=True, quota=None, issued=0)
    return states.get(procedure.code, untouched)


def _gate(procedure: Procedure, state: ProcedureDay, hours: _Hours) -> Gate:
    if not procedure.is_walk_in:
        return _WITHOUT_WALK_IN[_first_channel(procedure)]
    if hours.is_closed or not state.is_open:
        return Gate.CLOSED_TODAY
    today = hours.today
    if not is_open(today.site, today.now, hours.holidays):
        return Gate.CLOSED
    if not gives_tickets(today.site, procedure, today.now, hours.holidays):
        return Gate.LAST_TICKET
    return Gate.OPEN if hours.quotas.reached(procedure, state) is None else Gate.QUOTA


def _reopens(procedure: Procedure, gate: Gate, hours: _Hours) -> dt.datetime | None:
    """When tickets start again: a quota or a supervisor's closing lasts until another day."""
    if gate not in _SHUT:
        return None
    today = hours.today
    since = today.now
    if gate not in _BY_THE_HOUR:
        midnight = dt.datetime.combine(today.day, dt.time(0), tzinfo=today.site.time_zone)
        since = midnight + dt.timedelta(days=1, seconds=-1)
    reopens = reopens_at(today.site, procedure, since, hours.holidays)
    return reopens.astimezone(today.site.time_zone) if reopens else None


def _closes(gate: Gate, hours: _Hours) -> dt.datetime | None:
    if gate is not Gate.LAST_TICKET:
        return None
    closes = open_until(hours.today.site, hours.today.now, hours.holidays)
    return closes.astimezone(hours.today.site.time_zone) if closes else None


def _first_channel(procedure: Procedure) -> Channel:
    return next(channel for channel in _WITHOUT_WALK_IN if channel in procedure.channels)


_BY_THE_HOUR = frozenset({Gate.CLOSED, Gate.LAST_TICKET})
_SHUT = _BY_THE_HOUR | {Gate.QUOTA, Gate.CLOSED_TODAY}
_WITHOUT_WALK_IN = {
    Channel.APPOINTMENT: Gate.APPOINTMENT,
    Channel.CONVOCATION: Gate.CONVOCATION,
    Channel.HELP_DESK: Gate.HELP_DESK,
}


def _last(work: UnitOfWork, now: Today, language: str) -> tuple[LastTicket, ...]:
    tickets = work.tickets.last_issued(now.day, LAST_TICKETS)
    jobs = {ticket.id: work.prints.of_ticket(ticket.id) for ticket in tickets}
    return tuple(
        LastTicket(
            number=ticket.number,
            procedure=now.site.procedures[ticket.procedure].short_named(language),
            issued_at=ticket.issued_at.astimezone(now.site.time_zone),
            status=ticket.status,
            job=jobs[ticket.id][-1].id if jobs[ticket.id] else None,
            print_state=jobs[ticket.id][-1].state if jobs[ticket.id] else None,
        )
        for ticket in tickets
        if ticket.procedure in now.site.procedures
    )
