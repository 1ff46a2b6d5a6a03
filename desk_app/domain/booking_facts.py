"""Facts about appointments, the calendar and requests. See facts.py for the rest.

`appointment` is its reference: who it is for stands beside it, sealed, never here. `slot` is the
first slot of the place, so that what happened to a slot can be read from the journal (AT-25).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import ClassVar

from desk_app.domain.appointments import AppointmentStatus, Presence, Reference
from desk_app.domain.assistance import OnlineObstacle, Relation
from desk_app.domain.changes import Topic
from desk_app.domain.facts import Fact
from desk_app.domain.overrides import Cause
from desk_app.domain.person_keys import PersonKey
from desk_app.domain.prints import JobId
from desk_app.domain.procedures import FamilyCode, ProcedureCode
from desk_app.domain.series import ClosureReason
from desk_app.domain.tickets import TicketId, TicketNumber

_APPOINTMENTS: frozenset[Topic] = frozenset({Topic.APPOINTMENTS})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentBooked(Fact):
    """A place was given. *choice* says which offer was taken, or how else it came about.

    *seat* is its number in each of the *slots* consecutive slots it takes; 0 in older entries.
    """

    TOPICS: ClassVar[frozenset[Topic]] = _APPOINTMENTS | {Topic.PRINTS}
    appointment: Reference
    family: FamilyCode
    procedure: ProcedureCode
    slot: str
    person: PersonKey
    reason: OnlineObstacle
    helper: Relation | None
    choice: str
    seat: int = 0
    slots: int = 1


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentMoved(Fact):
    """It went to another place. *by_site* when the site closed the first one (A-09)."""

    TOPICS: ClassVar[frozenset[Topic]] = _APPOINTMENTS | {Topic.PRINTS}
    appointment: Reference
    slot: str
    before: str
    changes: int
    by_site: bool
    seat: int = 0
    slots: int = 1


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentEnded(Fact):
    """It was cancelled, lapsed, missed or honoured; its slot is free only later (AT-03)."""

    TOPICS: ClassVar[frozenset[Topic]] = _APPOINTMENTS
    appointment: Reference
    slot: str
    status: AppointmentStatus


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFreed(Fact):
    """A place that was given back has cooled: from *due* on anybody could have it (AT-03, AT-25).

    It is written when the place is looked for next, not before: nobody reads a release to come.
    """

    TOPICS: ClassVar[frozenset[Topic]] = _APPOINTMENTS
    slot: str
    seat: int
    due: dt.datetime


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentReconfirmed(Fact):
    """The holder said they will come (A-03)."""

    TOPICS: ClassVar[frozenset[Topic]] = _APPOINTMENTS
    appointment: Reference


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class HolderCorrected(Fact):
    """One field of the holder's identity was corrected: both keyed hashes (AT-02)."""

    TOPICS: ClassVar[frozenset[Topic]] = _APPOINTMENTS | {Topic.PRINTS}
    appointment: Reference
    person: PersonKey
    before: PersonKey
    field: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ConvocationPrinted(Fact):
    """A paper was made; the codes of earlier copies are good no more (AT-09).

    *job* is None for a page written to a file.
    """

    TOPICS: ClassVar[frozenset[Topic]] = _APPOINTMENTS | {Topic.PRINTS}
    appointment: Reference
    job: JobId | None
    copy_no: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class HolderArrived(Fact):
    """The holder was let in with a ticket; *excused* when lateness was, *why* by a coded reason."""

    TOPICS: ClassVar[frozenset[Topic]] = _APPOINTMENTS | {Topic.TICKETS}
    appointment: Reference
    ticket: TicketId
    number: TicketNumber
    presence: Presence
    excused: bool
    why: Cause | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalUndone(Fact):
    """An arrival was taken back: the wrong paper was scanned. Its number is not given again."""

    TOPICS: ClassVar[frozenset[Topic]] = _APPOINTMENTS | {Topic.TICKETS}
    appointment: Reference
    ticket: TicketId
    number: TicketNumber


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class IdentityMismatch(Fact):
    """Who came did not have the document the place was given to: an incident (AT-10)."""

    TOPICS: ClassVar[frozenset[Topic]] = _APPOINTMENTS
    appointment: Reference


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class BookingRefused(Fact):
    """A place was asked for and a rule said no: *rule* is the error's name."""

    TOPICS: ClassVar[frozenset[Topic]] = _APPOINTMENTS
    family: FamilyCode
    rule: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ContactReused(Fact):
    """One phone or address served more than three people in 30 days (AT-05). *contact* is keyed."""

    TOPICS: ClassVar[frozenset[Topic]] = _APPOINTMENTS
    contact: str
    persons: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DemandUnmet(Fact):
    """A request ended without a place; its printed proof has this reference (AT-23, L-04)."""

    TOPICS: ClassVar[frozenset[Topic]] = frozenset({Topic.REGISTER, Topic.PRINTS})
    reference: Reference
    family: FamilyCode
    reason: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CalendarChanged(Fact):
    """A closure or an exceptional opening was decided; *affected* appointments were on it."""

    TOPICS: ClassVar[frozenset[Topic]] = frozenset({Topic.CALENDAR, Topic.APPOINTMENTS})
    first: dt.date
    last: dt.date
    kind: str
    why: ClosureReason | None
    affected: int
