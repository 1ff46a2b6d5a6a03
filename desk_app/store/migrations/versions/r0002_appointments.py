"""Appointments, the seats they take and the keys that keep both single."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of the calendar."""
    op.create_table(
        "appointments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=9), nullable=False),
        sa.Column("family", sa.String(length=32), nullable=False),
        sa.Column("procedure", sa.String(length=32), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("slots", sa.Text(), nullable=False),
        sa.Column("seats", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("booked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=24), nullable=False),
        sa.Column("helper", sa.String(length=24), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("copy_no", sa.Integer(), nullable=False),
        sa.Column("hold_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reconfirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ticket", sa.Uuid(), nullable=True),
        sa.Column("number", sa.String(length=16), nullable=True),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("holder", sa.LargeBinary(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status IN ('held', 'booked', 'arrived', 'honoured', 'missed', 'cancelled', 'lapsed')",
            name=op.f("ck_appointments_status"),
        ),
        sa.CheckConstraint("changes BETWEEN 0 AND 2", name=op.f("ck_appointments_changes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointments")),
        sa.UniqueConstraint("reference", name=op.f("uq_appointments_reference")),
    )
    op.create_index("ix_appointments_person", "appointments", ["person", "starts_at"], unique=False)
    op.create_index("ix_appointments_starts_at", "appointments", ["starts_at"], unique=False)
    op.create_index(
        "ix_appointments_ticket",
        "appointments",
        ["ticket"],
        unique=False,
        sqlite_where=sa.text("ticket IS NOT NULL"),
        postgresql_where=sa.text("ticket IS NOT NULL"),
    )

    op.create_table(
        "seats",
        sa.Column("slot", sa.String(length=64), nullable=False),
        sa.Column("seat", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("family", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("appointment", sa.Uuid(), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'taken') = (appointment IS NOT NULL)", name=op.f("ck_seats_holder")
        ),
        sa.CheckConstraint("state IN ('taken', 'cooling')", name=op.f("ck_seats_state")),
        sa.CheckConstraint("seat BETWEEN 1 AND capacity", name=op.f("ck_seats_seat")),
        sa.PrimaryKeyConstraint("slot", "seat", name=op.f("pk_seats")),
    )
    op.create_index(op.f("ix_seats_appointment"), "seats", ["appointment"], unique=False)
    op.create_index(
        "ix_seats_cooling",
        "seats",
        ["family", "until"],
        unique=False,
        sqlite_where=sa.text("state = 'cooling'"),
        postgresql_where=sa.text("state = 'cooling'"),
    )
    op.create_index("ix_seats_starts_at", "seats", ["starts_at"], unique=False)

    op.create_table(
        "active_appointments",
        sa.Column("appointment", sa.Uuid(), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("family", sa.String(length=32), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.CheckConstraint("ordinal BETWEEN 1 AND 2", name=op.f("ck_active_appointments_ordinal")),
        sa.ForeignKeyConstraint(
            ["appointment"],
            ["appointments.id"],
            name=op.f("fk_active_appointments_appointment_appointments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("appointment", name=op.f("pk_active_appointments")),
        sa.UniqueConstraint("person", "family", name="uq_active_appointments_family"),
        sa.UniqueConstraint("person", "ordinal", name="uq_active_appointments_ordinal"),
    )
    _beside()


def _beside() -> None:
    op.create_table(
        "calendar_changes",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('closure', 'extra')", name=op.f("ck_calendar_changes_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_changes")),
    )
    op.create_table(
        "traces",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("of", sa.String(length=64), nullable=False),
        sa.Column("family", sa.String(length=32), nullable=False),
        sa.Column("note", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "kind IN ('contact', 'absence', 'helper', 'unmet')", name=op.f("ck_traces_kind")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_traces")),
    )
    op.create_index("ix_traces_subject", "traces", ["kind", "subject", "day"], unique=False)
    op.create_index("ix_traces_of", "traces", ["kind", "of"], unique=False)
    op.create_index("ix_traces_day", "traces", ["day"], unique=False)
    op.create_table(
        "agent_ties",
        sa.Column("agent", sa.String(length=64), nullable=False),
        sa.Column("tie", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("agent", "tie", name=op.f("pk_agent_ties")),
    )
