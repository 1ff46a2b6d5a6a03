"""`desk-app queue`: who waits, and the verbs of calling and serving (cli/queue_acts)."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.cli import queue_acts
from desk_app.cli.approval import approval
from desk_app.cli.command import (
    Answer,
    Call,
    Command,
    Option,
    Words,
    flag,
    needed,
    positional,
    switch,
    whole,
)
from desk_app.cli.output import table
from desk_app.services.counter import queue_list
from desk_app.words.catalogue import _
from desk_app.words.dates import minutes
from desk_app.words.reasons import reason
from desk_app.words.texts import spaced

Run = Callable[[Call], Answer]


def _list(call: Call) -> Answer:
    desk = call.desk
    lines = queue_list(
        queue_acts.counter_maybe(call), language=call.language, read=desk.read, clock=desk.clock
    )
    rows = [
        (
            str(rank),
            spaced(line.number),
            line.name,
            minutes(line.waited),
            reason(line.reason),
        )
        for rank, line in enumerate(lines, start=1)
    ]
    return Answer(
        data=[
            {
                "number": line.number,
                "procedure": line.procedure,
                "waited_minutes": int(line.waited.total_seconds() // 60),
                "why": reason(line.reason),
                "reason": line.reason.why.value,
                "priority": line.priority.value if line.priority else None,
            }
            for line in lines
        ],
        lines=table(rows, right=frozenset({0, 3})) or (_("Nobody is waiting."),),
    )


_NUMBER = positional("number", lambda: _("ticket number, such as C042"))
_AT = needed("--counter", lambda: _("number of the counter"), metavar="N", kind=whole)
_MAYBE_AT = flag("--counter", lambda: _("number of the counter"), metavar="N", kind=whole)
_NOTE = flag("--note", lambda: _("why, in a few words"), metavar="TEXT")
_TO = needed("--procedure", lambda: _("code of the procedure"), metavar="CODE")
_COMES_BACK = switch("--come-back", lambda: _("the visitor comes back to this counter afterwards"))
_PAST = switch("--past", lambda: _("the days left open before today instead"))


def _verb(
    name: str,
    help_: Words,
    run: Run,
    *options: Option,
    keys: tuple[str, ...] = ("number", "status"),
) -> Command:
    """Return a command that changes the queue; most answer with a ticket and what it now is."""
    return Command(name=name, help=help_, run=run, keys=keys, options=options, changes=True)


def _call(name: str, help_: Words, run: Run, *options: Option) -> Command:
    """Return a command that calls a ticket to a counter and says why this one."""
    return _verb(name, help_, run, *options, keys=("number", "procedure", "counter", "why"))


def _move(name: str, help_: Words) -> Command:
    """Return a command that moves a ticket, at its counter or at the one named."""
    return _verb(name, help_, queue_acts.move(name), _NUMBER, _MAYBE_AT)


COMMANDS = (
    Command(
        name="list",
        help=lambda: _("Who waits, in the order they would be called, and why."),
        run=_list,
        keys=("number", "procedure", "waited_minutes", "why"),
        options=(_MAYBE_AT,),
        is_list=True,
    ),
    _call("call-next", lambda: _("Call the next ticket to a counter."), queue_acts.call_next, _AT),
    _call(
        "call", lambda: _("Call one waiting ticket out of its turn."),
        queue_acts.call_number, _NUMBER, _AT, *approval(),
    ),
    _move("recall", lambda: _("Call a called ticket again.")),
    _move("start", lambda: _("The person is here.")),
    _move("complete", lambda: _("The visit is over, or goes on to its next procedure.")),
    _call(
        "complete-and-call", lambda: _("End the visit at a counter and call the next ticket."),
        queue_acts.complete_and_call, _AT,
    ),
    _move("no-show", lambda: _("The visitor is absent after the calls of the rule.")),
    _call(
        "absent-and-call", lambda: _("Nobody came yet: call the next, and this one again later."),
        queue_acts.absent_and_call, _NUMBER, _AT,
    ),
    _verb(
        "park", lambda: _("Put the visitor aside."), queue_acts.park, _NUMBER, _MAYBE_AT, _NOTE
    ),
    _move("unpark", lambda: _("The visitor put aside is back: at a counter, or in the queue.")),
    _verb(
        "return", lambda: _("Back into the queue at the old place."), queue_acts.readmit,
        _NUMBER, _MAYBE_AT, *approval(),
    ),
    _verb(
        "transfer",
        lambda: _("Send the visitor to another procedure; number and time are kept."),
        queue_acts.transfer, _NUMBER, _TO, _COMES_BACK,
        keys=("number", "procedure", "status"),
    ),
    _verb(
        "wrong-holder", lambda: _("Record that somebody else came with the ticket."),
        queue_acts.wrong_holder, _NUMBER,
    ),
    _verb(
        "undo", lambda: _("Take back the agent’s last act."), queue_acts.undo,
        keys=("number", "status", "undone"),
    ),
    _verb(
        "close-day", lambda: _("Close today: what is open ends, documents are forgotten."),
        queue_acts.close, _PAST, keys=("day",),
    ),
)  # fmt: skip
