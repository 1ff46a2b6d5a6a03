"""A played reception day: what happens when, in the order of its clock. Keys are seats.py's."""

from __future__ import annotations

import dataclasses
import datetime as dt
import heapq
import itertools
import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial

from desk_app.app.counters import Counters
from desk_app.app.robot import PlayedClock
from desk_app.app.seats import Seats
from desk_app.domain.counters import CounterId
from desk_app.domain.simulation import Visit
from desk_app.domain.tickets import TicketNumber

_WRONG_CALL_SHARE = 0.02
_WRONG_TICKET_SHARE = 0.02
_ASIDE_SHARE = 0.04  # visits that stop for a photocopy or a missing paper
_NOBODY_AFTER = dt.timedelta(seconds=40)
_ASIDE_FOR = dt.timedelta(minutes=7)
_LATE_BY = dt.timedelta(minutes=6)
_LUNCH = dt.timedelta(minutes=35)
_REACTION = dt.timedelta(seconds=6)
_NOTES = 4  # keys of the usual reasons to be put aside


@dataclasses.dataclass(slots=True)
class Case:
    """A visitor with a ticket: what is still to happen to them."""

    visit: Visit
    comes: bool
    is_late: bool
    rest: dt.timedelta
    is_transferred: bool = False
    was_aside: bool = False


@dataclasses.dataclass(slots=True)
class _Counter:
    """What an agent at a counter has in mind."""

    is_free: bool = True
    wants_pause: bool = False
    is_paused: bool = False
    back: list[TicketNumber] = dataclasses.field(default_factory=list)


