"""Which versions of the schema this program knows, without importing the migration tool."""

from __future__ import annotations

KNOWN = ("0001", "0002", "0003", "0020")
"""Oldest first; a test keeps it equal to migrations/versions."""
HEAD = KNOWN[-1]
EARLIER: frozenset[str] = frozenset(KNOWN[:-1])
