"""A reception played at random on one or several stores at once, by the real services."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from desk_app.domain.counters import CounterId, CounterState
from desk_app.domain.errors import DeskError
from desk_app.domain.overrides import Override
from desk_app.domain.people import AgentLogin, parse_document
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.tickets import Priority
from desk_app.services import direction, moves, tickets, undo
from desk_app.services.board import board
from desk_app.services.counter import queue_list
from desk_app.services.handing import Printer
from desk_app.services.issuing import Order, issue
from tests.acts import agreed
from tests.fakes import FakeClock

START = dt.datetime(2026, 1, 5, 8, 0, tzinfo=dt.UTC)
AGENT = AgentLogin("hgarnier")
"""A supervisor: opens counters, and makes exceptions with a colleague without a quota."""
_EXCEPTIONS = {
    tickets.call_number: Override.OUT_OF_ORDER,
    moves.return_to_queue: Override.LATE_ACCEPTANCE,
}
PROCEDURES = st.sampled_from(["INFO", "RECEP_RNV", "REM_TITRE"]).map(ProcedureCode)
CHAINS = st.sampled_from(
    [
        (),
        (),
        ("INFO",),
        ("RECEP_RNV",),
        ("REM_TITRE",),
        ("INFO", "REM_TITRE"),
        ("REM_TITRE", "INFO"),
    ]
)
COUNTERS = st.sampled_from([1, 2, 5]).map(CounterId)
DOCUMENTS = [parse_document(f"foreigner_number:93042187{n:02d}") for n in range(3)]
_weeks = itertools.count()
_ids = itertools.count(1)


class Reception(RuleBasedStateMachine):
    """Every rule does the same act on all stores; subclasses say which and what must hold.

    Each run works in a week of its own, so that stores are opened once and days are fresh.
    """

    stores: tuple[object, ...] = ()

    @initialize()
    def opens(self) -> None:
        self.clock = FakeClock(START + dt.timedelta(weeks=next(_weeks)))
        self.numbers: list[str] = []
        self.answers: list[object] = []

    @rule(
        procedure=PROCEDURES,
        priority=st.sampled_from([None, None, Priority.CMI, Priority.FAMILY, Priority.LOCAL]),
        party=st.integers(1, 3),
        document=st.sampled_from([None, *DOCUMENTS]),
        steps=CHAINS,
    )
    def issues(self, procedure, priority, party, document, steps=()):
        order = Order(
            procedure=procedure, priority=priority, party=party, document=document, steps=steps
        )
        first_id = next(_ids) * 10

        def one(store):
            serial = itertools.count(first_id)
            return issue(
                order,
                by=AGENT,
                agreement=agreed(store, self.clock, Override.LOCAL_PRIORITY, procedure)
                if priority is Priority.LOCAL
                else None,
                begin=store.begin,
                clock=self.clock,
                new_id=lambda: UUID(int=next(serial)),
                new_code=lambda: "7K4M2QXD",
                keyed_hash=bytes.hex,
                holidays=lambda _: frozenset(),
                printer=lambda: Printer(address="file:///dev/null", profile="generic-80mm"),
            )

        answer = self.on_each(one)
        if not isinstance(answer, tuple):
            self.numbers.append(answer.ticket.number)

    @rule(counter=COUNTERS)
    def calls_next(self, counter):
        self.answers.append(self.does(tickets.call_next, counter))

    @rule(counter=COUNTERS)
    def finishes_and_calls(self, counter):
        self.does(tickets.finish_and_call_next, counter)

    @rule(counter=COUNTERS, data=st.data())
    def puts_off(self, counter, data):
        self.does(tickets.absent_and_call_next, counter, self.some(data))

    @rule(counter=COUNTERS, data=st.data())
    def calls_number(self, counter, data):
        self.does(tickets.call_number, self.some(data), counter)

    @rule(
        data=st.data(),
        move=st.sampled_from(
            [
                tickets.recall,
                moves.start_serving,
                moves.complete,
                moves.mark_no_show,
                moves.park,
                moves.unpark,
                moves.return_to_queue,
            ]
        ),
        counter=st.sampled_from([None, CounterId(1), CounterId(2)]),
    )
    def moves(self, data, move, counter):
        self.does(move, self.some(data), counter=counter)

    @rule(data=st.data(), procedure=PROCEDURES, comes_back=st.booleans())
    def transfers(self, data, procedure, comes_back):
        self.does(moves.transfer, self.some(data), procedure, comes_back=comes_back)

    @rule(data=st.data())
    def cancels(self, data):
        self.does(moves.cancel, self.some(data))

    @rule()
    def takes_back(self):
        self.does(undo.undo_last)

    @rule(counter=COUNTERS, state=st.sampled_from(CounterState))
    def changes_counter(self, counter, state):
        self.does(direction.set_counter, counter, state)

    @rule(seconds=st.sampled_from([1, 30, 61, 600, 1500]))
    def time_passes(self, seconds):
        self.clock.passes(seconds=seconds)

    def some(self, data) -> str:
        return data.draw(st.sampled_from(self.numbers)) if self.numbers else "A001"

    def does(self, act: Callable[..., object], *subject: object, **fields: object) -> object:
        """Do *act* in the agent's name on every store."""

        def one(store):
            if act not in _EXCEPTIONS:
                return act(*subject, **fields, by=AGENT, begin=store.begin, clock=self.clock)
            agreement = agreed(store, self.clock, _EXCEPTIONS[act], str(subject[0]))
            return act(
                *subject,
                **fields,
                by=AGENT,
                begin=store.begin,
                clock=self.clock,
                agreement=agreement,
            )

        return self.on_each(one)

    def on_each(self, one: Callable[[object], object]) -> object:
        """Do *one* on every store. A refusal is an answer too, and all must answer alike."""
        answers = [_answer(one, store) for store in self.stores]
        assert all(other == answers[0] for other in answers[1:]), answers
        return answers[0]

    @invariant()
    def stores_show_the_same(self):
        if len(self.stores) > 1:
            shown = [self.shows(store) for store in self.stores]
            assert all(other == shown[0] for other in shown[1:])

    def shows(self, store) -> object:
        queue = queue_list(None, language="fr", read=store.read, clock=self.clock)
        screen = board(read=store.read, clock=self.clock, holidays=lambda _: frozenset())
        return queue, screen.calls


def _answer(one: Callable[[object], object], store: object) -> object:
    try:
        return one(store)
    except DeskError as error:
        return type(error).__name__, error.args
