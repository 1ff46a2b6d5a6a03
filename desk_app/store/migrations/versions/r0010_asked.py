"""Why the online way was impossible, and who spoke, for requests as for appointments (AT-19)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both to requests; of those kept, only that no place was to be had is known."""
    for name, default in (("reason", "no_place"), ("helper", "")):
        op.add_column(
            "register_entries",
            sa.Column(name, sa.String(length=24), server_default=default, nullable=False),
        )
