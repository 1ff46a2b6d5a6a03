"""Tables of the people who work here: accounts, sessions, exceptions, alarms."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Integer, String, Table, Text, Uuid, text

from desk_app.domain.people import Role
from desk_app.store.columns import UtcDateTime, metadata, one_of, partial_index

agents = Table(
    "agents",
    metadata,
    Column("login", String(64), primary_key=True),
    Column("name", String(120), nullable=False),
    Column("role", String(16), nullable=False),
    Column("ref", String(12), nullable=False, unique=True),
    Column("person", String(12), nullable=False),
    Column("password", Text, nullable=False, server_default=text("''")),
    Column("one_time", Text, nullable=False, server_default=text("''")),
    Column("one_time_until", UtcDateTime),
    Column("failures", Integer, nullable=False, server_default=text("0")),
    Column("locked_until", UtcDateTime),
    Column("last_signed_in_at", UtcDateTime),
    Column(
        "active",
        Boolean(create_constraint=True, name="active"),
        nullable=False,
        server_default=text("true"),
    ),
    one_of("role", Role),
)
"""*ref* is the agent in the journal; accounts of one human being share *person* (AT-16)."""

sessions = Table(
    "sessions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("agent", String(64), nullable=False),
    Column("place", String(64), nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
    Column("end", String(16), nullable=False, server_default=text("''")),
)
_open = text("ended_at IS NULL")
partial_index("ix_sessions_open", sessions.c.agent, sessions.c.since, where=_open)

overrides = Table(
    "overrides",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("day", Date, nullable=False),
    Column("kind", String(24), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("why", String(24), nullable=False),
    Column("asker", String(64), nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("state", String(12), nullable=False),
    Column("approver", String(64)),
    Column("decided_at", UtcDateTime),
)
_asked = text("state IN ('asked', 'approved')")
partial_index("ix_overrides_open", overrides.c.day, overrides.c.asked_at, where=_asked)
_used = text("state = 'used'")
partial_index("ix_overrides_used", overrides.c.day, overrides.c.asker, where=_used)
"""Exceptions of a day: asked of another desk, or granted and used. *subject* names no visitor."""

alarms = Table(
    "alarms",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("counter", Integer),
    Column("place", String(64), nullable=False),
    Column("raised_by", String(64)),
    Column("raised_at", UtcDateTime, nullable=False),
    Column("acknowledged_by", String(64)),
    Column("acknowledged_at", UtcDateTime),
)
_unanswered = text("acknowledged_at IS NULL")
partial_index("ix_alarms_unanswered", alarms.c.raised_at, where=_unanswered)
