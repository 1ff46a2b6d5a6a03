"""What services ask of the calendar's rows: places taken, appointments, requests. See ports.py."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from collections.abc import Mapping, Sequence
from typing import Protocol

from desk_app.domain.appointments import (
    Appointment,
    AppointmentId,
    Place,
    Reference,
)
from desk_app.domain.people import AgentLogin
from desk_app.domain.person_keys import PersonKey
from desk_app.domain.procedures import FamilyCode
from desk_app.domain.series import Closure, Extra
from desk_app.domain.tickets import TicketId


class SeatState(enum.StrEnum):
    """Why a seat is not free."""

    TAKEN = "taken"
    COOLING = "cooling"  # given back; not offered before its hour (AT-03)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One seat of one slot that is not free. *until* ends the cooling; None waits for a draw."""

    slot: str
    seat: int
    starts_at: dt.datetime
    family: FamilyCode
    state: SeatState
    appointment: AppointmentId | None = None
    until: dt.datetime | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A seat to be taken: its slot and number, how many the slot has, and when it begins."""

    slot: str
    seat: int
    capacity: int
    starts_at: dt.datetime


class Seats(Protocol):
    """Seats that are not free, held one row each by a unique key: nobody can overbook.

    `take` raises SlotTaken where a seat is not free any more: the caller then takes none.
    `retake` gives seats that cool to *by* at once, and says how many cooled.
    `unpool` frees seats that a draw gives to somebody; `let_go` ends the waiting of the others.
    `kept_back` are the families of which seats wait for a draw.
    `between` gives those that begin in a stretch of time, `away` the slot and the number alone of
    those among them that have not cooled by *now*. `give_back` lets the seats of an
    appointment cool; `cooled` frees those whose hour has come and says which; `pooled` lists
    those that wait for a draw of a family.
    """

    def take(self, wanted: Sequence[Wanted], *, family: FamilyCode, by: AppointmentId) -> None: ...
    def between(self, first: dt.datetime, last: dt.datetime) -> Sequence[Seat]: ...
    def away(
        self, first: dt.datetime, last: dt.datetime, *, now: dt.datetime
    ) -> Sequence[tuple[str, int]]: ...
    def of_slots(self, slots: Sequence[str]) -> Sequence[Seat]: ...
    def give_back(self, appointment: AppointmentId, *, until: dt.datetime | None) -> int: ...
    def release(self, appointment: AppointmentId) -> int: ...
    def retake(self, seats: Sequence[tuple[str, int]], *, by: AppointmentId) -> int: ...
    def cooled(self, now: dt.datetime) -> Sequence[Seat]: ...
    def pooled(self, family: FamilyCode, now: dt.datetime) -> Sequence[Seat]: ...
    def kept_back(self, now: dt.datetime) -> Sequence[FamilyCode]: ...
    def unpool(self, seats: Sequence[tuple[str, int]]) -> int: ...
    def let_go(self, family: FamilyCode, *, until: dt.datetime) -> int: ...


class Appointments(Protocol):
    """Appointments, and beside each who it is for, sealed until it is forgotten (R-01).

    `add` keeps the one per family and the two in all by unique keys, and raises ActiveAlready or
    TwoActive. `holder` is the applicant's text as given to `add`, None once forgotten; `holders`
    gives many at once, and leaves the forgotten out.
    `put` releases those keys when the appointment is over. `of_ticket` is whose holder came in
    with a ticket, None for a ticket of nobody's; `correct` keeps another writing of the holder
    and, sealed beside it, the person it was given to, which is what `original` gives;
    `unended_before` are those that began before an instant and of which nobody has said yet what
    became of them.
    """

    def add(self, appointment: Appointment, holder: str) -> None: ...
    def put(self, appointment: Appointment) -> None: ...
    def put_holder(self, appointment: Appointment, holder: str) -> None: ...
    def correct(self, appointment: Appointment, holder: str) -> None: ...
    def original(self, appointment: Appointment) -> str | None: ...
    def get(self, reference: Reference) -> Appointment: ...
    def of_person(self, person: PersonKey) -> Sequence[Appointment]: ...
    def between(self, first: dt.datetime, last: dt.datetime) -> Sequence[Appointment]: ...
    def of_ids(self, ids: Sequence[AppointmentId]) -> Mapping[AppointmentId, Appointment]: ...
    def of_ticket(self, ticket: TicketId) -> Appointment | None: ...
    def unended_before(self, instant: dt.datetime) -> Sequence[Appointment]: ...
    def holder(self, appointment: Appointment) -> str | None: ...
    def holders(self, ids: Sequence[AppointmentId]) -> Mapping[AppointmentId, str]: ...
    def erase(self, appointment: AppointmentId) -> None: ...


class TraceKind(enum.StrEnum):
    """What a dated line is about; each goes on its own day (R-05, R-05b)."""

    CONTACT = "contact"  # a phone or e-mail served a person (AT-05)
    ABSENCE = "absence"  # a person did not come
    HELPER = "helper"  # somebody spoke for a person (AT-19)
    UNMET = "unmet"  # a person asked and got no place (AT-23)
    CALL = "call"  # a holder was called before the day
    PHONE = "phone"  # what became known of a person's phone (AT-21)
    ALIAS = "alias"  # a key that may stand for the person of another one (AT-01)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """A dated line under a keyed hash, without any identity: *subject* is hashed, *of* beside it.

    *of* is the person's key for contacts, helpers, phones and aliases, the proof's reference for
    what is unmet. A call's *subject* is the appointment's reference, which names nobody.
    """

    kind: TraceKind
    subject: str
    day: dt.date
    of: str = ""
    family: str = ""
    note: str = ""


class Traces(Protocol):
    """Dated lines; `of` gives those of *subject* since a day, `noted` the one of a reference.

    `forget` takes every line of or beside a person away and says how many it was.
    """

    def add(self, trace: Trace) -> None: ...
    def of(self, kind: TraceKind, subject: str, since: dt.date) -> Sequence[Trace]: ...
    def noted(self, kind: TraceKind, of: str) -> Trace | None: ...
    def forget(self, person: str) -> int: ...


class Ties(Protocol):
    """What agents have declared as theirs or a relative's, as keyed hashes, and when (AT-15)."""

    def add(self, agent: AgentLogin, tie: str, *, on: dt.date) -> None: ...
    def of(self, agent: AgentLogin) -> frozenset[str]: ...
    def days(self, agent: AgentLogin) -> Sequence[dt.date]: ...


class Persons(Protocol):
    """Everything that is kept under a keyed hash, in whichever table it lies.

    `rekey` puts what lies under one key under another, in this transaction, and says how many
    rows it was. It compares nothing: whoever calls has seen that both are one person, and that
    neither key of the database (A-01) is in the way.
    """

    def rekey(self, old: str, new: str) -> int: ...


class CalendarChanges(Protocol):
    """Closures and exceptional openings that supervisors decided; withdrawn ones stay known.

    *version* changes with each of them: what was laid out before is laid out again.
    """

    def closures(self) -> tuple[Closure, ...]: ...
    def extras(self) -> tuple[Extra, ...]: ...
    def close(self, closure: Closure, at: dt.datetime) -> None: ...
    def open(self, extra: Extra, at: dt.datetime) -> None: ...
    def withdraw(self, change: str, at: dt.datetime) -> bool: ...
    @property
    def version(self) -> int: ...


__all__ = [
    "Appointments",
    "CalendarChanges",
    "Persons",
    "Place",
    "Seat",
    "SeatState",
    "Seats",
    "Ties",
    "Trace",
    "TraceKind",
    "Traces",
    "Wanted",
]
