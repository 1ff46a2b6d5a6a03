"""The journal by kind and instant: what supervisors look back on is found without a walk."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Index the kinds of facts."""
    op.create_index("ix_journal_kind", "journal", ["kind", "at"], unique=False)
