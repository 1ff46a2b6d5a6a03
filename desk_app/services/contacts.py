"""Whether a phone or an e-mail has served many people, before a booking is made. It bars nobody."""

from __future__ import annotations

import dataclasses
import datetime as dt

from desk_app.domain.applicants import Applicant
from desk_app.domain.limits import CONTACT_DAYS, CONTACT_PERSONS, contact_verdict
from desk_app.domain.people import AgentLogin
from desk_app.domain.person_keys import PersonKey
from desk_app.domain.roles import Power
from desk_app.services.applicants import hashed
from desk_app.services.booking_ports import TraceKind
from desk_app.services.day import allow, today
from desk_app.services.ports import Clock, Hashes, Read


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
    today_s = dict(person.earlier)
    found = []
    with read() as work:
        now = today(work, clock())
        allow(work, now.now, by, Power.BOOK)
        since = now.day - dt.timedelta(days=CONTACT_DAYS)
        for field, contact in zip(fields, person.contacts, strict=True):
            keys = [contact, *(old for old, new in person.earlier if new == contact)]
            traces = [t for key in keys for t in work.traces.of(TraceKind.CONTACT, key, since)]
            used = [(PersonKey(today_s.get(each.of, each.of)), each.day) for each in traces]
            persons = contact_verdict(person.person, used, today=now.day).persons
            if persons > CONTACT_PERSONS:
                found.append(Shared(field=field, others=persons - 1))
    return tuple(found)
