"""The calendar's rows without a database: the same keys, kept by hand."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence

from desk_app.domain.appointments import (
    ACTIVE_AT_MOST,
    Appointment,
    AppointmentId,
    PersonHash,
    Reference,
)
from desk_app.domain.booking_errors import (
    AlreadyBooked,
    SlotTaken,
    TooManyAppointments,
    UnknownAppointment,
)
from desk_app.domain.procedures import FamilyCode
from desk_app.services.booking_ports import Seat, SeatState, Wanted


@dataclasses.dataclass
class Bookings:
    """What the fakes hold; copied with the rest of a shelf."""

    appointments: dict[AppointmentId, Appointment] = dataclasses.field(default_factory=dict)
    holders: dict[AppointmentId, str] = dataclasses.field(default_factory=dict)
    seats: dict[tuple[str, int], Seat] = dataclasses.field(default_factory=dict)

    def __copy__(self) -> Bookings:
        return Bookings(dict(self.appointments), dict(self.holders), dict(self.seats))


class InMemorySeats:
    def __init__(self, bookings: Bookings) -> None:
        self._seats = bookings.seats

    def take(self, wanted: Sequence[Wanted], *, family: FamilyCode, by: AppointmentId) -> None:
        for each in wanted:
            assert 1 <= each.seat <= each.capacity
            if (each.slot, each.seat) in self._seats:
                raise SlotTaken(each.slot)
            self._seats[each.slot, each.seat] = Seat(
                slot=each.slot,
                seat=each.seat,
                starts_at=each.starts_at,
                family=family,
                state=SeatState.TAKEN,
                appointment=by,
            )

    def between(self, first: dt.datetime, last: dt.datetime) -> Sequence[Seat]:
        return self._sorted(s for s in self._seats.values() if first <= s.starts_at < last)

    def of_slots(self, slots: Sequence[str]) -> Sequence[Seat]:
        return self._sorted(s for s in self._seats.values() if s.slot in slots)

    def give_back(self, appointment: AppointmentId, *, until: dt.datetime | None) -> int:
        mine = [key for key, seat in self._seats.items() if seat.appointment == appointment]
        for key in mine:
            self._seats[key] = dataclasses.replace(
                self._seats[key], state=SeatState.COOLING, appointment=None, until=until
            )
        return len(mine)

    def release(self, appointment: AppointmentId) -> int:
        return self._drop([k for k, s in self._seats.items() if s.appointment == appointment])

    def cooled(self, now: dt.datetime) -> int:
        return self._drop([k for k, s in self._seats.items() if s.until and s.until <= now])

    def pooled(self, family: FamilyCode, now: dt.datetime) -> Sequence[Seat]:
        return self._sorted(
            s
            for s in self._seats.values()
            if s.family == family
            and s.state is SeatState.COOLING
            and s.until is None
            and s.starts_at > now
        )

    def _drop(self, keys: list[tuple[str, int]]) -> int:
        for key in keys:
            del self._seats[key]
        return len(keys)

    @staticmethod
    def _sorted(seats) -> list[Seat]:
        return sorted(seats, key=lambda seat: (seat.starts_at, seat.slot, seat.seat))


class InMemoryAppointments:
    def __init__(self, bookings: Bookings) -> None:
        self._all = bookings.appointments
        self._holders = bookings.holders

    def add(self, appointment: Appointment, holder: str) -> None:
        self._require_room(appointment)
        self._all[appointment.id] = appointment
        self._holders[appointment.id] = holder

    def put(self, appointment: Appointment) -> None:
        self._all[appointment.id] = appointment

    def put_holder(self, appointment: Appointment, holder: str) -> None:
        self._require_room(appointment)
        self._all[appointment.id] = appointment
        self._holders[appointment.id] = holder

    def get(self, reference: Reference) -> Appointment:
        for each in self._all.values():
            if each.reference == reference:
                return each
        raise UnknownAppointment(reference)

    def of_person(self, person: PersonHash) -> Sequence[Appointment]:
        return self._sorted(each for each in self._all.values() if each.person == person)

    def between(self, first: dt.datetime, last: dt.datetime) -> Sequence[Appointment]:
        return self._sorted(e for e in self._all.values() if first <= e.starts_at < last)

    def of_ids(self, ids: Sequence[AppointmentId]) -> Mapping[AppointmentId, Appointment]:
        return {each: self._all[each] for each in ids if each in self._all}

    def holder(self, appointment: Appointment) -> str | None:
        return self._holders.get(appointment.id)

    def _require_room(self, appointment: Appointment) -> None:
        if not appointment.is_active:
            return
        others = [e for e in self.of_person(appointment.person) if e.is_active]
        others = [e for e in others if e.id != appointment.id]
        for each in others:
            if each.family == appointment.family:
                raise AlreadyBooked(each.reference, each.family, each.starts_at)
        if len(others) >= ACTIVE_AT_MOST:
            raise TooManyAppointments(tuple(each.reference for each in others))

    @staticmethod
    def _sorted(appointments) -> list[Appointment]:
        return sorted(appointments, key=lambda each: (each.starts_at, each.booked_at))
