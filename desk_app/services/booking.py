"""Giving an appointment on behalf of somebody: the rules that may refuse it, and its place."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from desk_app.domain.applicants import Applicant
from desk_app.domain.appointments import Appointment, AppointmentId, Place, Reference
from desk_app.domain.assistance import OnlineObstacle, Representative, check_representative
from desk_app.domain.booking_errors import NeedsSupervisor
from desk_app.domain.booking_facts import AppointmentBooked, BookingRefused, ContactReused
from desk_app.domain.changes import Changes, Topic, changes
from desk_app.domain.crockford import grouped
from desk_app.domain.errors import Refused
from desk_app.domain.identity_errors import OwnInterest
from desk_app.domain.limits import CONTACT_DAYS, NoShowVerdict, contact_verdict, no_show_verdict
from desk_app.domain.offers import FreeDay
from desk_app.domain.offers import Place as Offered
from desk_app.domain.people import AgentLogin
from desk_app.domain.person_keys import PersonKey
from desk_app.domain.prints import JobId
from desk_app.domain.procedures import Procedure
from desk_app.domain.register_facts import RequestChanged
from desk_app.domain.roles import Power, may
from desk_app.services.applicants import Hashed, hashed, written
from desk_app.services.booking_ports import Trace, TraceKind, Wanted
from desk_app.services.code_ports import Codes
from desk_app.services.day import Act, locked
from desk_app.services.free_days import FreeDays
from desk_app.services.handing import Printer
from desk_app.services.leaves import Convened, convene
from desk_app.services.modes import asked, require_immediate
from desk_app.services.offering import Chosen, by_appointment, choose
from desk_app.services.ports import Begin, Clock, Holidays, KeyedHash, NewCode, NewId
from desk_app.services.questions import Agreement

_YEAR = dt.timedelta(days=366)
TOUCHED = (Topic.APPOINTMENTS, Topic.PRINTS)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """What is asked for: a place for *applicant*. *slot* is the first one of an offer.

    *obstacle* codes why the online way was impossible, *helper* who speaks for the applicant.
    """

    procedure: str
    slot: str
    applicant: Applicant
    obstacle: OnlineObstacle
    helper: Representative | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Booked:
    """An appointment given or changed, how its place was chosen, its paper and the code on it."""

    changes: Changes
    appointment: Appointment
    choice: str = ""
    code: str = ""
    job: JobId | None = None


class _Given(NamedTuple):
    """What a new appointment is given by the desk."""

    id: AppointmentId
    reference: Reference
    at: dt.datetime


def book(
    booking: Booking,
    *,
    by: AgentLogin,
    begin: Begin,
    clock: Clock,
    new_id: NewId,
    new_code: NewCode,
    keyed_hash: KeyedHash,
    holidays: Holidays,
    free_days: FreeDays,
    codes: Codes,
    printer: Callable[[], Printer],
    agreement: Agreement | None = None,
) -> Booked:
    """Give the place; whoever is refused by a rule about people leaves a fact behind.

    Its convocation and the signed code on it are kept with it: without the key nothing is booked.
    Raises SigningKeyMissing, NotByAppointment, DrawnByLot, ActiveAlready, TwoActive, OwnInterest,
    NeedsSupervisor, and what a representative's check and `services.offering.choose` do.
    """
    person = hashed(booking.applicant, keyed_hash)
    with begin() as work:
        act = locked(work, clock(), by, Power.BOOK)
        procedure = _at_once(booking.procedure, act, holidays)
        days = free_days.of(work, act.now, holidays(act.site))
        given = _Given(AppointmentId(new_id()), Reference(grouped(new_code())), act.now)
        try:
            _require_people(booking, person, act, keyed_hash)
            chosen = choose(booking.slot, procedure.code, act, days, agreement)
            made = _appointment(booking, procedure, chosen, person.person, given)
            take(chosen.place, days, made, act)
            work.appointments.add(made, written(booking.applicant))
        except Refused as refused:
            _deny(refused, procedure, act)
            raise
        _leave_traces(booking, person, act, keyed_hash)
        _note(made, chosen, act, holidays)
        paper = convene(made, booking.applicant, act, codes=codes, new_id=new_id, printer=printer())
    return placed("book", made, chosen, paper)


def placed(operation: str, appointment: Appointment, chosen: Chosen, paper: Convened) -> Booked:
    """Return what is answered of an appointment that has a place and a paper."""
    return Booked(
        changes=changes(operation, *TOUCHED, subject=appointment.reference),
        appointment=appointment,
        choice=chosen.how,
        code=paper.code,
        job=paper.job,
    )


def take(place: Offered, days: tuple[FreeDay, ...], made: Appointment, act: Act) -> None:
    """Take the seats of *place*. Raises SlotTaken where another was quicker."""
    slots = {
        slot.id: slot
        for day in days
        for strip in day.strips
        for slot in strip.slots
        if slot.id in place.slots
    }
    wanted = [
        Wanted(
            slot=slot,
            seat=place.seat,
            capacity=slots[slot].capacity,
            starts_at=slots[slot].starts_at,
        )
        for slot in place.slots
    ]
    act.work.seats.cooled(act.now)
    act.work.seats.take(wanted, family=made.family, by=made.id)


def place_of(offered: Offered) -> Place:
    """Return an offered place as an appointment keeps it."""
    return Place(
        slots=tuple(str(slot) for slot in offered.slots),
        seats=(offered.seat,) * len(offered.slots),
        starts_at=offered.starts_at,
        ends_at=offered.ends_at,
    )


def _require_people(booking: Booking, person: Hashed, act: Act, keyed_hash: KeyedHash) -> None:
    """What may be said against the people of a booking, before any place is looked at."""
    work = act.work
    if _ties(act) & {person.person, *person.contacts}:
        raise OwnInterest  # AT-15
    absences = work.traces.of(TraceKind.ABSENCE, person.person, act.day - _YEAR)
    verdict = no_show_verdict((each.day for each in absences), today=act.day)
    if verdict is NoShowVerdict.SUPERVISOR and not _is_supervisor(act):
        raise NeedsSupervisor(len(absences))
    if booking.helper is not None:
        others = _spoken_for(booking.helper, act, keyed_hash) - {person.person}
        check_representative(booking.helper, others_today=len(others))


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


def _appointment(
    booking: Booking, procedure: Procedure, chosen: Chosen, person: PersonKey, given: _Given
) -> Appointment:
    return Appointment(
        id=given.id,
        reference=given.reference,
        family=procedure.family,
        procedure=procedure.code,
        person=person,
        place=place_of(chosen.place),
        booked_at=given.at,
        language=booking.applicant.language,
        reason=booking.obstacle,
        helper=booking.helper.relation if booking.helper else None,
    )


def _at_once(code: str, act: Act, holidays: Holidays) -> Procedure:
    """Return a procedure whose places are not drawn. Raises NotByAppointment or DrawnByLot."""
    procedure = by_appointment(act.site, code)
    require_immediate(act.work, procedure.family, act.now, holidays(act.site))
    return procedure


def _note(made: Appointment, chosen: Chosen, act: Act, holidays: Holidays) -> None:
    """Write down what was given; it counts in the load of its family."""
    act.record(_fact(made, chosen))
    _end_request(made, act)
    asked(act, made.family, holidays(act.site))


def _end_request(made: Appointment, act: Act) -> None:
    """Who waits in the register of the family has now what the request was for."""
    request = act.work.register.active(made.person, made.family)
    if request is not None:
        gone = request.withdrawn(act.day)
        act.work.register.put(gone)
        fact = RequestChanged(
            reference=gone.reference, family=gone.family, request_state=gone.state
        )
        act.record(fact)


def _leave_traces(booking: Booking, person: Hashed, act: Act, keyed_hash: KeyedHash) -> None:
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


def _deny(refused: Refused, procedure: Procedure, act: Act) -> None:
    fact = BookingRefused(family=procedure.family, rule=type(refused).__name__)
    act.work.deny(fact, by=act.by, at=act.now)


def _fact(made: Appointment, chosen: Chosen) -> AppointmentBooked:
    return AppointmentBooked(
        appointment=made.reference,
        family=made.family,
        procedure=made.procedure,
        slot=made.place.slots[0],
        person=made.person,
        reason=made.reason,
        helper=made.helper,
        choice=chosen.how,
    )
