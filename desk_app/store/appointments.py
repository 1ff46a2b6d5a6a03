"""Appointments and, beside each, who it is for: sealed under the key of its day (R-01)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Row, Select, delete, insert, select, update

from desk_app.domain.appointments import (
    Appointment,
    AppointmentId,
    AppointmentStatus,
    Place,
    Reference,
)
from desk_app.domain.assistance import OnlineObstacle, Relation
from desk_app.domain.booking_errors import UnknownAppointment
from desk_app.domain.identity_errors import ActiveAlready, TwoActive
from desk_app.domain.person_keys import MOST_ACTIVE, PersonKey
from desk_app.domain.procedures import FamilyCode, ProcedureCode
from desk_app.domain.tickets import TicketId, TicketNumber
from desk_app.services.keeping_ports import Purpose
from desk_app.store.appointment_tables import active_appointments as active
from desk_app.store.appointment_tables import appointments as a
from desk_app.store.days import upsert
from desk_app.store.sealing import SqlSeals

if TYPE_CHECKING:
    from typing import Any


class SqlAppointments:
    """See `services.booking_ports.Appointments`. *zone* is the site's: a day is its local day."""

    def __init__(self, connection: Connection, seals: SqlSeals, zone: dt.tzinfo) -> None:
        self._connection = connection
        self._seals = seals
        self._zone = zone

    def add(self, appointment: Appointment, holder: str) -> None:
        """Keep a new appointment. Raises ActiveAlready or TwoActive (A-01)."""
        self._connection.execute(
            insert(a), _row(appointment) | {"holder": self._sealed(appointment, holder)}
        )
        if appointment.is_active:
            self._claim(appointment)

    def put(self, appointment: Appointment) -> None:
        """Keep what became of *appointment*; one that is over leaves its place to another."""
        self._connection.execute(
            update(a).where(a.c.id == appointment.id).values(**_row(appointment))
        )
        if not appointment.is_active:
            self._connection.execute(delete(active).where(active.c.appointment == appointment.id))

    def put_holder(self, appointment: Appointment, holder: str) -> None:
        """Keep *appointment* under another day's key or person: moved, or corrected.

        Raises ActiveAlready or TwoActive where that person has others.
        """
        values = _row(appointment) | {"holder": self._sealed(appointment, holder)}
        original = self._opened(appointment, "original")
        if original is not None:
            values["original"] = self._sealed(appointment, original, column="original")
        self._keep(appointment, values)

    def correct(self, appointment: Appointment, holder: str) -> None:
        """Keep another writing of the holder, and the first one beside it, once (AT-02).

        Raises ActiveAlready or TwoActive where that person has others.
        """
        values = _row(appointment) | {"holder": self._sealed(appointment, holder)}
        original = self.original(appointment)
        if original is not None:
            values["original"] = self._sealed(appointment, original, column="original")
        self._keep(appointment, values)

    def get(self, reference: Reference) -> Appointment:
        """Return one appointment. Raises UnknownAppointment."""
        row = self._connection.execute(select(a).where(a.c.reference == reference)).first()
        if row is None:
            raise UnknownAppointment(reference)
        return _appointment(row)

    def of_person(self, person: PersonKey) -> Sequence[Appointment]:
        """Return every appointment of *person* that is kept, the next one first."""
        return self._all(select(a).where(a.c.person == person))

    def between(self, first: dt.datetime, last: dt.datetime) -> Sequence[Appointment]:
        """Return the appointments that begin from *first* on and before *last*, by the hour."""
        return self._all(select(a).where(a.c.starts_at >= first, a.c.starts_at < last))

    def of_ids(self, ids: Sequence[AppointmentId]) -> Mapping[AppointmentId, Appointment]:
        """Return those of *ids* that are kept."""
        return {each.id: each for each in self._all(select(a).where(a.c.id.in_(ids)))}

    def of_ticket(self, ticket: TicketId) -> Appointment | None:
        """Return whose holder came in with *ticket*, None for a ticket of nobody's."""
        return next(iter(self._all(select(a).where(a.c.ticket == ticket))), None)

    def unended_before(self, instant: dt.datetime) -> Sequence[Appointment]:
        """Return those that began before *instant* and are not over, by the hour."""
        is_open = a.c.id.in_(select(active.c.appointment))
        return self._all(select(a).where(is_open, a.c.starts_at < instant))

    def holder(self, appointment: Appointment) -> str | None:
        """Return who *appointment* is for, as given to `add`; None once that is forgotten."""
        return self._opened(appointment, "holder")

    def original(self, appointment: Appointment) -> str | None:
        """Return who *appointment* was given to; None once that is forgotten."""
        return self._opened(appointment, "original") or self.holder(appointment)

    def holders(self, ids: Sequence[AppointmentId]) -> Mapping[AppointmentId, str]:
        """Return who each of *ids* is for, those that are forgotten left out."""
        rows = self._connection.execute(select(a.c.id, a.c.holder).where(a.c.id.in_(ids)))
        opened = (
            (
                AppointmentId(row.id),
                self._seals.opened(
                    row.holder, purpose=Purpose.APPOINTMENT, of=row.id, column="holder"
                ),
            )
            for row in rows
        )
        return {each: text for each, text in opened if text}

    def erase(self, appointment: AppointmentId) -> None:
        """Take the person out of an appointment that is over (R-07)."""
        gone = {"person": "", "holder": b"", "original": None, "language": "", "helper": ""}
        self._connection.execute(update(a).where(a.c.id == appointment).values(**gone))

    def _keep(self, appointment: Appointment, values: dict[str, object]) -> None:
        self._connection.execute(update(a).where(a.c.id == appointment.id).values(**values))
        self._connection.execute(delete(active).where(active.c.appointment == appointment.id))
        if appointment.is_active:
            self._claim(appointment)

    def _claim(self, appointment: Appointment) -> None:
        """Two may come here at once: the keys of the row let one of them through."""
        given = {
            "appointment": appointment.id,
            "person": appointment.person,
            "family": appointment.family,
        }
        for ordinal in range(1, MOST_ACTIVE + 1):
            statement = upsert(self._connection.dialect.name, active)
            one = statement.values(**given, ordinal=ordinal).on_conflict_do_nothing()
            told = one.returning(active.c.ordinal)
            if self._connection.execute(told).first() is not None:
                return
        others = [each for each in self.of_person(appointment.person) if each.is_active]
        others = [each for each in others if each.id != appointment.id]
        for each in others:
            if each.family == appointment.family:
                raise ActiveAlready(each.family, each.reference, each.starts_at)
        raise TwoActive(tuple(each.reference for each in others))

    def _opened(self, appointment: Appointment, column: str) -> str | None:
        sealed = self._connection.execute(
            select(a.c[column]).where(a.c.id == appointment.id)
        ).scalar_one()
        if sealed is None:
            return None
        return self._seals.opened(
            sealed, purpose=Purpose.APPOINTMENT, of=appointment.id, column=column
        )

    def _sealed(self, appointment: Appointment, holder: str, *, column: str = "holder") -> bytes:
        return self._seals.seal(
            holder,
            purpose=Purpose.APPOINTMENT,
            day=appointment.starts_at.astimezone(self._zone).date(),
            of=appointment.id,
            column=column,
        )

    def _all(self, query: Select[Any]) -> list[Appointment]:
        rows = self._connection.execute(query.order_by(a.c.starts_at, a.c.booked_at))
        return [_appointment(row) for row in rows]


