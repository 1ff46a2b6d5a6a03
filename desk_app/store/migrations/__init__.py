"""The history of the schema (Alembic); one revision per change."""
