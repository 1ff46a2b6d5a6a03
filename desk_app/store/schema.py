"""Tables of the day, for SQLite and Postgres; people and journal have modules of their own.

Private to the store: rows never leave it.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
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

from desk_app.domain.counters import CounterState
from desk_app.domain.prints import PrintState
from desk_app.domain.queue import Lane
from desk_app.domain.tickets import Priority, TicketStatus
from desk_app.store.columns import UtcDateTime, metadata, one_of, partial_index

store = Table(
    "store",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("desk", String(8), nullable=False),
    Column("incarnation", Uuid, nullable=False),
    Column("rehearsal", Boolean(create_constraint=True, name="rehearsal"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)
"""One row: whose file this is. *revision* is the site's; its row lock guards the journal head."""

sites = Table(
    "sites",
    metadata,
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("code", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("loaded_at", UtcDateTime, nullable=False),
)

days = Table(
    "days",
    metadata,
    Column("day", Date, primary_key=True),
    Column("last_sequence", Integer, nullable=False, server_default=text("0")),
    Column("closed_at", UtcDateTime),
)
"""The site's row per business day; operations on the queue lock it first."""

number_series = Table(
    "number_series",
    metadata,
    Column("day", Date, primary_key=True),
    Column("series", String(4), primary_key=True),
    Column("last", Integer, nullable=False),
)

tickets = Table(
    "tickets",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("day", Date, nullable=False),
    Column("number", String(16), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("procedure", String(32), nullable=False),
    Column("lane", String(12), nullable=False),
    Column("ranked_at", UtcDateTime, nullable=False),
    Column("issued_at", UtcDateTime, nullable=False),
    Column("arrived_at", UtcDateTime, nullable=False),
    Column("owner", String(8), nullable=False),
    Column("code", String(16), nullable=False),
    Column("status", String(12), nullable=False),
    Column("priority", String(8)),
    Column("language", String(12), nullable=False),
    Column("party", Integer, nullable=False),
    Column("appointment_at", UtcDateTime),
    Column("steps", Text, nullable=False),
    Column("come_back_to", Integer),
    Column("reserved_for", Integer),
    Column("transferred_from", String(32)),
    Column("counter", Integer),
    Column("calls", Integer, nullable=False),
    Column("first_called_at", UtcDateTime),
    Column("called_at", UtcDateTime),
    Column("not_before", UtcDateTime),
    Column("started_at", UtcDateTime),
    Column("parked_at", UtcDateTime),
    Column("note", LargeBinary, nullable=False),
    Column("ended_at", UtcDateTime),
    Column("returned", Boolean(create_constraint=True, name="returned"), nullable=False),
    Column("revision", Integer, nullable=False),
    UniqueConstraint("day", "number", name="uq_tickets_day_number"),
    UniqueConstraint("day", "sequence", name="uq_tickets_day_sequence"),
    CheckConstraint("party BETWEEN 1 AND 20", name="party"),
    one_of("status", TicketStatus),
    one_of("lane", Lane),
    CheckConstraint(
        "priority IS NULL OR priority IN ("
        + ", ".join(f"'{member.value}'" for member in Priority)
        + ")",
        name="priority",
    ),
)

_waiting = text("status = 'waiting'")
partial_index(
    "ix_tickets_lanes",
    tickets.c.day,
    tickets.c.procedure,
    tickets.c.lane,
    tickets.c.ranked_at,
    tickets.c.sequence,
    where=_waiting,
)
_called = text("first_called_at IS NOT NULL")
partial_index(
    "ix_tickets_overtaken", tickets.c.day, tickets.c.procedure, tickets.c.arrived_at, where=_called
)
_preferred = text("first_called_at IS NOT NULL AND lane IN ('reserved', 'local', 'appointment')")
partial_index(
    "ix_tickets_preferred", tickets.c.day, tickets.c.counter, tickets.c.arrived_at, where=_preferred
)
_shown = text("called_at IS NOT NULL")
partial_index("ix_tickets_called", tickets.c.day, tickets.c.called_at, where=_shown)
_open = text("status IN ('waiting', 'called', 'serving', 'parked')")
partial_index("ix_tickets_open", tickets.c.day, tickets.c.status, tickets.c.counter, where=_open)
Index("ix_tickets_code", tickets.c.day, tickets.c.code)
noted = text("(length(language) > 0 OR length(note) > 0)")
"""Said in the same words wherever it is asked: else SQLite does not take the index."""
partial_index("ix_tickets_noted", tickets.c.day, where=noted)

bindings = Table(
    "bindings",
    metadata,
    Column("ticket", Uuid, primary_key=True),
    Column("day", Date, nullable=False),
    Column("procedure", String(32), nullable=False),
    Column("person", String(64), nullable=False),
    Column("hint", LargeBinary, nullable=False),
    Column("active", Boolean(create_constraint=True, name="active"), nullable=False),
)
_active = text("active")
partial_index(
    "uq_bindings_person",
    bindings.c.day,
    bindings.c.person,
    bindings.c.procedure,
    where=_active,
    unique=True,
)
"""One active ticket per person, day and procedure, held by the database itself (AT-11).

The person stands before the procedure, so that it also finds all that a person holds.
"""

promises = Table(
    "promises",
    metadata,
    Column("ticket", Uuid, primary_key=True),
    Column("day", Date, nullable=False, index=True),
    Column("procedure", String(32), nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("low", Integer, nullable=False),
    Column("expected", Float, nullable=False),
    Column("high", Integer, nullable=False),
    Column("is_guess", Boolean(create_constraint=True, name="is_guess"), nullable=False),
    Column("actual", Float),
)

service_times = Table(
    "service_times",
    metadata,
    Column("procedure", String(32), primary_key=True),
    Column("numbers", Text, nullable=False),
)
"""What the site has learned, one row per procedure; the row `*` is the calibration."""

counter_days = Table(
    "counter_days",
    metadata,
    Column("day", Date, primary_key=True),
    Column("counter", Integer, primary_key=True, autoincrement=False),
    Column("state", String(8), nullable=False),
    Column("agent", String(64)),
    Column("since", UtcDateTime),
    one_of("state", CounterState),
)

procedure_days = Table(
    "procedure_days",
    metadata,
    Column("day", Date, primary_key=True),
    Column("procedure", String(32), primary_key=True),
    Column("is_open", Boolean(create_constraint=True, name="is_open"), nullable=False),
    Column("quota", Integer),
    Column("issued", Integer, nullable=False),
)

print_jobs = Table(
    "print_jobs",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("ticket", Uuid, index=True),
    Column("what", String(64), nullable=False),
    Column("slip", LargeBinary, nullable=False),
    Column("printer", String(255), nullable=False),
    Column("profile", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("copy_of", Uuid),
    Column("bytes_handed", Integer, nullable=False),
    Column("cause", String(255), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime),
    one_of("state", PrintState),
)
_pending = text("state IN ('RENDERED', 'QUEUED', 'WAIT_PRINTER', 'SENDING', 'AWAIT_ACK')")
partial_index("ix_print_jobs_pending", print_jobs.c.position, where=_pending)

requests = Table(
    "requests",
    metadata,
    Column("id", String(128), primary_key=True),
    Column("answer", LargeBinary, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
