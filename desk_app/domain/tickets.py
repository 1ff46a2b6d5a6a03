"""A ticket, its one table of moves, and the moves. Pure: no clock, no database, no Qt."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from typing import NewType
from uuid import UUID

from desk_app.domain.counters import CounterId
from desk_app.domain.errors import (
    CallsUsedUp,
    ImpossibleMove,
    OtherCounter,
    RecallTooSoon,
    ReturnTooLate,
    SameProcedure,
    TooFewCalls,
)
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.site import Rules

TicketId = NewType("TicketId", UUID)
TicketNumber = NewType("TicketNumber", str)
"""As in data: `C042`. People read `C 042` (words/tickets.py)."""
DeskCode = NewType("DeskCode", str)


class TicketStatus(enum.StrEnum):
    """Where a ticket is in its day."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    PARKED = "parked"
    COMPLETED = "completed"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"


class Priority(enum.StrEnum):
    """Why a ticket goes first. CMI and FAMILY are law (CASF L.241-3, R.215-3); LOCAL is not."""

    CMI = "CMI"
    FAMILY = "FAMILY"
    LOCAL = "LOCAL"

    @property
    def is_legal(self) -> bool:
        """True for the priorities the law gives."""
        return self is not Priority.LOCAL


class Move(enum.StrEnum):
    """What can happen to a ticket once issued; the names on the buttons."""

    CALL = "call"
    RECALL = "recall"
    START = "start"
    COMPLETE = "complete"
    MARK_NO_SHOW = "no_show"
    POSTPONE = "postpone"
    PARK = "park"
    UNPARK = "unpark"
    RESUME = "resume"
    RETURN = "return"
    READMIT = "readmit"
    TRANSFER = "transfer"
    NEXT_STEP = "next_step"
    CANCEL = "cancel"
    UNSTART = "unstart"
    REOPEN = "reopen"
    REINSTATE = "reinstate"
    UNTRANSFER = "untransfer"
    EXPIRE = "expire"


_S = TicketStatus
MOVES: dict[TicketStatus, dict[Move, TicketStatus]] = {
    _S.WAITING: {
        Move.CALL: _S.CALLED,
        Move.TRANSFER: _S.WAITING,
        Move.CANCEL: _S.CANCELLED,
        Move.REINSTATE: _S.CALLED,
        Move.UNTRANSFER: _S.SERVING,
        Move.EXPIRE: _S.NO_SHOW,
    },
    _S.CALLED: {
        Move.RECALL: _S.CALLED,
        Move.START: _S.SERVING,
        Move.MARK_NO_SHOW: _S.NO_SHOW,
        Move.POSTPONE: _S.WAITING,
        Move.PARK: _S.PARKED,
        Move.RETURN: _S.WAITING,
        Move.TRANSFER: _S.WAITING,
        Move.CANCEL: _S.CANCELLED,
        Move.EXPIRE: _S.NO_SHOW,
    },
    _S.SERVING: {
        Move.COMPLETE: _S.COMPLETED,
        Move.PARK: _S.PARKED,
        Move.TRANSFER: _S.WAITING,
        Move.NEXT_STEP: _S.WAITING,
        Move.UNSTART: _S.CALLED,
        Move.EXPIRE: _S.COMPLETED,
    },
    _S.PARKED: {
        Move.UNPARK: _S.WAITING,
        Move.RESUME: _S.SERVING,
        Move.REINSTATE: _S.CALLED,
        Move.CANCEL: _S.CANCELLED,
        Move.EXPIRE: _S.NO_SHOW,
    },
    _S.COMPLETED: {Move.REOPEN: _S.SERVING},
    _S.NO_SHOW: {Move.READMIT: _S.WAITING, Move.REINSTATE: _S.CALLED},
    _S.CANCELLED: {},
}
"""The only place that decides moves; docs/moves.md is generated from it.

EXPIRE is the closing of the day, not a person's act: it leaves nothing open over night.
RETURN takes back a wrong call; UNSTART, REOPEN, REINSTATE (called as before an absence, a
postponement, a parking or a transfer) and UNTRANSFER take back other mistakes.
"""

