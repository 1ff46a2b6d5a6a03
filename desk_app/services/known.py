"""Under which key somebody is known here: last year's, a surer one's, or perhaps another's.

One active appointment of a person in a family, two in all, is said by keys of the database: it
holds as long as all that is one person's lies under one key. This module brings it there.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from desk_app.domain.applicants import Applicant
from desk_app.domain.identity_errors import PerhapsKnown
from desk_app.domain.overrides import Override
from desk_app.domain.person_keys import KeyStrength, PersonKey
from desk_app.domain.placeholders import look_invented
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.register import RequestState
from desk_app.domain.retention import YEAR
from desk_app.services.applicants import Hashed, hashed
from desk_app.services.booking_ports import Trace, TraceKind
from desk_app.services.day import Act
from desk_app.services.overrides import use
from desk_app.services.ports import Hashes
from desk_app.services.questions import Agreement

MERGED, APART = "merged", "apart"
"""What was seen of two keys; else a line about them says how sure the second one is."""
_KEPT = dt.timedelta(days=YEAR)


def known(applicant: Applicant, hashes: Hashes, act: Act) -> Hashed:
    """Return the keys of *applicant*, with all that lies under older ones brought under these.

    A key that was joined to a surer one is that one (AT-01).
    """
    person = hashed(applicant, hashes)
    for old, new in person.earlier:
        act.work.persons.rekey(old, new)
    return dataclasses.replace(person, person=_joined(person.person, act))


def require_told_apart(
    person: Hashed, procedure: ProcedureCode, act: Act, seen: Sequence[Agreement] = ()
) -> Hashed:
    """Refuse somebody who may be one who holds a place under another document (AT-01).

    Two foreigner's numbers are two people, for one is given once in a life. Else two people agree
    that they are two; that is kept and asked once. Notes which keys may be one person's.
    Raises PerhapsKnown, or what `services.overrides.use` does.
    """
    agreement = agreed(Override.HOMONYM, seen)
    if agreement is not None:
        use(agreement, Override.HOMONYM, procedure, act)
        own = hashed_alone(person)
        for other in others(own, act):
            _note(own.person, other, APART, act)
        person = own
    references = [each for other in others(person, act) for each in held_under(other, act)]
    if references:
        raise PerhapsKnown(tuple(dict.fromkeys(references)))
    note_alike(person, act)
    return person


def note_alike(person: Hashed, act: Act) -> None:
    """Note that who is known without a number may be this person."""
    if person.strength is not KeyStrength.PROVISIONAL:
        _note(person.provisional, person.person, person.strength.name.lower(), act)


def require_real_name(
    applicant: Applicant, procedure: ProcedureCode, act: Act, seen: Sequence[Agreement]
) -> None:
    """Refuse a name that looks invented unless two people saw it on the document (AT-01, L-01).

    Raises what `services.overrides.use` does.
    """
    if look_invented(applicant.names):
        use(agreed(Override.REAL_NAME, seen), Override.REAL_NAME, procedure, act)


def agreed(kind: Override, seen: Sequence[Agreement]) -> Agreement | None:
    """Return what was agreed to of *kind*, None for nothing."""
    return next((each for each in seen if each.kind is kind), None)


def hashed_alone(person: Hashed) -> Hashed:
    """Return *person* under no other's key: one who was joined to another by their names."""
    is_provisional = person.strength is KeyStrength.PROVISIONAL
    return dataclasses.replace(person, person=person.provisional) if is_provisional else person


def others(person: Hashed, act: Act) -> tuple[PersonKey, ...]:
    """Return the keys that may be this person's too, for they share the provisional one."""
    keys = (person.provisional, *(PersonKey(e.of) for e in _aliases(person.provisional, act)))
    return tuple(
        key
        for key in dict.fromkeys(keys)
        if key != person.person
        and not _are_two_numbers(person, key, act)
        and not _are_apart(person.person, key, act)
    )


def strength_of(key: PersonKey, person: Hashed, act: Act) -> KeyStrength:
    """Return how sure *key*, one of `others`, is."""
    found = [each.note for each in _aliases(person.provisional, act) if each.of == key]
    names = [each.name.lower() for each in KeyStrength]
    return max(
        (KeyStrength[note.upper()] for note in found if note in names),
        default=KeyStrength.PROVISIONAL,
    )


def held_under(key: PersonKey, act: Act) -> tuple[str, ...]:
    """Return the references of what is active under *key*: appointments, then requests."""
    booked = [each.reference for each in act.work.appointments.of_person(key) if each.is_active]
    waiting = [
        each.reference
        for each in act.work.register.of_person(key)
        if each.state is RequestState.WAITING
    ]
    return (*booked, *waiting)


def join(old: PersonKey, new: PersonKey, person: Hashed, act: Act) -> None:
    """Put what lies under *old* under *new*, from now on too. Nothing may be in the way."""
    strength = strength_of(new, person, act) if new != person.person else person.strength
    kept = _aliases(old, act)
    act.work.persons.rekey(old, new)
    for each in kept:  # the provisional key may be somebody else's as well
        _note(old, PersonKey(each.of), each.note, act)
    _note(person.provisional, new, strength.name.lower(), act)
    _note(old, new, MERGED, act)


def _are_two_numbers(person: Hashed, key: PersonKey, act: Act) -> bool:
    is_number = person.strength is KeyStrength.NUMBER
    return is_number and strength_of(key, person, act) is KeyStrength.NUMBER


def _joined(key: PersonKey, act: Act) -> PersonKey:
    """Return the key *key* was joined to; itself where it was to none, or to several people's."""
    found = {each.of for each in _aliases(key, act) if each.note == MERGED} - {key}
    is_one = len(found) == 1 and not any(_are_apart(key, PersonKey(each), act) for each in found)
    return PersonKey(found.pop()) if is_one else key


def _are_apart(one: PersonKey, other: PersonKey, act: Act) -> bool:
    pairs = ((one, other), (other, one))
    return any(
        (each.of, each.note) == (second, APART)
        for first, second in pairs
        for each in _aliases(first, act)
    )


def _note(one: PersonKey, other: PersonKey, note: str, act: Act) -> None:
    if all((each.of, each.note) != (other, note) for each in _aliases(one, act)):
        trace = Trace(kind=TraceKind.ALIAS, subject=one, day=act.day, of=other, note=note)
        act.work.traces.add(trace)


def _aliases(key: PersonKey, act: Act) -> Sequence[Trace]:
    return act.work.traces.of(TraceKind.ALIAS, key, act.day - _KEPT)
