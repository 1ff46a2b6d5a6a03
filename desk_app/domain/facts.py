"""Facts: what happened at this desk, committed with its effect and never refused.

A fact's header is pseudonymous (ids, numbers, codes); what is said of a visitor stands apart in
its body, which is sealed and goes on time.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import ClassVar
from uuid import UUID

from desk_app.domain.changes import Topic
from desk_app.domain.counters import CounterId, CounterState
from desk_app.domain.people import AgentLogin
from desk_app.domain.prints import JobId, PrintState
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.queue import Why
from desk_app.domain.tickets import Move, Priority, TicketId, TicketNumber, TicketStatus

Plain = str | int | float | bool | None | list[str]
"""What a header holds: JSON of depth one."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Root of the facts; *V* grows when a kind gains fields, and never loses one."""

    V: ClassVar[int] = 1
    TOPICS: ClassVar[frozenset[Topic]] = frozenset()
    AGENTS: ClassVar[frozenset[str]] = frozenset()
    """Fields that name an agent: the journal holds the agent's ref in their place (R-04)."""
    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    """Fields that are said of a visitor: they stand in the sealed body, never in the header."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TicketIssued(Fact):
    """A visitor got a ticket. The language is not kept: it is a proxy for origin (LG-06)."""

    TOPICS: ClassVar[frozenset[Topic]] = frozenset({Topic.TICKETS, Topic.PRINTS})
    PERSONAL: ClassVar[frozenset[str]] = frozenset({"hint"})
    ticket: TicketId
    number: TicketNumber
    procedure: ProcedureCode
    priority: Priority | None
    party: int
    is_bound: bool
    hint: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TicketCalled(Fact):
    """A ticket was called to a counter, and why it was its turn."""

    TOPICS: ClassVar[frozenset[Topic]] = frozenset({Topic.TICKETS})
    ticket: TicketId
    number: TicketNumber
    counter: CounterId
    why: Why
    passed: int
    calls: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TicketMoved(Fact):
    """Any other move of a ticket; *is_undo* marks one that takes back the agent's last act.

    *note* is what the agent noted of it with this move.
    """

    TOPICS: ClassVar[frozenset[Topic]] = frozenset({Topic.TICKETS})
    PERSONAL: ClassVar[frozenset[str]] = frozenset({"note"})
    ticket: TicketId
    number: TicketNumber
    move: Move
    status: TicketStatus
    counter: CounterId | None
    procedure: ProcedureCode
    is_undo: bool = False
    note: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WrongHolder(Fact):
    """The person at the counter is not who the ticket was given to (AT-12)."""

    TOPICS: ClassVar[frozenset[Topic]] = frozenset({Topic.TICKETS})
    ticket: TicketId
    number: TicketNumber
    counter: CounterId | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CounterChanged(Fact):
    """A counter opened, paused or closed, or somebody sat down at it."""

    TOPICS: ClassVar[frozenset[Topic]] = frozenset({Topic.COUNTERS})
    AGENTS: ClassVar[frozenset[str]] = frozenset({"agent"})
    counter: CounterId
    state: CounterState
    agent: AgentLogin | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureChanged(Fact):
    """A supervisor opened or closed a procedure for today, or set its quota."""

    TOPICS: ClassVar[frozenset[Topic]] = frozenset({Topic.PROCEDURES})
    procedure: ProcedureCode
    is_open: bool
    quota: int | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PrintSettled(Fact):
    """A print job reached a state from which nothing more happens by itself."""

    TOPICS: ClassVar[frozenset[Topic]] = frozenset({Topic.PRINTS})
    job: JobId
    state: PrintState


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TicketReprinted(Fact):
    """A copy of a ticket's paper was asked for."""

    TOPICS: ClassVar[frozenset[Topic]] = frozenset({Topic.PRINTS})
    job: JobId
    copy_of: JobId
    copy_no: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SiteLoaded(Fact):
    """A site file became the site's configuration."""

    TOPICS: ClassVar[frozenset[Topic]] = frozenset(Topic)
    site: str
    revision: int
    sha256: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DayClosed(Fact):
    """What a day had left open was closed and its bindings were forgotten (R-02, AT-12)."""

    TOPICS: ClassVar[frozenset[Topic]] = frozenset({Topic.TICKETS})
    day: dt.date
    expired: int
    bindings: int


def header(fact: Fact) -> dict[str, Plain]:
    """Return the fields of *fact* as they stand in the journal: nothing of a visitor (R-04)."""
    names = (field.name for field in dataclasses.fields(fact))
    return {name: _plain(getattr(fact, name)) for name in names if name not in fact.PERSONAL}


def body(fact: Fact) -> dict[str, Plain]:
    """Return what *fact* says of a visitor, to be sealed beside the journal; often nothing."""
    said = {name: _plain(getattr(fact, name)) for name in sorted(fact.PERSONAL)}
    return {name: value for name, value in said.items() if value not in (None, "")}


def about(fact: Fact) -> str:
    """Return what the body of *fact* is found by when a person has it erased (R-07).

    That is the ticket's id, or the keyed hash of the document the fact is about.
    """
    return str(getattr(fact, "ticket", "") or getattr(fact, "key", ""))


def _plain(value: object) -> Plain:
    if isinstance(value, UUID | dt.date):
        return str(value)
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise TypeError(type(value))
