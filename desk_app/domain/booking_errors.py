"""Why an appointment cannot be made, moved or kept. Sentences stand in words/booking_errors.py."""

from __future__ import annotations

import dataclasses
import datetime as dt

from desk_app.domain.errors import Refused, Unavailable

# --- asking for a place -----------------------------------------------------------------------


@dataclasses.dataclass(eq=False)
class UnknownAppointment(Refused):
    """No appointment has this reference, or it was forgotten on time (R-01)."""

    reference: str


@dataclasses.dataclass(eq=False)
class UnknownProof(Refused):
    """No request without a place has this reference, or it was forgotten on time (L-04)."""

    reference: str


@dataclasses.dataclass(eq=False)
class NotByAppointment(Refused):
    """The procedure is not received by appointment."""

    procedure: str


@dataclasses.dataclass(eq=False)
class DrawnByLot(Refused):
    """The places of this family are drawn: a request goes into the register (AT-14)."""

    family: str
    next_draw: dt.datetime | None = None


@dataclasses.dataclass(eq=False)
class DatesOffered(Refused):
    """A proof cannot say that no place is free: dates are offered for the procedure (AT-23)."""

    procedure: str


@dataclasses.dataclass(eq=False)
class UnknownSlot(Refused):
    """There is no such slot in the calendar: it was never there, or it is past or closed."""

    slot: str


@dataclasses.dataclass(eq=False)
class SlotNotOffered(Refused):
    """Only the slots chosen by rule are given; another needs a second person (AT-07, AT-16)."""

    slot: str


@dataclasses.dataclass(eq=False)
class SlotTaken(Refused):
    """Somebody else has just taken the last place of this slot."""

    slot: str


@dataclasses.dataclass(eq=False)
class SameTime(Refused):
    """The appointment is at this slot already."""

    reference: str


# --- what happens to one ----------------------------------------------------------------------


@dataclasses.dataclass(eq=False)
class ImpossibleAppointmentMove(Refused):
    """The appointment is not in a state in which this can be done."""

    reference: str
    wish: str
    stands: str


@dataclasses.dataclass(eq=False)
class NeedsSupervisor(Refused):
    """The second absence within a year: a supervisor looks before the next one (A-04)."""

    absences: int


@dataclasses.dataclass(eq=False)
class NotToBeCalled(Refused):
    """Its holder is not called now: confirmed already, over, or not 10 to 3 days before (A-03)."""

    reference: str


@dataclasses.dataclass(eq=False)
class NotToBeConfirmed(Refused):
    """It is not 10 to 3 days before: a word given earlier tells nothing of the day (A-03)."""

    reference: str


@dataclasses.dataclass(eq=False)
class NoPhone(Refused):
    """No phone stands beside this appointment: its place is kept without a call (A-03)."""

    reference: str


# --- at the door ------------------------------------------------------------------------------


@dataclasses.dataclass(eq=False)
class TooEarly(Refused):
    """The holder may come in from *from_at* on (Q-01)."""

    reference: str
    from_at: dt.datetime


@dataclasses.dataclass(eq=False)
class OtherDay(Refused):
    """The appointment is on another day."""

    reference: str
    starts_at: dt.datetime


@dataclasses.dataclass(eq=False)
class AlreadyArrived(Refused):
    """The code was used before: its holder is inside with ticket *number* (AT-08)."""

    reference: str
    number: str
    at: dt.datetime


@dataclasses.dataclass(eq=False)
class OldCopy(Refused):
    """A later copy of this convocation was printed; only that one is good (AT-09)."""

    reference: str
    copy: int
    latest: int


@dataclasses.dataclass(eq=False)
class LastFourNeeded(Refused):
    """The end of the document is four characters: fewer or more say nothing of who came."""


@dataclasses.dataclass(eq=False)
class DocumentMismatch(Refused):
    """The document shown is not the one the place was given to (AT-10): an incident."""

    reference: str


@dataclasses.dataclass(eq=False)
class CodeRefused(Refused):
    """The code on the paper is not one of ours as it was printed; *reason* is its verdict."""

    reason: str


@dataclasses.dataclass(eq=False)
class SigningKeyMissing(Unavailable):
    """The site's signing key is not there: no convocation can be signed, nothing is booked."""

    place: str
