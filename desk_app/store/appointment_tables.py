"""Tables of the calendar: appointments, who holds one, and seats that are not free."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
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
from desk_app.services.booking_ports import SeatState, TraceKind
from desk_app.store.columns import UtcDateTime, metadata, one_of, partial_index

appointments = Table(
    "appointments",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("reference", String(9), nullable=False, unique=True),
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
    Column("was_at", UtcDateTime),
    Column("holder", LargeBinary, nullable=False),
    Column("original", LargeBinary),
    Column("revision", Integer, nullable=False),
    one_of("status", AppointmentStatus),
    CheckConstraint("changes BETWEEN 0 AND 2", name="changes"),
)
"""*holder* is who it is for, *original* who it was given to where that was corrected since: both
sealed under the key of the appointed day (R-01, AT-02)."""
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

calendar_changes = Table(
    "calendar_changes",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("kind", String(8), nullable=False),
    Column("first_on", Date, nullable=False),
    Column("last_on", Date, nullable=False),
    Column("detail", Text, nullable=False),
    Column("decided_at", UtcDateTime, nullable=False),
    Column("withdrawn_at", UtcDateTime),
    CheckConstraint("kind IN ('closure', 'extra')", name="kind"),
)
"""Closures and exceptional openings; *detail* is the rest of one, as JSON."""

traces = Table(
    "traces",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", String(8), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("day", Date, nullable=False),
    Column("of", String(64), nullable=False),
    Column("family", String(32), nullable=False),
    Column("note", String(32), nullable=False),
    one_of("kind", TraceKind),
)
"""Dated lines under a keyed hash, for rules that look back: nobody is named in one (R-05b)."""
Index("ix_traces_subject", traces.c.kind, traces.c.subject, traces.c.day)
Index("ix_traces_of", traces.c.kind, traces.c.of)
Index("ix_traces_day", traces.c.day)

agent_ties = Table(
    "agent_ties",
    metadata,
    Column("agent", String(64), primary_key=True),
    Column("tie", String(64), primary_key=True),
    Column("declared_on", Date, nullable=False),
)
"""Keyed hashes of the persons, phones and addresses an agent may not book for (AT-15)."""
