"""Giving an appointment on behalf of somebody: the rules that may refuse it, and its place."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Sequence
from typing import NamedTuple, NoReturn

from desk_app.domain.appointments import Appointment, AppointmentId, Place, Reference
from desk_app.domain.booking_facts import AppointmentBooked, BookingRefused
from desk_app.domain.changes import Changes, Topic, changes
from desk_app.domain.crockford import grouped
from desk_app.domain.errors import Refused
from desk_app.domain.offers import FreeDay
from desk_app.domain.offers import Place as Offered
from desk_app.domain.people import AgentLogin
from desk_app.domain.person_keys import PersonKey
from desk_app.domain.prints import JobId
from desk_app.domain.procedures import Procedure
from desk_app.domain.register_facts import RequestChanged
from desk_app.domain.roles import Power
from desk_app.services.applicants import Hashed, written
from desk_app.services.booking_people import Booking, for_a_place
from desk_app.services.booking_ports import Wanted
from desk_app.services.code_ports import Codes
from desk_app.services.day import Act, locked
from desk_app.services.free_days import FreeDays
from desk_app.services.freed import free_cooled
from desk_app.services.handing import Printer
from desk_app.services.known import known, require_real_name, require_told_apart
from desk_app.services.late_seats import late_only, require_way
from desk_app.services.leaves import Convened, convene
from desk_app.services.modes import asked
from desk_app.services.offering import Chosen, by_appointment, choose
from desk_app.services.people_rules import note_people, require_people
from desk_app.services.ports import Begin, Clock, Hashes, Holidays, NewCode, NewId
from desk_app.services.questions import Agreement
from desk_app.services.same_place import AGAIN, retake, same_place
from desk_app.services.urgent import choose_urgent

TOUCHED = (Topic.APPOINTMENTS, Topic.PRINTS)


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
    hashes: Hashes,
    holidays: Holidays,
    free_days: FreeDays,
    codes: Codes,
    printer: Callable[[], Printer],
    agreement: Agreement | None = None,
    seen: Sequence[Agreement] = (),
) -> Booked:
    """Give the place and its signed convocation; a refusal about people leaves a fact behind.

    *seen* is what a second person saw of the document. Raises SigningKeyMissing, NotByAppointment,
    DrawnByLot, ActiveAlready, TwoActive, and what known.py, people_rules.py and `choose` do.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.BOOK)
        procedure = _way(booking, act, agreement, holidays)
        days = free_days.of(work, act.now, holidays(act.site))
        given = _Given(AppointmentId(new_id()), Reference(grouped(new_code())), act.now)
        try:
            person = _person(booking, procedure, act, hashes, agreement=agreement, seen=seen)
            chosen = same_place(booking, person.person, act)
            chosen = chosen or _choose(booking, procedure, act, days, for_a_place(agreement))
            if not booking.is_urgent:
                chosen = late_only(chosen, procedure, act, agreement, holidays(act.site))
            made = _appointment(booking, procedure, chosen, person.person, given)
            _keep(made, booking, chosen, days, act)
        except Refused as refused:
            _deny(refused, procedure, act)
        note_people(person, booking.helper, act, hashes)
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


def _way(booking: Booking, act: Act, agreement: Agreement | None, holidays: Holidays) -> Procedure:
    """Return the procedure if its places may be given here. Raises NotByAppointment, DrawnByLot.

    Urgent places are in no draw (A-06).
    """
    procedure = by_appointment(act.site, booking.procedure)
    if not booking.is_urgent:
        require_way(procedure.family, act, for_a_place(agreement), holidays(act.site))
    return procedure


def _choose(
    booking: Booking,
    procedure: Procedure,
    act: Act,
    days: tuple[FreeDay, ...],
    agreement: Agreement | None,
) -> Chosen:
    """Return the place that is asked for, of the share it is asked of (A-06)."""
    way = choose_urgent if booking.is_urgent else choose
    return way(booking.slot, procedure.code, act, days, agreement)


def _keep(
    made: Appointment, booking: Booking, chosen: Chosen, days: tuple[FreeDay, ...], act: Act
) -> None:
    """Take the seats and keep whose they are; two may come here at once, one gets through."""
    if chosen.how == AGAIN:
        retake(chosen.place, made, act)
    else:
        take(chosen.place, days, made, act)
    act.work.appointments.add(made, written(booking.applicant))


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
    free_cooled(act)
    act.work.seats.take(wanted, family=made.family, by=made.id)


def place_of(offered: Offered) -> Place:
    """Return an offered place as an appointment keeps it."""
    return Place(
        slots=tuple(str(slot) for slot in offered.slots),
        seats=(offered.seat,) * len(offered.slots),
        starts_at=offered.starts_at,
        ends_at=offered.ends_at,
    )


def _person(
    booking: Booking,
    procedure: Procedure,
    act: Act,
    hashes: Hashes,
    *,
    agreement: Agreement | None,
    seen: Sequence[Agreement],
) -> Hashed:
    """Return under which keys the holder is known, once the rules have nothing against it."""
    require_real_name(booking.applicant, procedure.code, act, seen)
    person = known(booking.applicant, hashes, act)
    require_people(booking, person, act, hashes, agreement)
    return require_told_apart(person, procedure.code, act, seen)


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


def _deny(refused: Refused, procedure: Procedure, act: Act) -> NoReturn:
    fact = BookingRefused(family=procedure.family, rule=type(refused).__name__)
    act.work.deny(fact, by=act.by, at=act.now)
    raise refused


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
        seat=made.place.seats[0],
        slots=len(made.place.slots),
    )
