"""One table of a site file: takes typed values out of it and notes what is wrong with them."""

from __future__ import annotations

import datetime as dt
import enum
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import TypeVar

from desk_app.domain.sitefile_faults import Notes, nearest
from desk_app.domain.sitefile_lines import Path
from desk_app.domain.text import first_not_plain

Choice = TypeVar("Choice", bound=enum.StrEnum)

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?")
_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")


class Table:
    """Reads one table. A value with a mistake is noted and comes back as its default."""

    def __init__(self, values: Mapping[str, object], path: Path, notes: Notes) -> None:
        self.path = path
        self._values = values
        self._notes = notes
        self._asked: set[str] = set()

    @property
    def line(self) -> int:
        """The line of this table's head."""
        return self._notes.line(self.path)

    def note(self, code: str, key: str = "", *, value: object = None, **fields: object) -> None:
        """Note a mistake at *key* of this table, or at its head."""
        path = (*self.path, key) if key else self.path
        self._notes.add(code, path, value=value, key=_shown(path), **fields)

    def text(self, key: str, *, limit: int, default: str | None = None) -> str:
        """Return a line of text of at most *limit* characters, without control characters."""
        value = self._get(key, required=default is None)
        if value is None:
            return default or ""
        if not isinstance(value, str):
            self._wrong(key, "text")
            return default or ""
        return value if value == default else self._line(key, value, limit)

    def texts(self, key: str, *, limit: int) -> tuple[str, ...]:
        """Return a list of lines of text."""
        value = self._get(key, required=False)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self._wrong(key, "texts")
            return ()
        return tuple(self._line(key, item, limit) for item in value)

    def translated(self, key: str, *, limit: int, required: bool = True) -> Mapping[str, str]:
        """Return texts by language; French is always among them."""
        value = self._get(key, required=required)
        if value is None:
            return {}
        if not isinstance(value, Mapping):
            self._wrong(key, "translated")
            return {}
        return self._by_language(key, value, limit)

    def number(self, key: str, *, low: float, high: float, default: float | None = None) -> float:
        """Return a number between *low* and *high*."""
        value = self._get(key, required=default is None)
        if value is None:
            return low if default is None else default
        if isinstance(value, bool) or not isinstance(value, int | float):
            self._wrong(key, "number")
        elif not low <= value <= high:
            self.note("out_of_range", key, low=f"{low:g}", high=f"{high:g}")
        else:
            return float(value)
        return low

    def whole(self, key: str, *, low: int, high: int, required: bool = False) -> int | None:
        """Return a whole number between *low* and *high*, None where it is not given."""
        value = self._get(key, required=required)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            self._wrong(key, "whole")
        elif not low <= value <= high:
            self.note("out_of_range", key, low=low, high=high)
        else:
            return value
        return None

    def truth(self, key: str) -> bool:
        """Return true or false; false where it is not given."""
        value = self._get(key, required=False)
        if value is not None and not isinstance(value, bool):
            self._wrong(key, "truth")
        return value is True

    def time(self, key: str, *, required: bool = True) -> dt.time | None:
        """Return an hour of the day, written `"08:30"` or as a TOML time."""
        value = self._get(key, required=required)
        if isinstance(value, dt.time):
            return value.replace(tzinfo=None)
        if isinstance(value, str) and (match := _TIME.fullmatch(value)):
            return dt.time(int(match[1]), int(match[2]))
        if value is not None:
            self._wrong(key, "time")
        return None

    def times(self, key: str) -> tuple[dt.time, ...]:
        """Return a list of hours of the day, each once, the earliest first."""
        value = self._get(key, required=False)
        if value is None:
            return ()
        found = [_TIME.fullmatch(str(item)) for item in value] if isinstance(value, list) else []
        if not all(found) or not found:
            self._wrong(key, "time")
        return tuple(sorted({dt.time(int(one[1]), int(one[2])) for one in found if one}))

    def dates(self, key: str) -> frozenset[dt.date]:
        """Return a list of days, written 2026-05-15, quoted or not."""
        value = self._get(key, required=False)
        if value is None:
            return frozenset()
        if not isinstance(value, list):
            self._wrong(key, "dates")
            return frozenset()
        return frozenset(day for item in value if (day := self._date(key, item)))

    def choice(self, key: str, kind: type[Choice], *, default: Choice) -> Choice:
        """Return one word of *kind*."""
        value = self._get(key, required=False)
        return default if value is None else self._choice(key, value, kind) or default

    def choices(self, key: str, kind: type[Choice], *, required: bool = True) -> frozenset[Choice]:
        """Return some words of *kind*, at least one; none where it may be missing and is."""
        value = self._get(key, required=required)
        if value is None:
            return frozenset()
        if not isinstance(value, list) or not value:
            self._wrong(key, "words")
            return frozenset()
        return frozenset(word for item in value if (word := self._choice(key, item, kind)))

    def raw(self, key: str, *, required: bool = True) -> object:
        """Return a value of any type, None where it is missing."""
        return self._get(key, required=required)

    def tables(self, key: str, *, required: bool = True) -> Iterator[Table]:
        """Yield each `[[key]]` table, or the one `[key]` table."""
        value = self._get(key, required=required)
        if isinstance(value, Mapping):
            yield Table(value, (*self.path, key), self._notes)
        elif isinstance(value, list) and all(isinstance(item, Mapping) for item in value):
            if required and not value:
                self.note("empty_part", key)
            for index, item in enumerate(value):
                yield Table(item, (*self.path, key, index), self._notes)
        elif value is not None:
            self._wrong(key, "table")

    def close(self) -> None:
        """Note every key that nobody asked for."""
        for key in self._values:
            if key not in self._asked:
                near = nearest(key, self._asked)
                known = ", ".join(sorted(self._asked))
                self.note("unknown_key", key, nearest=near, known=known)

    def _get(self, key: str, *, required: bool) -> object:
        self._asked.add(key)
        if key not in self._values and required:
            top = "missing_schema" if key == "schema" else "missing_part"
            code = "missing_key" if self.path else top
            self._notes.add(code, self.path, key=key, where=_where(self.path))
        return self._values.get(key)

    def _wrong(self, key: str, expected: str) -> None:
        self.note("wrong_type", key, expected=expected)

    def _line(self, key: str, value: str, limit: int) -> str:
        text = unicodedata.normalize("NFC", value).strip()
        if bad := first_not_plain(text):
            self.note("bad_character", key, character=f"U+{ord(bad):04X}")
            return ""
        if not text:
            self.note("empty", key)
        if len(text) > limit:
            self.note("too_long", key, limit=limit, length=len(text))
        return text

    def _by_language(self, key: str, value: Mapping[str, object], limit: int) -> Mapping[str, str]:
        inner = Table(value, (*self.path, key), self._notes)
        if "fr" not in value:
            self.note("no_french", key)
        for language in value:
            if not LANGUAGE.fullmatch(language):
                inner.note("bad_language", language, value=language)
        return {language: inner.text(language, limit=limit) for language in value}

    def _date(self, key: str, item: object) -> dt.date | None:
        if isinstance(item, dt.date) and not isinstance(item, dt.datetime):
            return item
        try:
            return dt.date.fromisoformat(str(item))
        except ValueError:
            self.note("bad_date", key, value=item)
            return None

    def _choice(self, key: str, item: object, kind: type[Choice]) -> Choice | None:
        known = tuple(member.value for member in kind)
        if item in known:
            return kind(item)
        near = nearest(str(item), known)
        self.note("unknown_word", key, value=item, nearest=near, known=", ".join(known))
        return None


def _where(path: Path) -> str:
    names = [part for part in path if isinstance(part, str)]
    is_list = any(isinstance(part, int) for part in path)
    return "" if not names else f"[[{names[0]}]]" if is_list else f"[{'.'.join(names)}]"


def _shown(path: Path) -> str:
    """Return a key as it is written inside its part: `name.fr`."""
    names = [str(part) for part in path if isinstance(part, str)]
    return ".".join(names[1:]) or ".".join(names)
