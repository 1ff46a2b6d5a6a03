"""Who an appointment was first given to; keys that may be one person's; when ties were declared."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what corrections are measured against, and let traces say that two keys are alike."""
    op.add_column("appointments", sa.Column("original", sa.LargeBinary(), nullable=True))
    with op.batch_alter_table("traces") as traces:
        traces.drop_constraint(op.f("ck_traces_kind"), type_="check")
        traces.create_check_constraint(
            op.f("ck_traces_kind"), "kind IN ('contact', 'absence', 'helper', 'unmet', 'alias')"
        )
    op.drop_table("agent_ties")  # nobody could declare anything before
    op.create_table(
        "agent_ties",
        sa.Column("agent", sa.String(length=64), nullable=False),
        sa.Column("tie", sa.String(length=64), nullable=False),
        sa.Column("declared_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("agent", "tie", name=op.f("pk_agent_ties")),
    )
