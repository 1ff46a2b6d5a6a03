"""Tables of the calendar: appointments, who holds one, and seats that are not free."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)

from desk_app.domain.appointments import AppointmentStatus
from desk_app.services.booking_ports import SeatState
from desk_app.store.columns import UtcDateTime, metadata, one_of, partial_index

appointments = Table(
    "appointments",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("reference", String(8), nullable=False, unique=True),
    Column("family", String(32), nullable=False),
    Column("procedure", String(32), nullable=False),
    Column("person", String(64), nullable=False),
    Column("slots", Text, nullable=False),
    Column("seats", Text, nullable=False),
    Column("starts_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),
    Column("booked_at", UtcDateTime, nullable=False),
    Column("status", String(12), nullable=False),
    Column("language", String(12), nullable=False),
    Column("reason", String(24), nullable=False),
    Column("helper", String(24), nullable=False),
    Column("changes", Integer, nullable=False),
    Column("copy_no", Integer, nullable=False),
    Column("hold_until", UtcDateTime),
    Column("reconfirmed_at", UtcDateTime),
    Column("ticket", Uuid),
    Column("number", String(16)),
    Column("arrived_at", UtcDateTime),
    Column("ended_at", UtcDateTime),
    Column("holder", LargeBinary, nullable=False),
    Column("revision", Integer, nullable=False),
    one_of("status", AppointmentStatus),
    CheckConstraint("changes BETWEEN 0 AND 2", name="changes"),
)
"""*holder* is who it is for, sealed under the key of the appointed day (R-01)."""
Index("ix_appointments_starts_at", appointments.c.starts_at)
Index("ix_appointments_person", appointments.c.person, appointments.c.starts_at)
_here = text("ticket IS NOT NULL")
partial_index("ix_appointments_ticket", appointments.c.ticket, where=_here)

active_appointments = Table(
    "active_appointments",
    metadata,
    Column(
        "appointment", Uuid, ForeignKey("appointments.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("person", String(64), nullable=False),
    Column("family", String(32), nullable=False),
    Column("ordinal", Integer, nullable=False),
    UniqueConstraint("person", "family", name="uq_active_appointments_family"),
    UniqueConstraint("person", "ordinal", name="uq_active_appointments_ordinal"),
    CheckConstraint("ordinal BETWEEN 1 AND 2", name="ordinal"),
)
"""One active appointment of a person in a family, two in all, said by the database (A-01)."""

seats = Table(
    "seats",
    metadata,
    Column("slot", String(64), primary_key=True),
    Column("seat", Integer, primary_key=True, autoincrement=False),
    Column("capacity", Integer, nullable=False),
    Column("starts_at", UtcDateTime, nullable=False),
    Column("family", String(32), nullable=False),
    Column("state", String(12), nullable=False),
    Column("appointment", Uuid, index=True),
    Column("until", UtcDateTime),
    CheckConstraint("seat BETWEEN 1 AND capacity", name="seat"),
    CheckConstraint("(state = 'taken') = (appointment IS NOT NULL)", name="holder"),
    one_of("state", SeatState),
)
"""A row is a seat that is not free; its key lets nobody have it twice."""
Index("ix_seats_starts_at", seats.c.starts_at)
_cooling = text("state = 'cooling'")
partial_index("ix_seats_cooling", seats.c.family, seats.c.until, where=_cooling)
