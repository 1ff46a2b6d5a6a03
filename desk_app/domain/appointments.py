"""An appointment, its one table of moves, and who may come in when. Pure: no clock, no database.

It names nobody: the person stands beside it, sealed, and here only as a keyed hash.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from typing import NewType, Protocol
from uuid import UUID

from desk_app.domain.assistance import OnlineObstacle, Relation
from desk_app.domain.booking_errors import (
    AlreadyArrived,
    ImpossibleAppointmentMove,
    OldCopy,
    OtherDay,
    TooEarly,
    UnknownAppointment,
)
from desk_app.domain.crockford import read_reference
from desk_app.domain.limits import next_change
from desk_app.domain.person_keys import PersonKey
from desk_app.domain.procedures import FamilyCode, ProcedureCode
from desk_app.domain.site import Rules
from desk_app.domain.text import clean
from desk_app.domain.tickets import TicketId, TicketNumber

AppointmentId = NewType("AppointmentId", UUID)
Reference = NewType("Reference", str)
"""Eight letters and figures of Crockford's alphabet in two groups: `7K4M-2QXD`."""


class AppointmentStatus(enum.StrEnum):
    """Where an appointment is in its life."""

    HELD = "held"  # drawn, waits for the winner's word
    BOOKED = "booked"
    ARRIVED = "arrived"
    HONOURED = "honoured"
    MISSED = "missed"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"


class AppointmentMove(enum.StrEnum):
    """What can happen to an appointment once it is given."""

    ACCEPT = "accept"
    MOVE = "move"
    REPLACE = "replace"  # by the site, which closed its time
    RECONFIRM = "reconfirm"
    CORRECT = "correct"
    REPRINT = "reprint"
    ARRIVE = "arrive"
    UNARRIVE = "unarrive"
    HONOUR = "honour"
    MISS = "miss"
    CANCEL = "cancel"
    LAPSE = "lapse"


_S, _M = AppointmentStatus, AppointmentMove
APPOINTMENT_MOVES: dict[AppointmentStatus, dict[AppointmentMove, AppointmentStatus]] = {
    _S.HELD: {
        _M.ACCEPT: _S.BOOKED,
        _M.REPLACE: _S.HELD,
        _M.CORRECT: _S.HELD,
        _M.CANCEL: _S.CANCELLED,
        _M.LAPSE: _S.LAPSED,
    },
    _S.BOOKED: {
        _M.MOVE: _S.BOOKED,
        _M.REPLACE: _S.BOOKED,
        _M.RECONFIRM: _S.BOOKED,
        _M.CORRECT: _S.BOOKED,
        _M.REPRINT: _S.BOOKED,
        _M.ARRIVE: _S.ARRIVED,
        _M.MISS: _S.MISSED,
        _M.CANCEL: _S.CANCELLED,
        _M.LAPSE: _S.LAPSED,
    },
    _S.ARRIVED: {
        _M.UNARRIVE: _S.BOOKED,
        _M.CORRECT: _S.ARRIVED,
        _M.HONOUR: _S.HONOURED,
        _M.MISS: _S.MISSED,
    },
    _S.HONOURED: {},
    _S.MISSED: {},
    _S.CANCELLED: {},
    _S.LAPSED: {},
}
"""The only place that decides moves. There is no delete (A-07)."""

ACTIVE = frozenset({_S.HELD, _S.BOOKED, _S.ARRIVED})
"""What counts for the one appointment per family and the two in all (A-01)."""


