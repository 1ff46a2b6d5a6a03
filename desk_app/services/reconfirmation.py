"""Calling holders before the day: the list, what came of each call, whose place goes (A-03, AT-21).

Who is called and when is domain/reconfirmation.py. Nobody loses a place here without a phone that
was verified: who has none, or whose phone was never answered, keeps it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from desk_app.domain.applicants import Applicant
from desk_app.domain.appointments import Appointment, Reference, parse_reference
from desk_app.domain.booking_errors import NoPhone, NotToBeCalled, UnknownAppointment
from desk_app.domain.booking_facts import (
    AppointmentMoved,
    AppointmentReconfirmed,
    CallListOpened,
    HolderCalled,
    PhoneVerified,
)
from desk_app.domain.changes import Changes, Topic, changes
from desk_app.domain.hours import business_day
from desk_app.domain.people import AgentLogin
from desk_app.domain.person_keys import contact_bytes
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.reconfirmation import (
    FIRST_DAYS,
    LAST_DAYS,
    Attempt,
    CallOutcome,
    PhoneWord,
    in_vain,
    is_released,
    is_to_be_called,
    is_verified,
)
from desk_app.domain.roles import Power
from desk_app.services.appointments import Cool, ended_fact, give_back, give_up, holder_of
from desk_app.services.applicants import last_four
from desk_app.services.booking import TOUCHED, Booked
from desk_app.services.booking_ports import Trace, TraceKind
from desk_app.services.day import Act, Today, locked, today
from desk_app.services.journal_ports import Sought
from desk_app.services.leaves import withdraw
from desk_app.services.ports import Begin, Clock, KeyedHash, Read, UnitOfWork

LOOKED_BACK = dt.timedelta(days=90)
"""How long a word on a phone is kept, and so how long it counts (R-05)."""
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
    *, language: str, by: AgentLogin, begin: Begin, clock: Clock, keyed_hash: KeyedHash
) -> CallList:
    """Return whom to call today; that somebody opened it is a fact: phones are shown (R-08).

    Raises NotAllowed.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.BOOK)
        lines, without = [], 0
        for appointment in _to_be_called(work, act.today):
            holder = holder_of(appointment, work, act.day)
            if holder is None or not holder.phone:
                without += 1
            else:
                lines.append(_line(appointment, holder, act, keyed_hash))
        _note_opening(act, len(lines))
    return CallList(
        day=act.day,
        lines=tuple(lines),
        without=without,
        names={code: each.short_named(language) for code, each in act.site.procedures.items()},
    )


def called(
    reference: str,
    outcome: CallOutcome,
    *,
    by: AgentLogin,
    begin: Begin,
    clock: Clock,
    cool: Cool,
    keyed_hash: KeyedHash,
) -> Booked:
    """Keep what came of a call: confirmed, in vain, given up as by `appointments.cancel`, wrong.

    Raises UnknownAppointment, NotToBeCalled, NoPhone.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.BOOK)
        before = work.appointments.get(parse_reference(reference))
        if not is_to_be_called(before, act.day, act.site.time_zone):
            raise NotToBeCalled(before.reference)
        phone = _phone_of(_holder(before, act), before, keyed_hash)
        was_verified = _is_verified(phone, before, act)
        _leave(before, phone, outcome, act, is_verified=was_verified)
        act.record(
            HolderCalled(
                appointment=before.reference, outcome=outcome, is_verified=was_verified
            )
        )
        after = before
        if outcome is CallOutcome.CONFIRMED:
            after = before.reconfirm(now=act.now)
            work.appointments.put(after)
            act.record(AppointmentReconfirmed(appointment=after.reference))
        elif outcome is CallOutcome.GIVES_UP:
            after = give_up(before, act, cool)
    return Booked(changes=changes("called", *TOUCHED, subject=after.reference), appointment=after)


def verify_phone(
    reference: str, *, by: AgentLogin, begin: Begin, clock: Clock, keyed_hash: KeyedHash
) -> Booked:
    """The holder's phone rang at the desk: from now on it is a verified one (AT-21).

    Raises UnknownAppointment, NoPhone.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.BOOK)
        found = work.appointments.get(parse_reference(reference))
        phone = _phone_of(_holder(found, act), found, keyed_hash)
        _say(found, phone, PhoneWord.AT_DESK, act)
        act.record(PhoneVerified(appointment=found.reference))
    return Booked(
        changes=changes("verify_phone", *TOUCHED, subject=found.reference), appointment=found
    )


def release_unanswered(
    *, by: AgentLogin | None, begin: Begin, read: Read, clock: Clock, cool: Cool
) -> tuple[Changes, tuple[Reference, ...]]:
    """Give to the pool the places of who was called in vain twice; return whose (AT-21, AT-03).

    Cheap when there are none. The program itself is *by* None.
    """
    with read() as work:
        now = today(work, clock())
        due = _released(work, now)
    gone: list[Reference] = []
    if due or by is not None:
        with begin() as work:
            act = locked(work, clock(), by, Power.BOOK)
            for appointment in _released(work, act.today):
                ended = appointment.lapse(now=act.now)
                work.appointments.put(ended)
                give_back(ended, act, cool)
                withdraw(ended, act)
                act.record(ended_fact(ended))
                gone.append(ended.reference)
    topics = (Topic.APPOINTMENTS,) if gone else ()
    return changes("release", *topics), tuple(gone)


