"""Tables of the register: requests, draws with their secrets, and how families are given."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    false,
    text,
)

from desk_app.domain.assistance import OnlineObstacle
from desk_app.domain.draw_mode import Mode
from desk_app.domain.register import RequestState
from desk_app.services.register_ports import DrawState
from desk_app.store.columns import UtcDateTime, metadata, one_of, partial_index

register_entries = Table(
    "register_entries",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("reference", String(9), nullable=False, unique=True),
    Column("number", Integer, nullable=False),
    Column("family", String(32), nullable=False),
    Column("procedure", String(32), nullable=False),
    Column("person", String(64), nullable=False, index=True),
    Column("since", UtcDateTime, nullable=False),
    Column("seen_on", Date, nullable=False, index=True),
    Column("not_before", Date),
    Column("not_after", Date),
    Column("half", String(9)),
    Column("deadline", Date),
    Column("is_deadline_checked", Boolean, nullable=False),
    Column("has_legal_priority", Boolean, nullable=False),
    Column("age", Integer, nullable=False),
    Column("lapses", Integer, nullable=False),
    Column("state", String(9), nullable=False),
    Column("settled_on", Date, index=True),
    Column("held_until", Date),
    Column("appointment", String(9), index=True),
    Column("holder", LargeBinary, nullable=False),
    Column("told_on", Date),
    Column("is_paper_due", Boolean, nullable=False, server_default=false()),
    Column("reason", String(24), nullable=False, server_default=OnlineObstacle.NO_PLACE.value),
    Column("helper", String(24), nullable=False, server_default=""),
    UniqueConstraint("family", "number", name="uq_register_entries_number"),
    one_of("state", RequestState),
)
"""*holder* is who asked, sealed under the key of *seen_on* (R-03)."""
_active = text("state IN ('waiting', 'won')")
partial_index(
    "uq_register_entries_active",
    register_entries.c.person,
    register_entries.c.family,
    where=_active,
    unique=True,
)
_waiting = text("state = 'waiting'")
partial_index(
    "ix_register_entries_waiting",
    register_entries.c.family,
    register_entries.c.number,
    where=_waiting,
)

register_numbers = Table(
    "register_numbers",
    metadata,
    Column("family", String(32), primary_key=True),
    Column("last", Integer, nullable=False),
)
"""How many requests a family has had: numbers are given in turn, and never again."""

draws = Table(
    "draws",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("site", String(64), nullable=False),
    Column("family", String(32), nullable=False),
    Column("day", Date, nullable=False),
    Column("number", Integer, nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("own", String(64), nullable=False),
    Column("secret", LargeBinary, nullable=False),
    Column("state", String(6), nullable=False),
    Column("closes_at", UtcDateTime),
    Column("closing", String(64), nullable=False),
    Column("sheet", Text, nullable=False),
    Column("held_at", UtcDateTime),
    Column("held_on", Date),
    Column("seed", String(64), nullable=False),
    Column("winners", Integer, nullable=False),
    Column("waiting", Integer, nullable=False),
    Column("is_weaker", Boolean, nullable=False),
    Column("export", Text, nullable=False),
    UniqueConstraint("family", "number", name="uq_draws_number"),
    one_of("state", DrawState),
)
"""*secret* is the desk's own, sealed until it is revealed in the export."""
_current = text("state IN ('open', 'closed')")
partial_index("uq_draws_current", draws.c.family, where=_current, unique=True)

draw_commitments = Table(
    "draw_commitments",
    metadata,
    Column("draw", Uuid, ForeignKey("draws.id", ondelete="CASCADE"), primary_key=True),
    Column("witness", Integer, primary_key=True, autoincrement=False),
    Column("fingerprint", String(64), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("agent", String(64), nullable=False),
    UniqueConstraint("draw", "agent", name="uq_draw_commitments_agent"),
    CheckConstraint("witness BETWEEN 1 AND 2", name="witness"),
)
"""Fingerprints of secrets; a person commits to one secret of a draw, said by the database."""

opening_draws = Table(
    "opening_draws",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("day", Date, nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("own", String(64), nullable=False),
    Column("secret", LargeBinary, nullable=False),
    Column("held_at", UtcDateTime),
    UniqueConstraint("day", "number", name="uq_opening_draws_number"),
)
"""The draw of an opening, its secret sealed until the doors open (AT-13)."""

opening_cards = Table(
    "opening_cards",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("day", Date, nullable=False),
    Column("number", Integer, nullable=False),
    Column("procedure", String(32), nullable=False),
    Column("person", String(64), nullable=False),
    Column("hint", LargeBinary, nullable=False),
    Column("language", String(16), nullable=False),
    Column("priority", String(8)),
    Column("at", UtcDateTime, nullable=False),
    Column("dealt_at", UtcDateTime),
    UniqueConstraint("day", "number", name="uq_opening_cards_number"),
)
"""Who was there before the doors opened; forgotten with the day's bindings (R-02)."""

family_modes = Table(
    "family_modes",
    metadata,
    Column("family", String(32), primary_key=True),
    Column("mode", String(9), nullable=False),
    Column("measured_on", Date),
    one_of("mode", Mode),
)

family_demand = Table(
    "family_demand",
    metadata,
    Column("family", String(32), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("asked", Integer, nullable=False),
)
"""How many asked for a place on a day: what the mode is measured by."""
