"""`desk-app queue`: who waits, and the verbs of calling and serving (cli/queue_acts)."""

from __future__ import annotations

from desk_app.cli import queue_acts
from desk_app.cli.command import Answer, Call, Command, flag, needed, positional, switch, whole
from desk_app.cli.output import table
from desk_app.services.counter import queue_list
from desk_app.words.catalogue import _
from desk_app.words.dates import minutes
from desk_app.words.reasons import reason
from desk_app.words.texts import spaced


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
_CALLED = ("number", "procedure", "counter", "why")
_MOVED = ("number", "status")

COMMANDS = (
    Command(
        name="list",
        help=lambda: _("Who waits, in the order they would be called, and why."),
        run=_list,
        keys=("number", "procedure", "waited_minutes", "why"),
        options=(_MAYBE_AT,),
        is_list=True,
    ),
    Command(
        name="call-next",
        help=lambda: _("Call the next ticket to a counter."),
        run=queue_acts.call_next,
        keys=_CALLED,
        options=(_AT,),
        changes=True,
    ),
    Command(
        name="call",
        help=lambda: _("Call one waiting ticket out of its turn."),
        run=queue_acts.call_number,
        keys=_CALLED,
        options=(_NUMBER, _AT),
        changes=True,
    ),
    Command(
        name="recall",
        help=lambda: _("Call a called ticket again."),
        run=queue_acts.move("recall"),
        keys=_MOVED,
        options=(_NUMBER, _MAYBE_AT),
        changes=True,
    ),
    Command(
        name="start",
        help=lambda: _("The person is here."),
        run=queue_acts.move("start"),
        keys=_MOVED,
        options=(_NUMBER, _MAYBE_AT),
        changes=True,
    ),
    Command(
        name="complete",
        help=lambda: _("The visit is over, or goes on to its next procedure."),
        run=queue_acts.move("complete"),
        keys=_MOVED,
        options=(_NUMBER, _MAYBE_AT),
        changes=True,
    ),
    Command(
        name="complete-and-call",
        help=lambda: _("End the visit at a counter and call the next ticket."),
        run=queue_acts.complete_and_call,
        keys=_CALLED,
        options=(_AT,),
        changes=True,
    ),
    Command(
        name="no-show",
        help=lambda: _("The visitor is absent after the calls of the rule."),
        run=queue_acts.move("no-show"),
        keys=_MOVED,
        options=(_NUMBER, _MAYBE_AT),
        changes=True,
    ),
    Command(
        name="absent-and-call",
        help=lambda: _("Nobody came yet: call the next, and this one again later."),
        run=queue_acts.absent_and_call,
        keys=_CALLED,
        options=(_NUMBER, _AT),
        changes=True,
    ),
    Command(
        name="park",
        help=lambda: _("Put the visitor aside."),
        run=queue_acts.park,
        keys=_MOVED,
        options=(
            _NUMBER,
            _MAYBE_AT,
            flag("--note", lambda: _("why, in a few words"), metavar="TEXT"),
        ),
        changes=True,
    ),
    Command(
        name="unpark",
        help=lambda: _("The visitor put aside is back: at a counter, or in the queue."),
        run=queue_acts.move("unpark"),
        keys=_MOVED,
        options=(_NUMBER, _MAYBE_AT),
        changes=True,
    ),
    Command(
        name="return",
        help=lambda: _("Back into the queue at the old place."),
        run=queue_acts.move("return"),
        keys=_MOVED,
        options=(_NUMBER, _MAYBE_AT),
        changes=True,
    ),
    Command(
        name="transfer",
        help=lambda: _("Send the visitor to another procedure; number and time are kept."),
        run=queue_acts.transfer,
        keys=("number", "procedure", "status"),
        options=(
            _NUMBER,
            needed("--procedure", lambda: _("code of the procedure"), metavar="CODE"),
            switch("--come-back", lambda: _("the visitor comes back to this counter afterwards")),
        ),
        changes=True,
    ),
    Command(
        name="wrong-holder",
        help=lambda: _("Record that somebody else came with the ticket."),
        run=queue_acts.wrong_holder,
        keys=_MOVED,
        options=(_NUMBER,),
        changes=True,
    ),
    Command(
        name="undo",
        help=lambda: _("Take back the agent’s last act."),
        run=queue_acts.undo,
        keys=("number", "status", "undone"),
        changes=True,
    ),
    Command(
        name="close-day",
        help=lambda: _("Close today: what is open ends, documents are forgotten."),
        run=queue_acts.close,
        keys=("day",),
        options=(switch("--past", lambda: _("the days left open before today instead")),),
        changes=True,
    ),
)
