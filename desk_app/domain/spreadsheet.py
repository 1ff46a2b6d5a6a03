"""A table as French spreadsheets read it: semicolons, and no cell that they would calculate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

ENCODING = "utf-8-sig"
"""Spreadsheets take a file for UTF-8 only when it begins with the byte order mark."""
_CALCULATED = frozenset("=+-@\t\r\n＝＋－＠")
"""A cell that begins so is a formula, which may send a line away or start a program."""


_PARTING = frozenset(';"\r\n')


def harmless(cell: str) -> str:
    """Return *cell* as text: behind an apostrophe where it would be calculated."""
    return f"'{cell}" if cell[:1] in _CALCULATED else cell


def as_csv(rows: Iterable[Sequence[str]]) -> str:
    """Return *rows* as text, each cell harmless."""
    return "".join(f"{';'.join(map(_cell, row))}\r\n" for row in rows)


def _cell(text: str) -> str:
    """Return a harmless cell, in quotes where it holds what parts cells or lines (RFC 4180)."""
    cell = harmless(text)
    quoted = cell.replace('"', '""')
    return f'"{quoted}"' if set(cell) & _PARTING else cell
