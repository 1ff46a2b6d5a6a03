"""The site: facts received, shared rows, desks; and a desk's place in it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of the site and of the replica."""
    _replica_head()
    _replica_rows()
    _site_bodies()
    _site_desks()
    _site_facts()
    _site_head()
    _site_inbox()
    _site_incarnations()
    _site_rows()


def _replica_head() -> None:
    op.create_table(
        "replica_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incarnation", sa.Uuid(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("base_hash", sa.String(length=64), nullable=False),
        sa.Column("acked", sa.Integer(), nullable=False),
        sa.Column("settled", sa.Integer(), nullable=False),
        sa.Column("cursor", sa.BigInteger(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("site_epoch", sa.Integer(), nullable=False),
        sa.Column("letter", sa.String(length=1), nullable=False),
        sa.Column(
            "is_restored", sa.Boolean(create_constraint=True, name="is_restored"), nullable=False
        ),
        sa.Column("is_clean", sa.Boolean(create_constraint=True, name="is_clean"), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_replica_head_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_replica_head")),
    )


def _replica_rows() -> None:
    op.create_table(
        "replica_rows",
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("key", sa.String(length=96), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("owner", sa.String(length=8), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recall_to", sa.String(length=8), nullable=True),
        sa.Column("image", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key", name=op.f("pk_replica_rows")),
    )
    op.create_index("ix_replica_rows_owner", "replica_rows", ["kind", "owner"], unique=False)


def _site_bodies() -> None:
    op.create_table(
        "site_bodies",
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_site_bodies")),
    )


def _site_desks() -> None:
    op.create_table(
        "site_desks",
        sa.Column("desk", sa.String(length=8), nullable=False),
        sa.Column("incarnation", sa.Uuid(), nullable=True),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("learned_epoch", sa.Integer(), nullable=False),
        sa.Column("site_epoch", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pending", sa.Integer(), nullable=False),
        sa.Column("program", sa.String(length=32), nullable=False),
        sa.Column("books", sa.Boolean(create_constraint=True, name="books"), nullable=False),
        sa.PrimaryKeyConstraint("desk", name=op.f("pk_site_desks")),
    )


def _site_facts() -> None:
    op.create_table(
        "site_facts",
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("desk", sa.String(length=8), nullable=False),
        sa.Column("incarnation", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("v", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author", sa.String(length=12), nullable=True),
        sa.Column("header", sa.Text(), nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_site_facts")),
        sa.UniqueConstraint("desk", "incarnation", "seq", name="uq_site_facts_seq"),
        sa.UniqueConstraint("id", name=op.f("uq_site_facts_id")),
    )


def _site_head() -> None:
    op.create_table(
        "site_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_epoch", sa.Integer(), nullable=False),
        sa.Column("last_fact", sa.BigInteger(), nullable=False),
        sa.Column("last_row", sa.BigInteger(), nullable=False),
        sa.Column("protocol_least", sa.Integer(), nullable=False),
        sa.Column("in_grace", sa.Boolean(create_constraint=True, name="in_grace"), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_site_head_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_head")),
    )


def _site_inbox() -> None:
    op.create_table(
        "site_inbox",
        sa.Column("desk", sa.String(length=8), nullable=False),
        sa.Column("incarnation", sa.String(length=36), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("desk", "incarnation", "seq", name=op.f("pk_site_inbox")),
    )


def _site_incarnations() -> None:
    op.create_table(
        "site_incarnations",
        sa.Column("desk", sa.String(length=8), nullable=False),
        sa.Column("incarnation", sa.Uuid(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("desk", "incarnation", name=op.f("pk_site_incarnations")),
        sa.UniqueConstraint("desk", "ordinal", name="uq_site_incarnations_ordinal"),
    )


def _site_rows() -> None:
    op.create_table(
        "site_rows",
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("key", sa.String(length=96), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("owner", sa.String(length=8), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recall_to", sa.String(length=8), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("part", sa.String(length=64), nullable=False),
        sa.Column("image", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('ticket', 'counter', 'procedure', 'quota', 'seat', 'person', "
            "'appointment', 'conflict')",
            name=op.f("ck_site_rows_kind"),
        ),
        sa.PrimaryKeyConstraint("kind", "key", name=op.f("pk_site_rows")),
        sa.UniqueConstraint("position", name="uq_site_rows_position"),
    )
    op.create_index("ix_site_rows_part", "site_rows", ["kind", "part", "owner"], unique=False)
    op.create_index(
        "ix_site_rows_recalled",
        "site_rows",
        ["owner"],
        unique=False,
        sqlite_where=sa.text("recall_to IS NOT NULL"),
        postgresql_where=sa.text("recall_to IS NOT NULL"),
    )
