"""What the supervisor should look at now, found in what the day already says. It mends nothing."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from collections.abc import Iterable, Sequence

from desk_app.domain.counters import CounterId, CounterState
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.queue import Head
from desk_app.domain.tickets import TicketNumber, TicketStatus
from desk_app.services.day import Today

FORGOTTEN_AFTER = 3.0
"""A visit longer than this many expected times is probably one nobody ended."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLine:
    """One procedure of the day. *wait* is the range told to a new visitor, in minutes.

    *quota* is the one in force, *site_quota* the site's own; *is_quota_set* where a supervisor's
    takes its place today.
    """

    code: ProcedureCode
    series: str
    name: str
    is_open: bool
    waiting: int
    longest: dt.timedelta | None
    wait: tuple[int, int]
    served: int
    issued: int
    quota: int | None
    site_quota: int | None
    is_quota_set: bool
    counters: tuple[CounterId, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CounterLine:
    """One counter of the day and the ticket it is busy with; *waiting* is who it could call."""

    number: CounterId
    state: CounterState | None
    agent: str
    number_here: TicketNumber | None
    status: TicketStatus | None
    since: dt.timedelta | None
    since_at: dt.datetime | None
    is_forgotten: bool
    waiting: int
    serves: frozenset[ProcedureCode]


class AlertKind(enum.StrEnum):
    """What the supervisor should look at now."""

    SHORT_OF_COUNTERS = "short_of_counters"
    WAITED_TOO_LONG = "waited_too_long"
    OVERTAKEN = "overtaken"
    NO_COUNTER = "no_counter"
    FORGOTTEN = "forgotten"
    QUOTA = "quota"
    LOCAL_SHARE = "local_share"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One thing to do, with what its sentence and its button need.

    *counter* is the one to open or the one concerned and *counter_state* what it does now;
    *waiting* counts visitors (those who passed, for OVERTAKEN); *missing* are counters;
    *share* is between 0 and 1; *until* is local to the site.
    """

    kind: AlertKind
    number: TicketNumber | None = None
    status: TicketStatus | None = None
    procedure: ProcedureCode | None = None
    name: str = ""
    counter: CounterId | None = None
    counter_state: CounterState | None = None
    waiting: int = 0
    minutes: int = 0
    agent: str = ""
    missing: int = 0
    until: dt.datetime | None = None
    share: float = 0.0


def alerts(
    now: Today,
    *,
    lines: Sequence[WaitingLine],
    counters: Sequence[CounterLine],
    heads: Iterable[Head],
    language: str,
) -> tuple[Alert, ...]:
    """Return what to do now, the most pressing first: who waits, what stands still, what ends."""
    return (
        *_unserved(lines, counters),
        *_starved(now, heads, language),
        *_forgotten(counters),
        *_used_up(lines),
    )


def spare_counter(counters: Iterable[CounterLine]) -> CounterLine | None:
    """Return the counter to open: it helps somebody, is closed rather than paused, helps most."""
    unused = [line for line in counters if line.state is not CounterState.OPEN]
    return min(
        unused,
        key=lambda line: (
            line.waiting == 0,
            line.state is CounterState.PAUSED,
            -line.waiting,
            line.number,
        ),
        default=None,
    )


def whole_minutes(time: dt.timedelta | None) -> int:
    """Return *time* in whole minutes, as people count them; none is 0."""
    return int(time.total_seconds() // 60) if time else 0


def _unserved(lines: Sequence[WaitingLine], counters: Sequence[CounterLine]) -> Iterable[Alert]:
    is_open = {line.number for line in counters if line.state is CounterState.OPEN}
    for line in lines:
        if line.waiting and not is_open & set(line.counters):
            spare = spare_counter(each for each in counters if each.number in line.counters)
            yield Alert(
                kind=AlertKind.NO_COUNTER,
                procedure=line.code,
                name=line.name,
                waiting=line.waiting,
                minutes=whole_minutes(line.longest),
                counter=spare.number if spare else None,
                counter_state=spare.state if spare else None,
            )


def _starved(now: Today, heads: Iterable[Head], language: str) -> Iterable[Alert]:
    """The guard of Q-05, told ticket by ticket, the longest wait first."""
    rules, procedures = now.site.rules, now.site.procedures
    for head in sorted(heads, key=lambda head: head.ticket.arrived_at):
        ticket = head.ticket
        waited = ticket.waited(now.now)
        is_late = waited >= rules.wait_at_most
        if not is_late and head.overtaken <= rules.overtaken_at_most:
            continue
        procedure = procedures.get(ticket.procedure)
        yield Alert(
            kind=AlertKind.WAITED_TOO_LONG if is_late else AlertKind.OVERTAKEN,
            number=ticket.number,
            status=ticket.status,
            procedure=ticket.procedure,
            name=procedure.short_named(language) if procedure else ticket.procedure,
            minutes=whole_minutes(waited),
            waiting=0 if is_late else head.overtaken,
        )


def _forgotten(counters: Sequence[CounterLine]) -> Iterable[Alert]:
    for line in counters:
        if line.is_forgotten:
            yield Alert(
                kind=AlertKind.FORGOTTEN,
                counter=line.number,
                counter_state=line.state,
                number=line.number_here,
                status=line.status,
                minutes=whole_minutes(line.since),
            )


def _used_up(lines: Sequence[WaitingLine]) -> Iterable[Alert]:
    for line in lines:
        if line.quota is not None and line.is_open and line.issued >= line.quota:
            yield Alert(
                kind=AlertKind.QUOTA,
                procedure=line.code,
                name=line.name,
                waiting=line.waiting,
            )
