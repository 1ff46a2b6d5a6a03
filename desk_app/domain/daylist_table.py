"""A platform's table (CSV) as rows, bounded and read whole or not at all. It understands no cell.

Real files: semicolons or commas, UTF-8 with a mark or the French Windows code page, quotes
around line ends, `="0012"` as spreadsheets keep leading zeros.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence

from desk_app.domain.daylist import Row
from desk_app.domain.daylist_mapping import (
    DayListMapping,
    Encoding,
    Field,
    Separator,
    folded,
)
from desk_app.domain.exchange_errors import DayListUnread

LARGEST = 2_000_000
"""Bytes of a list; a day of 500 appointments has about 100,000."""
MOST_LINES = 5_000
MOST_COLUMNS = 200
_KEPT_AS_TEXT = re.compile(r'="([^"]*)"')
_BINARY = re.compile("[\x00-\x08\x0e-\x1f]")


def table_rows(content: bytes, mapping: DayListMapping, *, file: str) -> tuple[Row, ...]:
    """Return the rows of the table *content*. Raises DayListUnread."""
    text = text_of(content, mapping.encoding, file=file)
    lines = _lines(text, _separator(text, mapping.separator), file)
    head = next((line for line in lines if any(line[1])), None)
    if head is None:
        raise DayListUnread(file, "empty")
    places = _places(head[1], mapping.columns, file)
    rows = tuple(
        Row(line=number, cells=_cells(line, places))
        for number, line in lines
        if number > head[0] and any(cell.strip() for cell in line)
    )
    if not rows:
        raise DayListUnread(file, "empty")
    return rows


def text_of(content: bytes, encoding: Encoding, *, file: str) -> str:
    """Return the text of *content*. Raises DayListUnread for what is too long or no text."""
    if len(content) > LARGEST:
        raise DayListUnread(file, "too_big")
    text = _decoded(content, encoding, file)
    if _BINARY.search(text):
        raise DayListUnread(file, "not_text")
    return text


def _decoded(content: bytes, encoding: Encoding, file: str) -> str:
    kinds = ("utf-8-sig", "cp1252") if encoding is Encoding.AUTO else (_CODECS[encoding],)
    for kind in kinds:
        try:
            return content.decode(kind)
        except UnicodeDecodeError:
            continue
    raise DayListUnread(file, "not_text")


_CODECS = {Encoding.UTF8: "utf-8-sig", Encoding.CP1252: "cp1252"}


def _separator(text: str, asked: Separator) -> str:
    if asked is not Separator.AUTO:
        return asked.sign
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(";", ",", "\t", "|", key=first.count)


def _lines(text: str, separator: str, file: str) -> Sequence[tuple[int, list[str]]]:
    """Return each record with the line it begins on; a quote never closed swallows nothing."""
    ended = (f"{each}\n" for each in re.split(r"\r\n|\r|\n", text))
    reader = csv.reader(ended, delimiter=separator, strict=True)
    lines: list[tuple[int, list[str]]] = []
    begins = 1
    try:
        for record in reader:
            lines.append((begins, record))
            begins = reader.line_num + 1
            if len(lines) > MOST_LINES + 1:  # the head is one more
                raise DayListUnread(file, "too_many", str(MOST_LINES))
            if len(record) > MOST_COLUMNS:
                raise DayListUnread(file, "columns", str(lines[-1][0]))
    except csv.Error:
        raise DayListUnread(file, "quote", str(begins)) from None
    return lines


def _places(head: list[str], columns: Mapping[Field, str], file: str) -> Mapping[Field, int]:
    names = [folded(cell) for cell in head]
    places: dict[Field, int] = {}
    for field, name in columns.items():
        found = [place for place, known in enumerate(names) if known and known == folded(name)]
        if not found:
            raise DayListUnread(file, "no_column", name)
        if len(found) > 1:
            raise DayListUnread(file, "column_twice", name)
        places[field] = found[0]
    return places


def _cells(line: list[str], places: Mapping[Field, int]) -> Mapping[Field, str]:
    return {
        field: _cell(line[place]) if place < len(line) else "" for field, place in places.items()
    }


def _cell(text: str) -> str:
    """Return what a cell says, without what a spreadsheet put around it."""
    kept = _KEPT_AS_TEXT.fullmatch(text.strip())
    return kept[1] if kept else text.strip().removeprefix("'")
