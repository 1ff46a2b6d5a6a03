"""What the rules say of the people of a booking, and the dated lines they look back on."""

from __future__ import annotations

import datetime as dt

from desk_app.domain.assistance import Representative, check_representative
from desk_app.domain.booking_errors import NeedsSupervisor
from desk_app.domain.limits import NoShowVerdict, no_show_verdict
from desk_app.domain.overrides import Override
from desk_app.domain.person_keys import PersonKey
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.roles import Power, may
from desk_app.services.applicants import Hashed
from desk_app.services.booking_people import Booking, is_about_absences, is_about_urgency
from desk_app.services.booking_ports import Trace, TraceKind
from desk_app.services.contacts import note_contacts
from desk_app.services.day import Act
from desk_app.services.interests import require_no_interest
from desk_app.services.issuing import find_procedure
from desk_app.services.overrides import use
from desk_app.services.ports import Hashes
from desk_app.services.questions import Agreement

_YEAR = dt.timedelta(days=366)


def require_people(
    booking: Booking,
    person: Hashed,
    act: Act,
    hashes: Hashes,
    agreement: Agreement | None,
) -> None:
    """Say what is against the people of a booking, before any place is looked at.

    Raises OwnInterest (AT-15), NeedsSupervisor (A-04), HelperUnknown or HelperCapReached (AT-19).
    """
    require_asker(person, booking.helper, act, hashes)
    if booking.is_urgent and is_about_urgency(agreement):
        return  # a supervisor has looked: the agreement is used where the place is chosen
    procedure = find_procedure(act.site, booking.procedure)
    require_presence(person.person, procedure.code, act, agreement)


def require_asker(person: Hashed, helper: Representative | None, act: Act, hashes: Hashes) -> None:
    """Say what is against who asks and who speaks for them, whatever they ask for.

    Raises OwnInterest (AT-15), HelperUnknown or HelperCapReached (AT-19).
    """
    document = helper.document.canonical if helper and helper.document else b""
    theirs = hashes(document) if document else ()
    require_no_interest({*person.every, person.person, *theirs}, act)
    if helper is not None:
        spoken = _spoken_for(theirs[-1], act) if theirs else set[str]()
        check_representative(helper, others_today=len(spoken - {person.person}))


def require_presence(
    person: PersonKey, procedure: ProcedureCode, act: Act, agreement: Agreement | None
) -> None:
    """Ask for a supervisor after the second absence within a year, at the desk or from theirs.

    Never a ban, and who gives a place as a supervisor has looked. Raises NeedsSupervisor (A-04),
    or what `services.overrides.use` does.
    """
    absences = act.work.traces.of(TraceKind.ABSENCE, person, act.day - _YEAR)
    verdict = no_show_verdict((each.day for each in absences), today=act.day)
    if verdict is NoShowVerdict.SUPERVISOR and not _is_supervisor(act):
        if not is_about_absences(agreement):
            raise NeedsSupervisor(len(absences))
        use(agreement, Override.AFTER_ABSENCES, procedure, act)


def note_people(person: Hashed, helper: Representative | None, act: Act, hashes: Hashes) -> None:
    """Note the contacts, and who spoke for the person: dated lines without a name (AT-19)."""
    note_contacts(person, act)
    note_helper(person, helper, act, hashes)


def note_helper(person: Hashed, helper: Representative | None, act: Act, hashes: Hashes) -> None:
    """Note who spoke for the person today, if somebody who showed a document did (AT-19)."""
    if helper is not None and helper.document is not None:
        subject = hashes(helper.document.canonical)[-1]
        act.work.traces.add(
            Trace(kind=TraceKind.HELPER, subject=subject, day=act.day, of=person.person)
        )


def _is_supervisor(act: Act) -> bool:
    return act.by is None or may(act.work.accounts.get(act.by).role, Power.DIRECT)


def _spoken_for(helper: str, act: Act) -> set[str]:
    """Return the persons *helper* has spoken for today."""
    return {each.of for each in act.work.traces.of(TraceKind.HELPER, helper, act.day)}
