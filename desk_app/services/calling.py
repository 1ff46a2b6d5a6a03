"""The list of those the site must call: whose time it closed, and what they got instead (A-09).

It is the one list with names, for whoever telephones: each making of it is in the journal.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable

from desk_app.domain.appointments import Appointment, parse_reference
from desk_app.domain.booking_facts import CallListMade, HolderTold
from desk_app.domain.calendar import horizon
from desk_app.domain.calendar_errors import NobodyToCall, NotAffected
from desk_app.domain.changes import Changes, Topic, changes
from desk_app.domain.people import AgentLogin
from desk_app.domain.prints import Callee, JobId, Leaf, LeafKind
from desk_app.domain.roles import Power
from desk_app.services.appointments import holder_of
from desk_app.services.day import Act, locked
from desk_app.services.free_days import FreeDays, to_come
from desk_app.services.handing import Printer
from desk_app.services.interests import refuse_interest_in
from desk_app.services.leaves import put_paper
from desk_app.services.ports import Begin, Clock, Hashes, Holidays, NewId
from desk_app.services.replacing import moving


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CallList:
    """The list as it now is; *job* is its paper, None where it was read or written to a file."""

    changes: Changes
    leaf: Leaf
    references: tuple[str, ...]
    job: JobId | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Somebody who knows the new time, and so is no longer on the list."""

    changes: Changes
    appointment: Appointment


def call_list(
    *,
    by: AgentLogin | None,
    begin: Begin,
    clock: Clock,
    holidays: Holidays,
    free_days: FreeDays,
) -> CallList:
    """Return whom to call, for a screen or a file: name, telephone, old and new time.

    Raises NobodyToCall.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.PLAN)
        return _made(act, holidays, free_days)


def print_calls(
    *,
    by: AgentLogin | None,
    begin: Begin,
    clock: Clock,
    holidays: Holidays,
    free_days: FreeDays,
    new_id: NewId,
    printer: Callable[[], Printer],
) -> CallList:
    """Print whom to call. Raises NobodyToCall."""
    with begin() as work:
        act = locked(work, clock(), by, Power.PLAN)
        made = _made(act, holidays, free_days, is_printed=True)
        job = put_paper(made.leaf, act, job=JobId(new_id()), printer=printer())
        return dataclasses.replace(made, job=job.id)


def told(
    reference: str, *, by: AgentLogin | None, begin: Begin, clock: Clock, hashes: Hashes
) -> Told:
    """Note that the holder knows the new time.

    Raises UnknownAppointment, OwnInterest (AT-15) or NotAffected.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.PLAN)
        before = work.appointments.get(parse_reference(reference))
        refuse_interest_in(before, hashes, act)
        if before.was_at is None:
            raise NotAffected(before.reference)
        after = before.told()
        work.appointments.put(after)
        act.record(HolderTold(appointment=after.reference))
        touched = changes("told", Topic.APPOINTMENTS, subject=after.reference)
        return Told(changes=touched, appointment=after)


def _made(
    act: Act, holidays: Holidays, free_days: FreeDays, *, is_printed: bool = False
) -> CallList:
    found = _to_call(act, holidays, free_days)
    if not found:
        raise NobodyToCall
    zone = act.site.time_zone
    leaf = Leaf(
        kind=LeafKind.CALLS,
        site=act.site.name,
        reference=act.day.isoformat(),
        qr="",
        issued_at=act.now.astimezone(zone),
        subject="",
        callees=tuple(_callee(one, starts_at, act) for one, starts_at in found),
        rehearsal=act.work.rehearsal,
    )
    act.record(CallListMade(people=len(found), is_printed=is_printed))
    topics = (Topic.PRINTS,) if is_printed else ()
    return CallList(
        changes=changes("calls", *topics),
        leaf=leaf,
        references=tuple(one.reference for one, _starts_at in found),
    )


def _to_call(
    act: Act, holidays: Holidays, free_days: FreeDays
) -> list[tuple[Appointment, dt.datetime | None]]:
    """Return whom to call with the new time, None for who has none; by the old time."""
    first, last = horizon(act.day, act.site.rules.booking_weeks)
    laid = free_days.laid(act.work, act.now, holidays(act.site))
    without = {hit.taken.reference for hit in moving(laid)}
    found = [
        (one, None if one.reference in without else one.starts_at)
        for one in to_come(act.work, first, last, act.now)
        if one.was_at is not None or one.reference in without
    ]
    return sorted(found, key=lambda pair: (_was_at(pair[0]), pair[0].reference))


def _was_at(appointment: Appointment) -> dt.datetime:
    return appointment.was_at or appointment.starts_at


def _callee(appointment: Appointment, starts_at: dt.datetime | None, act: Act) -> Callee:
    holder, zone = holder_of(appointment, act.work, act.day), act.site.time_zone
    return Callee(
        name=" ".join(name for name in holder.names if name) if holder else "",
        phone=holder.phone if holder else "",
        was_at=_was_at(appointment).astimezone(zone),
        starts_at=None if starts_at is None else starts_at.astimezone(zone),
    )
