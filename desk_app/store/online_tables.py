"""The table of what online platforms' lists say: one row per reference, gone with its day."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Uuid,
    text,
)

from desk_app.domain.online import ONLINE_MOVES
from desk_app.store.columns import UtcDateTime, metadata, one_of, partial_index

online = Table(
    "online_appointments",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("reference", String(9), nullable=False, unique=True),
    Column("platform", String(32), nullable=False),
    Column("key", String(64), nullable=False, unique=True),
    Column("procedure", String(32), nullable=False),
    Column("day", Date, nullable=False),
    Column("starts_at", UtcDateTime, nullable=False),
    Column("people", Integer, nullable=False),
    Column("status", String(12), nullable=False),
    Column("ticket", Uuid),
    Column("number", String(16)),
    Column("arrived_at", UtcDateTime),
    Column("holder", LargeBinary, nullable=False),
    one_of("status", ONLINE_MOVES),
    CheckConstraint("people BETWEEN 1 AND 20", name="people"),
)
"""*key* is the keyed hash of the platform's reference; *holder* is sealed under its day's key."""
Index("ix_online_appointments_starts_at", online.c.starts_at)
Index("ix_online_appointments_day", online.c.day)
partial_index("ix_online_appointments_ticket", online.c.ticket, where=text("ticket IS NOT NULL"))
