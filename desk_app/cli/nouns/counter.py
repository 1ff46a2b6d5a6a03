"""`desk-app counter`: the places visitors are called to, and what each does today."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.cli.command import Answer, Call, Command, Words, positional, whole
from desk_app.cli.output import table
from desk_app.domain.counters import CounterId, CounterState
from desk_app.services.direction import set_counter, sit_down
from desk_app.services.supervision import supervision
from desk_app.words.catalogue import _
from desk_app.words.dates import minutes
from desk_app.words.moves import counter_state
from desk_app.words.texts import spaced


def _list(call: Call) -> Answer:
    desk = call.desk
    lines = supervision(
        language=call.language, read=desk.read, clock=desk.clock, holidays=desk.holidays
    ).counters
    return Answer(
        data=[
            {
                "counter": line.number,
                "state": (line.state or CounterState.CLOSED).value,
                "number": line.number_here,
                "since_minutes": int(line.since.total_seconds() // 60) if line.since else None,
            }
            for line in lines
        ],
        lines=table(
            [
                (
                    str(line.number),
                    counter_state(line.state),
                    spaced(line.number_here) if line.number_here else "",
                    minutes(line.since) if line.since else "",
                )
                for line in lines
            ]
        ),
    )


def _set(state: CounterState) -> Callable[[Call], Answer]:
    def run(call: Call) -> Answer:
        number = _number(call)
        set_counter(number, state, by=call.by, begin=call.desk.begin, clock=call.desk.clock)
        return _answer(number, state)

    return run


def _sit(call: Call) -> Answer:
    number = _number(call)
    sit_down(number, by=call.by, begin=call.desk.begin, clock=call.desk.clock)
    return _answer(number, CounterState.OPEN)


def _answer(number: CounterId, state: CounterState) -> Answer:
    said = _("Counter {counter}: {state}.").format(counter=number, state=counter_state(state))
    return Answer(data={"counter": number, "state": state.value}, lines=(said,))


def _number(call: Call) -> CounterId:
    return CounterId(call.values.number("counter"))


_COUNTER = positional("counter", lambda: _("number of the counter"), kind=whole)
_KEYS = ("counter", "state")


def _verb(name: str, help_: Words, run: Callable[[Call], Answer]) -> Command:
    """Return a command that changes one counter and says what it now does."""
    return Command(name=name, help=help_, run=run, keys=_KEYS, options=(_COUNTER,), changes=True)


COMMANDS = (
    Command(
        name="list",
        help=lambda: _("What each counter does now."),
        run=_list,
        keys=("counter", "state", "number", "since_minutes"),
        is_list=True,
    ),
    _verb("open", lambda: _("Open a counter."), _set(CounterState.OPEN)),
    _verb("sit", lambda: _("Take place at a counter and open it."), _sit),
    _verb(
        "pause",
        lambda: _("Pause a counter: nobody new is called to it."),
        _set(CounterState.PAUSED),
    ),
    _verb(
        "close",
        lambda: _("Close a counter: who is there is served to the end."),
        _set(CounterState.CLOSED),
    ),
)
