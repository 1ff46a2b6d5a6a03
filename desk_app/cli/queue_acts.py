"""What the verbs of `desk-app queue` do: the calls and the moves of a ticket at a counter."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.cli.approval import agreement
from desk_app.cli.command import Answer, Call, Json
from desk_app.domain.counters import CounterId
from desk_app.domain.hours import business_day
from desk_app.domain.overrides import Override
from desk_app.domain.procedures import ProcedureCode
from desk_app.services import moves, tickets
from desk_app.services.direction import close_day, close_past_days
from desk_app.services.outcomes import Outcome
from desk_app.services.undo import undo_last, undoable
from desk_app.words.catalogue import _
from desk_app.words.dates import long_date
from desk_app.words.moves import done
from desk_app.words.reasons import reason_of_call


def counter_maybe(call: Call) -> CounterId | None:
    """Return the counter of the command, None if it was left out."""
    number = call.values.maybe_number("counter")
    return None if number is None else CounterId(number)


def call_next(call: Call) -> Answer:
    """Call the next ticket to a counter."""
    return _called(
        tickets.call_next(_counter(call), by=call.by, begin=call.desk.begin, clock=call.desk.clock)
    )


def call_number(call: Call) -> Answer:
    """Call one waiting ticket out of its turn."""
    number = call.values.text("number")
    return _called(
        tickets.call_number(
            number,
            _counter(call),
            by=call.by,
            begin=call.desk.begin,
            clock=call.desk.clock,
            agreement=agreement(call, Override.OUT_OF_ORDER, number),
        )
    )


def readmit(call: Call) -> Answer:
    """Put the visitor back in the queue at the old place."""
    number = call.values.text("number")
    return _moved(
        moves.return_to_queue(
            number,
            counter=counter_maybe(call),
            by=call.by,
            begin=call.desk.begin,
            clock=call.desk.clock,
            agreement=agreement(call, Override.LATE_ACCEPTANCE, number),
        )
    )


def complete_and_call(call: Call) -> Answer:
    """End the visit at a counter and call the next ticket."""
    return _called(
        tickets.finish_and_call_next(
            _counter(call), by=call.by, begin=call.desk.begin, clock=call.desk.clock
        )
    )


def absent_and_call(call: Call) -> Answer:
    """Put off who did not come and call the next ticket."""
    return _called(
        tickets.absent_and_call_next(
            _counter(call),
            call.values.text("number"),
            by=call.by,
            begin=call.desk.begin,
            clock=call.desk.clock,
        )
    )


def move(name: str) -> Callable[[Call], Answer]:
    """Return the command that makes the move called *name* at a counter."""
    operation = _MOVES[name]

    def run(call: Call) -> Answer:
        return _moved(
            operation(
                call.values.text("number"),
                counter=counter_maybe(call),
                by=call.by,
                begin=call.desk.begin,
                clock=call.desk.clock,
            )
        )

    return run


def park(call: Call) -> Answer:
    """Put the visitor aside."""
    return _moved(
        moves.park(
            call.values.text("number"),
            counter=counter_maybe(call),
            note=call.values.text("note"),
            by=call.by,
            begin=call.desk.begin,
            clock=call.desk.clock,
        )
    )


def transfer(call: Call) -> Answer:
    """Send the visitor to another procedure."""
    outcome = moves.transfer(
        call.values.text("number"),
        ProcedureCode(call.values.text("procedure")),
        comes_back=call.values.is_set("come_back"),
        by=call.by,
        begin=call.desk.begin,
        clock=call.desk.clock,
    )
    with call.desk.read() as work:
        name = work.site.procedures[outcome.ticket.procedure].short_named(call.language)
    ticket = outcome.ticket
    return Answer(
        data={
            "number": ticket.number,
            "procedure": ticket.procedure,
            "status": ticket.status.value,
        },
        lines=(done("transfer", ticket.number, procedure=name),),
    )


def wrong_holder(call: Call) -> Answer:
    """Record that somebody else came with the ticket."""
    return _moved(
        moves.report_wrong_holder(
            call.values.text("number"), by=call.by, begin=call.desk.begin, clock=call.desk.clock
        )
    )


def undo(call: Call) -> Answer:
    """Take back the agent's last act."""
    desk = call.desk
    last = undoable(call.by, read=desk.read, clock=desk.clock)
    outcome = undo_last(by=call.by, begin=desk.begin, clock=desk.clock)
    ticket = outcome.ticket
    lines = [done("undo", ticket.number)]
    return Answer(
        data={
            "number": ticket.number,
            "status": ticket.status.value,
            "undone": last.operation if last else None,
        },
        lines=tuple(lines),
    )


def close(call: Call) -> Answer:
    """Close today, or the past days left open."""
    desk = call.desk
    if call.values.is_set("past"):
        close_past_days(begin=desk.begin, read=desk.read, clock=desk.clock)
        return Answer(data={"day": None}, lines=(_("No past day is left open."),))
    close_day(by=call.by, begin=desk.begin, clock=desk.clock)
    with desk.read() as work:
        day = business_day(desk.clock(), work.site.time_zone)
    said = _("{day} is closed: nothing is left open.").format(day=long_date(day))
    return Answer(data={"day": day.isoformat()}, lines=(said[:1].upper() + said[1:],))


def _called(outcome: Outcome) -> Answer:
    """The ticket called; with nobody left, the one whose visit ended."""
    ticket, why = outcome.ticket, outcome.reason
    data: dict[str, Json] = {
        "number": ticket.number,
        "procedure": ticket.procedure,
        "counter": ticket.counter,
        "why": reason_of_call(why) if why else None,
        "reason": why.why.value if why else None,
        "status": ticket.status.value,
    }
    lines = [done(outcome.changes.operation, ticket.number, counter=ticket.counter)]
    if why:
        lines.append(reason_of_call(why))
    if outcome.ended:
        ended = outcome.ended
        data["ended"] = {"number": ended.number, "status": ended.status.value}
        lines.insert(0, _ended(outcome))
    elif not why:
        lines.append(_("Nobody else is waiting for this counter."))
    return Answer(data=data, lines=tuple(lines))


def _ended(outcome: Outcome) -> str:
    assert outcome.ended is not None
    operation = "complete" if not outcome.ended.is_active else "postpone"
    return done(operation, outcome.ended.number)


def _moved(outcome: Outcome) -> Answer:
    ticket = outcome.ticket
    return Answer(
        data={"number": ticket.number, "status": ticket.status.value},
        lines=(done(outcome.changes.operation, ticket.number, counter=ticket.counter),),
    )


def _counter(call: Call) -> CounterId:
    return CounterId(call.values.number("counter"))


_MOVES: dict[str, Callable[..., Outcome]] = {
    "recall": tickets.recall,
    "start": moves.start_serving,
    "complete": moves.complete,
    "no-show": moves.mark_no_show,
    "unpark": moves.unpark,
}
