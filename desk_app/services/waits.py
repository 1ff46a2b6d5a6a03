"""The estimate of a wait: gathers who is ahead and which counters work, and asks the domain."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence

from desk_app.domain.calibration import Calibration
from desk_app.domain.counters import CounterDay, CounterState
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.queue import Lane
from desk_app.domain.service_times import ServiceTime
from desk_app.domain.site import Site
from desk_app.domain.tickets import Priority, Ticket, TicketStatus
from desk_app.domain.waiting import Ahead, Wait, Working, estimate
from desk_app.services.day import Today
from desk_app.services.ports import ProcedureDay, Promise, UnitOfWork, Waiting


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Hall:
    """Everything an estimate needs, read once: who waits, who works, what was learned."""

    site: Site
    waiting: Mapping[ProcedureCode, Waiting]
    counters: Sequence[Working]
    times: Mapping[ProcedureCode, ServiceTime]
    calibration: Calibration
    arrivals: Mapping[ProcedureCode, float]

    def wait(self, procedure: ProcedureCode, *, has_priority: bool = False, party: int = 1) -> Wait:
        """Return the wait to tell a new ticket of *procedure*, with any priority or none."""
        return estimate(
            procedure,
            priority=has_priority,
            party=party,
            ahead=[
                Ahead(procedure=line.procedure, tickets=line.tickets, people=line.people)
                for line in self.waiting.values()
            ],
            counters=self.counters,
            times=self.times,
            calibration=self.calibration,
            arrivals=self.arrivals,
            party_extra=self.site.rules.party_extra,
            wait_at_most=self.site.rules.wait_at_most,
        )

    def before(self, procedure: ProcedureCode) -> int:
        """Count the tickets called before a new one: those that wait for any shared counter."""
        shared = shared_procedures(self.site, procedure)
        return sum(line.tickets for line in self.waiting.values() if line.procedure in shared)


def hall(work: UnitOfWork, today: Today, *, lanes: frozenset[Lane] | None = None) -> Hall:
    """Read the hall as it is now; *lanes* limits who counts as being ahead.

    Tickets of a procedure the site has dropped during the day are in nobody's way: no counter
    serves them.
    """
    site = work.site
    waiting = work.tickets.waiting_by_procedure(today.day, lanes=lanes)
    return Hall(
        site=site,
        waiting={code: line for code, line in waiting.items() if code in site.procedures},
        counters=_working(work, today),
        times=service_times(work),
        calibration=work.learned.calibration(),
        arrivals=_arrivals(work.procedures.today(today.day), today),
    )


def lanes_before(priority: Priority | None) -> frozenset[Lane] | None:
    """Return the lanes that go before a new ticket of *priority*; None is all of them."""
    if priority is None:
        return None
    if priority.is_legal:
        return frozenset({Lane.LEGAL})
    return frozenset({Lane.LEGAL, Lane.RESERVED, Lane.LOCAL})


def service_times(work: UnitOfWork) -> Mapping[ProcedureCode, ServiceTime]:
    """Return the learned time of every procedure, the configured one where none was seen."""
    learned = work.learned.service_times()
    return {
        code: learned.get(code) or ServiceTime.default(procedure.minutes)
        for code, procedure in work.site.procedures.items()
    }


def shared_procedures(site: Site, procedure: ProcedureCode) -> frozenset[ProcedureCode]:
    """Return every procedure that shares a counter with *procedure*, itself included."""
    shared = {procedure}
    for counter in site.counters.values():
        if procedure in counter.procedures:
            shared |= counter.procedures
    return frozenset(shared)


def promise_of(ticket: Ticket, wait: Wait) -> Promise:
    """Return the range that is printed on *ticket*, to be held against what comes true."""
    low, high = wait.minutes
    return Promise(
        ticket=ticket.id,
        day=ticket.day,
        procedure=ticket.procedure,
        made_at=ticket.issued_at,
        low=low,
        expected=wait.expected.total_seconds() / 60,
        high=high,
        is_guess=wait.is_guess,
    )


def learn_visit(work: UnitOfWork, ticket: Ticket, now: dt.datetime) -> None:
    """Learn the procedure's time from a visit that ends *now*; a parked one teaches nothing."""
    if ticket.called_at is None or ticket.parked_at is not None:
        return
    times = service_times(work)
    procedure = ticket.procedure
    if procedure in times:
        time = times[procedure].observed(
            (now - ticket.called_at).total_seconds(),
            party=ticket.party,
            party_extra=work.site.rules.party_extra,
        )
        work.learned.put_service_time(procedure, time)


def keep_promise(work: UnitOfWork, ticket: Ticket, now: dt.datetime) -> None:
    """At the first call, note the wait that came true and learn how far the range was off.

    A wrong call taken back is noted over by the right one, but taught only once. After a
    transfer or a late return the wait is not the one the ticket told.
    """
    promise = work.learned.promised(ticket.id)
    if promise is None or ticket.transferred_from is not None or ticket.returned:
        return
    actual = (now - ticket.issued_at).total_seconds() / 60
    work.learned.keep(ticket.id, actual)
    if not promise.is_guess and promise.actual is None:
        calibration = work.learned.calibration()
        work.learned.put_calibration(
            calibration.observed(promise.expected, promise.low, promise.high, actual)
        )


def _working(work: UnitOfWork, today: Today) -> Sequence[Working]:
    """Return the open and paused counters; with none the estimate supposes that one will open."""
    site = work.site
    states = work.counters.today(today.day)
    at_work = work.tickets.in_status(today.day, TicketStatus.CALLED, TicketStatus.SERVING)
    busy = {ticket.counter: ticket for ticket in at_work if ticket.procedure in site.procedures}
    return [
        _counter(site.counters[number].tiers(site.procedures), state, busy.get(number), today.now)
        for number, state in sorted(states.items())
        if state.state is not CounterState.CLOSED and number in site.counters
    ]


def _counter(
    tiers: tuple[frozenset[ProcedureCode], ...],
    state: CounterDay,
    ticket: Ticket | None,
    now: dt.datetime,
) -> Working:
    paused_for = None
    if state.state is CounterState.PAUSED and state.since is not None:
        paused_for = max(now - state.since, dt.timedelta(0))
    if ticket is None or ticket.called_at is None:
        return Working(tiers=tiers, paused_for=paused_for)
    return Working(
        tiers=tiers,
        paused_for=paused_for,
        busy_procedure=ticket.procedure,
        busy_for=max(now - ticket.called_at, dt.timedelta(0)),
        party=ticket.party,
    )


def _arrivals(
    procedures: Mapping[ProcedureCode, ProcedureDay], today: Today
) -> Mapping[ProcedureCode, float]:
    """Tickets an hour by procedure since the first local hour anything could be issued."""
    opens = min((opening.opens for opening in today.site.openings), default=dt.time(0))
    start = dt.datetime.combine(today.day, opens, tzinfo=today.site.time_zone)
    hours = max((today.now - start).total_seconds() / 3600, 0.5)
    return {
        code: state.issued / hours
        for code, state in procedures.items()
        if state.issued and code in today.site.procedures
    }
