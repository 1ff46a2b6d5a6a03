"""What a text scanned or typed at the door is worth: an appointment awaited now, or why not.

It looks at no document and lets nobody in: arrivals.py does.
"""

from __future__ import annotations

import dataclasses
import datetime as dt

from desk_app.domain.appointments import (
    Appointment,
    AppointmentMove,
    AppointmentStatus,
    Presence,
    Reference,
    parse_reference,
    presence,
)
from desk_app.domain.booking_errors import (
    AlreadyArrived,
    CodeRefused,
    ImpossibleAppointmentMove,
    OldCopy,
    UnknownAppointment,
)
from desk_app.domain.codes import Entrance, Genuine, Paper, Payload, Standing, verdict
from desk_app.domain.crockford import read_reference
from desk_app.domain.online import OnlineAppointment, canonical_reference, scanned_references
from desk_app.services.code_ports import Codes
from desk_app.services.day import Today
from desk_app.services.ports import Hashes, UnitOfWork

Awaited = Appointment | OnlineAppointment
"""Who may come in today: by an appointment of ours, or by one of an online platform."""
_EXPECTED = frozenset({AppointmentStatus.BOOKED, AppointmentStatus.ARRIVED})


@dataclasses.dataclass(frozen=True, slots=True)
class Reader:
    """What reads a text at the door: the site's *codes*, and how references are hashed."""

    codes: Codes
    hashes: Hashes


def expected(text: str, now: Today, reader: Reader, work: UnitOfWork) -> tuple[Awaited, Presence]:
    """Return the appointment of a text that is good now, and how its holder stands to the hour.

    A platform's reference is looked for first: it needs none of our keys.
    Raises CodeRefused, UnknownAppointment, AlreadyArrived, ImpossibleAppointmentMove, OldCopy,
    OtherDay or TooEarly.
    """
    online = _online(text, reader.hashes, work)
    if online is not None:
        online.require_awaited()
        return online, presence(online, now.now, now.site.time_zone, now.site.rules)
    reference, payload = _reading(text, reader.codes, now.site.code, now.day)
    appointment = work.appointments.get(reference)
    _require_good(appointment, payload, now.now, now.site.time_zone)
    return appointment, presence(appointment, now.now, now.site.time_zone, now.site.rules)


def of_reference(text: str, work: UnitOfWork) -> Awaited:
    """Return the appointment of one of our own references. Raises UnknownAppointment."""
    reference = parse_reference(text)
    try:
        return work.online.get(reference)
    except UnknownAppointment:
        return work.appointments.get(reference)


def impossible(appointment: Awaited, move: AppointmentMove) -> ImpossibleAppointmentMove:
    """Return the refusal of *move* in the state the appointment is in."""
    return ImpossibleAppointmentMove(appointment.reference, move.value, appointment.status.value)


def _online(text: str, hashes: Hashes, work: UnitOfWork) -> OnlineAppointment | None:
    """Return the platform's appointment that *text* is the reference of, ours or the platform's."""
    keys = [key for bare in scanned_references(text) for key in hashes(canonical_reference(bare))]
    found = work.online.of_keys(keys) if keys else None
    own = read_reference(text)
    if found is None and own is not None:
        try:
            return work.online.get(Reference(own))
        except UnknownAppointment:
            return None
    return found


def _reading(
    text: str, codes: Codes, site: str, today: dt.date
) -> tuple[Reference, Payload | None]:
    """Return the reference of a code or of one that was typed, and what the code says.

    Raises CodeRefused or UnknownAppointment.
    """
    reading = codes.read(text, site=site, today=today, paper=Paper.CONVOCATION)
    if reading.kind is Genuine.REFERENCE:
        return parse_reference(text), None
    if reading.kind is not Genuine.VALID or reading.payload is None:
        raise CodeRefused(reading.kind.value)
    return Reference(reading.payload.reference), reading.payload


def _require_good(
    appointment: Appointment, payload: Payload | None, now: dt.datetime, zone: dt.tzinfo
) -> None:
    """Refuse a paper that is no longer good: cancelled, or printed again since (AT-08, AT-09)."""
    if appointment.status not in _EXPECTED:
        raise impossible(appointment, AppointmentMove.ARRIVE)
    if appointment.arrived_at is not None:
        raise AlreadyArrived(
            appointment.reference, appointment.number or "", appointment.arrived_at
        )
    if payload is None:
        return
    standing = Standing(
        reference=appointment.reference,
        starts_at=appointment.starts_at,
        copy=appointment.copy_no,
    )
    if verdict(payload, standing, now, zone) is Entrance.OLD_COPY:
        raise OldCopy(appointment.reference, payload.copy, appointment.copy_no)
