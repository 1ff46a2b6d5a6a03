"""Calling visitors to a counter: one function, one button, one transaction."""

from __future__ import annotations

from collections.abc import Sequence

from desk_app.domain.counters import Counter, CounterDay, CounterId, CounterState
from desk_app.domain.errors import CounterClosed, QueueEmpty
from desk_app.domain.facts import CounterChanged, TicketCalled
from desk_app.domain.numbering import read_number
from desk_app.domain.overrides import Override
from desk_app.domain.people import AgentLogin
from desk_app.domain.queue import Choice, Chooser, Head, Reason, Why
from desk_app.domain.roles import Power
from desk_app.domain.tickets import Move, Ticket, TicketId, TicketStatus
from desk_app.services.day import Act, locked
from desk_app.services.moves import find_counter, finish, outcome, record_move
from desk_app.services.outcomes import Outcome
from desk_app.services.overrides import use
from desk_app.services.ports import Begin, Clock
from desk_app.services.questions import Agreement
from desk_app.services.waits import keep_promise


def call_next(counter: CounterId, *, by: AgentLogin, begin: Begin, clock: Clock) -> Outcome:
    """Call the next ticket to *counter*, with the reason. Raises QueueEmpty or CounterClosed."""
    with begin() as work:
        act = locked(work, clock(), by, Power.CALL)
        choice = _call_choice(_opened(counter, act), act)
    return outcome("call_next", choice.ticket, choice.reason)


def finish_and_call_next(
    counter: CounterId, *, by: AgentLogin, begin: Begin, clock: Clock
) -> Outcome:
    """Complete the visit at *counter* and call the next ticket.

    With nobody left the completion stands: the outcome is then about the completed ticket.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.CALL)
        place = _opened(counter, act)
        ended = finish(_served(counter, act), act)
        try:
            choice = _call_choice(place, act)
        except QueueEmpty:
            return outcome("complete", ended)
    return outcome("call_next", choice.ticket, choice.reason, ended=ended)


def absent_and_call_next(
    counter: CounterId, number: str, *, by: AgentLogin, begin: Begin, clock: Clock
) -> Outcome:
    """Nobody came yet: the ticket waits for its next call (Q-03), and the next one is called."""
    with begin() as work:
        act = locked(work, clock(), by, Power.CALL)
        place = _opened(counter, act)
        ticket = work.tickets.by_number(act.day, read_number(number)).at(counter)
        put_off = ticket.postpone(now=act.now, rules=act.site.rules)
        put_off = record_move(put_off, Move.POSTPONE, act, counter=counter)
        try:
            choice = _call_choice(place, act)
        except QueueEmpty:
            return outcome("postpone", put_off)
    return outcome("call_next", choice.ticket, choice.reason, ended=put_off)


def call_number(
    number: str,
    counter: CounterId,
    *,
    by: AgentLogin,
    begin: Begin,
    clock: Clock,
    agreement: Agreement | None = None,
) -> Outcome:
    """Call one waiting ticket, in or out of its turn; the fact says how many were passed.

    Out of turn it needs the *agreement* of a second person (AT-16). Raises what
    `services.overrides.use` does.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.CALL)
        place = _opened(counter, act)
        ticket = work.tickets.by_number(act.day, read_number(number))
        if not _is_next(ticket, place, act):
            use(agreement, Override.OUT_OF_ORDER, ticket.number, act)
        reason = _counted(Reason(why=Why.CHOSEN, at=ticket.arrived_at), ticket, place, act)
        called = _call(ticket, reason, place, act)
    return outcome("call_number", called, reason)


def recall(
    number: str, *, counter: CounterId | None, by: AgentLogin, begin: Begin, clock: Clock
) -> Outcome:
    """Call a called ticket again. Raises RecallTooSoon or CallsUsedUp (Q-03)."""
    with begin() as work:
        act = locked(work, clock(), by, Power.CALL)
        ticket = work.tickets.by_number(act.day, read_number(number)).at(counter)
        called = ticket.recall(now=act.now, rules=act.site.rules)
        work.rights.require_ticket(called)
        work.tickets.put(called)
        _record_call(called, Reason(why=Why.RECALLED, at=ticket.arrived_at), act)
    return outcome("recall", called)


