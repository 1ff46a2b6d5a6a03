"""What is known of holders' phones and of the calls made to them: dated lines, keyed (R-05b).

It calls nobody. A phone counts for the person who answered it alone: a shelter's serves many.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from desk_app.domain.applicants import Applicant
from desk_app.domain.appointments import Appointment
from desk_app.domain.booking_errors import NoPhone
from desk_app.domain.booking_facts import AppointmentMoved
from desk_app.domain.hours import business_day
from desk_app.domain.person_keys import contact_bytes
from desk_app.domain.reconfirmation import Attempt, CallOutcome, PhoneWord, is_verified
from desk_app.services.booking_ports import Trace, TraceKind
from desk_app.services.day import Act, Today
from desk_app.services.journal_ports import Sought
from desk_app.services.ports import KeyedHash, UnitOfWork

LOOKED_BACK = dt.timedelta(days=90)
"""How long a word on a phone is kept, and so how long it counts (R-05)."""
_VERIFIED = "verified"


def phone_of(holder: Applicant, appointment: Appointment, keyed_hash: KeyedHash) -> str:
    """Return the keyed hash of the holder's phone. Raises NoPhone."""
    if not holder.phone:
        raise NoPhone(appointment.reference)
    return keyed_hash(contact_bytes(dataclasses.replace(holder, email=""))[0])


def is_verified_for(phone: str, appointment: Appointment, work: UnitOfWork, day: dt.date) -> bool:
    """True if *phone* was verified for this very person: a shelter's serves many."""
    said = work.traces.of(TraceKind.PHONE, phone, day - LOOKED_BACK)
    own = (each for each in said if each.of == appointment.person)
    return is_verified((each.day, PhoneWord(each.note)) for each in own)


def say(appointment: Appointment, phone: str, word: PhoneWord, act: Act) -> None:
    """Note what became known of *phone*."""
    act.work.traces.add(
        Trace(
            kind=TraceKind.PHONE,
            subject=phone,
            day=act.day,
            of=appointment.person,
            note=word.value,
        )
    )


def note_call(
    appointment: Appointment, outcome: CallOutcome, act: Act, *, is_verified: bool
) -> None:
    """Note a call about *appointment*; *is_verified* is what its phone was."""
    act.work.traces.add(
        Trace(
            kind=TraceKind.CALL,
            subject=appointment.reference,
            day=act.day,
            of=_VERIFIED if is_verified else "",
            note=outcome.value,
        )
    )


def attempts(appointment: Appointment, work: UnitOfWork, day: dt.date) -> tuple[Attempt, ...]:
    """Return the calls about the date it has now: who moved it since has come to the desk."""
    found = work.traces.of(TraceKind.CALL, appointment.reference, day - LOOKED_BACK)
    if not found:
        return ()
    zone = work.site.time_zone
    moves = Sought(
        appointment=appointment.reference,
        kinds=frozenset({AppointmentMoved.__name__}),
        since=dt.datetime.combine(found[0].day, dt.time(), zone),
    )
    moved = work.journal.found(moves, 1)
    since = max((business_day(each.at, zone) for each in moved), default=dt.date.min)
    return tuple(
        Attempt(day=each.day, outcome=CallOutcome(each.note), is_verified=each.of == _VERIFIED)
        for each in found
        if each.day > since
    )


def ahead(work: UnitOfWork, now: Today, first: int, last: int) -> Sequence[Appointment]:
    """Return the appointments of the days from *first* to *last* after today."""
    midnight = dt.datetime.combine(now.day, dt.time(), now.site.time_zone)
    return work.appointments.between(
        midnight + dt.timedelta(days=first), midnight + dt.timedelta(days=last + 1)
    )
