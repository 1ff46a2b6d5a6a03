"""The register: requests, draws with the fingerprints of their secrets, how families are given."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of the register."""
    _register_entries()
    _register_numbers()
    _draws()
    _draw_commitments()
    _family_modes()
    _family_demand()


def _register_entries() -> None:
    op.create_table(
        "register_entries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=9), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("family", sa.String(length=32), nullable=False),
        sa.Column("procedure", sa.String(length=32), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("not_before", sa.Date(), nullable=True),
        sa.Column("not_after", sa.Date(), nullable=True),
        sa.Column("half", sa.String(length=9), nullable=True),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("is_deadline_checked", sa.Boolean(), nullable=False),
        sa.Column("has_legal_priority", sa.Boolean(), nullable=False),
        sa.Column("age", sa.Integer(), nullable=False),
        sa.Column("lapses", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=9), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("held_until", sa.Date(), nullable=True),
        sa.Column("appointment", sa.String(length=9), nullable=True),
        sa.Column("holder", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'won', 'placed', 'withdrawn', 'ended')",
            name=op.f("ck_register_entries_state"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_entries")),
        sa.UniqueConstraint("family", "number", name="uq_register_entries_number"),
        sa.UniqueConstraint("reference", name=op.f("uq_register_entries_reference")),
    )
    op.create_index(
        "ix_register_entries_appointment", "register_entries", ["appointment"], unique=False
    )
    op.create_index("ix_register_entries_person", "register_entries", ["person"], unique=False)
    op.create_index("ix_register_entries_seen_on", "register_entries", ["seen_on"], unique=False)
    op.create_index(
        "ix_register_entries_settled_on", "register_entries", ["settled_on"], unique=False
    )
    op.create_index(
        "ix_register_entries_waiting",
        "register_entries",
        ["family", "number"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_index(
        "uq_register_entries_active",
        "register_entries",
        ["person", "family"],
        unique=True,
        sqlite_where=sa.text("state IN ('waiting', 'won')"),
        postgresql_where=sa.text("state IN ('waiting', 'won')"),
    )


def _register_numbers() -> None:
    op.create_table(
        "register_numbers",
        sa.Column("family", sa.String(length=32), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("family", name=op.f("pk_register_numbers")),
    )


def _draws() -> None:
    op.create_table(
        "draws",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("site", sa.String(length=64), nullable=False),
        sa.Column("family", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("own", sa.String(length=64), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=6), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closing", sa.String(length=64), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("winners", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("is_weaker", sa.Boolean(), nullable=False),
        sa.Column("export", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'closed', 'held', 'void')", name=op.f("ck_draws_state")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draws")),
        sa.UniqueConstraint("family", "number", name="uq_draws_number"),
    )
    op.create_index(
        "uq_draws_current",
        "draws",
        ["family"],
        unique=True,
        sqlite_where=sa.text("state IN ('open', 'closed')"),
        postgresql_where=sa.text("state IN ('open', 'closed')"),
    )


def _draw_commitments() -> None:
    op.create_table(
        "draw_commitments",
        sa.Column("draw", sa.Uuid(), nullable=False),
        sa.Column("witness", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agent", sa.String(length=64), nullable=False),
        sa.CheckConstraint("witness BETWEEN 1 AND 2", name=op.f("ck_draw_commitments_witness")),
        sa.ForeignKeyConstraint(
            ["draw"], ["draws.id"], name=op.f("fk_draw_commitments_draw_draws"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("draw", "witness", name=op.f("pk_draw_commitments")),
        sa.UniqueConstraint("draw", "agent", name="uq_draw_commitments_agent"),
    )


def _family_modes() -> None:
    op.create_table(
        "family_modes",
        sa.Column("family", sa.String(length=32), nullable=False),
        sa.Column("mode", sa.String(length=9), nullable=False),
        sa.Column("measured_on", sa.Date(), nullable=True),
        sa.CheckConstraint("mode IN ('immediate', 'batch')", name=op.f("ck_family_modes_mode")),
        sa.PrimaryKeyConstraint("family", name=op.f("pk_family_modes")),
    )


def _family_demand() -> None:
    op.create_table(
        "family_demand",
        sa.Column("family", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("family", "day", name=op.f("pk_family_demand")),
    )
