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
from desk_app.domain.people import AgentRef
from desk_app.domain.person_keys import PersonKey
from desk_app.domain.prints import JobId
from desk_app.domain.procedures import FamilyCode, ProcedureCode
from desk_app.domain.reconfirmation import CallOutcome
from desk_app.domain.series import ClosureReason
from desk_app.domain.tickets import TicketId, TicketNumber
from desk_app.domain.unmet import Impossibility

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
    """It went to another place. *by_site* when the site closed the first one (A-09).

    *choice* says which offer was taken, or how else it came about; empty in older entries.
    """

    TOPICS: ClassVar[frozenset[Topic]] = _APPOINTMENTS | {Topic.PRINTS}
    appointment: Reference
    slot: str
    before: str
    changes: int
    by_site: bool
    seat: int = 0
    slots: int = 1
    choice: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentEnded(Fact):
    """It was cancelled, lapsed, missed or honoured; its slot is free only later (AT-03)."""

    TOPICS: ClassVar[frozenset[Topic]] = _APPOINTMENTS
    appointment: Reference
    slot: str
    status: AppointmentStatus


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class BookingTakenBack(Fact):
    """A place just given was taken back by who gave it, in the same visit: a slip of the hand.

    Its seat cools like any other, but for the same person within the visit (AT-03).
    """

    TOPICS: ClassVar[frozenset[Topic]] = _APPOINTMENTS
    appointment: Reference


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFreed(Fact):
    """A place that was given back has cooled: from *due* on anybody could have it (AT-03, AT-25).

    It is written when the place is looked for next, not before: nobody reads a release to come.
    A seat out of which the site put its holder, the hour being kept, cools not: it is free then.
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
class CallListOpened(Fact):
    """Somebody opened the list of whom to call, where *phones* are shown (A-03, R-08)."""

    TOPICS: ClassVar[frozenset[Topic]] = frozenset({Topic.AGENTS})  # what an agent has looked at
    phones: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class HolderCalled(Fact):
    """The holder was called before the day; *is_verified* is what their phone was (AT-21)."""

    TOPICS: ClassVar[frozenset[Topic]] = _APPOINTMENTS
    appointment: Reference
    outcome: CallOutcome
    is_verified: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PhoneVerified(Fact):
    """The holder's phone rang while they stood at the desk (AT-21)."""

    TOPICS: ClassVar[frozenset[Topic]] = _APPOINTMENTS
    appointment: Reference


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class HolderCorrected(Fact):
    """The holder's identity was corrected: both keys, both identities as hashes (AT-02).

    *field* names what differs, parted by commas; with the same key the identities differ still.
    """

    TOPICS: ClassVar[frozenset[Topic]] = _APPOINTMENTS | {Topic.PRINTS}
    appointment: Reference
    person: PersonKey
    before: PersonKey
    identity: str
    identity_before: str
    field: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PersonsJoined(Fact):
    """What was kept of one person under two keys lies under one: *before* is the other (AT-01)."""

    TOPICS: ClassVar[frozenset[Topic]] = _APPOINTMENTS | {Topic.REGISTER}
    person: PersonKey
    before: PersonKey


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TieDeclared(Fact):
    """Somebody, or a contact, that an agent may not act for was declared; not whom (AT-15)."""

    TOPICS: ClassVar[frozenset[Topic]] = frozenset({Topic.AGENTS})
    agent: AgentRef
    kind: str


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
class SubstituteOpened(Fact):
    """The substitute channel was opened for a request: what was tried before (R.431-2, L-03)."""

    TOPICS: ClassVar[frozenset[Topic]] = frozenset({Topic.REGISTER})
    reference: Reference
    hotline_on: dt.date | None
    help_desk_on: dt.date | None
    impossibility: Impossibility


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CalendarChanged(Fact):
    """A closure or an exceptional opening was decided or taken back, by *kind*.

    *affected* appointments lost their time by it.
    """

    TOPICS: ClassVar[frozenset[Topic]] = frozenset({Topic.CALENDAR, Topic.APPOINTMENTS})
    first: dt.date
    last: dt.date
    kind: str
    why: ClosureReason | None
    affected: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CallListMade(Fact):
    """The list with names and telephones of those to be called was read or printed (A-09)."""

    TOPICS: ClassVar[frozenset[Topic]] = frozenset({Topic.PRINTS})
    people: int
    is_printed: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class HolderTold(Fact):
    """The holder knows the time the site gave for the one it closed (A-09)."""

    TOPICS: ClassVar[frozenset[Topic]] = _APPOINTMENTS
    appointment: Reference
