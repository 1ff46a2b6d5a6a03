"""Taking back one's last act, where the domain has the inverse move. Not a stack of commands."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

from desk_app.domain.counters import CounterId
from desk_app.domain.errors import NothingToUndo, ReturnTooLate
from desk_app.domain.journal import Entry
from desk_app.domain.people import AgentLogin
from desk_app.domain.queue import Why
from desk_app.domain.roles import Power
from desk_app.domain.site import Rules
from desk_app.domain.tickets import Move, Ticket, TicketId, TicketNumber, TicketStatus
from desk_app.services.day import locked, today
from desk_app.services.moves import at_free_counter, outcome, record_move
from desk_app.services.outcomes import Outcome
from desk_app.services.ports import Begin, Clock, Read

LOOK_BACK = dt.timedelta(hours=2)
"""An act older than this is no slip of the hand any more."""
RECENT = 40
_NOWHERE = CounterId(0)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Before:
    """Where a ticket was before the act, from its own facts: what the act made it forget."""

    status: TicketStatus = TicketStatus.WAITING
    counter: CounterId = _NOWHERE
    calls: int = 0
    first_called_at: dt.datetime | None = None
    called_at: dt.datetime | None = None
    started_at: dt.datetime | None = None


Inverse = Callable[[Ticket, _Before, dt.datetime], tuple[Ticket, Move]]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Undoable:
    """The act that Ctrl Z would take back: its name and its ticket."""

    operation: str
    number: TicketNumber


def undoable(by: AgentLogin, *, read: Read, clock: Clock) -> Undoable | None:
    """Return what `undo_last` would take back, None if nothing."""
    with read() as work:
        now = clock()
        entry = _last_act(work.journal.of_agent(by, _since(now), RECENT))
        if entry is None:
            return None
        ticket = work.tickets.get(_ticket_of(entry))
        if ticket.day != today(work, now).day or _inverse(entry, ticket) is None:
            return None
        if _is_late_return(entry, now, work.site.rules):
            return None
    return Undoable(operation=_operation(entry), number=ticket.number)


def undo_last(*, by: AgentLogin, begin: Begin, clock: Clock) -> Outcome:
    """Take back the last act of *by*.

    Raises NothingToUndo if something has happened since, CounterBusy if another visitor is
    served by now where this one was, ReturnTooLate for an absence past the time of Q-03: who
    comes back then is accepted by two (AT-16), not by one key.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.CALL)
        entry = _last_act(work.journal.of_agent(by, _since(act.now), RECENT))
        if entry is None:
            raise NothingToUndo("nothing")
        ticket = work.tickets.get(_ticket_of(entry))
        inverse = _inverse(entry, ticket)
        story = work.journal.of_ticket(ticket.id)
        if inverse is None or ticket.day != act.day or _touched_since(entry, story, by):
            raise NothingToUndo("since")
        if _is_late_return(entry, act.now, act.site.rules):
            raise ReturnTooLate(ticket.number, entry.at + act.site.rules.late_return_within)
        moved, move = inverse(ticket, _before(entry, story), act.now)
        if moved.status is TicketStatus.SERVING:
            at_free_counter(moved, act)
        moved = record_move(moved, move, act, is_undo=True)
    return outcome("undo", moved)


def _since(now: dt.datetime) -> dt.datetime:
    return now - LOOK_BACK


def _last_act(entries: Iterable[Entry]) -> Entry | None:
    """Return the newest act about a ticket that is not taken back yet; *entries* newest first."""
    taken_back = 0
    for entry in entries:
        if entry.kind not in _ACTS:
            continue
        if entry.header.get("is_undo"):
            taken_back += 1
        elif taken_back:
            taken_back -= 1
        else:
            return entry
    return None


def _touched_since(entry: Entry, story: Iterable[Entry], by: AgentLogin) -> bool:
    """True if anybody else moved the ticket after *entry*."""
    return any(other.agent != by for other in story if other.seq > entry.seq)


def _is_late_return(entry: Entry, now: dt.datetime, rules: Rules) -> bool:
    """True if taking *entry* back would let an absent visitor in behind a late return's time."""
    is_absence = _operation(entry) == Move.MARK_NO_SHOW
    return is_absence and now > entry.at + rules.late_return_within


