"""Winners who were told, whose paper is due; the draw of an opening and its cards."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what is known of winners who were told, and the tables of an opening."""
    _openings()
    op.add_column("register_entries", sa.Column("told_on", sa.Date(), nullable=True))
    op.add_column(
        "register_entries",
        sa.Column("is_paper_due", sa.Boolean(), server_default=sa.false(), nullable=False),
    )


def _openings() -> None:
    op.create_table(
        "opening_draws",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("own", sa.String(length=64), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening_draws")),
        sa.UniqueConstraint("day", "number", name="uq_opening_draws_number"),
    )
    op.create_index("ix_opening_draws_day", "opening_draws", ["day"], unique=False)
    op.create_table(
        "opening_cards",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("procedure", sa.String(length=32), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("hint", sa.LargeBinary(), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("priority", sa.String(length=8), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dealt_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening_cards")),
        sa.UniqueConstraint("day", "number", name="uq_opening_cards_number"),
    )
