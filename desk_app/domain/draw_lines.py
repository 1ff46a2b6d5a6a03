"""Reads the inputs of a draw back from the lines of its export. It judges none of them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Iterator, Sequence

from desk_app.domain.calendar import SlotId
from desk_app.domain.draw import Constraints, Entry, Half, PoolSlot, Stratum
from desk_app.domain.draw_export import Held, Sheet, hold
from desk_app.domain.draw_seed import FORM, Commitment, DrawRef, is_secret
from desk_app.domain.procedures import FamilyCode, ProcedureCode
from desk_app.domain.series import SeriesId

_MOST = 10**9
_DAY_MINUTES = 24 * 60
_FIRST_COMMITMENT = 2
"""Behind the header."""


class Unreadable(ValueError):
    """*line*, counted from 1, is no line of an export or stands in the wrong place."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(line, text)
        self.line = line
        self.text = text


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Where the parts of an export begin, counted from 1."""

    first_commitment: int
    first_request: int
    first_secret: int


def read(lines: Sequence[str]) -> tuple[Held, Line]:
    """Return the draw held again with the inputs in *lines*, and where they stand.

    What follows from the inputs (closing, seed, winners, end) is not read. Raises Unreadable.
    """
    found = _Lines(lines)
    sheet = _sheet(found)
    first_commitment = _FIRST_COMMITMENT
    first_request = first_commitment + len(sheet.commitments)
    found.one("closing")
    first_secret = found.at
    secrets = tuple(found.all("secret"))
    if not sheet.commitments or len(secrets) != len(sheet.commitments):
        raise Unreadable(found.at, "secret")
    held = hold(sheet, tuple(map(_secret, secrets)), at=secrets[0].instant("at"))
    return held, Line(
        first_commitment=first_commitment, first_request=first_request, first_secret=first_secret
    )


def read_sheet(lines: Sequence[str]) -> Sheet:
    """Return what was frozen when requests closed (draw_export.frozen). Raises Unreadable."""
    return _sheet(_Lines(lines))


def _sheet(found: _Lines) -> Sheet:
    sheet = _header(found.one("draw"))
    return dataclasses.replace(
        sheet,
        commitments=tuple(_commitment(one) for one in found.all("commitment")),
        entries=tuple(_entry(one) for one in found.all("request")),
        pool=tuple(_slot(one) for one in found.all("slot")),
    )


class _Fields:
    """One line's fields, each asked for with its kind; anything else is Unreadable."""

    def __init__(self, line: int, text: str) -> None:
        self._line = line
        self._text = text
        try:
            document = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise Unreadable(line, text) from error
        if not isinstance(document, dict):
            raise self.wrong()
        self._fields: dict[str, object] = document

    def wrong(self) -> Unreadable:
        """What is raised about this line."""
        return Unreadable(self._line, self._text)

    def has(self, name: str) -> bool:
        """True if the field is set."""
        return name in self._fields

    def text(self, name: str) -> str:
        """Return a text."""
        value = self._fields.get(name)
        if not isinstance(value, str):
            raise self.wrong()
        return value

    def whole(self, name: str, *, least: int = 0, most: int = _MOST) -> int:
        """Return a whole number, *least* and *most* included."""
        value = self._fields.get(name)
        if type(value) is not int or not least <= value <= most:
            raise self.wrong()
        return value

    def wholes(self, name: str) -> tuple[int, ...]:
        """Return a list of whole numbers."""
        return tuple(one for one in self._list(name) if type(one) is int)

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts."""
        return tuple(one for one in self._list(name) if isinstance(one, str))

    def day(self, name: str) -> dt.date | None:
        """Return a day, None if it is not set."""
        return self._parsed(name).date() if self.has(name) else None

    def local(self, name: str) -> dt.datetime:
        """Return a time by the site's clock."""
        value = self._parsed(name)
        if value.tzinfo is not None:
            raise self.wrong()
        return value

    def instant(self, name: str) -> dt.datetime:
        """Return an aware instant."""
        value = self._parsed(name)
        if value.tzinfo is None:
            raise self.wrong()
        return value

    def _parsed(self, name: str) -> dt.datetime:
        try:
            value = dt.datetime.fromisoformat(self.text(name))
        except ValueError as error:
            raise self.wrong() from error
        if not 2000 <= value.year < 3000:  # far from where days overflow
            raise self.wrong()
        return value

    def _list(self, name: str) -> list[object]:
        value = self._fields.get(name)
        if not isinstance(value, list):
            raise self.wrong()
        return value


class _Lines:
    """The lines in their order, taken kind by kind."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self.at = 1

    def one(self, kind: str) -> _Fields:
        """Take the next line, which must be of *kind*."""
        fields = next(self.all(kind), None)
        if fields is None:
            text = self._lines[self.at - 1] if self.at <= len(self._lines) else ""
            raise Unreadable(self.at, text)
        return fields

    def all(self, kind: str) -> Iterator[_Fields]:
        """Take the following lines while they are of *kind*."""
        while self.at <= len(self._lines):
            fields = _Fields(self.at, self._lines[self.at - 1])
            if fields.text("kind") != kind:
                return
            self.at += 1
            yield fields


def _header(line: _Fields) -> Sheet:
    day = line.day("on")
    if line.text("form") != FORM or day is None:
        raise line.wrong()
    try:
        ref = DrawRef(
            site=line.text("site"),
            family=FamilyCode(line.text("family")),
            on=day,
            number=line.whole("draw"),
        )
    except ValueError as error:
        raise line.wrong() from error
    return Sheet(
        ref=ref,
        patience=line.whole("patience"),
        closes_at=line.instant("closes_at"),
        commitments=(),
        entries=(),
        pool=(),
    )


def _secret(line: _Fields) -> str:
    secret = line.text("secret")
    if not is_secret(secret):
        raise line.wrong()
    return secret


def _commitment(line: _Fields) -> Commitment:
    return Commitment(
        witness=line.whole("witness"), fingerprint=line.text("fingerprint"), at=line.instant("at")
    )


def _entry(line: _Fields) -> Entry:
    try:
        stratum = Stratum(line.text("stratum"))
        half = Half(line.text("half")) if line.has("half") else None
    except ValueError as error:
        raise line.wrong() from error
    return Entry(
        number=line.whole("number"),
        procedure=ProcedureCode(line.text("procedure")),
        minutes=line.whole("minutes", most=_DAY_MINUTES),
        stratum=stratum,
        age=line.whole("age"),
        constraints=Constraints(
            not_before=line.day("not_before"), not_after=line.day("not_after"), half=half
        ),
        same_as=line.whole("same_as") if line.has("same_as") else None,
    )


def _slot(line: _Fields) -> PoolSlot:
    return PoolSlot(
        slot=SlotId(line.text("slot")),
        series=SeriesId(line.text("series")),
        starts_at=line.local("starts_at"),
        minutes=line.whole("minutes", least=1, most=_DAY_MINUTES),
        seats=line.wholes("seats"),
        procedures=frozenset(ProcedureCode(one) for one in line.texts("procedures")),
    )
