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
SHOWN = "shown"
"""The second is the document that the first, a key without a number, was made of."""
_KEPT = dt.timedelta(days=YEAR)
_STRENGTHS = {each.name.lower(): each for each in KeyStrength}


def known(applicant: Applicant, hashes: Hashes, act: Act) -> Hashed:
    """Return the keys of *applicant*, with all that lies under older ones brought under these.

    A key that was joined to a surer one is that one (AT-01).
    """
    person = hashed(applicant, hashes)
    for old, new in person.earlier:
        act.work.persons.rekey(old, new)
    return dataclasses.replace(person, person=_joined(_own(person, act), act))


def require_told_apart(
    person: Hashed, procedure: ProcedureCode, act: Act, seen: Sequence[Agreement] = ()
) -> Hashed:
    """Refuse somebody who may be one who holds a place under another document (AT-01).

    Two numbers, two passports, two cards, a birth date given in part: the same person may have
    them, or two of one name. Two people agree that they are two; that is kept and asked once.
    Notes which keys may be one person's.
    Raises PerhapsKnown, or what `services.overrides.use` does.
    """
    agreement = agreed(Override.HOMONYM, seen)
    if agreement is not None:
        use(agreement, Override.HOMONYM, procedure, act)
        own = dataclasses.replace(person, person=_own(person, act))
        for other in others(own, act):
            _note(own.person, other, APART, act)
        person = own
    references = [each for other in others(person, act) for each in held_under(other, act)]
    if references:
        raise PerhapsKnown(tuple(dict.fromkeys(references)))
    note_alike(person, act)
    return person


def note_alike(person: Hashed, act: Act) -> None:
    """Note that who is known without a number, or by less of a date, may be this person."""
    strength = person.strength.name.lower()
    _note_shown(person, act)
    if person.person != person.provisional:
        _note(person.provisional, person.person, strength, act)
    for each in person.within:
        _note(each, person.person, strength, act)


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


def others(person: Hashed, act: Act) -> tuple[PersonKey, ...]:
    """Return the keys that may be this person's too, for they share what is known without one."""
    return tuple(
        key
        for key in _alike(person, act)
        if key != person.person and not _are_apart(person.person, key, act)
    )


def strength_of(key: PersonKey, person: Hashed, act: Act) -> KeyStrength:
    """Return how sure *key*, one of `others`, is."""
    return _alike(person, act).get(key, KeyStrength.PROVISIONAL)


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
    _note_shown(person, act)
    kept = _aliases(old, act)
    act.work.persons.rekey(old, new)
    for each in kept:  # the provisional key may be somebody else's as well
        _note(old, PersonKey(each.of), each.note, act)
    _note(person.provisional, new, strength.name.lower(), act)
    _note(old, new, MERGED, act)


def _own(person: Hashed, act: Act) -> PersonKey:
    """Return the key of *person* alone, joined to nobody's.

    The key without a number is of the document it was made of; of another card or visa it is
    asked whose that is, so until then it has a key of its own.
    """
    if person.strength is not KeyStrength.PROVISIONAL:
        return person.document
    shown = {each.of for each in _aliases(person.provisional, act) if each.note == SHOWN}
    return person.document if shown and person.document not in shown else person.provisional


def _note_shown(person: Hashed, act: Act) -> None:
    """Note of which document a key without a number is."""
    is_provisional = person.strength is KeyStrength.PROVISIONAL
    if is_provisional and _own(person, act) == person.provisional:
        _note(person.provisional, person.document, SHOWN, act)


def _alike(person: Hashed, act: Act) -> dict[PersonKey, KeyStrength]:
    """Return the keys known by these names and a birth date that may be this one, how sure each."""
    found: dict[PersonKey, KeyStrength] = {}
    for named in (person.provisional, *person.looser):
        found[named] = KeyStrength.PROVISIONAL
    for named in (*found, person.born):
        for each in _aliases(named, act):
            if each.note in {APART, SHOWN}:
                continue
            key, strength = PersonKey(each.of), _STRENGTHS.get(each.note, KeyStrength.PROVISIONAL)
            found[key] = max(strength, found.get(key, strength))
    return found


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
