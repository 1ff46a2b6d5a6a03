"""Calls before the day and what they tell of a phone are dated lines too (A-03, AT-21)."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_NAME = "ck_traces_kind"
_KINDS = "kind IN ('contact', 'absence', 'helper', 'unmet', 'call', 'phone')"


def upgrade() -> None:
    """Let the table of dated lines take the two kinds more."""
    with op.batch_alter_table("traces") as traces:
        traces.drop_constraint(op.f(_NAME), type_="check")
        traces.create_check_constraint(op.f(_NAME), _KINDS)
