"""Papers asked for again, confirmed or cancelled by a person. Who moves a job is the spool."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from desk_app.domain.changes import Topic, changes
from desk_app.domain.errors import ImpossibleMove, UnknownJob
from desk_app.domain.facts import PrintSettled, TicketReprinted
from desk_app.domain.numbering import read_number
from desk_app.domain.people import AgentLogin
from desk_app.domain.prints import NOT_BEGUN, JobId, Leaf, LeafKind, PrintJob, PrintState, Slip
from desk_app.domain.roles import Power
from desk_app.domain.tickets import TicketNumber
from desk_app.services.day import Act, locked, today
from desk_app.services.handing import Printer, print_job
from desk_app.services.leaves import put_paper
from desk_app.services.outcomes import Reprinted
from desk_app.services.ports import Begin, Clock, NewId, Read


def reprint_ticket(
    number: str,
    *,
    by: AgentLogin,
    begin: Begin,
    clock: Clock,
    new_id: NewId,
    printer: Callable[[], Printer],
) -> Reprinted:
    """Print a ticket again, marked DUPLICATA n. A copy still to come is answered instead."""
    with begin() as work:
        act = locked(work, clock(), by, Power.ISSUE)
        ticket = work.tickets.by_number(act.day, read_number(number))
        jobs = work.prints.of_ticket(ticket.id)
        if not jobs:
            raise UnknownJob(number)
        return _again(jobs[-1], act, new_id=new_id, printer=printer())


def reprint_job(
    job: JobId,
    *,
    by: AgentLogin,
    begin: Begin,
    clock: Clock,
    new_id: NewId,
    printer: Callable[[], Printer],
) -> Reprinted:
    """Print the paper of *job* again; the latest copy counts, so that two clicks make one."""
    with begin() as work:
        act = locked(work, clock(), by, Power.ISSUE)
        original = work.prints.get(job)
        ticket = original.ticket
        jobs = work.prints.of_ticket(ticket) if ticket else (original,)
        return _again(jobs[-1], act, new_id=new_id, printer=printer())


def confirm_job(
    job: JobId, *, came_out: bool, by: AgentLogin, begin: Begin, clock: Clock
) -> Reprinted:
    """Answer a doubtful print: it came out, or it did not and may be printed again.

    Raises ImpossibleMove for a job that is not in doubt.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.ISSUE)
        state = PrintState.PRINTED if came_out else PrintState.TORN
        asked = work.prints.get(job)
        if asked.state is not PrintState.UNCERTAIN:
            raise ImpossibleMove(asked.slip.number, "confirm", asked.state, ("reprint",))
        moved = asked.moved(state, now=act.now, cause="said by the agent")
        work.prints.put(moved)
        act.record(PrintSettled(job=moved.id, state=state))
    return Reprinted(changes=changes("confirm", Topic.PRINTS, subject=moved.what), job=moved)


def print_jobs(*, read: Read, limit: int = 500) -> tuple[PrintJob, ...]:
    """Return the latest print jobs, oldest first."""
    with read() as work:
        return tuple(work.prints.all(limit))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PrinterStanding:
    """How printing stands: papers kept until the printer answers, the cause, papers in doubt."""

    kept: int
    cause: str
    doubtful: int


def printer_standing(*, read: Read) -> PrinterStanding:
    """Return how printing stands, for the status bar."""
    with read() as work:
        jobs = work.prints.all(100)
    waiting = [job for job in jobs if job.state is PrintState.WAIT_PRINTER]
    return PrinterStanding(
        kept=sum(job.state in NOT_BEGUN for job in jobs) if waiting else 0,
        cause=waiting[-1].cause if waiting else "",
        doubtful=sum(job.state is PrintState.UNCERTAIN for job in jobs),
    )


def last_ticket(*, read: Read, clock: Clock) -> TicketNumber | None:
    """Return the number of the latest ticket of today, for Ctrl P."""
    with read() as work:
        tickets = work.tickets.last_issued(today(work, clock()).day, 1)
    return tickets[0].number if tickets else None


def _again(last: PrintJob, act: Act, *, new_id: NewId, printer: Printer) -> Reprinted:
    made = changes("reprint", Topic.PRINTS, subject=last.slip.number)
    if last.state in NOT_BEGUN:
        return Reprinted(changes=made, job=last)
    if isinstance(last.slip, Leaf) and last.slip.kind is not LeafKind.CONVOCATION:
        leaf = dataclasses.replace(last.slip, copy_no=last.slip.copy_no + 1)
        proof = put_paper(leaf, act, job=JobId(new_id()), printer=printer, copy_of=last.id)
        act.record(TicketReprinted(job=proof.id, copy_of=last.id, copy_no=leaf.copy_no))
        return Reprinted(changes=made, job=proof)
    ticket = act.work.tickets.get(last.ticket) if last.ticket else None
    if ticket is None or not isinstance(last.slip, Slip):
        raise UnknownJob(str(last.id))  # a convocation is printed again with a new code
    slip = dataclasses.replace(last.slip, copy_no=last.slip.copy_no + 1)
    if not ticket.is_active:
        raise ImpossibleMove(ticket.number, "reprint", ticket.status, ())
    job = print_job(ticket, slip, JobId(new_id()), printer, act.now)
    job = dataclasses.replace(job, copy_of=last.copy_of or last.id)
    act.work.prints.add(job)
    act.record(TicketReprinted(job=job.id, copy_of=job.copy_of or last.id, copy_no=slip.copy_no))
    return Reprinted(changes=made, job=job)
