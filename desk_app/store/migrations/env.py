"""How Alembic reaches the database: over the connection it is given, never by an address."""

from __future__ import annotations

from alembic import context

from desk_app.store.columns import prepare_postgres
from desk_app.store.tables import metadata

prepare_postgres()
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
