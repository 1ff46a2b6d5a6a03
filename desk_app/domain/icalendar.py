"""Appointments as an `.ics` text (RFC 5545). A writer only: icalendar_reading.py reads."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable

_OCTETS = 75
"""The longest line, its end not counted (RFC 5545, 3.1)."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What a phone is told of an appointment. Instants are aware.

    What it says of the holder is the caller's: on a convocation nothing.
    """

    uid: str
    stamped_at: dt.datetime
    starts_at: dt.datetime
    ends_at: dt.datetime
    summary: str
    location: str
    description: str
    sequence: int = 0
    is_cancelled: bool = False


def icalendar(event: Event) -> str:
    """Return *event* as a calendar of its own, reminded of on the day before."""
    alarm = (
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:-P1D",
        f"DESCRIPTION:{_escaped(event.summary)}",
        "END:VALARM",
    )
    return _whole((*_head(event), *alarm, "END:VEVENT"))


def calendar(events: Iterable[Event]) -> str:
    """Return *events* as one calendar that reminds of nothing."""
    return _whole(line for event in events for line in (*_head(event), "END:VEVENT"))


def _whole(lines: Iterable[str]) -> str:
    head = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Desk App//Desk App//FR",
        "METHOD:PUBLISH",
    )
    return "".join(f"{_folded(line)}\r\n" for line in (*head, *lines, "END:VCALENDAR"))


def _head(event: Event) -> tuple[str, ...]:
    return (
        "BEGIN:VEVENT",
        f"UID:{_escaped(event.uid)}",
        f"DTSTAMP:{_utc(event.stamped_at)}",
        f"DTSTART:{_utc(event.starts_at)}",
        f"DTEND:{_utc(event.ends_at)}",
        f"SEQUENCE:{event.sequence}",
        *(("STATUS:CANCELLED",) if event.is_cancelled else ()),
        f"SUMMARY:{_escaped(event.summary)}",
        f"LOCATION:{_escaped(event.location)}",
        f"DESCRIPTION:{_escaped(event.description)}",
    )


def _utc(at: dt.datetime) -> str:
    return f"{at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    """Escape what has a meaning in a value (RFC 5545, 3.3.11)."""
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return "\\n".join(text.splitlines())


def _folded(line: str) -> str:
    """Break a long line, never inside a character: the next one begins with a space."""
    pieces, octets = [""], 0
    for character in line:
        size = len(character.encode("utf-8"))
        if octets + size > _OCTETS:
            pieces.append(" ")
            octets = 1
        pieces[-1] += character
        octets += size
    return "\r\n".join(pieces)
