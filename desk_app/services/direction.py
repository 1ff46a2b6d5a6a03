"""What the supervisor does to the day: counters, procedures, quotas, the closing."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Final, Literal

from desk_app.domain.account_facts import Purged
from desk_app.domain.changes import Changes, Topic, changes
from desk_app.domain.counters import CounterDay, CounterId, CounterState
from desk_app.domain.errors import BadValue
from desk_app.domain.facts import CounterChanged, DayClosed, ProcedureChanged
from desk_app.domain.people import AgentLogin
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.retention import Kept
from desk_app.domain.roles import Power
from desk_app.domain.tickets import Move
from desk_app.services.attendance import end_of, settle
from desk_app.services.day import Act, allow, locked, today
from desk_app.services.issuing import find_procedure
from desk_app.services.keeping_ports import Purpose
from desk_app.services.moves import find_counter, record_move
from desk_app.services.ports import Begin, Clock, Read, UnitOfWork

SITES_OWN: Final = "site"
"""The quota of the site's own file, in place of a supervisor's."""
Quota = int | Literal["site"]


def set_counter(
    number: CounterId, state: CounterState, *, by: AgentLogin, begin: Begin, clock: Clock
) -> Changes:
    """Open, pause or close a counter; who is served there is served to the end.

    Opened from elsewhere it is nobody's until somebody sits down: the fact says who opened it.
    Whoever sits there needs Power.CALL alone; another's counter needs Power.DIRECT.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.CALL)
        find_counter(act.site, number)
        before = work.counters.today(act.day).get(number)
        if before is None or before.agent != by:
            allow(work, act.now, by, Power.DIRECT)
        agent = before.agent if before and state is not CounterState.CLOSED else None
        _put_counter(act, number, state, agent)
    return changes("counter", Topic.COUNTERS, Topic.TICKETS, subject=str(number))


def sit_down(number: CounterId, *, by: AgentLogin, begin: Begin, clock: Clock) -> Changes:
    """Take place at a counter and open it, in the agent's own name."""
    with begin() as work:
        act = locked(work, clock(), by, Power.CALL)
        find_counter(act.site, number)
        _put_counter(act, number, CounterState.OPEN, by)
    return changes("sit_down", Topic.COUNTERS, subject=str(number))


def set_procedure(
    code: ProcedureCode,
    *,
    is_open: bool | None = None,
    quota: Quota | None = None,
    by: AgentLogin,
    begin: Begin,
    clock: Clock,
) -> Changes:
    """Open or close a procedure for today, or set its quota. Who has a ticket keeps it.

    A *quota* counts tickets of today; SITES_OWN takes a supervisor's back. Raises BadValue.
    """
    if isinstance(quota, int) and quota < 0:
        raise BadValue("quota", str(quota), "0-")
    with begin() as work:
        act = locked(work, clock(), by, Power.DIRECT)
        procedure = find_procedure(act.site, code).code
        state = work.procedures.get(act.day, procedure)
        changed = dataclasses.replace(
            state,
            is_open=state.is_open if is_open is None else is_open,
            quota=state.quota if quota is None else None if quota == SITES_OWN else quota,
        )
        work.procedures.put(act.day, changed)
        act.record(
            ProcedureChanged(procedure=procedure, is_open=changed.is_open, quota=changed.quota)
        )
    return changes("procedure", Topic.PROCEDURES, Topic.TICKETS, subject=procedure)


def close_day(*, by: AgentLogin, begin: Begin, clock: Clock) -> Changes:
    """Close today: counters close, what is open expires, bindings are forgotten (AT-12, R-02)."""
    with begin() as work:
        act = locked(work, clock(), by, Power.DIRECT)
        for number, state in sorted(work.counters.today(act.day).items()):
            if state.state is not CounterState.CLOSED:
                _put_counter(act, number, CounterState.CLOSED, None)
        _close(act.day, act)
    return changes("close_day", Topic.TICKETS, Topic.COUNTERS, Topic.APPOINTMENTS)


def close_past_days(*, begin: Begin, read: Read, clock: Clock) -> Changes:
    """Close the days the machine was off at their end; cheap when there are none.

    A ticket handed out after its day's closing has its day closed again; appointments of a day
    on which nothing was done at all are over too.
    """
    with read() as work:
        now = today(work, clock())
        yesterday = now.day - dt.timedelta(days=1)
        days = _unclosed(work, now.day)
        left = work.appointments.unended_before(end_of(yesterday, now.site.time_zone))
    if days or left:
        with begin() as work:
            act = locked(work, clock(), None, Power.DIRECT)
            for day in _unclosed(work, act.day):
                _close(day, act)
            settle(act.day - dt.timedelta(days=1), act)
    topics = (*((Topic.TICKETS,) if days else ()), *((Topic.APPOINTMENTS,) if left else ()))
    return changes("close_day", *topics)


def _unclosed(work: UnitOfWork, day: dt.date) -> list[dt.date]:
    left_open = {ticket.day for ticket in work.tickets.open_before(day)}
    return sorted(left_open.union(work.days.unclosed_before(day)))


def _close(day: dt.date, act: Act) -> None:
    work, after = act.work, day + dt.timedelta(days=1)
    open_ones = work.tickets.open_before(after)
    for ticket in open_ones:
        record_move(ticket.expire(now=act.now), Move.EXPIRE, act)
    settle(day, act, open_day=day)
    forgotten = work.bindings.forget(after) + work.openings.forget(after)
    work.prints.forget_languages(after)
    notes = work.tickets.forget_languages(after)
    online = work.online.forget(after)
    for purpose in (Purpose.VISITOR, Purpose.ONLINE):
        work.seals.forget(purpose, after)
    work.days.close(day, act.now)
    act.record(DayClosed(day=day, expired=len(open_ones), bindings=forgotten))
    for kept, count in ((Kept.BINDINGS, forgotten), (Kept.NOTES, notes), (Kept.ONLINE, online)):
        if count:
            act.record(Purged(kind=kept, until=day, count=count))


def _put_counter(
    act: Act, number: CounterId, state: CounterState, agent: AgentLogin | None
) -> None:
    act.work.counters.put(
        act.day, CounterDay(number=number, state=state, agent=agent, since=act.now)
    )
    if state is not CounterState.OPEN:
        act.work.tickets.release_reserved(act.day, number)
    act.record(CounterChanged(counter=number, state=state, agent=agent))
