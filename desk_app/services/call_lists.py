"""The list of holders to call before the day, on the screen and on paper (A-03, R-08).

What comes of a call is services/reconfirmation.py; phones are shown here and nowhere else.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Sequence

from desk_app.domain.applicants import Applicant
from desk_app.domain.appointments import Appointment
from desk_app.domain.booking_facts import CallListOpened
from desk_app.domain.changes import Changes, Topic, changes
from desk_app.domain.people import AgentLogin
from desk_app.domain.prints import JobId, Leaf, LeafKind
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.reconfirmation import (
    FIRST_DAYS,
    LAST_DAYS,
    in_vain,
    is_released,
    is_to_be_called,
)
from desk_app.domain.roles import Power
from desk_app.services.applicants import last_four
from desk_app.services.appointments import holder_of
from desk_app.services.day import Act, Today, allow, locked, today
from desk_app.services.handing import Printer
from desk_app.services.journal_ports import Sought
from desk_app.services.leaves import put_paper
from desk_app.services.phones import ahead, attempts, is_verified_for, phone_of
from desk_app.services.ports import Begin, Clock, KeyedHash, NewId, Read, UnitOfWork

ONE_LOOK = dt.timedelta(minutes=15)
"""The list read again by the same agent within so long is one opening in the journal."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ToCall:
    """A holder to be called: the phone, never a name (R-08). *tried* is the day of the last call.

    *in_vain* counts the days a verified phone was not answered; *goes_on* is the day from which
    the place is the pool's, None while nothing takes it away.
    """

    appointment: Appointment
    last4: str
    phone: str
    is_verified: bool
    in_vain: int
    tried: dt.date | None
    goes_on: dt.date | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CallList:
    """Whom to call on *day*, by the hour; *without* a phone are so many: their places are kept."""

    day: dt.date
    lines: tuple[ToCall, ...]
    without: int
    names: dict[ProcedureCode, str]


def call_list(
    *,
    language: str,
    by: AgentLogin,
    begin: Begin,
    read: Read,
    clock: Clock,
    keyed_hash: KeyedHash,
) -> CallList:
    """Return whom to call today; that somebody opened it is a fact: phones are shown (R-08).

    A long list is read without holding anybody up; the fact is kept before it is shown.
    Raises NotAllowed.
    """
    lines, without = [], 0
    with read() as work:
        now = today(work, clock())
        allow(work, now.now, by, Power.BOOK)
        for appointment in _to_be_called(work, now):
            holder = holder_of(appointment, work, now.day)
            if holder is None or not holder.phone:
                without += 1
            else:
                lines.append(_line(appointment, holder, work, now, keyed_hash))
        names = {code: each.short_named(language) for code, each in now.site.procedures.items()}
    with begin() as work:
        _note_opening(locked(work, clock(), by, Power.BOOK), len(lines))
    return CallList(day=now.day, lines=tuple(lines), without=without, names=names)


def print_list(
    rows: Sequence[str],
    *,
    by: AgentLogin,
    begin: Begin,
    clock: Clock,
    new_id: NewId,
    printer: Callable[[], Printer],
) -> Changes:
    """Print *rows*, the list as its screen says it; that phones leave on paper is a fact (R-08)."""
    with begin() as work:
        act = locked(work, clock(), by, Power.BOOK)
        site = act.site
        leaf = Leaf(
            kind=LeafKind.REMINDERS,
            site=site.name,
            reference=act.day.isoformat(),
            qr="",
            issued_at=act.now.astimezone(site.time_zone),
            subject="",
            bring=tuple(rows),
            rehearsal=work.rehearsal,
        )
        put_paper(leaf, act, job=JobId(new_id()), printer=printer())
        act.record(CallListOpened(phones=len(rows)))
    return changes("print_calls", Topic.PRINTS)


def _to_be_called(work: UnitOfWork, now: Today) -> list[Appointment]:
    found = ahead(work, now, LAST_DAYS, FIRST_DAYS)
    return [each for each in found if is_to_be_called(each, now.day, now.site.time_zone)]


def _line(
    appointment: Appointment, holder: Applicant, work: UnitOfWork, now: Today, keyed_hash: KeyedHash
) -> ToCall:
    made = attempts(appointment, work, now.day)
    due = appointment.starts_at.astimezone(now.site.time_zone).date()
    goes = due - dt.timedelta(days=LAST_DAYS)
    vain = in_vain(made)
    taken = is_released(appointment, made, goes, now.site.time_zone)
    return ToCall(
        appointment=appointment,
        last4=last_four(holder),
        phone=holder.phone,
        is_verified=is_verified_for(
            phone_of(holder, appointment, keyed_hash), appointment, work, now.day
        ),
        in_vain=vain,
        tried=max((each.day for each in made), default=None),
        goes_on=max(goes, now.day + dt.timedelta(days=1)) if taken else None,
    )


def _note_opening(act: Act, phones: int) -> None:
    opened = Sought(
        agent=act.by, kinds=frozenset({CallListOpened.__name__}), since=act.now - ONE_LOOK
    )
    if not act.work.journal.found(opened, 1):
        act.record(CallListOpened(phones=phones))
