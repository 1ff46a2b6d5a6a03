"""What the services need from the world. Protocols only: the store and the fakes answer them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol
from uuid import UUID

from desk_app.domain.calibration import Calibration
from desk_app.domain.counters import CounterDay, CounterId
from desk_app.domain.facts import Fact
from desk_app.domain.people import Agent, AgentLogin
from desk_app.domain.prints import JobId, PrintJob, PrintState
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.queue import Head, Lane
from desk_app.domain.rights import Rights
from desk_app.domain.service_times import ServiceTime
from desk_app.domain.site import Site
from desk_app.domain.tickets import Ticket, TicketId, TicketNumber, TicketStatus
from desk_app.services.account_ports import Accounts, Alarms, Overrides, Sessions
from desk_app.services.booking_ports import Appointments, CalendarChanges, Seats, Ties, Traces
from desk_app.services.journal_ports import Journal
from desk_app.services.keeping_ports import KeptRows, Seals

__all__ = [
    "Begin",
    "Binding",
    "Bindings",
    "Clock",
    "Counters",
    "Days",
    "Holidays",
    "Journal",
    "KeyedHash",
    "Learned",
    "NewCode",
    "NewId",
    "Prints",
    "ProcedureDay",
    "Procedures",
    "Promise",
    "Read",
    "Requests",
    "Sites",
    "Tickets",
    "UnitOfWork",
    "Waiting",
]  # fmt: skip

Clock = Callable[[], dt.datetime]
"""Now, aware, in UTC."""
NewId = Callable[[], UUID]
"""A new time-ordered id (UUID version 7)."""
NewCode = Callable[[], str]
"""A short code for a paper: eight letters and digits that nobody confuses, unpredictable."""
Holidays = Callable[[Site], frozenset[dt.date]]
"""The public holidays of a site's territory, over the years around now."""
KeyedHash = Callable[[bytes], str]
"""Hex HMAC-SHA-256 under the site's key: the same person gives the same text, and no more."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How many wait for a procedure: tickets, people (parties counted), the oldest arrival."""

    procedure: ProcedureCode
    tickets: int
    people: int
    oldest: dt.datetime | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureDay:
    """A procedure today: open or closed by a supervisor, what was issued, and the supervisor's
    quota (None: the site's own)."""

    procedure: ProcedureCode
    is_open: bool
    quota: int | None
    issued: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """Who a ticket is for: a keyed hash, and the hint the agent noted (`N. B., 1988`)."""

    ticket: TicketId
    day: dt.date
    procedure: ProcedureCode
    person: str
    hint: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """The range printed on a ticket, in minutes, and what came true.

    *is_guess* marks a range told while no counter served the procedure.
    """

    ticket: TicketId
    procedure: ProcedureCode
    day: dt.date
    made_at: dt.datetime
    low: int
    expected: float
    high: int
    is_guess: bool = False
    actual: float | None = None


class Tickets(Protocol):
    """Tickets of one day unless an id is given.

    `heads` gives the first *per_lane* of each lane of *procedures*: those *counter* may call
    *now* if both are given, all who wait otherwise. `passed` counts who arrived earlier and
    waits, by order of issue at equal instants. `at_counter` and `recently_called` give the
    latest call first.
    """

    def by_number(self, day: dt.date, number: TicketNumber) -> Ticket: ...
    def get(self, ticket: TicketId) -> Ticket: ...
    def add(self, ticket: Ticket) -> None: ...
    def put(self, ticket: Ticket) -> None: ...
    def heads(
        self,
        day: dt.date,
        procedures: Iterable[ProcedureCode],
        *,
        counter: CounterId | None = None,
        now: dt.datetime | None = None,
        per_lane: int = 1,
    ) -> Sequence[Head]: ...
    def passed(self, day: dt.date, procedures: Iterable[ProcedureCode], ticket: Ticket) -> int: ...
    def waiting_by_procedure(
        self, day: dt.date, *, lanes: frozenset[Lane] | None = None
    ) -> Mapping[ProcedureCode, Waiting]: ...
    def at_counter(self, day: dt.date, counter: CounterId) -> Sequence[Ticket]: ...
    def in_status(self, day: dt.date, *statuses: TicketStatus) -> Sequence[Ticket]: ...
    def recently_called(self, day: dt.date, limit: int) -> Sequence[Ticket]: ...
    def last_issued(self, day: dt.date, limit: int) -> Sequence[Ticket]: ...
    def of_day(self, day: dt.date) -> Sequence[Ticket]: ...
    def open_before(self, day: dt.date) -> Sequence[Ticket]: ...
    def forget_languages(self, before: dt.date) -> int: ...
    def release_reserved(self, day: dt.date, counter: CounterId) -> None: ...


class Bindings(Protocol):
    """Who the day's tickets are for; forgotten at closing (R-02).

    `held` gives the active tickets of a person, in no order. `follow` is for a ticket that lives
    again or goes to another procedure, once `services.holders` has let it. `correct`
    takes the person and the hint of a binding. `of_person` gives every binding that is held;
    `erase` takes the hint, and all of it unless *keeps_hash*.
    """

    def bind(self, binding: Binding) -> None: ...
    def correct(self, binding: Binding) -> None: ...
    def held(self, day: dt.date, person: str) -> Sequence[TicketId]: ...
    def of_ticket(self, ticket: TicketId) -> Binding | None: ...
    def release(self, ticket: TicketId) -> None: ...
    def follow(self, ticket: TicketId, procedure: ProcedureCode) -> None: ...
    def forget(self, before: dt.date) -> int: ...
    def of_person(self, person: str) -> Sequence[Binding]: ...
    def erase(self, ticket: TicketId, *, keeps_hash: bool) -> None: ...


