"""Tables of the site and of a desk's place in it: facts received, shared rows, desks.

The `site_*` tables stand where desks meet; the `replica_*` ones in each desk's file. A site of
one desk has both in one file. Private to the store.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)

from desk_app.domain.shared import Kind
from desk_app.store.columns import UtcDateTime, metadata, one_of, partial_index

site_head = Table(
    "site_head",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("site_epoch", Integer, nullable=False),
    Column("last_fact", BigInteger, nullable=False),
    Column("last_row", BigInteger, nullable=False),
    Column("protocol_least", Integer, nullable=False),
    Column("in_grace", Boolean(create_constraint=True, name="in_grace"), nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)
"""One row, whose lock orders everything the site decides: positions have no gap."""

site_desks = Table(
    "site_desks",
    metadata,
    Column("desk", String(8), primary_key=True),
    Column("incarnation", Uuid),
    Column("seq", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("learned_epoch", Integer, nullable=False),
    Column("site_epoch", Integer, nullable=False),
    Column("seen_at", UtcDateTime),
    Column("pending", Integer, nullable=False),
    Column("program", String(32), nullable=False),
    Column("books", Boolean(create_constraint=True, name="books"), nullable=False),
)
"""*epoch* grows when the desk is fenced; *learned_epoch* when a fact says that it knows."""

site_incarnations = Table(
    "site_incarnations",
    metadata,
    Column("desk", String(8), primary_key=True),
    Column("incarnation", Uuid, primary_key=True),
    Column("ordinal", Integer, nullable=False),
    Column("base", Integer, nullable=False),
    Column("begun_at", UtcDateTime, nullable=False),
    UniqueConstraint("desk", "ordinal", name="uq_site_incarnations_ordinal"),
)
"""*ordinal* is which of the desk's incarnations it is: no two copies of a file number alike."""

site_facts = Table(
    "site_facts",
    metadata,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("desk", String(8), nullable=False),
    Column("incarnation", Uuid, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("id", Uuid, nullable=False, unique=True),
    Column("kind", String(32), nullable=False),
    Column("v", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("author", String(12)),
    Column("header", Text, nullable=False),
    Column("body_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    UniqueConstraint("desk", "incarnation", "seq", name="uq_site_facts_seq"),
)
"""Every fact of every desk, once, in the order the site took them."""

site_bodies = Table(
    "site_bodies",
    metadata,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("sealed", LargeBinary, nullable=False),
)
"""What facts say of visitors, sealed; it goes on time, the chain keeps its hash."""

site_rows = Table(
    "site_rows",
    metadata,
    Column("kind", String(12), primary_key=True),
    Column("key", String(96), primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("owner", String(8)),
    Column("version", Integer, nullable=False),
    Column("recall_to", String(8)),
    Column("asked_at", UtcDateTime),
    Column("part", String(64), nullable=False),
    Column("image", Text, nullable=False),
    UniqueConstraint("position", name="uq_site_rows_position"),
    one_of("kind", Kind),
)
"""What all desks see, and who may change it. *part* is what rows are found by: a slot's seats."""
Index("ix_site_rows_part", site_rows.c.kind, site_rows.c.part, site_rows.c.owner)
_recalled = text("recall_to IS NOT NULL")
partial_index("ix_site_rows_recalled", site_rows.c.owner, where=_recalled)

site_inbox = Table(
    "site_inbox",
    metadata,
    Column("desk", String(8), primary_key=True),
    Column("incarnation", String(36), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("raw", Text, nullable=False),
)
"""Frozen for ever: a desk of any version can put its raw journal here."""

replica_head = Table(
    "replica_head",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("incarnation", Uuid, nullable=False),
    Column("base", Integer, nullable=False),
    Column("base_hash", String(64), nullable=False),
    Column("acked", Integer, nullable=False),
    Column("settled", Integer, nullable=False),
    Column("cursor", BigInteger, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("site_epoch", Integer, nullable=False),
    Column("letter", String(1), nullable=False),
    Column("is_restored", Boolean(create_constraint=True, name="is_restored"), nullable=False),
    Column("is_clean", Boolean(create_constraint=True, name="is_clean"), nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)
"""Where this desk stands with its site; no row for a desk that has joined none.

Facts up to *acked* are with the site; up to *settled* their effect has come back in rows.
*letter* tells the own numbers of a copied file apart.
"""

replica_rows = Table(
    "replica_rows",
    metadata,
    Column("kind", String(12), primary_key=True),
    Column("key", String(96), primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("owner", String(8)),
    Column("version", Integer, nullable=False),
    Column("recall_to", String(8)),
    Column("image", Text, nullable=False),
)
"""The site's rows as they last came down."""
Index("ix_replica_rows_owner", replica_rows.c.kind, replica_rows.c.owner)
