"""Mistakes of a site file as codes and fields. The sentences are made in words/sitefile.py."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Iterable

from desk_app.domain.errors import Fault, SiteFileFaults
from desk_app.domain.sitefile_lines import Lines, Path
from desk_app.domain.text import quoted


@dataclasses.dataclass(frozen=True, slots=True)
class SiteFault(Fault):
    """A mistake whose *fault* is a code, with what its two sentences need."""

    fields: tuple[tuple[str, str], ...] = ()


def site_fault(line: int, code: str, **fields: object) -> SiteFault:
    """Return the mistake *code* at *line*; what it quotes of the file is made fit to be shown."""
    shown = tuple((name, quoted(str(value), limit=400)) for name, value in fields.items())
    return SiteFault(line, code, "", shown)


class Notes:
    """Collects every mistake of one text, each with its line."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._faults: list[SiteFault] = []

    def add(self, code: str, path: Path, *, value: object = None, **fields: object) -> None:
        """Note *code* at *path*; *value* finds the line inside a long list."""
        fields = fields if value is None else {"value": quoted(str(value)), **fields}
        self._faults.append(site_fault(self._lines.of(path, value), code, **fields))

    def line(self, path: Path) -> int:
        """Return the line of *path*."""
        return self._lines.of(path)

    def raise_any(self, file: str) -> None:
        """Raise SiteFileFaults, in the order of the lines, if anything was noted."""
        if self._faults:
            faults = dict.fromkeys(sorted(self._faults, key=lambda fault: fault.line))
            raise SiteFileFaults(file, tuple(faults))


def nearest(value: str, known: Iterable[str]) -> str:
    """Return the known word that looks most like *value*, or nothing."""
    by_folded = {word.casefold(): word for word in known}
    found = difflib.get_close_matches(value.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else ""