_SAME = (
    "id", "reference", "family", "procedure", "person", "booked_at", "language", "changes",
    "copy_no", "hold_until", "reconfirmed_at", "ticket", "number",
    "arrived_at", "ended_at", "was_at", "revision",
)  # fmt: skip


def _row(appointment: Appointment) -> dict[str, object]:
    place = appointment.place
    return {name: getattr(appointment, name) for name in _SAME} | {
        "slots": json.dumps(place.slots),
        "seats": json.dumps(place.seats),
        "starts_at": place.starts_at,
        "ends_at": place.ends_at,
        "status": appointment.status.value,
        "reason": appointment.reason.value,
        "helper": appointment.helper.value if appointment.helper else "",
    }


def _appointment(row: Row[Any]) -> Appointment:
    return Appointment(
        id=AppointmentId(row.id),
        reference=Reference(row.reference),
        family=FamilyCode(row.family),
        procedure=ProcedureCode(row.procedure),
        person=PersonKey(row.person),
        place=Place(
            slots=tuple(json.loads(row.slots)),
            seats=tuple(json.loads(row.seats)),
            starts_at=row.starts_at,
            ends_at=row.ends_at,
        ),
        booked_at=row.booked_at,
        status=AppointmentStatus(row.status),
        language=row.language,
        reason=OnlineObstacle(row.reason),
        helper=Relation(row.helper) if row.helper else None,
        changes=row.changes,
        copy_no=row.copy_no,
        hold_until=row.hold_until,
        reconfirmed_at=row.reconfirmed_at,
        ticket=None if row.ticket is None else TicketId(row.ticket),
        number=None if row.number is None else TicketNumber(row.number),
        arrived_at=row.arrived_at,
        ended_at=row.ended_at,
        was_at=row.was_at,
        revision=row.revision,
    )
