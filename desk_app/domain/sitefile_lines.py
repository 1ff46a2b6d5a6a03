"""Where each key of a TOML text stands: its line. Not a parser; tomllib reads the values."""

from __future__ import annotations

import re
from collections.abc import Iterator

Path = tuple[str | int, ...]

_PART = re.compile(r"""\s*(?:([A-Za-z0-9_-]+)|"((?:[^"\\]|\\.)*)"|'([^']*)')\s*(?:\.|$)""")
_QUOTES = ('"""', "'''", '"', "'")


class Lines:
    """The lines of a TOML text, by the path of each table and key, found when first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text.split("\n")  # as tomllib counts lines
        self._at: dict[Path, int] = {}
        self._end: dict[Path, int] = {}
        self._counts: dict[Path, int] = {}
        self._is_read = False

    def of(self, path: Path, value: object = None) -> int:
        """Return the line of *path*, or of the nearest table around it that stands in the text.

        With *value*, the line inside the key's own lines that holds it, for long lists.
        """
        if not self._is_read:  # a file without mistakes never asks
            self._read()
        known = path
        while known and known not in self._at:
            known = known[:-1]
        first = self._at.get(known, 1)
        if value is not None:
            for number in range(first, self._end.get(known, first) + 1):
                if str(value) in self._text[number - 1]:
                    return number
        return first

    def _read(self) -> None:
        self._is_read = True
        base: Path = ()
        rows = iter(enumerate(self._text, start=1))
        for number, row in rows:
            line = row.strip()
            if line.startswith("["):
                base = self._header(line, number)
            elif line and not line.startswith("#"):
                self._key(base, line, number, rows)

    def _header(self, line: str, number: int) -> Path:
        is_list = line.startswith("[[")
        name = line.lstrip("[").split("]")[0]
        parts = _parts(name)
        path: Path = ()
        for part in parts[:-1]:
            path = self._last((*path, part))
        path = (*path, *parts[-1:])
        if is_list:
            self._at.setdefault(path, number)
            self._counts[path] = self._counts.get(path, -1) + 1
        path = self._last(path)
        self._at.setdefault(path, number)
        return path

    def _last(self, path: Path) -> Path:
        return (*path, self._counts[path]) if path in self._counts else path

    def _key(self, base: Path, line: str, number: int, rows: Iterator[tuple[int, str]]) -> None:
        name, value = _split_key(line)
        path = (*base, *_parts(name))
        for depth in range(len(base) + 1, len(path) + 1):
            self._at.setdefault(path[:depth], number)
        state = _Open()
        state.take(value)
        last = number
        while state.is_open:
            last, row = next(rows, (last, None))
            if row is None:
                break
            state.take(row)
        self._end[path] = last


class _Open:
    """Which brackets and long strings of a value are still open at the end of a line."""

    def __init__(self) -> None:
        self._quote = ""
        self._depth = 0

    @property
    def is_open(self) -> bool:
        return self._depth > 0 or self._quote in {'"""', "'''"}

    def take(self, text: str) -> None:
        at = 0
        while at < len(text):
            at = self._inside(text, at) if self._quote else self._outside(text, at)
        if self._quote in {'"', "'"}:
            self._quote = ""

    def _inside(self, text: str, at: int) -> int:
        if text[at] == "\\" and self._quote[0] == '"':
            return at + 2
        if text.startswith(self._quote, at):
            at += len(self._quote)
            self._quote = ""
            return at
        return at + 1

    def _outside(self, text: str, at: int) -> int:
        if text[at] == "#":
            return len(text)
        for quote in _QUOTES:
            if text.startswith(quote, at):
                self._quote = quote
                return at + len(quote)
        self._depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(text[at], 0)
        return at + 1


def _parts(name: str) -> tuple[str, ...]:
    return tuple(bare or double or single for bare, double, single in _PART.findall(name))


def _split_key(line: str) -> tuple[str, str]:
    quote = ""
    for at, character in enumerate(line):
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        elif character == "=":
            return line[:at], line[at + 1 :]
    return line, ""
