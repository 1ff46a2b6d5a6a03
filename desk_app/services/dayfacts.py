"""The day as this desk's journal tells it: which counters were open, who gave which priority."""

from __future__ import annotations

import datetime as dt
from collections import Counter as Tally
from collections.abc import Iterable, Mapping

from desk_app.domain.counters import CounterId, CounterState
from desk_app.domain.journal import Entry
from desk_app.domain.people import Agent, AgentLogin
from desk_app.domain.tickets import Priority
from desk_app.services.alerts import Alert, AlertKind
from desk_app.services.day import Today
from desk_app.services.ports import UnitOfWork

LOCAL_FROM = 10
"""Tickets an agent must have handed out before a share of LOCAL priorities means anything."""
_CHUNK = 500


def entries_of(work: UnitOfWork, now: Today) -> list[Entry]:
    """Return today's journal, read from its end: a day among years stays a short read."""
    since = dt.datetime.combine(now.day, dt.time(0), tzinfo=now.site.time_zone)
    seq, _ = work.journal.head()
    found: list[Entry] = []
    while seq > 0:
        before = max(0, seq - _CHUNK)
        part = list(work.journal.after(before, seq - before))
        found = part + found
        if part and part[0].at < since:
            break
        seq = before
    return [entry for entry in found if entry.at >= since]


def opened_since(
    entries: Iterable[Entry], counters: Iterable[CounterId]
) -> list[tuple[dt.datetime, int]]:
    """Return each change of the number of open counters today, as the journal tells it."""
    known = frozenset(counters)
    is_open: set[CounterId] = set()
    changed = []
    for entry in entries:
        number = entry.header.get("counter")
        if entry.kind != "CounterChanged" or not isinstance(number, int):
            continue
        if entry.header.get("state") == CounterState.OPEN and number in known:
            is_open.add(CounterId(number))
        else:
            is_open.discard(CounterId(number))
        changed.append((entry.at, len(is_open)))
    return changed


def local_shares(
    entries: Iterable[Entry], people: Mapping[AgentLogin, Agent], now: Today
) -> tuple[Alert, ...]:
    """Say which agents gave more LOCAL priorities than PR-05 lets pass without a look."""
    issued: Tally[AgentLogin] = Tally()
    local: Tally[AgentLogin] = Tally()
    for entry in entries:
        if entry.kind == "TicketIssued" and entry.agent is not None:
            issued[entry.agent] += 1
            local[entry.agent] += entry.header.get("priority") == Priority.LOCAL
    return tuple(
        Alert(
            kind=AlertKind.LOCAL_SHARE,
            agent=people[agent].name if agent in people else agent,
            share=local[agent] / count,
            waiting=local[agent],
        )
        for agent, count in sorted(issued.items())
        if count >= LOCAL_FROM and local[agent] / count > now.site.rules.local_share_alert
    )
