"""Whether a phone or an e-mail has served many people: told before, noted with. It bars nobody."""

from __future__ import annotations

import dataclasses
import datetime as dt

from desk_app.domain.applicants import Applicant
from desk_app.domain.booking_facts import ContactReused
from desk_app.domain.limits import (
    CONTACT_DAYS,
    CONTACT_PERSONS,
    ContactVerdict,
    contact_verdict,
)
from desk_app.domain.people import AgentLogin
from desk_app.domain.person_keys import PersonKey
from desk_app.domain.roles import Power
from desk_app.services.applicants import Hashed, hashed
from desk_app.services.booking_ports import Trace, TraceKind
from desk_app.services.day import Act, allow, today
from desk_app.services.ports import Clock, Hashes, Read, UnitOfWork


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """The field, `phone` or `email`, and how many other people it served in 30 days."""

    field: str
    others: int


def shared_contacts(
    applicant: Applicant, *, by: AgentLogin, read: Read, clock: Clock, hashes: Hashes
) -> tuple[Shared, ...]:
    """Return the contacts of *applicant* that the supervisor is told of if it is booked (AT-05).

    Raises NotAllowed.
    """
    both = (("phone", applicant.phone), ("email", applicant.email))
    fields = [field for field, value in both if value]
    person = hashed(applicant, hashes)
    found = []
    with read() as work:
        now = today(work, clock())
        allow(work, now.now, by, Power.BOOK)
        for field, contact in zip(fields, person.contacts, strict=True):
            persons = _verdict(person, contact, now.day, work).persons
            if persons > CONTACT_PERSONS:
                found.append(Shared(field=field, others=persons - 1))
    return tuple(found)


def note_contacts(person: Hashed, act: Act) -> None:
    """Note the contacts of who is booked or waits, as dated lines; tell of one that served many.

    From the fourth person in 30 days each new one is a fact for the supervisor (AT-05).
    """
    for contact in person.contacts:
        verdict = _verdict(person, contact, act.day, act.work)
        act.work.traces.add(
            Trace(kind=TraceKind.CONTACT, subject=contact, day=act.day, of=person.person)
        )
        if verdict.alerts:
            act.record(ContactReused(contact=contact, persons=verdict.persons))


def _verdict(person: Hashed, contact: str, day: dt.date, work: UnitOfWork) -> ContactVerdict:
    """Judge *contact* over the days that count, under the hashes of a past year too (R-05)."""
    since = day - dt.timedelta(days=CONTACT_DAYS)
    by_today = dict(person.earlier)
    keys = [contact, *(old for old, new in person.earlier if new == contact)]
    traces = [each for key in keys for each in work.traces.of(TraceKind.CONTACT, key, since)]
    used = [(PersonKey(by_today.get(each.of, each.of)), each.day) for each in traces]
    return contact_verdict(person.person, used, today=day)
