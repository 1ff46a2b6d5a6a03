"""The first schema: tickets, counters, prints and the journal of one desk."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from desk_app.store.journal_guard import guard

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table."""
    _people()
    op.create_table(
        "bindings",
        sa.Column("ticket", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("procedure", sa.String(length=32), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("hint", sa.LargeBinary(), nullable=False),
        sa.Column("active", sa.Boolean(create_constraint=True, name="active"), nullable=False),
        sa.PrimaryKeyConstraint("ticket", name=op.f("pk_bindings")),
    )
    op.create_index(
        "uq_bindings_person",
        "bindings",
        ["day", "person", "procedure"],
        unique=True,
        sqlite_where=sa.text("active"),
        postgresql_where=sa.text("active"),
    )
    op.create_table(
        "counter_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("counter", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("agent", sa.String(length=64), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('open', 'paused', 'closed')", name=op.f("ck_counter_days_state")
        ),
        sa.PrimaryKeyConstraint("day", "counter", name=op.f("pk_counter_days")),
    )
    op.create_table(
        "days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("last_sequence", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_days")),
    )
    _journal()
    op.create_table(
        "number_series",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("series", sa.String(length=4), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "series", name=op.f("pk_number_series")),
    )
    op.create_table(
        "print_jobs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("ticket", sa.Uuid(), nullable=True),
        sa.Column("what", sa.String(length=64), nullable=False),
        sa.Column("slip", sa.LargeBinary(), nullable=False),
        sa.Column("printer", sa.String(length=255), nullable=False),
        sa.Column("profile", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("copy_of", sa.Uuid(), nullable=True),
        sa.Column("bytes_handed", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(length=255), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('RENDERED', 'QUEUED', 'WAIT_PRINTER', 'SENDING', 'AWAIT_ACK', "
            "'PRINTED', 'PRINTED_SPLIT', 'TORN', 'UNCERTAIN', 'CANCELLED', 'REROUTED')",
            name=op.f("ck_print_jobs_state"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_jobs")),
        sa.UniqueConstraint("position", name=op.f("uq_print_jobs_position")),
    )
    op.create_index(
        "ix_print_jobs_pending",
        "print_jobs",
        ["position"],
        unique=False,
        sqlite_where=sa.text(
            "state IN ('RENDERED', 'QUEUED', 'WAIT_PRINTER', 'SENDING', 'AWAIT_ACK')"
        ),
        postgresql_where=sa.text(
            "state IN ('RENDERED', 'QUEUED', 'WAIT_PRINTER', 'SENDING', 'AWAIT_ACK')"
        ),
    )
    op.create_index(op.f("ix_print_jobs_ticket"), "print_jobs", ["ticket"], unique=False)
    op.create_table(
        "procedure_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("procedure", sa.String(length=32), nullable=False),
        sa.Column("is_open", sa.Boolean(create_constraint=True, name="is_open"), nullable=False),
        sa.Column("quota", sa.Integer(), nullable=True),
        sa.Column("issued", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "procedure", name=op.f("pk_procedure_days")),
    )
    op.create_table(
        "promises",
        sa.Column("ticket", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("procedure", sa.String(length=32), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("low", sa.Integer(), nullable=False),
        sa.Column("expected", sa.Float(), nullable=False),
        sa.Column("high", sa.Integer(), nullable=False),
        sa.Column("is_guess", sa.Boolean(create_constraint=True, name="is_guess"), nullable=False),
        sa.Column("actual", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("ticket", name=op.f("pk_promises")),
    )
    op.create_index(op.f("ix_promises_day"), "promises", ["day"], unique=False)
    op.create_table(
        "requests",
        sa.Column("id", sa.String(length=128), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requests")),
    )
    op.create_table(
        "service_times",
        sa.Column("procedure", sa.String(length=32), nullable=False),
        sa.Column("numbers", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("procedure", name=op.f("pk_service_times")),
    )
    op.create_table(
        "sites",
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("revision", name=op.f("pk_sites")),
    )
    op.create_table(
        "store",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("desk", sa.String(length=8), nullable=False),
        sa.Column("incarnation", sa.Uuid(), nullable=False),
        sa.Column(
            "rehearsal", sa.Boolean(create_constraint=True, name="rehearsal"), nullable=False
        ),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_store_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store")),
    )
    op.create_table(
        "tickets",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("procedure", sa.String(length=32), nullable=False),
        sa.Column("lane", sa.String(length=12), nullable=False),
        sa.Column("ranked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("owner", sa.String(length=8), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("priority", sa.String(length=8), nullable=True),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("party", sa.Integer(), nullable=False),
        sa.Column("appointment_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("steps", sa.Text(), nullable=False),
        sa.Column("come_back_to", sa.Integer(), nullable=True),
        sa.Column("reserved_for", sa.Integer(), nullable=True),
        sa.Column("transferred_from", sa.String(length=32), nullable=True),
        sa.Column("counter", sa.Integer(), nullable=True),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("first_called_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("parked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("returned", sa.Boolean(create_constraint=True, name="returned"), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "lane IN ('legal', 'reserved', 'local', 'appointment', 'ordinary')",
            name=op.f("ck_tickets_lane"),
        ),
        sa.CheckConstraint(
            "priority IS NULL OR priority IN ('CMI', 'FAMILY', 'LOCAL')",
            name=op.f("ck_tickets_priority"),
        ),
        sa.CheckConstraint(
            "status IN ('waiting', 'called', 'serving', 'parked', 'completed', "
            "'no_show', 'cancelled')",
            name=op.f("ck_tickets_status"),
        ),
        sa.CheckConstraint("party BETWEEN 1 AND 20", name=op.f("ck_tickets_party")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tickets")),
        sa.UniqueConstraint("day", "number", name="uq_tickets_day_number"),
        sa.UniqueConstraint("day", "sequence", name="uq_tickets_day_sequence"),
    )
    op.create_index(
        "ix_tickets_called",
        "tickets",
        ["day", "called_at"],
        unique=False,
        sqlite_where=sa.text("called_at IS NOT NULL"),
        postgresql_where=sa.text("called_at IS NOT NULL"),
    )
    op.create_index("ix_tickets_code", "tickets", ["day", "code"], unique=False)
    op.create_index(
        "ix_tickets_lanes",
        "tickets",
        ["day", "procedure", "lane", "ranked_at", "sequence"],
        unique=False,
        sqlite_where=sa.text("status = 'waiting'"),
        postgresql_where=sa.text("status = 'waiting'"),
    )
    op.create_index(
        "ix_tickets_open",
        "tickets",
        ["day", "status", "counter"],
        unique=False,
        sqlite_where=sa.text("status IN ('waiting', 'called', 'serving', 'parked')"),
        postgresql_where=sa.text("status IN ('waiting', 'called', 'serving', 'parked')"),
    )
    op.create_index(
        "ix_tickets_overtaken",
        "tickets",
        ["day", "procedure", "arrived_at"],
        unique=False,
        sqlite_where=sa.text("first_called_at IS NOT NULL"),
        postgresql_where=sa.text("first_called_at IS NOT NULL"),
    )
    op.create_index(
        "ix_tickets_preferred",
        "tickets",
        ["day", "counter", "arrived_at"],
        unique=False,
        sqlite_where=sa.text(
            "first_called_at IS NOT NULL AND lane IN ('reserved', 'local', 'appointment')"
        ),
        postgresql_where=sa.text(
            "first_called_at IS NOT NULL AND lane IN ('reserved', 'local', 'appointment')"
        ),
    )


def _people() -> None:
    op.create_table(
        "agents",
        sa.Column("login", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("ref", sa.String(length=12), nullable=False),
        sa.Column("person", sa.String(length=12), nullable=False),
        sa.Column("password", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("one_time", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("one_time_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_signed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "active",
            sa.Boolean(create_constraint=True, name="active"),
            server_default=sa.text("true"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "role IN ('agent', 'counter', 'supervisor', 'administrator', 'auditor')",
            name=op.f("ck_agents_role"),
        ),
        sa.PrimaryKeyConstraint("login", name=op.f("pk_agents")),
        sa.UniqueConstraint("ref", name=op.f("uq_agents_ref")),
    )
    op.create_table(
        "sessions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agent", sa.String(length=64), nullable=False),
        sa.Column("place", sa.String(length=64), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end", sa.String(length=16), server_default=sa.text("''"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
    )
    _partial("ix_sessions_open", "sessions", ["agent", "since"], "ended_at IS NULL")
    op.create_table(
        "overrides",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("why", sa.String(length=24), nullable=False),
        sa.Column("asker", sa.String(length=64), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("approver", sa.String(length=64), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overrides")),
    )
    _partial(
        "ix_overrides_open", "overrides", ["day", "asked_at"], "state IN ('asked', 'approved')"
    )
    _partial("ix_overrides_used", "overrides", ["day", "asker"], "state = 'used'")
    op.create_table(
        "alarms",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(length=64), nullable=False),
        sa.Column("raised_by", sa.String(length=64), nullable=True),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("acknowledged_by", sa.String(length=64), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alarms")),
    )
    _partial("ix_alarms_unanswered", "alarms", ["raised_at"], "acknowledged_at IS NULL")


def _journal() -> None:
    op.create_table(
        "journal",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("v", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("desk", sa.String(length=8), nullable=False),
        sa.Column("author", sa.String(length=12), nullable=True),
        sa.Column("ticket", sa.Uuid(), nullable=True),
        sa.Column("header", sa.Text(), nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_journal")),
        sa.UniqueConstraint("id", name=op.f("uq_journal_id")),
    )
    op.create_index("ix_journal_author", "journal", ["author", "seq"], unique=False)
    _partial("ix_journal_ticket", "journal", ["ticket", "seq"], "ticket IS NOT NULL")
    op.create_table(
        "bodies",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_bodies")),
    )
    op.create_index(op.f("ix_bodies_day"), "bodies", ["day"], unique=False)
    op.create_table(
        "checkpoints",
        sa.Column("segment", sa.String(length=7), nullable=False),
        sa.Column("first_seq", sa.Integer(), nullable=False),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(length=64), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("signature", sa.String(length=128), nullable=False),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("segment", name=op.f("pk_checkpoints")),
    )
    op.create_table(
        "data_keys",
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("master", sa.String(length=16), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("purpose", "day", name=op.f("pk_data_keys")),
    )
    guard(op.get_bind())


def _partial(name: str, table: str, columns: list[str], where: str) -> None:
    """An index over some rows only, on both databases."""
    op.create_index(
        name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where)
    )
