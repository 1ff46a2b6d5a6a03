"""Two keys that turned out to be one person's, joined: nothing is dropped on the way (AT-01)."""

from __future__ import annotations

import dataclasses

from desk_app.domain.applicants import Applicant
from desk_app.domain.appointments import Appointment, parse_reference
from desk_app.domain.booking_errors import UnknownAppointment
from desk_app.domain.booking_facts import PersonsJoined
from desk_app.domain.changes import Changes, Topic, changes
from desk_app.domain.identity_errors import JoinRefused, NotAlike
from desk_app.domain.people import AgentLogin
from desk_app.domain.person_keys import Held, PersonKey, merge
from desk_app.domain.procedures import FamilyCode
from desk_app.domain.register import Request, RequestState
from desk_app.domain.roles import Power
from desk_app.services.applicants import Hashed
from desk_app.services.day import Act, locked
from desk_app.services.interests import refuse_interest
from desk_app.services.known import held_under, join, known, others, strength_of
from desk_app.services.ports import Begin, Clock, Hashes


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What one person holds now, by reference."""

    changes: Changes
    references: tuple[str, ...]


def join_persons(
    reference: str,
    applicant: Applicant,
    *,
    by: AgentLogin,
    begin: Begin,
    clock: Clock,
    hashes: Hashes,
) -> Joined:
    """Have *applicant*, who is here, be the one whom *reference* was given to before.

    An agent has seen that they are one person. The surer key is kept: from then on a document
    without a number finds it too. Where together they would hold more than one may, nothing
    changes and JoinRefused names what a person first has to cancel: the later ones. Raises
    UnknownAppointment, OwnInterest (AT-15), NotAlike where names, birth date or nationality are
    another's.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.BOOK)
        person = known(applicant, hashes, act)
        other, family = _key_of(reference, act)
        refuse_interest({*person.every, person.person, other}, family, act)
        if other not in others(person, act):
            raise NotAlike(reference)
        old, new = _direction(other, person, act)
        _require_room(old, new, act)
        join(old, new, person, act)
        act.record(PersonsJoined(person=new, before=old))
        held = held_under(new, act)
    joined = changes("join", Topic.APPOINTMENTS, Topic.REGISTER, subject=held[0])
    return Joined(changes=joined, references=held)


def _key_of(reference: str, act: Act) -> tuple[PersonKey, FamilyCode]:
    """Return under which key an appointment, else a request, lies, and of which family it is."""
    wanted = parse_reference(reference)
    found: Appointment | Request
    try:
        found = act.work.appointments.get(wanted)
    except UnknownAppointment:
        found = act.work.register.get(wanted)
    return found.person, found.family


def _direction(other: PersonKey, person: Hashed, act: Act) -> tuple[PersonKey, PersonKey]:
    """Return which key goes and which stays: the surer, else that of the document shown now."""
    is_surer = strength_of(other, person, act) > person.strength
    return (person.person, other) if is_surer else (other, person.person)


def _require_room(old: PersonKey, new: PersonKey, act: Act) -> None:
    """Refuse where both hold something of one family, or more than two places in all."""
    gone = [each.reference for each in merge(_held(new, act), _held(old, act)).give_up]
    kept = {each.family for each in _held(new, act)} | {each.family for each in _held(old, act)}
    asked = sorted((*_waiting(new, act), *_waiting(old, act)), key=lambda each: each.since)
    for each in asked:
        if each.family in kept:
            gone.append(each.reference)
        kept.add(each.family)
    if gone:
        raise JoinRefused(tuple(gone))


def _held(key: PersonKey, act: Act) -> list[Held]:
    return [
        Held(
            reference=each.reference,
            family=each.family,
            booked_at=each.booked_at,
            starts_at=each.starts_at,
        )
        for each in act.work.appointments.of_person(key)
        if each.is_active
    ]


def _waiting(key: PersonKey, act: Act) -> list[Request]:
    found = act.work.register.of_person(key)
    return [each for each in found if each.state is RequestState.WAITING]
