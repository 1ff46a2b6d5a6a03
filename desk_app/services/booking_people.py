"""What is asked for at the desk, and what rules say of its people before any place is looked at."""

from __future__ import annotations

import dataclasses
import datetime as dt

from desk_app.domain.applicants import Applicant
from desk_app.domain.assistance import OnlineObstacle, Representative, check_representative
from desk_app.domain.booking_errors import NeedsSupervisor
from desk_app.domain.booking_facts import ContactReused
from desk_app.domain.identity_errors import OwnInterest
from desk_app.domain.limits import CONTACT_DAYS, NoShowVerdict, contact_verdict, no_show_verdict
from desk_app.domain.overrides import Override
from desk_app.domain.person_keys import PersonKey
from desk_app.domain.roles import Power, may
from desk_app.services.applicants import Hashed
from desk_app.services.booking_ports import Trace, TraceKind
from desk_app.services.day import Act
from desk_app.services.issuing import find_procedure
from desk_app.services.overrides import use
from desk_app.services.ports import KeyedHash
from desk_app.services.questions import Agreement

_YEAR = dt.timedelta(days=366)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """What is asked for: a place for *applicant*. *slot* is the first one of an offer.

    *obstacle* codes why the online way was impossible, *helper* who speaks for the applicant.
    *again* is the reference of the booking taken back in this visit, "" for none.
    """

    procedure: str
    slot: str
    applicant: Applicant
    obstacle: OnlineObstacle
    helper: Representative | None = None
    again: str = ""


def require_people(
    booking: Booking,
    person: Hashed,
    act: Act,
    keyed_hash: KeyedHash,
    agreement: Agreement | None,
) -> None:
    """What may be said against the people of a booking, before any place is looked at.

    The second absence within a year asks for a supervisor, at the desk or from theirs: never a
    ban, and who books as a supervisor has looked (A-04).
    """
    work = act.work
    if _ties(act) & {person.person, *person.contacts}:
        raise OwnInterest  # AT-15
    absences = work.traces.of(TraceKind.ABSENCE, person.person, act.day - _YEAR)
    verdict = no_show_verdict((each.day for each in absences), today=act.day)
    if verdict is NoShowVerdict.SUPERVISOR and not _is_supervisor(act):
        if not _is_about_absences(agreement):
            raise NeedsSupervisor(len(absences))
        use(
            agreement,
            Override.AFTER_ABSENCES,
            find_procedure(act.site, booking.procedure).code,
            act,
        )
    if booking.helper is not None:
        others = _spoken_for(booking.helper, act, keyed_hash) - {person.person}
        check_representative(booking.helper, others_today=len(others))


def for_a_place(agreement: Agreement | None) -> Agreement | None:
    """Return what was agreed to about the place; None for what is about absences."""
    return None if _is_about_absences(agreement) else agreement


def _is_about_absences(agreement: Agreement | None) -> bool:
    return agreement is not None and agreement.kind is Override.AFTER_ABSENCES


def leave_traces(booking: Booking, person: Hashed, act: Act, keyed_hash: KeyedHash) -> None:
    """Note the contact and the helper, each as a dated line without a name (AT-05, AT-19)."""
    work = act.work
    since = act.day - dt.timedelta(days=CONTACT_DAYS)
    for contact in person.contacts:
        used = [
            (PersonKey(each.of), each.day)
            for each in work.traces.of(TraceKind.CONTACT, contact, since)
        ]
        verdict = contact_verdict(person.person, used, today=act.day)
        work.traces.add(
            Trace(kind=TraceKind.CONTACT, subject=contact, day=act.day, of=person.person)
        )
        if verdict.alerts:
            act.record(ContactReused(contact=contact, persons=verdict.persons))
    if booking.helper is not None and booking.helper.document is not None:
        subject = keyed_hash(booking.helper.document.canonical)
        work.traces.add(
            Trace(kind=TraceKind.HELPER, subject=subject, day=act.day, of=person.person)
        )


def _ties(act: Act) -> set[str]:
    """Return what the person who acts has declared, under whichever of their accounts."""
    accounts = act.work.accounts.all()
    persons = {each.person for each in accounts if each.login == act.by}
    mine = [each.login for each in accounts if each.person in persons]
    return {tie for login in mine for tie in act.work.ties.of(login)}


def _is_supervisor(act: Act) -> bool:
    return act.by is None or may(act.work.accounts.get(act.by).role, Power.DIRECT)


def _spoken_for(helper: Representative, act: Act, keyed_hash: KeyedHash) -> set[str]:
    """Return the persons *helper* has spoken for today."""
    if helper.document is None:
        return set()
    subject = keyed_hash(helper.document.canonical)
    return {each.of for each in act.work.traces.of(TraceKind.HELPER, subject, act.day)}
