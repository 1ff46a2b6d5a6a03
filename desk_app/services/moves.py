"""What happens to a ticket at a counter after its call: one function, one button."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.domain.changes import Topic, changes
from desk_app.domain.counters import Counter, CounterId, CounterState
from desk_app.domain.errors import CounterBusy, UnknownCounter
from desk_app.domain.facts import TicketMoved, WrongHolder
from desk_app.domain.numbering import read_number
from desk_app.domain.overrides import Override
from desk_app.domain.people import AgentLogin
from desk_app.domain.prints import NOT_BEGUN, PrintState
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.queue import Reason
from desk_app.domain.roles import Power
from desk_app.domain.site import Site
from desk_app.domain.text import clean
from desk_app.domain.tickets import Move, Ticket, TicketStatus
from desk_app.domain.visits import still_for
from desk_app.services.day import Act, locked
from desk_app.services.holders import require_alone
from desk_app.services.issuing import find_procedure, require_served
from desk_app.services.outcomes import Outcome
from desk_app.services.overrides import use
from desk_app.services.ports import Begin, Clock
from desk_app.services.questions import Agreement
from desk_app.services.waits import learn_visit

Change = Callable[[Ticket, Act], tuple[Ticket, Move]]
_LIVES_AGAIN = frozenset(
    {Move.READMIT, Move.REOPEN, Move.REINSTATE, Move.TRANSFER, Move.UNTRANSFER}
)
"""Moves after which a ticket counts again, or elsewhere, as its holder's (AT-11).

NEXT_STEP leads only to what the ticket was for all along.
"""


def start_serving(
    number: str, *, counter: CounterId | None, by: AgentLogin, begin: Begin, clock: Clock
) -> Outcome:
    """The person is here. Raises CounterBusy while another is being served at this counter."""

    def change(ticket: Ticket, act: Act) -> tuple[Ticket, Move]:
        return at_free_counter(ticket.start_serving(now=act.now), act), Move.START

    return _move("start", number, change, counter=counter, by=by, begin=begin, clock=clock)


def complete(
    number: str, *, counter: CounterId | None, by: AgentLogin, begin: Begin, clock: Clock
) -> Outcome:
    """End the visit, or send the visitor on: to the next procedure, or back to who asked."""
    with begin() as work:
        act = locked(work, clock(), by, Power.CALL)
        ticket = work.tickets.by_number(act.day, read_number(number)).at(counter)
        moved = finish(ticket, act)
    return outcome("complete", moved)


def mark_no_show(
    number: str, *, counter: CounterId | None, by: AgentLogin, begin: Begin, clock: Clock
) -> Outcome:
    """The visitor is absent after the calls of Q-03. Raises TooFewCalls before."""

    def change(ticket: Ticket, act: Act) -> tuple[Ticket, Move]:
        return ticket.mark_no_show(now=act.now, rules=act.site.rules), Move.MARK_NO_SHOW

    return _move("no_show", number, change, counter=counter, by=by, begin=begin, clock=clock)


def park(
    number: str,
    *,
    counter: CounterId | None,
    note: str = "",
    by: AgentLogin,
    begin: Begin,
    clock: Clock,
) -> Outcome:
    """Put the visitor aside, with a short note for the agents (never about the person)."""

    def change(ticket: Ticket, act: Act) -> tuple[Ticket, Move]:
        return ticket.park(now=act.now, note=clean(note, at_most=60)), Move.PARK

    return _move("park", number, change, counter=counter, by=by, begin=begin, clock=clock)


def unpark(
    number: str, *, counter: CounterId | None, by: AgentLogin, begin: Begin, clock: Clock
) -> Outcome:
    """The visitor is back: served at *counter*, or, without one, waiting at the old rank."""

    def change(ticket: Ticket, act: Act) -> tuple[Ticket, Move]:
        if counter is None:
            return ticket.unpark(), Move.UNPARK
        place = find_counter(act.site, counter).number
        return at_free_counter(ticket.resume(place, now=act.now), act), Move.RESUME

    return _move("unpark", number, change, counter=None, by=by, begin=begin, clock=clock)


def return_to_queue(
    number: str,
    *,
    counter: CounterId | None,
    by: AgentLogin,
    begin: Begin,
    clock: Clock,
    agreement: Agreement | None = None,
) -> Outcome:
    """A wrong call taken back, a parked or late visitor put back at the old rank.

    An absent visitor past the time of Q-03 needs the *agreement* of a second person (AT-16).
    Raises what `services.overrides.use` does, and ReturnTooLate where nobody may agree.
    """

    def change(ticket: Ticket, act: Act) -> tuple[Ticket, Move]:
        if ticket.status is TicketStatus.NO_SHOW:
            return _readmitted(ticket, act, agreement), Move.READMIT
        if ticket.status is TicketStatus.PARKED:
            return ticket.unpark(), Move.UNPARK
        return ticket.return_to_queue(), Move.RETURN

    return _move("return", number, change, counter=counter, by=by, begin=begin, clock=clock)


def transfer(
    number: str,
    procedure: ProcedureCode,
    *,
    counter: CounterId | None = None,
    comes_back: bool = False,
    by: AgentLogin,
    begin: Begin,
    clock: Clock,
) -> Outcome:
    """Send the visitor to another procedure; number and waiting time are kept.

    *comes_back* asks for the visitor at the present counter when the other procedure is done.
    """

    def change(ticket: Ticket, act: Act) -> tuple[Ticket, Move]:
        target = find_procedure(act.site, procedure).code
        require_served(act.site, target)
        come_back_to = ticket.counter if comes_back else None
        return ticket.transfer(target, come_back_to=come_back_to), Move.TRANSFER

    return _move("transfer", number, change, counter=counter, by=by, begin=begin, clock=clock)


def cancel(number: str, *, by: AgentLogin, begin: Begin, clock: Clock) -> Outcome:
    """The visitor gives up; the number is never given again."""

    def change(ticket: Ticket, act: Act) -> tuple[Ticket, Move]:
        return ticket.cancel(now=act.now), Move.CANCEL

    return _move("cancel", number, change, counter=None, by=by, begin=begin, clock=clock)


def report_wrong_holder(number: str, *, by: AgentLogin, begin: Begin, clock: Clock) -> Outcome:
    """Record that somebody else came with the ticket (AT-12); the visit itself is untouched."""
    with begin() as work:
        act = locked(work, clock(), by, Power.CALL)
        ticket = work.tickets.by_number(act.day, read_number(number))
        act.record(WrongHolder(ticket=ticket.id, number=ticket.number, counter=ticket.counter))
    return outcome("wrong_holder", ticket)


def find_counter(site: Site, number: CounterId) -> Counter:
    """Return the counter of *number*. Raises UnknownCounter."""
    if number not in site.counters:
        raise UnknownCounter(number)
    return site.counters[number]


def at_free_counter(ticket: Ticket, act: Act) -> Ticket:
    """Return *ticket*. Raises CounterBusy if another is being served where it goes."""
    counter = ticket.counter or CounterId(0)
    for other in act.work.tickets.at_counter(act.day, counter):
        if other.id != ticket.id and other.status is TicketStatus.SERVING:
            raise CounterBusy(counter, other.number)
    return ticket


def finish(ticket: Ticket, act: Act) -> Ticket:
    """End what is served: the visit, or this step of it; the procedure's time is learned."""
    is_served = ticket.status is TicketStatus.SERVING
    if is_served and ticket.come_back_to is not None:
        moved, move = ticket.come_back(), Move.NEXT_STEP
    elif is_served and ticket.steps:
        moved, move = ticket.next_step(), Move.NEXT_STEP
    else:
        moved, move = ticket.complete(now=act.now), Move.COMPLETE
    learn_visit(act.work, ticket, act.now)
    return record_move(moved, move, act, counter=ticket.counter)


