"""The hour that the site took from an appointment, until its holder was told the new one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Keep the hour beside the appointment."""
    op.add_column("appointments", sa.Column("was_at", sa.DateTime(timezone=True), nullable=True))
