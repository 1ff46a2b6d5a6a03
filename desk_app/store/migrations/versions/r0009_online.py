"""What online platforms' lists say of the days to come, until each day is over."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of platforms' appointments."""
    op.create_table(
        "online_appointments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=9), nullable=False),
        sa.Column("platform", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("procedure", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("ticket", sa.Uuid(), nullable=True),
        sa.Column("number", sa.String(length=16), nullable=True),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("holder", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("people BETWEEN 1 AND 20", name=op.f("ck_online_appointments_people")),
        sa.CheckConstraint(
            "status IN ('booked', 'arrived', 'cancelled')",
            name=op.f("ck_online_appointments_status"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_online_appointments")),
        sa.UniqueConstraint("key", name=op.f("uq_online_appointments_key")),
        sa.UniqueConstraint("reference", name=op.f("uq_online_appointments_reference")),
    )
    op.create_index(
        "ix_online_appointments_starts_at", "online_appointments", ["starts_at"], unique=False
    )
    op.create_index("ix_online_appointments_day", "online_appointments", ["day"], unique=False)
    is_here = sa.text("ticket IS NOT NULL")
    op.create_index(
        "ix_online_appointments_ticket",
        "online_appointments",
        ["ticket"],
        unique=False,
        sqlite_where=is_here,
        postgresql_where=is_here,
    )