def record_move(
    ticket: Ticket,
    move: Move,
    act: Act,
    *,
    counter: CounterId | None = None,
    is_undo: bool = False,
) -> Ticket:
    """Save a moved *ticket*, what follows for its binding, and the fact; return it as saved.

    *counter* is where the act was done, for a ticket that is at none any more.
    """
    act.work.rights.require_ticket(ticket)
    ticket = _callable_somewhere(ticket, act)
    act.work.tickets.put(ticket)
    if not ticket.is_active:
        act.work.bindings.release(ticket.id)
        if move is Move.CANCEL:
            _cancel_papers(ticket, act)
    elif move in _LIVES_AGAIN:
        _require_alone(ticket, act)
        act.work.bindings.follow(ticket.id, ticket.procedure)
    elif move is Move.NEXT_STEP:
        act.work.bindings.follow(ticket.id, ticket.procedure)
    act.record(
        TicketMoved(
            ticket=ticket.id,
            number=ticket.number,
            move=move,
            status=ticket.status,
            counter=ticket.counter or counter,
            procedure=ticket.procedure,
            is_undo=is_undo,
            note=ticket.note if move is Move.PARK else "",
        )
    )
    return ticket


def _readmitted(ticket: Ticket, act: Act, agreement: Agreement | None) -> Ticket:
    rules = act.site.rules
    until = ticket.returnable_until(rules)
    if until is None or act.now <= until:
        return ticket.readmit(now=act.now, rules=rules)
    readmitted = ticket.readmit(now=act.now, rules=rules, accepted=True)
    use(agreement, Override.LATE_ACCEPTANCE, ticket.number, act)
    return readmitted


def _require_alone(ticket: Ticket, act: Act) -> None:
    """Refuse a second active ticket of one person for one procedure. Raises AlreadyHasTicket."""
    binding = act.work.bindings.of_ticket(ticket.id)
    if binding is not None:
        wanted = still_for(ticket)
        require_alone(act.work, ticket.day, binding.person, wanted, besides=ticket.id)


def _cancel_papers(ticket: Ticket, act: Act) -> None:
    """What has not begun to print of a cancelled ticket stays in the printer's queue no more."""
    for job in act.work.prints.of_ticket(ticket.id):
        if job.state in NOT_BEGUN:
            act.work.prints.put(job.moved(PrintState.CANCELLED, now=act.now))


def outcome(
    operation: str, ticket: Ticket, reason: Reason | None = None, *, ended: Ticket | None = None
) -> Outcome:
    """Return what *operation* answers about *ticket*."""
    made = changes(operation, Topic.TICKETS, Topic.COUNTERS, subject=ticket.number)
    return Outcome(changes=made, ticket=ticket, reason=reason, ended=ended)


def _move(
    operation: str,
    number: str,
    change: Change,
    *,
    counter: CounterId | None,
    by: AgentLogin,
    begin: Begin,
    clock: Clock,
) -> Outcome:
    with begin() as work:
        act = locked(work, clock(), by, Power.CALL)
        ticket = work.tickets.by_number(act.day, read_number(number)).at(counter)
        moved, move = change(ticket, act)
        moved = record_move(moved, move, act, counter=ticket.counter)
    return outcome(operation, moved)


def _callable_somewhere(ticket: Ticket, act: Act) -> Ticket:
    """Return *ticket*, no longer kept for a counter that is not open: nobody else may call it."""
    if ticket.status is not TicketStatus.WAITING or ticket.reserved_for is None:
        return ticket
    kept_for = act.work.counters.today(act.day).get(ticket.reserved_for)
    is_open = kept_for is not None and kept_for.state is CounterState.OPEN
    return ticket if is_open else ticket.unreserved()
