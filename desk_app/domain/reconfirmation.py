"""Whom to call between ten and three days before the appointment, and whose place goes (A-03).

It calls nobody and keeps nothing. A phone is *verified* once somebody has answered it for this
person, or it rang at the desk while they stood there; until then no silence counts against them.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from collections.abc import Iterable

from desk_app.domain.appointments import Appointment, AppointmentStatus

FIRST_DAYS = 10
LAST_DAYS = 3
"""Days before the appointment between which its holder is called, both included (A-03)."""
CALLS = 2
"""Calls in vain, on different days, after which a place goes to the pool (AT-21)."""


class CallOutcome(enum.StrEnum):
    """What came of one call."""

    CONFIRMED = "confirmed"
    NO_ANSWER = "no_answer"
    GIVES_UP = "gives_up"
    WRONG_NUMBER = "wrong_number"


class PhoneWord(enum.StrEnum):
    """What became known of a phone on a day."""

    ANSWERED = "answered"  # somebody answered for this person
    AT_DESK = "at_desk"  # it rang while the person stood at the desk
    WRONG = "wrong"  # somebody else answered


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One call about one appointment; *is_verified* is what the phone was on that day."""

    day: dt.date
    outcome: CallOutcome
    is_verified: bool


def is_verified(said: Iterable[tuple[dt.date, PhoneWord]]) -> bool:
    """True if the latest word on a phone is a good one; of one day the bad one counts.

    In doubt a phone is not verified: then nobody loses a place by not answering.
    """
    words = tuple(said)
    good = max((day for day, word in words if word is not PhoneWord.WRONG), default=None)
    bad = max((day for day, word in words if word is PhoneWord.WRONG), default=None)
    return good is not None and (bad is None or bad < good)


def days_before(appointment: Appointment, day: dt.date, zone: dt.tzinfo) -> int:
    """Return how many days lie between *day* and the appointed one; less than 0 once past."""
    return (appointment.starts_at.astimezone(zone).date() - day).days


def is_to_be_called(appointment: Appointment, day: dt.date, zone: dt.tzinfo) -> bool:
    """True if the holder is asked on *day* whether they come.

    Not who has said so, and not who got the place within these days: that was a word too.
    """
    if appointment.status is not AppointmentStatus.BOOKED or appointment.reconfirmed_at is not None:
        return False
    given = days_before(appointment, appointment.booked_at.astimezone(zone).date(), zone)
    return LAST_DAYS <= days_before(appointment, day, zone) <= FIRST_DAYS < given


def is_to_be_confirmed(appointment: Appointment, day: dt.date, zone: dt.tzinfo) -> bool:
    """True if on *day* the holder may say that they come, whoever asked (A-03)."""
    return LAST_DAYS <= days_before(appointment, day, zone) <= FIRST_DAYS


def in_vain(attempts: Iterable[Attempt]) -> int:
    """Return on how many days a verified phone was called in vain; none after a wrong number."""
    made = tuple(attempts)
    if any(each.outcome is CallOutcome.WRONG_NUMBER for each in made):
        return 0
    counted = (each for each in made if each.outcome is CallOutcome.NO_ANSWER)
    return len({each.day for each in counted if each.is_verified})


def is_released(
    appointment: Appointment, attempts: Iterable[Attempt], day: dt.date, zone: dt.tzinfo
) -> bool:
    """True if by *day* the place goes to the pool: three days before, after two calls in vain.

    Never on the appointed day itself: who comes then is received.
    """
    is_open = appointment.status is AppointmentStatus.BOOKED and appointment.reconfirmed_at is None
    is_time = 0 < days_before(appointment, day, zone) <= LAST_DAYS
    return is_open and is_time and in_vain(attempts) >= CALLS
