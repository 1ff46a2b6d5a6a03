"""Reads the events of an `.ics` text (RFC 5545) as rows of a list. Writing one is icalendar.py's.

Real files: folded lines, zones by name, UTC, Outlook's names of zones, whole days, calendars
that cancel. It reads what a list needs; recurring events and whole days are rows with a fault.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

from desk_app.domain.daylist import LineFault, Row
from desk_app.domain.daylist_mapping import DayListMapping, Encoding, folded
from desk_app.domain.daylist_table import MOST_LINES, text_of
from desk_app.domain.exchange_errors import DayListUnread
from desk_app.domain.wall_time import instant

_PROPERTY = re.compile(
    r"(?P<name>[A-Za-z0-9-]+)(?P<parameters>(?:;[A-Za-z0-9-]+=(?:\"[^\"]*\"|[^\";:,]*)"
    r"(?:,(?:\"[^\"]*\"|[^\";:,]*))*)*):(?P<value>.*)",
    re.DOTALL,
)
_AT = re.compile(r"(\d{8})T(\d{6})(Z?)")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_OUTLOOK = {
    "Romance Standard Time": "Europe/Paris",
    "Central European Standard Time": "Europe/Warsaw",
    "W. Europe Standard Time": "Europe/Berlin",
    "GMT Standard Time": "Europe/London",
    "SA Eastern Standard Time": "America/Cayenne",
    "SA Western Standard Time": "America/Guadeloupe",
    "Arabian Standard Time": "Asia/Dubai",
    "Mauritius Standard Time": "Indian/Reunion",
    "E. Africa Standard Time": "Indian/Mayotte",
}
"""The zones of French sites as Outlook names them."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Property:
    """A line of an event: its name, its parameters, its value as it is written."""

    name: str
    parameters: Mapping[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value as a person reads it."""
        return _ESCAPED.sub(lambda m: "\n" if m[1] in "nN" else m[1], self.value)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    """One VEVENT, its first line counted from 1; of a property given twice the first."""

    line: int
    properties: Mapping[str, _Property]

    def text(self, name: str) -> str:
        """Return the text of a property, empty where it is missing."""
        found = self.properties.get(name.upper())
        return found.text if found else ""

    @property
    def sequence(self) -> int:
        """How often it was changed (RFC 5545, 3.8.7.4)."""
        text = self.text("SEQUENCE").strip()
        return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else 0


def event_rows(
    content: bytes, mapping: DayListMapping, *, file: str, zone: ZoneInfo
) -> tuple[Row, ...]:
    """Return the events of *content*; a time without a zone is of *zone*. Raises DayListUnread.

    Of an event that stands there more than once the latest change counts.
    """
    text = text_of(content, Encoding.UTF8, file=file)
    lines = tuple(_unfolded(text))
    if not lines or lines[0][1].strip().upper() != "BEGIN:VCALENDAR":
        raise DayListUnread(file, "not_calendar")
    if lines[-1][1].strip().upper() != "END:VCALENDAR":
        raise DayListUnread(file, "cut_short", str(lines[-1][0]))
    is_cancelling, events = _events(lines, file)
    latest: dict[str, _Event] = {}
    for place, event in enumerate(events):
        name = event.text("UID") or f"{place}"
        if name not in latest or latest[name].sequence < event.sequence:
            latest[name] = event
    if not latest:
        raise DayListUnread(file, "empty")
    return tuple(_row(event, mapping, zone, is_cancelling) for event in latest.values())


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line with its number; what begins with a space goes on the one before."""
    begun: tuple[int, str] | None = None
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        if line[:1] in {" ", "\t"} and begun is not None:
            begun = begun[0], begun[1] + line[1:]
            continue
        if begun is not None and begun[1].strip():
            yield begun
        begun = number, line
    if begun is not None and begun[1].strip():
        yield begun


def _events(lines: tuple[tuple[int, str], ...], file: str) -> tuple[bool, list[_Event]]:
    """Return whether the calendar cancels, and its events; what is inside an event is not it."""
    is_cancelling = False
    events: list[_Event] = []
    open_parts: list[str] = []
    properties: dict[str, _Property] = {}
    begins = 0
    for number, line in lines:
        found = _property(line)
        if found is None:
            raise DayListUnread(file, "bad_line", str(number))
        if found.name == "BEGIN":
            open_parts.append(found.value.strip().upper())
            if open_parts[1:] == ["VEVENT"]:
                begins, properties = number, {}
        elif found.name == "END":
            if not open_parts or open_parts.pop() != found.value.strip().upper():
                raise DayListUnread(file, "bad_line", str(number))
            if open_parts == ["VCALENDAR"] and found.value.strip().upper() == "VEVENT":
                events.append(_Event(line=begins, properties=properties))
        elif open_parts == ["VCALENDAR"] and found.name == "METHOD":
            is_cancelling = found.value.strip().upper() == "CANCEL"
        elif open_parts == ["VCALENDAR", "VEVENT"]:
            properties.setdefault(found.name, found)
        if len(events) > MOST_LINES:
            raise DayListUnread(file, "too_many", str(MOST_LINES))
    return is_cancelling, events


def _property(line: str) -> _Property | None:
    found = _PROPERTY.fullmatch(line)
    if found is None:
        return None
    parts = re.findall(r';([A-Za-z0-9-]+)=("[^"]*"|[^";:,]*)', found["parameters"])
    return _Property(
        name=found["name"].upper(),
        parameters={name.upper(): value.strip('"') for name, value in parts},
        value=found["value"],
    )


def _row(event: _Event, mapping: DayListMapping, zone: ZoneInfo, is_cancelling: bool) -> Row:
    cells = {field: _cell(event, name) for field, name in mapping.columns.items()}
    is_cancelled = is_cancelling or event.text("STATUS").strip().upper() == "CANCELLED"
    at, fault = _start(event, zone)
    if {"RRULE", "RDATE", "RECURRENCE-ID"} & event.properties.keys():
        fault = LineFault.RECURRING
    return Row(line=event.line, cells=cells, starts_at=at, is_cancelled=is_cancelled, fault=fault)


def _cell(event: _Event, name: str) -> str:
    """Return a property, or of `DESCRIPTION:Nom` what stands behind that word on a line of it."""
    name, _colon, label = name.partition(":")
    text = event.text(name)
    if not label:
        return text.strip()
    for line in text.splitlines():
        head, _colon, rest = line.partition(":")
        if folded(head) == folded(label):
            return rest.strip()
    return ""


def _start(event: _Event, zone: ZoneInfo) -> tuple[dt.datetime | None, LineFault | None]:
    start = event.properties.get("DTSTART")
    if start is None:
        return None, LineFault.BAD_TIME
    if start.parameters.get("VALUE", "").upper() == "DATE" or re.fullmatch(r"\d{8}", start.value):
        return None, LineFault.ALL_DAY
    found = _AT.fullmatch(start.value.strip())
    if found is None:
        return None, LineFault.BAD_TIME
    named = start.parameters.get("TZID")
    place = zone if named is None else _zone(named)
    if place is None:
        return None, LineFault.UNKNOWN_ZONE
    try:
        wall = dt.datetime.strptime(found[1] + found[2], "%Y%m%d%H%M%S").replace(tzinfo=dt.UTC)
        return (wall if found[3] else instant(wall.date(), wall.time(), place)), None
    except (ValueError, OverflowError):
        return None, LineFault.BAD_TIME


def _zone(name: str) -> ZoneInfo | None:
    """Return the zone called *name*, also by Outlook's name or behind a maker's: `/x/Europe/Paris`.

    What no table knows is None.
    """
    name = _OUTLOOK.get(name, name)
    for known in (name, "/".join(name.split("/")[-2:])):
        try:
            return ZoneInfo(known)
        except (KeyError, ValueError, OSError):
            continue
    return None
