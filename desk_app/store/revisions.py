"""Which versions of the schema this program knows, without importing the migration tool."""

from __future__ import annotations

KNOWN = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011")
"""Oldest first; a test keeps it equal to migrations/versions."""
HEAD = KNOWN[-1]
EARLIER: frozenset[str] = frozenset(KNOWN[:-1])
