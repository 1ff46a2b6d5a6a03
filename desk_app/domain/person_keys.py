"""The bytes that stand for a person or a contact before they are hashed under the site's key.

It hashes nothing: services do, and only hashes are stored (AT-01, AT-05, R-05).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from collections.abc import Iterable
from typing import NewType

from desk_app.domain.applicants import Applicant
from desk_app.domain.letters import sounds
from desk_app.domain.partial_dates import PartialDate
from desk_app.domain.people import DocumentKind

PersonKey = NewType("PersonKey", str)
"""The keyed hash of a person's canonical bytes, in hexadecimal."""
MOST_ACTIVE = 2
"""Active appointments one person may have in all, each of another family (A-01)."""


class KeyStrength(enum.IntEnum):
    """How surely a key is one person's; the highest known is used (AT-01)."""

    PROVISIONAL = 1
    """Names, birth date and nationality: a card or a visa changes its number with each issue."""
    PASSPORT = 2
    NUMBER = 3
    """The foreigner's number, given once in a life."""


_STRENGTHS = {
    DocumentKind.FOREIGNER_NUMBER: KeyStrength.NUMBER,
    DocumentKind.PASSPORT: KeyStrength.PASSPORT,
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CanonicalPerson:
    """What is hashed for one person, and how sure it is."""

    strength: KeyStrength
    canonical: bytes

    @property
    def is_provisional(self) -> bool:
        """True if a better key may come with another document; the two are then merged."""
        return self.strength is KeyStrength.PROVISIONAL


def canonical_person(applicant: Applicant) -> CanonicalPerson:
    """Return the bytes of *applicant*'s key: number, else passport, else the provisional ones.

    The first two are the document's own, so that its ticket, its register entry and its
    appointment are found by one hash (AT-23, R-07).
    """
    return canonical_persons(applicant)[0]


def canonical_persons(applicant: Applicant) -> tuple[CanonicalPerson, ...]:
    """Return all that may stand for *applicant*, the surest first, the provisional one last.

    Under the last one lies what was booked before the number was known. That it is the same
    person is seen by an agent before the two are merged: names, 1 January and a nationality are
    shared by many.
    """
    provisional = CanonicalPerson(
        strength=KeyStrength.PROVISIONAL, canonical=provisional_bytes(applicant)
    )
    strength = _STRENGTHS.get(applicant.document.kind)
    if strength is None:
        return (provisional,)
    own = CanonicalPerson(strength=strength, canonical=applicant.document.canonical)
    return own, provisional


def provisional_bytes(applicant: Applicant) -> bytes:
    """Return the bytes of *applicant* without any number: names by sound, in either box.

    Booking twice by another spelling, or by exchanging the names, ends on the same bytes.
    """
    return named_bytes(applicant.names, applicant.birth_date, applicant.nationality)


def named_bytes(names: tuple[str, str], birth_date: PartialDate, nationality: str) -> bytes:
    """Return the bytes of somebody of whom no document was seen: a relative (AT-15)."""
    sounding = "+".join(sorted(sounds(name) for name in names))
    return f"person|{sounding}|{birth_date.text}|{nationality}".encode()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Bytes under which one of the same names is looked for whose document dates a birth otherwise.

    *looser* are the provisional bytes with less of the date; under *within*, one for each of them,
    stands who was born then; *own* is the last of these for the date itself.
    """

    looser: tuple[bytes, ...]
    within: tuple[bytes, ...]
    own: bytes

    @property
    def every(self) -> tuple[bytes, ...]:
        """All of them."""
        return (*self.looser, *self.within, self.own)


def alike(applicant: Applicant) -> Alike:
    """Return where somebody is looked for who may be *applicant* by a year, or a month, of birth.

    A document that gives only the year may be of who is known by the day, and the other way round.
    """
    names, birth_date, nationality = applicant.names, applicant.birth_date, applicant.nationality
    looser = birth_date.looser
    return Alike(
        looser=tuple(named_bytes(names, each, nationality) for each in looser),
        within=tuple(b"within|" + named_bytes(names, each, nationality) for each in looser),
        own=b"within|" + named_bytes(names, birth_date, nationality),
    )


def contact_bytes(applicant: Applicant) -> tuple[bytes, ...]:
    """Return what is hashed to see contacts used again: phone, e-mail, or neither (AT-05)."""
    kept = (("phone", applicant.phone), ("email", applicant.email))
    return tuple(reach_bytes(kind, value) for kind, value in kept if value)


def reach_bytes(kind: str, value: str) -> bytes:
    """Return the bytes of one contact: *kind* is phone or email, *value* as it is compared."""
    return f"contact|{kind}|{value}".encode()


def every_key(applicant: Applicant) -> tuple[bytes, ...]:
    """Return all that *applicant* may be known by: keys, the document shown, contacts (AT-15)."""
    keys = (each.canonical for each in canonical_persons(applicant))
    return tuple(dict.fromkeys((*keys, applicant.document.canonical, *contact_bytes(applicant))))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An active appointment as the rules of number see it."""

    reference: str
    family: str
    booked_at: dt.datetime
    starts_at: dt.datetime


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Two keys that turned out to be one person: what stays, in order of booking, and what goes.

    Who stays has the place in the tuple as ordinal, from 1. Who goes is cancelled like any other:
    its slot cools before anybody gets it (AT-03).
    """

    keep: tuple[Held, ...]
    give_up: tuple[Held, ...]


def merge(known: Iterable[Held], provisional: Iterable[Held]) -> Merge:
    """Return what a person keeps of the appointments under two keys: one a family, two in all.

    The first booked stays: the later ones should have been refused, and keeping the best of them
    would reward whoever hides a number.
    """
    keep: list[Held] = []
    give_up: list[Held] = []
    for held in sorted({*known, *provisional}, key=lambda one: (one.booked_at, one.reference)):
        taken = held.family in {one.family for one in keep} or len(keep) == MOST_ACTIVE
        (give_up if taken else keep).append(held)
    return Merge(keep=tuple(keep), give_up=tuple(give_up))
