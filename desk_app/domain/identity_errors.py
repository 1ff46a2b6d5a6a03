"""Why a person, a scan of a document or a correction is refused. Sentences are in words/."""

from __future__ import annotations

import dataclasses
import datetime as dt

from desk_app.domain.errors import Refused

# --- who the appointment is for ---------------------------------------------------------------


@dataclasses.dataclass(eq=False)
class BadPerson(Refused):
    """A field of the person cannot be taken as it is; *value* is what was typed in it."""

    field: str
    fault: str
    value: str = ""


# --- what the reader of documents sent ----------------------------------------------------------


@dataclasses.dataclass(eq=False)
class NotAScan(Refused):
    """What came is not the machine-readable zone of a passport, a card or a visa (ICAO 9303)."""


@dataclasses.dataclass(eq=False)
class ScanCutShort(Refused):
    """Characters are missing at the end or in the middle of the zone."""

    missing: int


@dataclasses.dataclass(eq=False)
class ScanDoubtful(Refused):
    """A check digit does not hold: one character of *zone_field* was read wrongly.

    *position* counts from 1 inside the field, the check digit being its last character; 0 where
    the arithmetic leaves more than one.
    """

    zone_field: str
    position: int = 0


# --- correcting what was bound -------------------------------------------------------------------


@dataclasses.dataclass(eq=False)
class OtherPerson(Refused):
    """The correction would put another person in the holder's place (AT-02). No role may."""

    fields: tuple[str, ...]


@dataclasses.dataclass(eq=False)
class HolderUnchanged(Refused):
    """Nothing of the holder differs from what the appointment says already."""

    reference: str


# --- one person under two keys -------------------------------------------------------------------


@dataclasses.dataclass(eq=False)
class PerhapsKnown(Refused):
    """Somebody of these names, birth date and nationality holds these under another document.

    Whether it is the same person an agent sees (AT-01): the two are joined, or two people agree
    that they are two.
    """

    references: tuple[str, ...]


@dataclasses.dataclass(eq=False)
class NotAlike(Refused):
    """What *reference* is for is not known under the same names, birth date and nationality."""

    reference: str


@dataclasses.dataclass(eq=False)
class JoinRefused(Refused):
    """Joined, the person would hold more than one may: these go first, by a person's hand."""

    references: tuple[str, ...]


# --- how often, how many --------------------------------------------------------------------------


@dataclasses.dataclass(eq=False)
class ActiveAlready(Refused):
    """The person has an active appointment of this family (A-01, AT-04)."""

    family: str
    reference: str
    starts_at: dt.datetime


@dataclasses.dataclass(eq=False)
class TwoActive(Refused):
    """The person has two active appointments, as many as one may have (A-01)."""

    references: tuple[str, ...]


@dataclasses.dataclass(eq=False)
class ChangesUsedUp(Refused):
    """The appointment was moved as often as the rule allows (A-02, AT-06)."""

    changes: int


@dataclasses.dataclass(eq=False)
class OwnInterest(Refused):
    """The agent has declared this person, phone or e-mail as theirs or a relative's (AT-15)."""


@dataclasses.dataclass(eq=False)
class HelperUnknown(Refused):
    """Who speaks for another shows a document and a mandate (AT-19); *fault* says which lacks."""

    fault: str


@dataclasses.dataclass(eq=False)
class HelperCapReached(Refused):
    """Who is neither family nor of a profession speaks for few persons a day (AT-19)."""

    cap: int


@dataclasses.dataclass(eq=False)
class AssociationCapReached(Refused):
    """A declared association has its number of persons a day (AT-05)."""

    association: str
    cap: int