ACTIVE = frozenset({_S.WAITING, _S.CALLED, _S.SERVING, _S.PARKED})
"""Statuses in which a person still has something to expect today."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """A visitor's place in a queue, for one local business day. It has no name.

    *arrived_at* orders the queue and survives transfers; *sequence* orders equal instants;
    *not_before* keeps a postponed ticket from being called again at once; *parked_at* says that
    this visit was put aside, and since when; *steps* are the procedures still to come in this
    visit; *come_back_to* is the counter that asked for the visitor after a transfer,
    *reserved_for* that counter once the other procedure is done; *code* is the short code on the
    paper; *calls* counts the calls of the present round; *returned* is true once the late return
    of Q-03 is used.
    """

    id: TicketId
    day: dt.date
    number: TicketNumber
    sequence: int
    procedure: ProcedureCode
    issued_at: dt.datetime
    arrived_at: dt.datetime
    owner: DeskCode
    code: str
    status: TicketStatus = TicketStatus.WAITING
    priority: Priority | None = None
    language: str = "fr"
    party: int = 1
    appointment_at: dt.datetime | None = None
    steps: tuple[ProcedureCode, ...] = ()
    come_back_to: CounterId | None = None
    reserved_for: CounterId | None = None
    transferred_from: ProcedureCode | None = None
    counter: CounterId | None = None
    calls: int = 0
    first_called_at: dt.datetime | None = None
    called_at: dt.datetime | None = None
    not_before: dt.datetime | None = None
    started_at: dt.datetime | None = None
    parked_at: dt.datetime | None = None
    note: str = ""
    ended_at: dt.datetime | None = None
    returned: bool = False
    revision: int = 0

    @property
    def is_active(self) -> bool:
        """True while the visitor still has something to expect today."""
        return self.status in ACTIVE

    @property
    def possible(self) -> tuple[Move, ...]:
        """The moves the table allows now."""
        return tuple(MOVES[self.status])

    def waited(self, now: dt.datetime) -> dt.timedelta:
        """How long from arrival to the first call, or to *now*."""
        return (self.first_called_at or now) - self.arrived_at

    # --- at the counter -------------------------------------------------------------------

    def call(self, counter: CounterId, *, now: dt.datetime) -> Ticket:
        """Return this ticket as called to *counter*."""
        return self._moved(
            Move.CALL,
            counter=counter,
            calls=self.calls + 1,
            called_at=now,
            first_called_at=self.first_called_at or now,
            not_before=None,
        )

    def recall(self, *, now: dt.datetime, rules: Rules) -> Ticket:
        """Call again. Raises RecallTooSoon or CallsUsedUp (Q-03: three calls, spaced)."""
        moved = self._moved(Move.RECALL, calls=self.calls + 1, called_at=now)
        if self.calls >= rules.calls_before_no_show:
            raise CallsUsedUp(self.number, self.calls)
        if now < self.recallable_at(rules):
            raise RecallTooSoon(self.number, self.recallable_at(rules))
        return moved

    def recallable_at(self, rules: Rules) -> dt.datetime:
        """When the next call of a called ticket is allowed."""
        return (self.called_at or self.issued_at) + rules.recall_after

    def start_serving(self, *, now: dt.datetime) -> Ticket:
        """The person is here."""
        return self._moved(Move.START, started_at=now, not_before=None)

    def complete(self, *, now: dt.datetime) -> Ticket:
        """The visit is over."""
        return self._moved(Move.COMPLETE, ended_at=now)

    def mark_no_show(self, *, now: dt.datetime, rules: Rules) -> Ticket:
        """Nobody came. Raises TooFewCalls before the calls of Q-03 are made."""
        moved = self._moved(Move.MARK_NO_SHOW, ended_at=now)
        if self.calls < rules.calls_before_no_show:
            raise TooFewCalls(self.number, self.calls, rules.calls_before_no_show)
        return moved

    def postpone(self, *, now: dt.datetime, rules: Rules) -> Ticket:
        """Nobody came yet: back to its rank, called again after the spacing of Q-03."""
        return self._moved(
            Move.POSTPONE, counter=None, not_before=max(now, self.recallable_at(rules))
        )

    def park(self, *, now: dt.datetime, note: str = "") -> Ticket:
        """Put aside (photocopies, a call to make); the counter stays remembered."""
        return self._moved(Move.PARK, parked_at=now, note=note)

    def unpark(self) -> Ticket:
        """Back into the queue at its rank, callable by any counter."""
        return self._moved(Move.UNPARK, counter=None, parked_at=None, calls=0, not_before=None)

    def resume(self, counter: CounterId, *, now: dt.datetime) -> Ticket:
        """The parked person is back at *counter*: go on serving. When it was parked is kept."""
        return self._moved(Move.RESUME, counter=counter, started_at=self.started_at or now)

    # --- elsewhere ------------------------------------------------------------------------

    def transfer(self, procedure: ProcedureCode, *, come_back_to: CounterId | None) -> Ticket:
        """Send to another *procedure*; number and waiting time are kept."""
        if procedure == self.procedure:
            raise SameProcedure(self.number, procedure)
        return self._moved(
            Move.TRANSFER,
            procedure=procedure,
            transferred_from=self.procedure,
            come_back_to=come_back_to,
            **_FREE,
        )

    def next_step(self) -> Ticket:
        """Go on to the next procedure of the same visit, keeping number and waiting time."""
        return self._moved(
            Move.NEXT_STEP,
            procedure=self.steps[0],
            transferred_from=self.procedure,
            steps=self.steps[1:],
            **_FREE,
        )

    def come_back(self) -> Ticket:
        """The other procedure is done: back to the counter that asked for the visitor."""
        return self._moved(
            Move.NEXT_STEP,
            procedure=self.transferred_from or self.procedure,
            transferred_from=self.procedure,
            come_back_to=None,
            **{**_FREE, "reserved_for": self.come_back_to},
        )

    def unreserved(self) -> Ticket:
        """The counter that asked for the visitor has closed: any other may call."""
        return dataclasses.replace(self, reserved_for=None, revision=self.revision + 1)

    def cancel(self, *, now: dt.datetime) -> Ticket:
        """The visitor gives up; the number is never given again."""
        return self._moved(Move.CANCEL, ended_at=now)

    def readmit(self, *, now: dt.datetime, rules: Rules, accepted: bool = False) -> Ticket:
        """A late return, once and in time (Q-03), at the old rank. Raises ReturnTooLate.

        Two people may accept one later still, by `late_acceptance` at most (AT-16).
        """
        moved = self._moved(Move.READMIT, ended_at=None, returned=True, **_FREE)
        until = self.returnable_until(rules)
        if until is not None and accepted:
            until += rules.late_acceptance
        if until is None or now > until:
            raise ReturnTooLate(self.number, until)
        return moved

    def returnable_until(self, rules: Rules) -> dt.datetime | None:
        """Until when an absent visitor may come back; None if the return was used."""
        if self.returned or self.ended_at is None:
            return None
        return self.ended_at + rules.late_return_within

    # --- taking back, and closing ------------------------------------------------------------

    def return_to_queue(self) -> Ticket:
        """Take back a wrong call: the ticket waits again as if it had not been called."""
        calls = max(0, self.calls - 1)
        return self._moved(
            Move.RETURN,
            counter=None,
            calls=calls,
            called_at=None,
            first_called_at=self.first_called_at if calls else None,
        )

    def unstart(self) -> Ticket:
        """Take back "the person is here"."""
        return self._moved(Move.UNSTART, started_at=None)

    def reopen(self) -> Ticket:
        """Take back a completion."""
        return self._moved(Move.REOPEN, ended_at=None)

    def reinstate(self, counter: CounterId) -> Ticket:
        """Take back an absence, a postponement or a parking: called to *counter*, as before."""
        return self._moved(
            Move.REINSTATE, ended_at=None, parked_at=None, counter=counter, not_before=None
        )

    def unaside(self, counter: CounterId) -> Ticket:
        """Take back a parking: served at *counter* as if it had not been put aside."""
        return self._moved(Move.RESUME, counter=counter, parked_at=None, note="")

    def untransfer(self, move: Move, **before: object) -> Ticket:
        """Take back a transfer: for the procedure it came for, in the place it had *before*.

        *move* says which place: UNTRANSFER served, REINSTATE called, TRANSFER waiting.
        """
        return self._moved(
            move,
            procedure=self.transferred_from or self.procedure,
            transferred_from=None,
            come_back_to=None,
            **before,
        )

    def expire(self, *, now: dt.datetime) -> Ticket:
        """Close what the day left open; a ticket dies at closing (AT-12)."""
        return self._moved(Move.EXPIRE, ended_at=now)

    def at(self, counter: CounterId | None) -> Ticket:
        """Return self if *counter* is None or this ticket's. Raises OtherCounter."""
        if counter is not None and self.counter is not None and counter != self.counter:
            raise OtherCounter(self.number, self.counter, counter)
        return self

    def _moved(self, move: Move, **fields: object) -> Ticket:
        if move not in MOVES[self.status]:
            possible = tuple(str(other) for other in MOVES[self.status])
            raise ImpossibleMove(self.number, move, self.status, possible)
        return dataclasses.replace(
            self,
            status=MOVES[self.status][move],
            revision=self.revision + 1,
            **fields,  # type: ignore[arg-type]  # the callers above name Ticket's own fields
        )


_FREE: dict[str, object] = {
    "counter": None,
    "reserved_for": None,
    "calls": 0,
    "first_called_at": None,
    "called_at": None,
    "not_before": None,
    "started_at": None,
    "parked_at": None,
}
"""What a ticket forgets when it goes back among those who wait for another counter."""
