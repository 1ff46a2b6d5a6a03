"""Taking back one's last act, where the domain has the inverse move. Not a stack of commands."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable
from uuid import UUID

from desk_app.domain.counters import CounterId
from desk_app.domain.errors import NothingToUndo
from desk_app.domain.journal import Entry
from desk_app.domain.people import AgentLogin
from desk_app.domain.queue import Why
from desk_app.domain.tickets import Move, Ticket, TicketId, TicketNumber, TicketStatus
from desk_app.services.day import Act, locked, today
from desk_app.services.moves import outcome, record_move
from desk_app.services.outcomes import Outcome
from desk_app.services.ports import Begin, Clock, Read

LOOK_BACK = dt.timedelta(hours=2)
"""An act older than this is no slip of the hand any more."""
RECENT = 40

Inverse = Callable[[Ticket, CounterId, dt.datetime], tuple[Ticket, Move]]


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
    return Undoable(operation=_operation(entry), number=ticket.number)


def undo_last(*, by: AgentLogin, begin: Begin, clock: Clock) -> Outcome:
    """Take back the last act of *by*. Raises NothingToUndo if something has happened since."""
    with begin() as work:
        act = locked(work, clock(), by)
        entry = _last_act(work.journal.of_agent(by, _since(act.now), RECENT))
        if entry is None:
            raise NothingToUndo("nothing")
        ticket = work.tickets.get(_ticket_of(entry))
        inverse = _inverse(entry, ticket)
        if inverse is None or ticket.day != act.day or _touched_since(entry, act):
            raise NothingToUndo("since")
        moved, move = inverse(ticket, _counter_of(entry), act.now)
        record_move(moved, move, act, is_undo=True)
    return outcome("undo", moved)


def _since(now: dt.datetime) -> dt.datetime:
    return now - LOOK_BACK


def _last_act(entries: Iterable[Entry]) -> Entry | None:
    """Return the newest act about a ticket that is not taken back yet; *entries* newest first."""
    taken_back = 0
    for entry in entries:
        if entry.kind not in {"TicketIssued", "TicketCalled", "TicketMoved"}:
            continue
        if entry.header.get("is_undo"):
            taken_back += 1
        elif taken_back:
            taken_back -= 1
        else:
            return entry
    return None


def _touched_since(entry: Entry, act: Act) -> bool:
    """True if anybody else moved the ticket after *entry*."""
    story = act.work.journal.of_ticket(_ticket_of(entry))
    return any(other.agent != act.by for other in story if other.seq > entry.seq)


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
    return CounterId(counter if isinstance(counter, int) else 0)


_S = TicketStatus
_INVERSES: dict[str, tuple[TicketStatus, Inverse]] = {
    "issue": (_S.WAITING, lambda ticket, _, now: (ticket.cancel(now=now), Move.CANCEL)),
    "call": (_S.CALLED, lambda ticket, _, __: (ticket.return_to_queue(), Move.RETURN)),
    Move.START: (_S.SERVING, lambda ticket, _, __: (ticket.unstart(), Move.UNSTART)),
    Move.COMPLETE: (_S.COMPLETED, lambda ticket, _, __: (ticket.reopen(), Move.REOPEN)),
    Move.MARK_NO_SHOW: (
        _S.NO_SHOW,
        lambda ticket, counter, _: (ticket.reinstate(counter), Move.REINSTATE),
    ),
    Move.POSTPONE: (
        _S.WAITING,
        lambda ticket, counter, _: (ticket.reinstate(counter), Move.REINSTATE),
    ),
    Move.TRANSFER: (
        _S.WAITING,
        lambda ticket, counter, now: (ticket.untransfer(counter, now=now), Move.UNTRANSFER),
    ),
    Move.PARK: (
        _S.PARKED,
        lambda ticket, counter, now: (ticket.resume(counter, now=now), Move.RESUME),
    ),
    Move.RESUME: (_S.SERVING, lambda ticket, _, now: (ticket.park(now=now), Move.PARK)),
}