def _before(entry: Entry, story: Sequence[Entry]) -> _Before:
    """Return where the ticket was before *entry*: its facts in turn, those taken back left out."""
    standing: list[_Before] = [_Before()]
    for fact in story:
        if fact.seq >= entry.seq or fact.kind not in _ACTS:
            continue
        if fact.header.get("is_undo"):
            standing.pop()
        else:
            standing.append(_after(standing[-1], fact))
    return standing[-1]


def _after(before: _Before, fact: Entry) -> _Before:
    """Return where *fact* brought a ticket that was *before*."""
    if fact.kind == "TicketIssued":
        return _Before()
    counter = _counter_of(fact)
    if fact.kind == "TicketCalled":
        calls = fact.header["calls"]
        return dataclasses.replace(
            before,
            status=TicketStatus.CALLED,
            counter=counter,
            calls=calls if isinstance(calls, int) else 1,
            first_called_at=before.first_called_at or fact.at,
            called_at=fact.at,
        )
    status = TicketStatus(str(fact.header["status"]))
    if status is TicketStatus.WAITING and fact.header["move"] != Move.POSTPONE:
        return _Before()
    started = before.started_at or (fact.at if status is TicketStatus.SERVING else None)
    return dataclasses.replace(before, status=status, counter=counter, started_at=started)


def _inverse(entry: Entry, ticket: Ticket) -> Inverse | None:
    """Return the move that takes *entry* back, None if it has none or the ticket went on."""
    found = _INVERSES.get(_operation(entry))
    if found is None or ticket.status is not found[0]:
        return None
    return found[1]


def _operation(entry: Entry) -> str:
    if entry.kind == "TicketIssued":
        return "issue"
    if entry.kind == "TicketCalled":
        return "recall" if entry.header["why"] == Why.RECALLED else "call"
    return str(entry.header["move"])


def _ticket_of(entry: Entry) -> TicketId:
    return TicketId(UUID(str(entry.header["ticket"])))


def _counter_of(entry: Entry) -> CounterId:
    counter = entry.header.get("counter")
    return CounterId(counter) if isinstance(counter, int) else _NOWHERE


def _reinstate(ticket: Ticket, before: _Before, _: dt.datetime) -> tuple[Ticket, Move]:
    return ticket.reinstate(before.counter), Move.REINSTATE


def _unaside(ticket: Ticket, before: _Before, now: dt.datetime) -> tuple[Ticket, Move]:
    if before.status is TicketStatus.CALLED:
        ticket = dataclasses.replace(ticket, note="")
        return _reinstate(ticket, before, now)
    return ticket.unaside(before.counter), Move.RESUME


def _park_again(ticket: Ticket, _: _Before, now: dt.datetime) -> tuple[Ticket, Move]:
    return ticket.park(now=ticket.parked_at or now, note=ticket.note), Move.PARK


def _untransfer(ticket: Ticket, before: _Before, _: dt.datetime) -> tuple[Ticket, Move]:
    """Back among those who waited, called again as it was, or served on."""
    if before.status is TicketStatus.WAITING:
        return ticket.untransfer(Move.TRANSFER), Move.TRANSFER
    is_served = before.status is TicketStatus.SERVING
    move = Move.UNTRANSFER if is_served else Move.REINSTATE
    back = ticket.untransfer(
        move,
        counter=before.counter,
        calls=before.calls,
        first_called_at=before.first_called_at,
        called_at=before.called_at,
        started_at=before.started_at if is_served else None,
    )
    return back, move


_ACTS = frozenset({"TicketIssued", "TicketCalled", "TicketMoved"})
_S = TicketStatus
_INVERSES: dict[str, tuple[TicketStatus, Inverse]] = {
    "issue": (_S.WAITING, lambda ticket, _, now: (ticket.cancel(now=now), Move.CANCEL)),
    "call": (_S.CALLED, lambda ticket, _, __: (ticket.return_to_queue(), Move.RETURN)),
    Move.START: (_S.SERVING, lambda ticket, _, __: (ticket.unstart(), Move.UNSTART)),
    Move.COMPLETE: (_S.COMPLETED, lambda ticket, _, __: (ticket.reopen(), Move.REOPEN)),
    Move.MARK_NO_SHOW: (_S.NO_SHOW, _reinstate),
    Move.POSTPONE: (_S.WAITING, _reinstate),
    Move.TRANSFER: (_S.WAITING, _untransfer),
    Move.PARK: (_S.PARKED, _unaside),
    Move.RESUME: (_S.SERVING, _park_again),
}
