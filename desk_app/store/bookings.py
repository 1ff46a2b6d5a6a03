"""Appointments and seats as images, and images as the rows of the calendar."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, select

from desk_app.domain.appointments import ACTIVE, AppointmentStatus
from desk_app.domain.person_keys import MOST_ACTIVE
from desk_app.domain.shared import Image, Shared, Standing, Thing, seat
from desk_app.services.booking_ports import SeatState
from desk_app.store.appointment_tables import active_appointments, appointments, seats
from desk_app.store.days import upsert
from desk_app.store.images import image_of, row_of

STANDING = "standing"
COOLS = "cools_until"


def seat_things(image: Image) -> tuple[Thing, ...]:
    """Return the seats an appointment sits on, as its image says."""
    slots, numbers = json.loads(str(image["slots"])), json.loads(str(image["seats"]))
    return tuple(seat(slot, number) for slot, number in zip(slots, numbers, strict=True))


def is_active(image: Image) -> bool:
    """True while the appointment of *image* counts as one its holder has."""
    return AppointmentStatus(str(image["status"])) in ACTIVE


class SqlBookings:
    """The calendar's rows of one database as images, and back."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def image(self, reference: str) -> Image | None:
        """Return the appointment *reference*, with when its place is free again if it is over."""
        row = self._connection.execute(_ONE, {"named": reference}).mappings().first()
        if row is None:
            return None
        image = image_of(appointments, dict(row))
        return image | {COOLS: self._cools_until(image)}

    def reference_of(self, one: str) -> str | None:
        """Return the reference of the appointment whose id is *one*, None if there is none."""
        return self._connection.execute(_REFERENCE, {"named": UUID(one)}).scalar()

    def appointment_on(self, thing: Thing) -> UUID | None:
        """Return which appointment sits on a seat here, None for a seat nobody sits on."""
        slot, number = thing.key.rsplit("#", 1)
        given = {"of": slot, "number": int(number)}
        return self._connection.execute(_SITTING, given).scalar()

    def adopt_appointment(self, row: Shared) -> None:
        """Let the calendar say what *row* says of an appointment; its claim follows."""
        values = row_of(appointments, row.image)
        self._put(values)
        one = UUID(str(row.image["id"]))
        of = active_appointments.c.appointment == one
        self._connection.execute(delete(active_appointments).where(of))
        if is_active(row.image) and row.image.get(STANDING) == Standing.CONFIRMED:
            self._claim(one, str(row.image["person"]), str(row.image["family"]))

    def adopt_seat(self, row: Shared) -> None:
        """Let the calendar say who sits on a seat, or until when it is not offered."""
        image = row.image
        slot, number = str(image["slot"]), int(str(image["seat"]))
        of = (seats.c.slot == slot, seats.c.seat == number)
        self._connection.execute(delete(seats).where(*of))
        sits, until = image.get("appointment"), image.get(COOLS)
        if sits is None and until is None:
            return
        taken = sits is not None
        values = row_of(seats, {**image, "state": SeatState.TAKEN if taken else SeatState.COOLING})
        values["until"] = None if taken else dt.datetime.fromisoformat(str(until))
        self._connection.execute(seats.insert().values(**values))

    def _put(self, values: Mapping[str, object]) -> None:
        changed = {name: value for name, value in values.items() if name != "id"}
        statement = upsert(self._connection.dialect.name, appointments).values(**values)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["id"], set_=changed)
        )

    def _claim(self, one: UUID, person: str, family: str) -> None:
        """The site's word replaces what this desk believed of the person's other booking."""
        a = active_appointments.c
        self._connection.execute(
            delete(active_appointments).where(a.person == person, a.family == family)
        )
        query = select(a.ordinal).where(a.person == person)
        used = set(self._connection.execute(query).scalars())
        free = [number for number in range(1, MOST_ACTIVE + 1) if number not in used]
        for number in free[:1]:
            claimed = {"appointment": one, "person": person, "family": family, "ordinal": number}
            self._connection.execute(active_appointments.insert().values(**claimed))

    def _cools_until(self, image: Image) -> str | None:
        """Return until when the place of an appointment that is over is kept back (AT-03)."""
        for thing in seat_things(image):
            slot, number = thing.key.rsplit("#", 1)
            until = self._connection.execute(_COOLING, {"of": slot, "number": int(number)}).scalar()
            if until is not None:
                return str(until.isoformat())
        return None


_ONE = select(appointments).where(appointments.c.reference == bindparam("named"))
_REFERENCE = select(appointments.c.reference).where(appointments.c.id == bindparam("named"))
_SITTING = select(seats.c.appointment).where(
    seats.c.slot == bindparam("of"), seats.c.seat == bindparam("number")
)
_COOLING = select(seats.c.until).where(
    seats.c.slot == bindparam("of"), seats.c.seat == bindparam("number")
)
