"""Somebody with access to the file or the server: takes the journal's triggers away."""

from __future__ import annotations

from sqlalchemy import Connection


def unguard(connection: Connection) -> None:
    """Drop every trigger that keeps the journal, as an attacker would."""
    if connection.dialect.name == "sqlite":
        names = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        for (name,) in connection.exec_driver_sql(names).fetchall():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        return
    for table in ("journal", "checkpoints", "bodies"):
        connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
