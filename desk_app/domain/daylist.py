"""A platform's list as entries and refused lines: what is kept of a line, and what is not."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import re
from collections.abc import Iterable, Mapping, Sequence
from zoneinfo import ZoneInfo

from desk_app.domain.daylist_mapping import DayListMapping, Field, folded
from desk_app.domain.online import OnlineHolder, bare_reference
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.text import clean, first_not_plain
from desk_app.domain.wall_time import instant

AHEAD = dt.timedelta(days=31)
"""How far ahead a list may reach: what names somebody does not lie here for months."""
LONGEST_FIELD = 200
LONGEST_NAME = 60
PEOPLE_AT_MOST = 20
"""As many as one ticket may be for."""
_NOT_ALNUM = re.compile(r"[^0-9A-Za-z]+")
_BREAKS = str.maketrans("\r\n\t", "   ")
_ISO = re.compile(r"\d{4}-\d\d-\d\dT.*")


class LineFault(enum.StrEnum):
    """Why a line is not taken in."""

    NO_REFERENCE = "no_reference"
    TWICE = "twice"
    TOO_LONG = "too_long"
    BAD_CHARACTER = "bad_character"
    UNKNOWN_PROCEDURE = "unknown_procedure"
    BAD_TIME = "bad_time"
    ALL_DAY = "all_day"
    UNKNOWN_ZONE = "unknown_zone"
    RECURRING = "recurring"
    PAST = "past"
    TOO_FAR = "too_far"
    BAD_PEOPLE = "bad_people"
    BAD_DOCUMENT = "bad_document"
    OURS = "ours"  # the reference is one of our own
    OTHER_PLATFORM = "other_platform"  # another platform's list has brought this reference
    OTHER_HOLDER = "other_holder"  # an earlier list gave this reference to somebody else (AT-02)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the file before it is understood: *cells* by field, *line* counted from 1.

    *starts_at* where the format itself says an instant, *fault* where it can be none.
    """

    line: int
    cells: Mapping[Field, str]
    starts_at: dt.datetime | None = None
    is_cancelled: bool = False
    fault: LineFault | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Somebody who is awaited: what is kept of a line."""

    line: int
    bare: str
    holder: OnlineHolder
    procedure: ProcedureCode
    starts_at: dt.datetime
    people: int = 1

    @property
    def reference(self) -> str:
        """The platform's reference as the list writes it."""
        return self.holder.reference


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class GivenUp:
    """Somebody who is awaited no more; *starts_at* where the line still says when it was."""

    line: int
    bare: str
    reference: str
    starts_at: dt.datetime | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A line that was not taken in: *value* is what was in the way, empty where it names people."""

    line: int
    fault: LineFault
    value: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DayList:
    """A list that was understood; *passed_over* counts lines the mapping says to leave out."""

    entries: tuple[Entry | GivenUp, ...]
    refused: tuple[Refusal, ...]
    passed_over: int = 0

    @property
    def is_junk(self) -> bool:
        """True where more was refused than understood: nothing of it is to be trusted."""
        return len(self.refused) > len(self.entries)


class _Refused(Exception):
    """A line that cannot be taken in."""

    def __init__(self, fault: LineFault, value: str = "") -> None:
        super().__init__(fault)
        self.fault, self.value = fault, clean(value, at_most=60)


def understood(
    rows: Sequence[Row], mapping: DayListMapping, *, today: dt.date, zone: ZoneInfo
) -> DayList:
    """Return what *rows* say. Days are those of *zone*; past days and far ones are refused."""
    entries: dict[str, Entry | GivenUp] = {}
    refused: list[Refusal] = []
    passed_over = 0
    reader = _Reader(mapping=mapping, today=today, zone=zone)
    for row in rows:
        if reader.is_passed_over(row):
            passed_over += 1
            continue
        try:
            entry = reader.entry(row)
        except _Refused as error:
            refused.append(Refusal(line=row.line, fault=error.fault, value=error.value))
            continue
        if entry.bare in entries:
            value = entry.reference
            refused.append(Refusal(line=row.line, fault=LineFault.TWICE, value=value))
        else:
            entries[entry.bare] = entry
    return DayList(entries=tuple(entries.values()), refused=tuple(refused), passed_over=passed_over)


def days_of(entries: Iterable[Entry | GivenUp], zone: ZoneInfo) -> frozenset[dt.date]:
    """Return the days that *entries* are of."""
    starts = (entry.starts_at for entry in entries)
    return frozenset(at.astimezone(zone).date() for at in starts if at is not None)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """Reads one line after the other by a mapping."""

    mapping: DayListMapping
    today: dt.date
    zone: ZoneInfo

    def is_passed_over(self, row: Row) -> bool:
        """True for a state that the mapping says to leave out."""
        return folded(row.cells.get(Field.STATE, "")) in self.mapping.states["ignored"]

    def entry(self, row: Row) -> Entry | GivenUp:
        """Return the entry of *row*. Raises _Refused."""
        for field, text in row.cells.items():
            _require_plain(field, text)
        reference = row.cells.get(Field.REFERENCE, "")
        bare = bare_reference(reference)
        if not bare:
            raise _Refused(LineFault.NO_REFERENCE, reference)
        reference = clean(reference, at_most=LONGEST_FIELD)
        if (
            row.is_cancelled
            or folded(row.cells.get(Field.STATE, "")) in self.mapping.states["cancelled"]
        ):
            at = self._cancelled_at(row)
            return GivenUp(line=row.line, bare=bare, reference=reference, starts_at=at)
        if row.fault is not None:
            raise _Refused(row.fault)
        return Entry(
            line=row.line,
            bare=bare,
            holder=OnlineHolder(
                reference=reference,
                last_name=clean(row.cells.get(Field.LAST_NAME, ""), at_most=LONGEST_NAME),
                last4=_last4(row.cells.get(Field.DOCUMENT, "")),
            ),
            procedure=self._procedure(row.cells.get(Field.PROCEDURE, "")),
            starts_at=self._require_soon(self._starts_at(row)),
            people=_people(row.cells.get(Field.PEOPLE, "")),
        )

    def _procedure(self, text: str) -> ProcedureCode:
        code = self.mapping.procedures.get(folded(text))
        if code is None:
            raise _Refused(LineFault.UNKNOWN_PROCEDURE, text)
        return code

    def _cancelled_at(self, row: Row) -> dt.datetime | None:
        """Say whose day it was, where the line says it: an absent hour cancels as well."""
        try:
            return self._starts_at(row)
        except _Refused:
            return None

    def _starts_at(self, row: Row) -> dt.datetime:
        if row.starts_at is not None:
            return row.starts_at
        text = row.cells.get(Field.START, "")
        if Field.START not in row.cells:
            return self._at(row.cells.get(Field.DATE, ""), row.cells.get(Field.TIME, ""))
        if _ISO.fullmatch(text):
            return self._from_iso(text)
        whole = _parsed(text, self.mapping.formats["start"])
        return self._instant(whole.date(), whole.time(), text)

    def _at(self, date: str, time: str) -> dt.datetime:
        day = _parsed(date, self.mapping.formats["date"]).date()
        return self._instant(day, _parsed(time, self.mapping.formats["time"]).time(), date)

    def _instant(self, day: dt.date, time: dt.time, text: str) -> dt.datetime:
        try:
            return instant(day, time, self.zone)
        except OverflowError:  # the first or the last year there is
            raise _Refused(LineFault.BAD_TIME, text) from None

    def _from_iso(self, text: str) -> dt.datetime:
        try:
            at = dt.datetime.fromisoformat(text)
            if at.tzinfo is not None:
                return at.astimezone(dt.UTC)
        except (ValueError, OverflowError):
            raise _Refused(LineFault.BAD_TIME, text) from None
        return self._instant(at.date(), at.time(), text)

    def _require_soon(self, at: dt.datetime) -> dt.datetime:
        day = at.astimezone(self.zone).date()
        if day < self.today:
            raise _Refused(LineFault.PAST, str(day))
        if day > self.today + AHEAD:
            raise _Refused(LineFault.TOO_FAR, str(day))
        return at


def _require_plain(field: Field, text: str) -> None:
    """Refuse what is too long or cannot be shown; what may name somebody is not quoted."""
    told = "" if field in {Field.LAST_NAME, Field.DOCUMENT} else text
    if len(text) > LONGEST_FIELD:
        raise _Refused(LineFault.TOO_LONG, told)
    if first_not_plain(text.translate(_BREAKS)) is not None:
        raise _Refused(LineFault.BAD_CHARACTER, told)


def _last4(document: str) -> str:
    """Return the end of a document's number; the rest is not kept."""
    bare = _NOT_ALNUM.sub("", document).upper()
    if document.strip() and len(bare) < 4:
        raise _Refused(LineFault.BAD_DOCUMENT)
    return bare[-4:]


def _people(text: str) -> int:
    if not text.strip():
        return 1
    if not re.fullmatch(r"\s*[0-9]{1,3}\s*", text) or not 1 <= int(text) <= PEOPLE_AT_MOST:
        raise _Refused(LineFault.BAD_PEOPLE, text)
    return int(text)


def _parsed(text: str, formats: Iterable[str]) -> dt.datetime:
    for form in formats:
        try:
            read = dt.datetime.strptime(text.strip(), form)  # noqa: DTZ007 - the zone is the site's
        except ValueError:
            continue
        return read
    raise _Refused(LineFault.BAD_TIME, text)
