"""Tables of the journal: its chain, sealed bodies, signed checkpoints and the keys of a day.

The database itself refuses to change the chain: see `journal_guard`. Private to the store.
"""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, Integer, LargeBinary, String, Table, Text, Uuid, text

from desk_app.store.columns import UtcDateTime, metadata, partial_index

journal = Table(
    "journal",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", Uuid, nullable=False, unique=True),
    Column("kind", String(32), nullable=False),
    Column("v", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("desk", String(8), nullable=False),
    Column("author", String(12)),
    Column("ticket", Uuid),
    Column("header", Text, nullable=False),
    Column("body_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)
"""*author* is the agent's ref, never a login. *ticket* repeats the header's, to be found by."""
_of_ticket = text("ticket IS NOT NULL")
partial_index("ix_journal_ticket", journal.c.ticket, journal.c.seq, where=_of_ticket)
Index("ix_journal_author", journal.c.author, journal.c.seq)
Index("ix_journal_kind", journal.c.kind, journal.c.at)

bodies = Table(
    "bodies",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("day", Date, nullable=False, index=True),
    Column("about", String(64), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)
"""What a fact says of a person, sealed. It goes on time; the chain keeps its hash. *about* is a
ticket's id or a keyed hash, to be found by when a person has it erased."""

checkpoints = Table(
    "checkpoints",
    metadata,
    Column("segment", String(7), primary_key=True),
    Column("first_seq", Integer, nullable=False),
    Column("last_seq", Integer, nullable=False),
    Column("head", String(64), nullable=False),
    Column("closed_at", UtcDateTime, nullable=False),
    Column("key", String(16), nullable=False),
    Column("signature", String(128), nullable=False),
    Column("dropped_at", UtcDateTime),
)
"""One row per month closed (`2026-11`): where its chain ends, signed by the desk."""

data_keys = Table(
    "data_keys",
    metadata,
    Column("purpose", String(16), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("master", String(16), nullable=False),
    Column("wrapped", LargeBinary, nullable=False),
)
"""The key of what is personal on a day, wrapped by a master key: no row, no reading."""
