"""A new ticket kept: whom it is for, what was promised, its paper and its fact, in one transaction.

Which ticket may be given is decided by whoever calls: issuing.py, arrivals.py.
"""

from __future__ import annotations

import dataclasses
import datetime as dt

from desk_app.domain.facts import TicketIssued
from desk_app.domain.prints import JobId, PrintJob, Slip
from desk_app.domain.tickets import Ticket
from desk_app.domain.waiting import Wait
from desk_app.services.day import Act
from desk_app.services.ports import Binding, UnitOfWork
from desk_app.services.waits import hall, lanes_before, promise_of


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Printer:
    """Where the desk's paper comes out: an address and the id of its profile."""

    address: str
    profile: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """Whom a ticket is for: a keyed hash, empty for anybody, and what the agent noted (AT-12)."""

    person: str = ""
    hint: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How many are before a new ticket, and the minutes it was told."""

    before: int
    minutes: tuple[int, int]


def hand_out(ticket: Ticket, act: Act, *, who: Bearer, job: JobId, printer: Printer) -> Standing:
    """Keep *ticket* with all that belongs to it, its print job too."""
    work = act.work
    ahead = hall(work, act.today, lanes=lanes_before(ticket.priority))
    wait = ahead.wait(
        ticket.procedure, has_priority=ticket.priority is not None, party=ticket.party
    )
    before = ahead.before(ticket.procedure)
    _keep(ticket, work, binding=_binding(ticket, who.person, who.hint), wait=wait)
    slip = _slip(ticket, work, before, wait.minutes)
    work.prints.add(print_job(ticket, slip, job, printer, act.now))
    act.record(_fact(ticket, who))
    return Standing(before=before, minutes=wait.minutes)


def print_job(
    ticket: Ticket, slip: Slip, job: JobId, printer: Printer, now: dt.datetime
) -> PrintJob:
    """Return the job that prints *slip* for *ticket*."""
    return PrintJob(
        id=job,
        ticket=ticket.id,
        what=f"ticket {ticket.number}",
        slip=slip,
        printer=printer.address,
        profile=printer.profile,
        created_at=now,
    )


def _keep(ticket: Ticket, work: UnitOfWork, *, binding: Binding | None, wait: Wait) -> None:
    """Write down a new ticket, whom it is for, and what was promised."""
    work.tickets.add(ticket)
    work.procedures.count_issued(ticket.day, ticket.procedure)
    if binding is not None:
        work.bindings.bind(binding)
    work.learned.promise(promise_of(ticket, wait))


def _binding(ticket: Ticket, person: str, hint: str) -> Binding | None:
    """Return whom the ticket is for, None for an anonymous one."""
    if not person:
        return None
    return Binding(
        ticket=ticket.id,
        day=ticket.day,
        procedure=ticket.procedure,
        person=person,
        hint=hint,
    )


def _slip(ticket: Ticket, work: UnitOfWork, before: int, minutes: tuple[int, int]) -> Slip:
    site = work.site
    procedure = site.procedures[ticket.procedure]
    return Slip(
        site=site.name,
        number=ticket.number,
        procedure=procedure.named("fr"),
        procedure_translated=procedure.name.get(ticket.language, ""),
        issued_at=ticket.issued_at.astimezone(site.time_zone),
        people_before=before,
        wait_low=minutes[0],
        wait_high=minutes[1],
        language=ticket.language,
        code=ticket.code,
        qr=f"DESK1/{site.code}/{ticket.day:%Y%m%d}/{ticket.code}",
        rehearsal=work.rehearsal,
        calls=site.rules.calls_before_no_show,
    )


def _fact(ticket: Ticket, who: Bearer) -> TicketIssued:
    return TicketIssued(
        ticket=ticket.id,
        number=ticket.number,
        procedure=ticket.procedure,
        priority=ticket.priority,
        party=ticket.party,
        is_bound=bool(who.person),
        hint=who.hint if who.person else "",
    )
