"""What happened to a ticket, for the undo bar and the list of acts; and the names of statuses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from desk_app.domain.counters import CounterState
from desk_app.domain.people import Role
from desk_app.domain.tickets import Move, TicketStatus
from desk_app.words.catalogue import _, pgettext
from desk_app.words.texts import spaced


class Act(Protocol):
    """What a sentence about an act needs; `services.counter.ActLine` is one."""

    @property
    def kind(self) -> str: ...
    @property
    def operation(self) -> str: ...
    @property
    def number(self) -> str: ...
    @property
    def procedure(self) -> str: ...
    @property
    def counter(self) -> int | None: ...


def done(operation: str, number: str, *, counter: int | None = None, procedure: str = "") -> str:
    """Return what was done to *number*: `C 042 appelé au guichet 3`.

    *operation* is that of a `Changes`, an `Undoable`, or a move of the table. One without a
    sentence of its own gives the number alone.
    """
    shown = {"number": spaced(number), "counter": counter, "procedure": procedure}
    if counter is None and operation in _CALLS:
        operation = "called"
    if not procedure and operation in {Move.TRANSFER, Move.NEXT_STEP}:
        operation = "sent_on"
    sentence = _DONE.get(operation)
    return sentence().format(**shown) if sentence else spaced(number)


def act_line(act: Act) -> str:
    """Return a line of an agent's last acts."""
    operation = _KINDS.get(act.kind, act.operation)
    if act.kind == "TicketCalled" and act.operation == "recall":
        operation = "recall"
    return done(operation, act.number, counter=act.counter, procedure=act.procedure)


def status_name(status: TicketStatus | str) -> str:
    """Return a ticket's status in plain words: `en attente`, `mis de côté`."""
    return _STATUSES[TicketStatus(status)]()


def move_name(move: Move | str) -> str:
    """Return what a person can do, as an instruction: `appeler`, `mettre de côté`."""
    return (_PAPER_ACTS.get(move) or _MOVES[Move(move)])()


def counter_state(state: CounterState | str | None) -> str:
    """Return what a counter does; None is one that nobody has opened today."""
    return _COUNTERS[CounterState(state) if state else CounterState.CLOSED]()


def role_name(role: Role | str) -> str:
    """Return what an agent is at the site."""
    return _ROLES[Role(role)]()


_CALLS = frozenset({"call", "call_next", "call_number"})
_KINDS = {
    "TicketIssued": "issue",
    "TicketCalled": "call",
    "WrongHolder": "wrong_holder",
    "TicketReprinted": "reprint",
    "IdentityCorrected": "correct",
}

_DONE: Mapping[str, Callable[[], str]] = {
    "issue": lambda: _("{number} handed out"),
    "reprint": lambda: _("{number} printed again"),
    "confirm": lambda: _("{number}: print checked"),
    "call": lambda: _("{number} called to counter {counter}"),
    "call_next": lambda: _("{number} called to counter {counter}"),
    "call_number": lambda: _("{number} called to counter {counter}"),
    "called": lambda: _("{number} called"),
    "recall": lambda: _("{number} called again"),
    "start": lambda: _("{number} has begun"),
    "complete": lambda: _("{number} finished"),
    "no_show": lambda: _("{number} absent"),
    "postpone": lambda: _("{number} absent, will be called again"),
    "park": lambda: _("{number} put aside"),
    "unpark": lambda: _("{number} taken up again"),
    "resume": lambda: _("{number} taken up again"),
    "return": lambda: _("{number} back in the queue"),
    "readmit": lambda: _("{number} came back, in the queue again"),
    "transfer": lambda: _("{number} transferred to {procedure}"),
    "next_step": lambda: _("{number} goes on to {procedure}"),
    "sent_on": lambda: _("{number} transferred"),
    "cancel": lambda: _("{number} cancelled"),
    "correct": lambda: _("{number}: identity corrected"),
    "wrong_holder": lambda: _("{number} was brought by somebody else"),
    "unstart": lambda: _("{number} has not begun after all"),
    "reopen": lambda: _("{number} is not finished after all"),
    "reinstate": lambda: _("{number} is not absent after all"),
    "untransfer": lambda: _("{number}: transfer taken back"),
    "expire": lambda: _("{number} closed with the day"),
    "undo": lambda: _("{number}: last act taken back"),
}

_STATUSES: Mapping[TicketStatus, Callable[[], str]] = {
    TicketStatus.WAITING: lambda: pgettext("ticket", "waiting"),
    TicketStatus.CALLED: lambda: pgettext("ticket", "called"),
    TicketStatus.SERVING: lambda: pgettext("ticket", "at the counter"),
    TicketStatus.PARKED: lambda: pgettext("ticket", "put aside"),
    TicketStatus.COMPLETED: lambda: pgettext("ticket", "finished"),
    TicketStatus.NO_SHOW: lambda: pgettext("ticket", "absent"),
    TicketStatus.CANCELLED: lambda: pgettext("ticket", "cancelled"),
}

_MOVES: Mapping[Move, Callable[[], str]] = {
    Move.CALL: lambda: pgettext("move", "call"),
    Move.RECALL: lambda: pgettext("move", "call again"),
    Move.START: lambda: pgettext("move", "begin"),
    Move.COMPLETE: lambda: pgettext("move", "finish"),
    Move.MARK_NO_SHOW: lambda: pgettext("move", "mark absent"),
    Move.POSTPONE: lambda: pgettext("move", "call later"),
    Move.PARK: lambda: pgettext("move", "put aside"),
    Move.UNPARK: lambda: pgettext("move", "put back in the queue"),
    Move.RESUME: lambda: pgettext("move", "take up again"),
    Move.RETURN: lambda: pgettext("move", "put back in the queue"),
    Move.READMIT: lambda: pgettext("move", "let in again"),
    Move.TRANSFER: lambda: pgettext("move", "transfer"),
    Move.NEXT_STEP: lambda: pgettext("move", "go on to the next procedure"),
    Move.CANCEL: lambda: pgettext("move", "cancel"),
    Move.UNSTART: lambda: pgettext("move", "take back the beginning"),
    Move.REOPEN: lambda: pgettext("move", "take back the end"),
    Move.REINSTATE: lambda: pgettext("move", "take back the absence"),
    Move.UNTRANSFER: lambda: pgettext("move", "take back the transfer"),
    Move.EXPIRE: lambda: pgettext("move", "close with the day"),
}

_PAPER_ACTS: Mapping[str, Callable[[], str]] = {
    "reprint": lambda: pgettext("move", "print again"),
    "confirm": lambda: pgettext("move", "say whether it came out"),
}

_COUNTERS: Mapping[CounterState, Callable[[], str]] = {
    CounterState.OPEN: lambda: pgettext("counter", "open"),
    CounterState.PAUSED: lambda: pgettext("counter", "paused"),
    CounterState.CLOSED: lambda: pgettext("counter", "closed"),
}

_ROLES: Mapping[Role, Callable[[], str]] = {
    Role.AGENT: lambda: pgettext("role", "reception agent"),
    Role.COUNTER: lambda: pgettext("role", "counter agent"),
    Role.SUPERVISOR: lambda: pgettext("role", "person in charge"),
    Role.ADMINISTRATOR: lambda: pgettext("role", "administrator"),
    Role.AUDITOR: lambda: pgettext("role", "auditor"),
}
