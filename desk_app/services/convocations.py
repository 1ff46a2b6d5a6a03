"""Another paper of an appointment: printed again, as a page or for a phone. Not its first one."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from desk_app.domain.appointments import Appointment, AppointmentMove, parse_reference
from desk_app.domain.booking_errors import ImpossibleAppointmentMove
from desk_app.domain.booking_facts import ConvocationPrinted
from desk_app.domain.changes import Changes, changes
from desk_app.domain.codes import COPIES
from desk_app.domain.icalendar import Event
from desk_app.domain.people import AgentLogin
from desk_app.domain.prints import NOT_BEGUN, JobId, Leaf, PrintJob
from desk_app.domain.roles import Power
from desk_app.services.appointments import holder_of
from desk_app.services.booking import TOUCHED
from desk_app.services.code_ports import Codes
from desk_app.services.day import Act, allow, locked
from desk_app.services.handing import Printer
from desk_app.services.leaves import convene, convocation, withdraw
from desk_app.services.ports import Begin, Clock, NewId, Read, UnitOfWork


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """Another copy of a convocation; *job* is None for a page that is written to a file."""

    changes: Changes
    appointment: Appointment
    leaf: Leaf
    job: JobId | None = None


def reprint(
    reference: str,
    *,
    by: AgentLogin,
    begin: Begin,
    clock: Clock,
    new_id: NewId,
    codes: Codes,
    printer: Callable[[], Printer],
) -> Copied:
    """Print the convocation again as DUPLICATA n; the codes of earlier copies are good no more.

    A copy that still waits for the printer is answered instead, so that two clicks make one.
    Raises UnknownAppointment, ImpossibleAppointmentMove or SigningKeyMissing (AT-09).
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.BOOK)
        before = work.appointments.get(parse_reference(reference))
        waiting = _waiting(before, work)
        if waiting is not None:
            job, leaf = waiting
            return Copied(changes=_touched(before), appointment=before, leaf=leaf, job=job.id)
        again = _again(before, act)
        holder = holder_of(again, work, act.day)
        made = convene(again, holder, act, codes=codes, new_id=new_id, printer=printer())
    return Copied(changes=_touched(again), appointment=again, leaf=made.leaf, job=made.job)


def as_page(reference: str, *, by: AgentLogin, begin: Begin, clock: Clock, codes: Codes) -> Copied:
    """Return a copy for a page of A4: a copy like any other, so the papers before it are dead.

    One that still waits for the printer never comes out. Raises what `reprint` does.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.BOOK)
        again = _again(work.appointments.get(parse_reference(reference)), act)
        leaf = convocation(again, holder_of(again, work, act.day), act, codes=codes)
        withdraw(again, act)
        act.record(ConvocationPrinted(appointment=again.reference, job=None, copy_no=again.copy_no))
    return Copied(changes=_touched(again), appointment=again, leaf=leaf)


def as_event(reference: str, *, by: AgentLogin, read: Read, clock: Clock) -> Event:
    """Return the appointment for a phone's calendar: no name and no code, so it is no copy.

    Raises UnknownAppointment, or ImpossibleAppointmentMove for one that is over.
    """
    with read() as work:
        now = clock()
        allow(work, now, by, Power.BOOK)
        found = work.appointments.get(parse_reference(reference))
        if not found.is_active:
            raise _refused(found)
        site, rehearsal = work.site, work.rehearsal
    name = site.procedures[found.procedure].named("fr")
    return Event(
        uid=f"{found.reference}@{site.code}.desk-app",
        stamped_at=now,
        starts_at=found.starts_at,
        ends_at=found.place.ends_at,
        summary=f"EXERCICE \u2013 {name}" if rehearsal else name,
        location=", ".join((site.name, *site.address)),
        description=found.reference,
        sequence=found.changes,
    )


def _again(before: Appointment, act: Act) -> Appointment:
    again = before.reprint()
    if again.copy_no > COPIES:
        raise _refused(before)  # a code has no room for more
    act.work.appointments.put(again)
    return again


def _waiting(appointment: Appointment, work: UnitOfWork) -> tuple[PrintJob, Leaf] | None:
    """Return the latest copy where no byte of it has left yet."""
    latest = (appointment.reference, appointment.copy_no)
    for job in work.prints.pending():
        leaf = job.slip
        if isinstance(leaf, Leaf) and (leaf.reference, leaf.copy_no) == latest:
            return (job, leaf) if job.state in NOT_BEGUN else None
    return None


def _refused(appointment: Appointment) -> ImpossibleAppointmentMove:
    return ImpossibleAppointmentMove(
        appointment.reference, AppointmentMove.REPRINT.value, appointment.status.value
    )


def _touched(appointment: Appointment) -> Changes:
    return changes("reprint", *TOUCHED, subject=appointment.reference)