class Days(Protocol):
    """The site's row per business day, whose lock orders everything, and its number series."""

    def lock(self, day: dt.date) -> None: ...
    def take_number(self, day: dt.date, series: str) -> int: ...
    def next_sequence(self, day: dt.date) -> int: ...
    def is_closed(self, day: dt.date) -> bool: ...
    def close(self, day: dt.date, now: dt.datetime) -> None: ...
    def unclosed_before(self, day: dt.date) -> Sequence[dt.date]: ...


class Counters(Protocol):
    """What each counter does today."""

    def today(self, day: dt.date) -> Mapping[CounterId, CounterDay]: ...
    def put(self, day: dt.date, counter: CounterDay) -> None: ...


class Procedures(Protocol):
    """What a supervisor decided about procedures today, and what was issued."""

    def today(self, day: dt.date) -> Mapping[ProcedureCode, ProcedureDay]: ...
    def get(self, day: dt.date, procedure: ProcedureCode) -> ProcedureDay: ...
    def put(self, day: dt.date, state: ProcedureDay) -> None: ...
    def count_issued(self, day: dt.date, procedure: ProcedureCode) -> None: ...


class Learned(Protocol):
    """What the site has learned about its own times, and the promises made."""

    def service_times(self) -> Mapping[ProcedureCode, ServiceTime]: ...
    def put_service_time(self, procedure: ProcedureCode, time: ServiceTime) -> None: ...
    def calibration(self) -> Calibration: ...
    def put_calibration(self, calibration: Calibration) -> None: ...
    def promise(self, promise: Promise) -> None: ...
    def promised(self, ticket: TicketId) -> Promise | None: ...
    def keep(self, ticket: TicketId, actual: float) -> None: ...
    def promises(self, day: dt.date) -> Sequence[Promise]: ...


class Prints(Protocol):
    """The durable print jobs of this desk. `forget_languages` goes before that of the tickets."""

    def add(self, job: PrintJob) -> None: ...
    def put(self, job: PrintJob) -> None: ...
    def get(self, job: JobId) -> PrintJob: ...
    def of_ticket(self, ticket: TicketId) -> Sequence[PrintJob]: ...
    def pending(self, printer: str | None = None) -> Sequence[PrintJob]: ...
    def all(self, limit: int = 500) -> Sequence[PrintJob]: ...
    def states_of(self, tickets: Iterable[TicketId]) -> Mapping[TicketId, PrintState]: ...
    def forget_languages(self, before: dt.date) -> None: ...


class Requests(Protocol):
    """Answers already given, so that a repeated command is harmless."""

    def answer(self, request: str) -> str | None: ...
    def remember(self, request: str, answer: str, now: dt.datetime) -> None: ...


class Sites(Protocol):
    """The site's configuration and people."""

    def load(self, text: str, site: Site, now: dt.datetime) -> int: ...
    def text(self) -> str: ...
    def add_agent(self, agent: Agent) -> None: ...
    def agents(self) -> Mapping[AgentLogin, Agent]: ...


class UnitOfWork(Protocol):
    """One transaction. Reading members is cheap; writing is only for those opened by `begin`."""

    @property
    def site(self) -> Site: ...
    @property
    def revision(self) -> int: ...
    @property
    def rehearsal(self) -> bool: ...
    @property
    def rights(self) -> Rights: ...
    @property
    def tickets(self) -> Tickets: ...
    @property
    def bindings(self) -> Bindings: ...
    @property
    def days(self) -> Days: ...
    @property
    def counters(self) -> Counters: ...
    @property
    def procedures(self) -> Procedures: ...
    @property
    def learned(self) -> Learned: ...
    @property
    def prints(self) -> Prints: ...
    @property
    def journal(self) -> Journal: ...
    @property
    def requests(self) -> Requests: ...
    @property
    def sites(self) -> Sites: ...
    @property
    def accounts(self) -> Accounts: ...
    @property
    def sessions(self) -> Sessions: ...
    @property
    def overrides(self) -> Overrides: ...
    @property
    def alarms(self) -> Alarms: ...
    @property
    def appointments(self) -> Appointments: ...
    @property
    def seats(self) -> Seats: ...
    @property
    def calendar(self) -> CalendarChanges: ...
    @property
    def traces(self) -> Traces: ...
    @property
    def ties(self) -> Ties: ...
    @property
    def seals(self) -> Seals: ...
    @property
    def kept(self) -> KeptRows: ...

    def record(self, fact: Fact, *, by: AgentLogin | None, at: dt.datetime) -> None:
        """Write *fact* to the desk's journal in this transaction: one row, no second log."""

    def deny(self, fact: Fact, *, by: AgentLogin | None, at: dt.datetime) -> None:
        """Have *fact* written once this transaction is rolled back: a refusal leaves a trace.

        The caller raises next; a transaction that is committed after all writes none of it.
        """


Begin = Callable[[], AbstractContextManager[UnitOfWork]]
"""Open a writing transaction; leaving the block commits, an exception rolls back."""
Read = Callable[[], AbstractContextManager[UnitOfWork]]
"""Open a short reading transaction that sees one instant and blocks nobody."""