class Presence(enum.StrEnum):
    """How a holder who comes now stands to the appointed hour (Q-01, Q-02)."""

    ON_TIME = "on_time"
    LATE = "late"  # behind the grace: as a walk-in, unless somebody excuses it
    VERY_LATE = "very_late"  # an excuse needs a second person (AT-16)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One seat of each of the consecutive slots an appointment takes; *seats* run along *slots*."""

    slots: tuple[str, ...]
    seats: tuple[int, ...]
    starts_at: dt.datetime
    ends_at: dt.datetime


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """A place in the calendar, for one person.

    *reason* codes why the online way was impossible, *helper* who helped; *changes* counts moves
    to another date; *copy_no* is the number of the paper that is good, earlier ones are not
    (AT-09); *is_hour_sure* tells a winner who answered, *reconfirmed_at* the word given between
    D-10 and D-3 (A-03); *was_at* the hour the site took away, until its holder has been told the
    new one (A-09).
    """

    id: AppointmentId
    reference: Reference
    family: FamilyCode
    procedure: ProcedureCode
    person: PersonKey
    place: Place
    booked_at: dt.datetime
    status: AppointmentStatus = AppointmentStatus.BOOKED
    language: str = "fr"
    reason: OnlineObstacle = OnlineObstacle.NO_DEVICE
    helper: Relation | None = None
    changes: int = 0
    copy_no: int = 1
    hold_until: dt.datetime | None = None
    reconfirmed_at: dt.datetime | None = None
    ticket: TicketId | None = None
    number: TicketNumber | None = None
    arrived_at: dt.datetime | None = None
    ended_at: dt.datetime | None = None
    was_at: dt.datetime | None = None
    revision: int = 0

    @property
    def is_active(self) -> bool:
        """True while the person still has something to expect of it."""
        return self.status in ACTIVE

    @property
    def starts_at(self) -> dt.datetime:
        """The appointed hour, in UTC."""
        return self.place.starts_at

    def accept(self) -> Appointment:
        """A winner of the draw takes the place."""
        return self._moved(AppointmentMove.ACCEPT, hold_until=None)

    def move(self, place: Place) -> Appointment:
        """Go to another *place*; the paper that was printed is good no more (AT-06, AT-09).

        Raises ChangesUsedUp at the third time.
        """
        changes = next_change(self.changes)
        return self._moved(
            AppointmentMove.MOVE,
            place=place,
            changes=changes,
            copy_no=self.copy_no + 1,
            reconfirmed_at=None,
            was_at=None,  # whoever chose the hour knows it
        )

    def replaced(self, place: Place) -> Appointment:
        """Go to another *place* because the site closed the first: it counts for nothing (A-09).

        The first hour that the holder knew stays known until they are told the new one.
        """
        return self._moved(
            AppointmentMove.REPLACE,
            place=place,
            copy_no=self.copy_no + 1,
            reconfirmed_at=None,
            was_at=self.was_at or self.starts_at,
        )

    def reseated(self, place: Place) -> Appointment:
        """Keep the hour in another seat: its papers stay good, the holder need not be told."""
        return self._moved(AppointmentMove.REPLACE, place=place)

    def told(self) -> Appointment:
        """The holder knows the hour the site gave instead (A-09)."""
        return dataclasses.replace(self, was_at=None, revision=self.revision + 1)

    def reconfirm(self, *, now: dt.datetime) -> Appointment:
        """The holder says they will come (A-03)."""
        return self._moved(AppointmentMove.RECONFIRM, reconfirmed_at=now)

    def correct(self, person: PersonKey) -> Appointment:
        """The holder's identity was corrected (AT-02); the earlier paper is good no more."""
        return self._moved(AppointmentMove.CORRECT, person=person, copy_no=self.copy_no + 1)

    def reprint(self) -> Appointment:
        """Another copy of the paper: the earlier ones are good no more (AT-09)."""
        return self._moved(AppointmentMove.REPRINT, copy_no=self.copy_no + 1)

    def arrive(self, ticket: TicketId, number: TicketNumber, *, now: dt.datetime) -> Appointment:
        """The holder is let in with *ticket*. Raises AlreadyArrived for a code used before."""
        if self.status is AppointmentStatus.ARRIVED and self.arrived_at is not None:
            raise AlreadyArrived(self.reference, self.number or "", self.arrived_at)
        return self._moved(AppointmentMove.ARRIVE, ticket=ticket, number=number, arrived_at=now)

    def unarrive(self) -> Appointment:
        """Take back an arrival: the wrong paper was scanned."""
        return self._moved(AppointmentMove.UNARRIVE, ticket=None, number=None, arrived_at=None)

    def honour(self, *, now: dt.datetime) -> Appointment:
        """The holder was received."""
        return self._moved(AppointmentMove.HONOUR, ended_at=now)

    def miss(self, *, now: dt.datetime) -> Appointment:
        """The holder did not come, or left before the call."""
        return self._moved(AppointmentMove.MISS, ended_at=now)

    def cancel(self, *, now: dt.datetime) -> Appointment:
        """The holder gives the place up."""
        return self._moved(AppointmentMove.CANCEL, ended_at=now)

    def lapse(self, *, now: dt.datetime) -> Appointment:
        """A winner did not answer in time, or a holder with a verified phone was not reached."""
        return self._moved(AppointmentMove.LAPSE, ended_at=now)

    def require_copy(self, copy_no: int) -> None:
        """Refuse a paper of which a later copy was printed. Raises OldCopy (AT-09)."""
        if copy_no != self.copy_no:
            raise OldCopy(self.reference, copy_no, self.copy_no)

    def _moved(self, move: AppointmentMove, **fields: object) -> Appointment:
        after = APPOINTMENT_MOVES[self.status].get(move)
        if after is None:
            raise ImpossibleAppointmentMove(self.reference, move.value, self.status.value)
        return dataclasses.replace(
            self,
            status=after,
            revision=self.revision + 1,
            **fields,  # type: ignore[arg-type]  # the callers above name Appointment's own fields
        )


class Due(Protocol):
    """What is awaited at an hour: an appointment of ours, or one of an online platform."""

    @property
    def reference(self) -> Reference: ...
    @property
    def starts_at(self) -> dt.datetime: ...


def presence(appointment: Due, now: dt.datetime, zone: dt.tzinfo, rules: Rules) -> Presence:
    """Return how a holder who comes *now* stands to the hour (Q-01, Q-02, AT-16).

    Raises OtherDay or TooEarly.
    """
    due = appointment.starts_at
    if now.astimezone(zone).date() != due.astimezone(zone).date():
        raise OtherDay(appointment.reference, due)
    opens = due - rules.check_in_opens
    if now < opens:
        raise TooEarly(appointment.reference, opens)
    if now <= due + rules.appointment_late:
        return Presence.ON_TIME
    return Presence.LATE if now <= due + rules.late_acceptance else Presence.VERY_LATE


def parse_reference(text: str) -> Reference:
    """Read a reference as people type it: small letters, no dash, O for 0, I or L for 1.

    Raises UnknownAppointment for what cannot be one.
    """
    read = read_reference(text)
    if read is None:
        raise UnknownAppointment(clean(text, at_most=40))
    return Reference(read)