def _between(work: UnitOfWork, now: Today, first: int, last: int) -> Sequence[Appointment]:
    """Return the appointments of the days from *first* to *last* after today."""
    midnight = dt.datetime.combine(now.day, dt.time(), now.site.time_zone)
    return work.appointments.between(
        midnight + dt.timedelta(days=first), midnight + dt.timedelta(days=last + 1)
    )


def _to_be_called(work: UnitOfWork, now: Today) -> list[Appointment]:
    found = _between(work, now, LAST_DAYS, FIRST_DAYS)
    return [each for each in found if is_to_be_called(each, now.day, now.site.time_zone)]


def _released(work: UnitOfWork, now: Today) -> list[Appointment]:
    found = _between(work, now, 1, LAST_DAYS)
    return [
        each
        for each in found
        if is_released(each, _attempts(each, work, now.day), now.day, now.site.time_zone)
    ]


def _line(appointment: Appointment, holder: Applicant, act: Act, keyed_hash: KeyedHash) -> ToCall:
    attempts = _attempts(appointment, act.work, act.day)
    due = appointment.starts_at.astimezone(act.site.time_zone).date()
    goes = due - dt.timedelta(days=LAST_DAYS)
    vain = in_vain(attempts)
    taken = is_released(appointment, attempts, goes, act.site.time_zone)
    return ToCall(
        appointment=appointment,
        last4=last_four(holder),
        phone=holder.phone,
        is_verified=_is_verified(
            _phone_of(holder, appointment, keyed_hash), appointment, act
        ),
        in_vain=vain,
        tried=max((each.day for each in attempts), default=None),
        goes_on=max(goes, act.day + dt.timedelta(days=1)) if taken else None,
    )


def _attempts(appointment: Appointment, work: UnitOfWork, day: dt.date) -> tuple[Attempt, ...]:
    """Return the calls about the date it has now: who moved it since has come to the desk."""
    found = work.traces.of(TraceKind.CALL, appointment.reference, day - LOOKED_BACK)
    moves = Sought(appointment=appointment.reference, kinds=frozenset({AppointmentMoved.__name__}))
    moved = work.journal.found(moves, 1) if found else ()
    since = max((business_day(each.at, work.site.time_zone) for each in moved), default=dt.date.min)
    return tuple(
        Attempt(day=each.day, outcome=CallOutcome(each.note), is_verified=each.of == _VERIFIED)
        for each in found
        if each.day > since
    )


def _leave(
    appointment: Appointment, phone: str, outcome: CallOutcome, act: Act, *, is_verified: bool
) -> None:
    """Note the call, and what it told of the phone, each as a dated line (R-05b)."""
    act.work.traces.add(
        Trace(
            kind=TraceKind.CALL,
            subject=appointment.reference,
            day=act.day,
            of=_VERIFIED if is_verified else "",
            note=outcome.value,
        )
    )
    word = _WORDS.get(outcome)
    if word is not None:
        _say(appointment, phone, word, act)


def _say(appointment: Appointment, phone: str, word: PhoneWord, act: Act) -> None:
    act.work.traces.add(
        Trace(
            kind=TraceKind.PHONE,
            subject=phone,
            day=act.day,
            of=appointment.person,
            note=word.value,
        )
    )


def _is_verified(phone: str, appointment: Appointment, act: Act) -> bool:
    """True if *phone* was verified for this very person: a shelter's serves many."""
    said = act.work.traces.of(TraceKind.PHONE, phone, act.day - LOOKED_BACK)
    own = (each for each in said if each.of == appointment.person)
    return is_verified((each.day, PhoneWord(each.note)) for each in own)


def _holder(appointment: Appointment, act: Act) -> Applicant:
    holder = holder_of(appointment, act.work, act.day)
    if holder is None:
        raise UnknownAppointment(appointment.reference)
    return holder


def _phone_of(holder: Applicant, appointment: Appointment, keyed_hash: KeyedHash) -> str:
    """Return the keyed hash of the holder's phone. Raises NoPhone."""
    if not holder.phone:
        raise NoPhone(appointment.reference)
    return keyed_hash(contact_bytes(dataclasses.replace(holder, email=""))[0])


def _note_opening(act: Act, phones: int) -> None:
    opened = Sought(
        agent=act.by, kinds=frozenset({CallListOpened.__name__}), since=act.now - ONE_LOOK
    )
    if not act.work.journal.found(opened, 1):
        act.record(CallListOpened(phones=phones))


_VERIFIED = "verified"
_WORDS = {
    CallOutcome.CONFIRMED: PhoneWord.ANSWERED,
    CallOutcome.GIVES_UP: PhoneWord.ANSWERED,
    CallOutcome.WRONG_NUMBER: PhoneWord.WRONG,
}