class ReceptionDay:
    """Visits come, are called, served, absent, sent on, put aside; `run` ends with nobody left."""

    def __init__(
        self,
        seats: Seats,
        counters: Counters,
        clock: PlayedClock,
        *,
        rng: random.Random,
        on_visit: Callable[[int], None],
    ) -> None:
        self._seats, self._hands, self._book = seats, counters, seats.book
        self._clock, self._rng, self._on_visit = clock, rng, on_visit
        self._agenda: list[tuple[dt.datetime, int, Callable[[], None]]] = []
        self._turn = itertools.count()
        self._counters: dict[CounterId, _Counter] = defaultdict(_Counter)
        self._opened: set[CounterId] = set()
        self.cases: dict[TicketNumber, Case] = {}
        self.undone = 0

    def plan(self, at: dt.datetime, act: Callable[[], None]) -> None:
        """Have *act* done at *at*."""
        heapq.heappush(self._agenda, (at, next(self._turn), act))

    def plan_visits(self, visits: Sequence[Visit]) -> None:
        """Have all *visits* come."""
        for visit in visits:
            self.plan(visit.arrives_at, partial(self._arrive, visit))

    def plan_counter(self, counter: CounterId, opens: dt.datetime, pauses: dt.datetime) -> None:
        """Have *counter* opened at *opens* and paused a while from *pauses*."""
        self.plan(opens, partial(self._open, counter))
        self.plan(pauses, partial(self._wish_pause, counter))

    def run(self) -> None:
        """Do everything in the order of the clock. Raises WindowLost."""
        while self._agenda:
            at, _turn, act = heapq.heappop(self._agenda)
            self._clock.reach(at)
            act()

    # --- the reception -------------------------------------------------------------------------

    def _arrive(self, visit: Visit) -> None:
        number = self._seats.give_ticket(visit)
        if self._rng.random() < _WRONG_TICKET_SHARE:
            self._seats.take_back(number)
            self.undone += 1
            number = self._seats.give_ticket(visit)
        self.cases[number] = Case(visit, visit.comes_when_called, visit.returns_late, visit.service)
        self._on_visit(len(self.cases))
        self._wake()

    # --- the counters --------------------------------------------------------------------------

    def _open(self, counter: CounterId) -> None:
        self._hands.open_counter(counter)
        self._opened.add(counter)
        self._wake()

    def _wake(self) -> None:
        """Have the free counters call, as many as can be called."""
        free = [number for number in sorted(self._opened) if self._is_free(number)]
        for counter in free[: self._book.callable()]:
            self._counters[counter].is_free = False
            self._after(_REACTION, partial(self._call, counter))

    def _is_free(self, counter: CounterId) -> bool:
        mind = self._counters[counter]
        return mind.is_free and not mind.is_paused

    def _call(self, counter: CounterId) -> None:
        self._called(counter, self._hands.call(counter))

    def _called(self, counter: CounterId, number: TicketNumber | None) -> None:
        if number is None:
            self._free(counter)
            return
        if self._rng.random() < _WRONG_CALL_SHARE:
            self._hands.do(counter, "Z")
            self.undone += 1
            self._after(_REACTION, partial(self._call, counter))
        elif self.cases[number].comes:
            walk = dt.timedelta(seconds=self._rng.uniform(8, 30))
            self._after(walk, partial(self._start, counter, number))
        else:
            self._after(_NOBODY_AFTER, partial(self._nobody, counter, number))

    def _start(self, counter: CounterId, number: TicketNumber) -> None:
        self._hands.start(counter)
        case = self.cases[number]
        if not case.was_aside and self._rng.random() < _ASIDE_SHARE:
            case.was_aside = True
            part = case.rest * 0.4
            case.rest -= part
            self._after(part, partial(self._put_aside, counter, number))
        else:
            self._after(case.rest, partial(self._finish, counter, number))

    def _finish(self, counter: CounterId, number: TicketNumber) -> None:
        case, mind = self.cases[number], self._counters[counter]
        target = case.visit.transfers_to
        if target is not None and not case.is_transferred and target != self._procedure(number):
            case.is_transferred, case.rest = True, case.visit.service
            self._hands.transfer(counter, target)
            self._free(counter)
        elif mind.back or mind.wants_pause:
            self._hands.do(counter, "T")
            self._free(counter)
        else:
            called = self._hands.finish_and_call(counter)
            self._free(counter) if called is None else self._called(counter, called)

    def _put_aside(self, counter: CounterId, number: TicketNumber) -> None:
        self._hands.park(counter, self._rng.randint(1, _NOTES))
        self._after(_ASIDE_FOR, partial(self._is_back, counter, number))
        self._free(counter)

    def _is_back(self, counter: CounterId, number: TicketNumber) -> None:
        self._counters[counter].back.append(number)
        if self._is_free(counter):
            self._free(counter)

    def _free(self, counter: CounterId) -> None:
        """Nobody is at *counter*: who is back comes first, then the pause, then the queue."""
        mind = self._counters[counter]
        mind.is_free = False
        if mind.back:
            number = mind.back.pop(0)
            self._hands.take_up(counter, number)
            self._after(self.cases[number].rest, partial(self._finish, counter, number))
        elif mind.wants_pause:
            mind.wants_pause, mind.is_paused = False, True
            self._hands.do(counter, "P")
            self._after(_LUNCH, partial(self._resume, counter))
        else:
            mind.is_free = True
            self._wake()

    def _wish_pause(self, counter: CounterId) -> None:
        self._counters[counter].wants_pause = True
        if self._is_free(counter):
            self._free(counter)

    def _resume(self, counter: CounterId) -> None:
        self._hands.do(counter, "Return")
        self._counters[counter].is_paused = False
        self._free(counter)

    # --- absent ----------------------------------------------------------------------------------

    def _nobody(self, counter: CounterId, number: TicketNumber) -> None:
        """Q-03: called again, now or after the others, and absent after the last call."""
        ticket, rules = self._book.ticket(number), self._seats.site.rules
        if ticket.calls >= rules.calls_before_no_show:
            self._hands.do(counter, "A")
            if self.cases[number].is_late:
                self._after(_LATE_BY, partial(self._come_back, counter, number))
            self._free(counter)
        elif self._book.callable():
            called = self._hands.do(counter, "A")
            again = ticket.recallable_at(rules) + _REACTION
            self.plan(max(again, self._now), self._wake)
            self._free(counter) if called is None else self._called(counter, called)
        else:
            at = ticket.recallable_at(rules) + dt.timedelta(seconds=2)
            self.plan(max(at, self._now), partial(self._recall, counter, number))

    def _recall(self, counter: CounterId, number: TicketNumber) -> None:
        self._hands.do(counter, "R")
        self._after(_NOBODY_AFTER, partial(self._nobody, counter, number))

    def _come_back(self, counter: CounterId, number: TicketNumber) -> None:
        case = self.cases[number]
        case.comes, case.is_late = True, False
        self._hands.readmit(counter, number)
        self._wake()

    # --- time ------------------------------------------------------------------------------------

    @property
    def _now(self) -> dt.datetime:
        return self._clock()

    def _after(self, length: dt.timedelta, act: Callable[[], None]) -> None:
        self.plan(self._now + length, act)

    def _procedure(self, number: TicketNumber) -> str:
        return self._book.ticket(number).procedure
