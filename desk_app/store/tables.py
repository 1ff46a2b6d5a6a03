"""Every table together: what is made, migrated and compared as one schema."""

from __future__ import annotations

from desk_app.store import (
    account_tables,
    appointment_tables,
    journal_tables,
    online_tables,
    register_tables,
    schema,
    site_tables,
)
from desk_app.store.columns import metadata

TABLES = (
    account_tables.agents,
    appointment_tables.appointments,
    journal_tables.journal,
    online_tables.online,
    register_tables.draws,
    schema.tickets,
    site_tables.site_rows,
)
"""One table of each module, so that all are known before the schema is made."""

__all__ = ["TABLES", "metadata"]
