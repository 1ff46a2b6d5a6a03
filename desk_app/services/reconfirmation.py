"""Calling holders before the day: what came of each call, whose place goes (A-03, AT-21).

Who is called and when is domain/reconfirmation.py. Nobody loses a place here without a phone that
was verified: who has none, or whose phone was never answered, keeps it.
"""

from __future__ import annotations

from desk_app.domain.applicants import Applicant
from desk_app.domain.appointments import Appointment, Reference, parse_reference
from desk_app.domain.booking_errors import NotToBeCalled, UnknownAppointment
from desk_app.domain.booking_facts import (
    AppointmentReconfirmed,
    HolderCalled,
    PhoneVerified,
)
from desk_app.domain.changes import Changes, Topic, changes
from desk_app.domain.people import AgentLogin
from desk_app.domain.reconfirmation import (
    LAST_DAYS,
    CallOutcome,
    PhoneWord,
    is_released,
    is_to_be_called,
)
from desk_app.domain.roles import Power
from desk_app.services.appointments import Cool, ended_fact, give_back, give_up, holder_of
from desk_app.services.booking import TOUCHED, Booked
from desk_app.services.day import Act, Today, locked, today
from desk_app.services.interests import refuse_interest_in
from desk_app.services.leaves import withdraw
from desk_app.services.phones import ahead, attempts, is_verified_for, note_call, phone_of, say
from desk_app.services.ports import Begin, Clock, Hashes, KeyedHash, Read, UnitOfWork


def called(
    reference: str,
    outcome: CallOutcome,
    *,
    by: AgentLogin,
    begin: Begin,
    clock: Clock,
    cool: Cool,
    keyed_hash: KeyedHash,
    hashes: Hashes,
) -> Booked:
    """Keep what came of a call: confirmed, in vain, given up as by `appointments.cancel`, wrong.

    Raises UnknownAppointment, OwnInterest (AT-15), NotToBeCalled, NoPhone.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.BOOK)
        before = work.appointments.get(parse_reference(reference))
        refuse_interest_in(before, hashes, act)
        if not is_to_be_called(before, act.day, act.site.time_zone):
            raise NotToBeCalled(before.reference)
        phone = phone_of(_holder(before, act), before, keyed_hash)
        was_verified = is_verified_for(phone, before, work, act.day)
        _leave(before, phone, outcome, act, is_verified=was_verified)
        act.record(
            HolderCalled(appointment=before.reference, outcome=outcome, is_verified=was_verified)
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
        phone = phone_of(_holder(found, act), found, keyed_hash)
        say(found, phone, PhoneWord.AT_DESK, act)
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


def _released(work: UnitOfWork, now: Today) -> list[Appointment]:
    found = ahead(work, now, 1, LAST_DAYS)
    return [
        each
        for each in found
        if is_released(each, attempts(each, work, now.day), now.day, now.site.time_zone)
    ]


def _leave(
    appointment: Appointment, phone: str, outcome: CallOutcome, act: Act, *, is_verified: bool
) -> None:
    """Note the call, and what it told of the phone, each as a dated line (R-05b)."""
    note_call(appointment, outcome, act, is_verified=is_verified)
    word = _WORDS.get(outcome)
    if word is not None:
        say(appointment, phone, word, act)


def _holder(appointment: Appointment, act: Act) -> Applicant:
    holder = holder_of(appointment, act.work, act.day)
    if holder is None:
        raise UnknownAppointment(appointment.reference)
    return holder


_WORDS = {
    CallOutcome.CONFIRMED: PhoneWord.ANSWERED,
    CallOutcome.GIVES_UP: PhoneWord.ANSWERED,
    CallOutcome.WRONG_NUMBER: PhoneWord.WRONG,
}