def _opened(number: CounterId, act: Act) -> Counter:
    """Return the counter, opened by whoever calls first. Raises CounterClosed."""
    counter = find_counter(act.site, number)
    state = act.work.counters.today(act.day).get(number)
    if state is None:
        opened = CounterDay(number=number, state=CounterState.OPEN, agent=act.by, since=act.now)
        act.work.counters.put(act.day, opened)
        act.record(CounterChanged(counter=number, state=CounterState.OPEN, agent=act.by))
    elif state.state is not CounterState.OPEN:
        raise CounterClosed(number, state.state)
    return counter


def _call_choice(counter: Counter, act: Act) -> Choice:
    """Choose among the heads of the counter's lanes and call. Raises QueueEmpty."""
    tickets = act.work.tickets
    heads = tickets.heads(act.day, counter.procedures, counter=counter.number, now=act.now)
    if not heads:
        lines = tickets.waiting_by_procedure(act.day).values()
        raise QueueEmpty(counter.number, sum(line.tickets for line in lines))
    chooser = Chooser(
        counter=counter.number,
        tiers=counter.tiers(act.site.procedures),
        rules=act.site.rules,
        now=act.now,
    )
    choice = chooser.next_ticket(heads)
    reason = _counted(choice.reason, choice.ticket, counter, act)
    return Choice(ticket=_call(choice.ticket, reason, counter, act), reason=reason)


def _is_next(ticket: Ticket, counter: Counter, act: Act) -> bool:
    """True if *ticket* is the counter's next, or the first it helps others with, itself idle.

    So is who comes right after having been put off: nobody who was first is passed. One that
    waits no more passes nobody: its move refuses it.
    """
    if ticket.status is not TicketStatus.WAITING:
        return True
    tickets, mine = act.work.tickets, counter.procedures
    callable_now = tickets.heads(act.day, mine, counter=counter.number, now=act.now)
    if not callable_now and ticket.procedure not in mine:
        callable_now = tickets.heads(act.day, frozenset({ticket.procedure}))
    waiting = [
        head
        for head in tickets.heads(act.day, mine)
        if head.ticket.reserved_for in {None, counter.number}
    ]
    return any(_first(heads, counter, act) == ticket.id for heads in (callable_now, waiting))


def _first(heads: Sequence[Head], counter: Counter, act: Act) -> TicketId | None:
    tiers = counter.tiers(act.site.procedures)
    chooser = Chooser(counter=counter.number, tiers=tiers, rules=act.site.rules, now=act.now)
    order = chooser.order(heads)
    return order[0].ticket.id if order else None


def _counted(reason: Reason, ticket: Ticket, counter: Counter, act: Act) -> Reason:
    """Count who arrived earlier and still waits, where the place is not by arrival alone."""
    if reason.why in _UNCOUNTED:
        return reason
    passed = act.work.tickets.passed(act.day, counter.procedures, ticket)
    return reason.counted(passed)


_UNCOUNTED = frozenset(
    {Why.ARRIVED, Why.TRANSFERRED, Why.RETURNED, Why.WAITED_TOO_LONG, Why.OVERTAKEN}
)
"""Reasons whose sentence speaks of nobody passed, or that know already how many did."""


def _call(ticket: Ticket, reason: Reason, counter: Counter, act: Act) -> Ticket:
    act.work.rights.require_ticket(ticket)
    called = ticket.call(counter.number, now=act.now)
    act.work.tickets.put(called)
    if ticket.first_called_at is None:
        keep_promise(act.work, called, act.now)
    _record_call(called, reason, act)
    return called


def _record_call(ticket: Ticket, reason: Reason, act: Act) -> None:
    act.record(
        TicketCalled(
            ticket=ticket.id,
            number=ticket.number,
            counter=ticket.counter or CounterId(0),
            why=reason.why,
            passed=reason.passed,
            calls=ticket.calls,
        )
    )


def _served(counter: CounterId, act: Act) -> Ticket:
    """Return the ticket served at *counter*; one that is only called refuses by its move."""
    here = act.work.tickets.at_counter(act.day, counter)
    served = [ticket for ticket in here if ticket.status is TicketStatus.SERVING]
    if not here:
        raise QueueEmpty(counter)
    return (served or here)[0]
