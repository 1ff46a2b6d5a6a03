"""What the desks of a site share: rows, and in each the right to change it.

A right is one notion whatever it is a right to: a ticket to call, a seat to give, a person's one
appointment, a counter, a share of a quota. It has one owner, and it moves by a grant of the site,
by the owner's release, or by the fencing of a dead desk; never by a clock. Nothing is kept here.
"""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Mapping
from typing import NamedTuple

from desk_app.domain.facts import Plain
from desk_app.domain.tickets import DeskCode


class Kind(enum.StrEnum):
    """What a shared row is about."""

    TICKET = "ticket"
    COUNTER = "counter"
    PROCEDURE = "procedure"
    QUOTA = "quota"
    SEAT = "seat"
    PERSON = "person"
    APPOINTMENT = "appointment"
    CONFLICT = "conflict"


class Thing(NamedTuple):
    """Which row: its kind and its key, such as `ticket` and an id, or `seat` and `slot/2`."""

    kind: Kind
    key: str


Image = Mapping[str, Plain]
"""A row as a whole, in JSON of depth one: rows travel whole, never as differences."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A row and the right in it.

    *owner* may change it without asking; None is the site's own pool. *version* grows with every
    change of owner, so that a release of yesterday's right is told from today's. *recall_to* is
    the desk the owner is asked to release it to. *position* orders the changes of a site.
    """

    thing: Thing
    image: Image
    owner: DeskCode | None = None
    version: int = 0
    recall_to: DeskCode | None = None
    position: int = 0

    def granted(self, to: DeskCode) -> Shared:
        """Return the row given by the site to *to*."""
        return self._owned(to)

    def recalled(self, to: DeskCode) -> Shared:
        """Return the row whose owner is asked for it in favour of *to*."""
        return dataclasses.replace(self, recall_to=to)

    def released(self, by: DeskCode, version: int, to: DeskCode | None) -> Shared:
        """Return the row as its owner *by* let it go; a release of another right is nothing."""
        if self.owner != by or self.version != version:
            return self
        return self._owned(to)

    def fenced(self, to: DeskCode | None) -> Shared:
        """Return the row taken from a desk that people said is dead."""
        return self._owned(to)

    def showing(self, image: Image) -> Shared:
        """Return the row with another image, under the same right."""
        return dataclasses.replace(self, image=image)

    def _owned(self, owner: DeskCode | None) -> Shared:
        return dataclasses.replace(self, owner=owner, version=self.version + 1, recall_to=None)


def things(kind: str, header: Mapping[str, Plain]) -> tuple[Thing, ...]:
    """Return the rows that a fact of *kind* is about; a kind this version does not know: none."""
    if kind == "RightReleased":
        return (Thing(Kind(str(header["right"])), str(header["row"])),)
    found = [
        Thing(each, str(header[field]))
        for each, field in ABOUT.get(kind, ())
        if header.get(field) is not None
    ]
    if kind == "AppointmentBooked":
        found.append(claim(str(header["person"]), str(header["family"])))
    return tuple(found)


def seat(slot: str, number: int) -> Thing:
    """Return the name of a seat of *slot*."""
    return Thing(Kind.SEAT, f"{slot}#{number}")


def claim(person: str, family: str) -> Thing:
    """Return the name of the claim on the one appointment of *person* in *family* (A-01)."""
    return Thing(Kind.PERSON, f"{person}/{family}")


class Standing(enum.StrEnum):
    """What an appointment is worth, once the site has looked at it beside all others."""

    CONFIRMED = "confirmed"
    PERSON_TWICE = "person_twice"  # the person has another one: people decide
    NO_SEAT = "no_seat"  # a slip was given out, and there is no seat for it


_TICKET = ((Kind.TICKET, "ticket"),)
_APPOINTMENT = ((Kind.APPOINTMENT, "appointment"),)
ABOUT: dict[str, tuple[tuple[Kind, str], ...]] = {
    "TicketIssued": _TICKET,
    "TicketCalled": _TICKET,
    "TicketMoved": _TICKET,
    "CounterChanged": ((Kind.COUNTER, "counter"),),
    "ProcedureChanged": ((Kind.PROCEDURE, "procedure"),),
    "AppointmentBooked": _APPOINTMENT,
    "AppointmentMoved": _APPOINTMENT,
    "AppointmentEnded": _APPOINTMENT,
    "AppointmentReconfirmed": _APPOINTMENT,
    "HolderCorrected": _APPOINTMENT,
    "ConvocationPrinted": _APPOINTMENT,
    "BookingTakenBack": _APPOINTMENT,
    "HolderCalled": _APPOINTMENT,
    "PhoneVerified": _APPOINTMENT,
    "HolderTold": _APPOINTMENT,
    "OnlineArrived": _TICKET,
    "HolderArrived": (*_TICKET, *_APPOINTMENT),
    "ArrivalUndone": (*_TICKET, *_APPOINTMENT),
}
"""By kind of fact: which rows, by which fields of its header."""
