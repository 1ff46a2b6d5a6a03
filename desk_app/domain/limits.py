"""How often and for how many: the rules of number on appointments, as verdicts on counts.

It counts nothing itself and knows neither names nor numbers: keys are hashes.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from collections.abc import Collection, Iterable

from desk_app.domain.identity_errors import (
    AssociationCapReached,
    ChangesUsedUp,
    OwnInterest,
)
from desk_app.domain.person_keys import PersonKey

MOST_CHANGES = 2
"""Times the date of one appointment may be changed (A-02, AT-06)."""
NO_SHOW_MONTHS = 12
CONTACT_DAYS = 30
CONTACT_PERSONS = 3
"""Persons one phone or e-mail serves in CONTACT_DAYS without a question: a family (AT-05)."""
ASSOCIATION_CAP = 10
"""Persons a day a declared association may bring under its own contact (AT-05)."""


def next_change(changes: int) -> int:
    """Return the count after one more change of date; raises ChangesUsedUp at the third.

    After that the appointment is kept, or cancelled and its holder entered in the register.
    """
    if changes >= MOST_CHANGES:
        raise ChangesUsedUp(changes)
    return changes + 1


class NoShowVerdict(enum.StrEnum):
    """What a new booking needs after absences. Never a ban: access is a right (A-04)."""

    FREE = "free"
    SUPERVISOR = "supervisor"


def no_show_verdict(absences: Iterable[dt.date], *, today: dt.date) -> NoShowVerdict:
    """Return what absences on these days ask for: a supervisor from the second in 12 months."""
    since = _months_before(today, NO_SHOW_MONTHS)
    recent = sum(since < day <= today for day in absences)
    return NoShowVerdict.SUPERVISOR if recent >= 2 else NoShowVerdict.FREE


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Association:
    """A declared association, whose own phone and e-mail serve many people (AT-05)."""

    name: str
    daily_cap: int = ASSOCIATION_CAP


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ContactVerdict:
    """What is seen of a contact: the booking goes on either way (families, shelters)."""

    persons: int
    """Different persons within CONTACT_DAYS, this one counted."""
    alerts: bool
    """True if this person is the one the supervisor is told of, once for each person."""


def contact_verdict(
    person: PersonKey,
    used: Collection[tuple[PersonKey, dt.date]],
    *,
    today: dt.date,
    association: Association | None = None,
) -> ContactVerdict:
    """Return what *used*, the bookings already made with one contact, tells with *person*.

    From the fourth person in 30 days each new one is an alert. A declared association raises
    none, and has a cap for each day: raises AssociationCapReached.
    """
    since = today - dt.timedelta(days=CONTACT_DAYS)
    before = {key for key, day in used if since < day <= today}
    persons = len(before | {person})
    if association is None:
        return ContactVerdict(
            persons=persons, alerts=person not in before and persons > CONTACT_PERSONS
        )
    of_today = {key for key, day in used if day == today}
    if person not in of_today and len(of_today) >= association.daily_cap:
        raise AssociationCapReached(association.name, association.daily_cap)
    return ContactVerdict(persons=persons, alerts=False)


def check_interest(declared: Collection[str], hashes: Iterable[str]) -> None:
    """Refuse a booking that touches what its agent has declared as theirs (AT-15).

    *hashes* are all keys of the booking: the person's, provisional too, the phone's, the
    e-mail's, the representative's document's. It does not say which one met. Raises OwnInterest.
    """
    if not set(declared).isdisjoint(hashes):
        raise OwnInterest


def _months_before(day: dt.date, months: int) -> dt.date:
    """The same day *months* earlier; the last of its month where that one is shorter."""
    index = day.year * 12 + day.month - 1 - months
    first = dt.date(index // 12, index % 12 + 1, 1)
    following = (first + dt.timedelta(days=31)).replace(day=1)
    return min(first.replace(day=1) + dt.timedelta(days=day.day - 1), following - dt.timedelta(1))
