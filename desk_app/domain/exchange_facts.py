"""Facts about what comes in from an online platform and what goes out, codes that cannot.

`appointment` is our own reference of a platform's appointment: the platform's is in no header.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from typing import ClassVar

from desk_app.domain.appointments import Presence, Reference
from desk_app.domain.changes import Topic
from desk_app.domain.facts import Fact
from desk_app.domain.online import Check
from desk_app.domain.overrides import Cause
from desk_app.domain.tickets import TicketId, TicketNumber


class AgendaReason(enum.StrEnum):
    """Why an agenda leaves the desk with names."""

    CALLS = "calls"  # people are called: a closure, a change of hour
    FILES = "files"  # case files are looked out for the day
    INTERPRETERS = "interpreters"  # interpreters are asked for
    PAPER_DAY = "paper_day"  # the day is held on paper: no power, no network


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DayListImported(Fact):
    """A platform's list was taken in: *platform* is its code, *sha256* the file's hash."""

    TOPICS: ClassVar[frozenset[Topic]] = frozenset({Topic.APPOINTMENTS})
    platform: str
    sha256: str
    added: int
    updated: int
    cancelled: int
    refused: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OnlineArrived(Fact):
    """The holder of a platform's appointment was let in; *check* says how it was seen who came."""

    TOPICS: ClassVar[frozenset[Topic]] = frozenset({Topic.APPOINTMENTS, Topic.TICKETS})
    appointment: Reference
    ticket: TicketId
    number: TicketNumber
    presence: Presence
    check: Check
    excused: bool
    why: Cause | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CodeKeyMissed(Fact):
    """A paper could not be signed, nor what it stands for be given: the key of codes is gone."""

    TOPICS: ClassVar[frozenset[Topic]] = frozenset({Topic.SITE})
    paper: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AgendaExported(Fact):
    """An agenda was written to a file; *why* where it names people."""

    TOPICS: ClassVar[frozenset[Topic]] = frozenset({Topic.SITE})
    first: dt.date
    last: dt.date
    form: str
    lines: int
    why: AgendaReason | None
