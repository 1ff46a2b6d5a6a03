"""Winners of a draw: when they were told, and whose convocation is still to be printed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what is known of winners who were told."""
    op.add_column("register_entries", sa.Column("told_on", sa.Date(), nullable=True))
    op.add_column(
        "register_entries",
        sa.Column("is_paper_due", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
