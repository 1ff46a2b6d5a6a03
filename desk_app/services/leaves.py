"""Convocations and proofs as papers, made in the transaction of what they tell. Not tickets."""

from __future__ import annotations

import dataclasses
import datetime as dt

from desk_app.domain.applicants import Applicant
from desk_app.domain.appointments import Appointment
from desk_app.domain.booking_errors import SigningKeyMissing
from desk_app.domain.booking_facts import ConvocationPrinted
from desk_app.domain.codes import Paper, Payload
from desk_app.domain.exchange_facts import CodeKeyMissed
from desk_app.domain.prints import (
    NOT_BEGUN,
    Hours,
    JobId,
    Leaf,
    LeafKind,
    PrintJob,
    PrintState,
)
from desk_app.domain.site import Site
from desk_app.services.applicants import last_four
from desk_app.services.code_ports import Codes
from desk_app.services.day import Act
from desk_app.services.handing import Printer
from desk_app.services.ports import NewId


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Convened:
    """A convocation on its way to paper, and what stands on it."""

    job: JobId
    leaf: Leaf

    @property
    def code(self) -> str:
        """The signed code on it."""
        return self.leaf.qr


def convene(
    appointment: Appointment,
    holder: Applicant | None,
    act: Act,
    *,
    codes: Codes,
    new_id: NewId,
    printer: Printer,
) -> Convened:
    """Print the convocation of *appointment* as it now is, with its fact.

    Earlier ones that still wait for the printer never come out. Raises SigningKeyMissing before
    anything is kept: the caller's transaction ends with it.
    """
    leaf = convocation(appointment, holder, act, codes=codes)
    withdraw(appointment, act)
    job = put_paper(leaf, act, job=JobId(new_id()), printer=printer)
    act.record(
        ConvocationPrinted(
            appointment=appointment.reference, job=job.id, copy_no=appointment.copy_no
        )
    )
    return Convened(job=job.id, leaf=leaf)


def convocation(
    appointment: Appointment, holder: Applicant | None, act: Act, *, codes: Codes
) -> Leaf:
    """Return what the latest paper of *appointment* says; *holder* is None once forgotten.

    Of the person the name as on the document and its last four signs, nothing else (R-09).
    Raises SigningKeyMissing.
    """
    site = act.site
    procedure = site.procedures[appointment.procedure]
    return Leaf(
        kind=LeafKind.CONVOCATION,
        site=site.name,
        reference=appointment.reference,
        qr=code_of(appointment, act, codes),
        issued_at=act.now.astimezone(site.time_zone),
        subject=procedure.named("fr"),
        subject_translated=procedure.name.get(appointment.language, ""),
        language=appointment.language,
        address=site.address,
        access=site.access,
        hours=opening_hours(site),
        starts_at=appointment.starts_at.astimezone(site.time_zone),
        minutes_before=int(site.rules.appointment_early / dt.timedelta(minutes=1)),
        holder=" ".join(name for name in holder.names if name) if holder else "",
        last4=last_four(holder) if holder else "",
        bring=procedure.bring,
        copy_no=appointment.copy_no,
        rehearsal=act.work.rehearsal,
    )


def withdraw(appointment: Appointment, act: Act) -> None:
    """Let no convocation come out that is good no more and of which no byte has left."""
    for job in act.work.prints.pending():
        is_of_it = isinstance(job.slip, Leaf) and job.slip.reference == appointment.reference
        if is_of_it and job.state in NOT_BEGUN:
            act.work.prints.put(job.moved(PrintState.CANCELLED, now=act.now))


def put_paper(
    leaf: Leaf, act: Act, *, job: JobId, printer: Printer, copy_of: JobId | None = None
) -> PrintJob:
    """Ask for the paper of *leaf*; its name in a folder says its reference, never for whom."""
    made = PrintJob(
        id=job,
        ticket=None,
        what=f"{leaf.kind.value} {leaf.reference}",
        slip=leaf,
        printer=printer.address,
        profile=printer.profile,
        created_at=act.now,
        copy_of=copy_of,
    )
    act.work.prints.add(made)
    return made


def code_of(appointment: Appointment, act: Act, codes: Codes) -> str:
    """Return the signed code of the latest paper of *appointment* (AT-08). Raises as `signed`."""
    said = Payload(
        site=act.site.code,
        paper=Paper.CONVOCATION,
        reference=appointment.reference,
        on=appointment.starts_at.astimezone(act.site.time_zone).date(),
        copy=appointment.copy_no,
    )
    return signed(said, act, codes)


def signed(said: Payload, act: Act, codes: Codes) -> str:
    """Return the text of the code that says *said*.

    Raises SigningKeyMissing, which is an incident: nothing is given whose paper proves nothing.
    """
    try:
        return codes.sign(said)
    except SigningKeyMissing:
        act.work.deny(CodeKeyMissed(paper=said.paper.name.lower()), by=act.by, at=act.now)
        raise


def opening_hours(site: Site) -> tuple[Hours, ...]:
    """Return when *site* is open, as papers say it."""
    return tuple(
        Hours(days=tuple(sorted(each.days)), opens=each.opens, closes=each.closes)
        for each in site.openings
    )
