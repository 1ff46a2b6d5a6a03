"""The wait told to a visitor, as a range and an estimation (L-06). Not the order of the queue."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from collections.abc import Mapping, Sequence

from desk_app.domain.calibration import Calibration
from desk_app.domain.flow import Flow, Line, Seat, Stage
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.service_times import ServiceTime, for_party

_CLEAR = 10.0
"""Minutes from which a stated edge is a multiple of five."""
_ABSENCE = 150.0
"""Seconds a counter calls somebody who does not come (Q-03)."""
_UNFORESEEN = 0.25
"""Relative error of a wait that better known times would not mend: pauses, slow days."""
_GUESS = 0.5
"""More of the same, where nobody knows when a counter will open."""
_AT_ONCE = 90.0
"""Standard error, in seconds, of a wait for a counter that is free."""
_LOST_AT_MOST = 0.8
"""Share of a counter's time that later visitors are supposed to take at most."""
_PAUSE = ServiceTime.default(30)  # of a counter, where the site has not learned it
_LONG = dt.timedelta(hours=4)  # no range starts later, none ends later than twice this
_Signature = tuple[int | None, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """Visitors who wait ahead for one procedure: their tickets, and the people these stand for."""

    procedure: ProcedureCode
    tickets: int
    people: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """An open or paused counter: its order of choice, and who is there for what since when.

    *paused_for* is how long a paused counter has been so, None if it is not paused.
    """

    tiers: tuple[frozenset[ProcedureCode], ...]
    busy_procedure: ProcedureCode | None = None
    busy_for: dt.timedelta = dt.timedelta(0)
    party: int = 1
    paused_for: dt.timedelta | None = None

    def tier(self, procedure: ProcedureCode) -> int | None:
        """Return the place of *procedure* in this counter's order of choice, None if not served."""
        for place, codes in enumerate(self.tiers):
            if procedure in codes:
                return place
        return None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """An estimated wait until the first call: eight actual waits in ten should be in the range.

    *at_counter* is the time to expect there, the party counted; *is_guess* says that no open
    counter serves the procedure and that one is supposed to open.
    """

    low: dt.timedelta
    expected: dt.timedelta
    high: dt.timedelta
    at_counter: dt.timedelta
    is_guess: bool = False

    @property
    def minutes(self) -> tuple[int, int]:
        """The range as told to people: whole minutes, in fives above ten, never a single number.

        A wait of half a day or more is told as four to eight hours, whatever its length.
        """
        low, high = _stated(min(self.low, _LONG)), _stated(min(self.high, 2 * _LONG))
        if high > low:
            return low, high
        return low, low + (1 if low < _CLEAR else 5)

    def holds(self, actual: dt.timedelta) -> bool:
        """True if *actual* is inside the range as it was told."""
        low, high = self.minutes
        return low <= actual.total_seconds() / 60 <= high


def estimate(
    procedure: ProcedureCode,
    *,
    priority: bool,
    party: int,
    ahead: Sequence[Ahead],
    counters: Sequence[Working],
    times: Mapping[ProcedureCode, ServiceTime],
    calibration: Calibration,
    no_show_share: float = 0.05,
    arrivals: Mapping[ProcedureCode, float] | None = None,
    priority_share: float = 0.08,
    party_extra: float = 0.5,
    pause: ServiceTime = _PAUSE,
    wait_at_most: dt.timedelta = dt.timedelta(minutes=90),
) -> Wait:
    """Return the wait to tell a new ticket of *procedure*, until its first call.

    *ahead* waits and goes before it where a counter serves both: with legal priority, only those
    who have it too. *counters* are open or on pause, *times* known for every procedure. *arrivals*
    are tickets an hour by procedure lately: some will pass, by legal priority (*priority_share*)
    or because a counter prefers them.
    """
    served = any(counter.tier(procedure) is not None for counter in counters)
    hall = _Hall(
        counters=counters if served else (_to_open(procedure, ahead, counters),),
        is_guess=not served,
        times=times,
        priority=priority,
        no_show_share=no_show_share,
        party_extra=party_extra,
        pause=pause,
        wait_at_most=wait_at_most,
    )
    passing = {} if priority or arrivals is None else arrivals
    middle, error = hall.wait(procedure, ahead, passing, priority_share)
    return hall.told(procedure, party, middle, error, calibration)


@dataclasses.dataclass(slots=True)
class _Tally:
    """A line being counted: tickets waiting and to come an hour, and the seconds they take."""

    tickets: float = 0.0
    seconds: float = 0.0
    coming: float = 0.0
    coming_seconds: float = 0.0

    def line(self, cost: float, priority_share: float) -> Line:
        """Return the line; *cost* is that of a ticket where none is known."""
        if self.tickets:
            cost = self.seconds / self.tickets
        elif self.coming:
            cost = self.coming_seconds / self.coming
        inflow = self.coming / 3600 * (1 - priority_share)
        return Line(tickets=self.tickets, cost=cost, inflow=inflow)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Hall:
    """The counters as they matter to one new ticket; procedures served alike share a line."""

    counters: Sequence[Working]
    is_guess: bool
    times: Mapping[ProcedureCode, ServiceTime]
    priority: bool
    no_show_share: float
    party_extra: float
    pause: ServiceTime
    wait_at_most: dt.timedelta

    def wait(
        self,
        procedure: ProcedureCode,
        ahead: Sequence[Ahead],
        arrivals: Mapping[ProcedureCode, float],
        priority_share: float,
    ) -> tuple[float, float]:
        """Return the middle of the wait and its standard error, in seconds."""
        target = self._signature(procedure)
        lines = {target: _Tally()}
        for group in ahead:
            tally = lines.setdefault(self._signature(group.procedure), _Tally())
            tally.tickets += group.tickets
            tally.seconds += self._cost(group.procedure, group.tickets, group.people)
        for code, per_hour in arrivals.items():
            tally = lines.setdefault(self._signature(code), _Tally())
            tally.coming += per_hour
            tally.coming_seconds += per_hour * self._cost(code, 1, 1)
        own = self._cost(procedure, 1, 1)
        drained = [tally.line(own, priority_share) for tally in lines.values()]
        seats = self._seats(target, lines, priority_share)
        middle = Flow(drained, seats).time_to_call(0)
        most = self.wait_at_most.total_seconds()
        if middle > most:
            bounded = Flow(drained, [seat.by_arrival() for seat in seats]).time_to_call(0)
            middle = min(middle, max(bounded, most))
        return middle, self._error(procedure, ahead, middle)

    def told(
        self,
        procedure: ProcedureCode,
        party: int,
        middle: float,
        error: float,
        calibration: Calibration,
    ) -> Wait:
        """Return the range around *middle*, corrected by what the site has learned."""
        expected = middle * calibration.pace(middle / 60)
        low, high = calibration.edges(expected / 60)
        together = for_party(1, party, self.party_extra)
        return Wait(
            low=dt.timedelta(seconds=max(expected + low * error, 0.0)),
            expected=dt.timedelta(seconds=expected),
            high=dt.timedelta(seconds=expected + high * error),
            at_counter=dt.timedelta(seconds=self.times[procedure].mean * together),
            is_guess=self.is_guess,
        )

    def _signature(self, procedure: ProcedureCode) -> _Signature:
        """Return the tier of *procedure* at each counter; legal priority passes every tier."""
        places = (counter.tier(procedure) for counter in self.counters)
        if self.priority:
            return tuple(None if place is None else 0 for place in places)
        return tuple(places)

    def _cost(self, procedure: ProcedureCode, tickets: float, people: float) -> float:
        """Return the seconds of a counter that *tickets* will take, absences counted."""
        visits = for_party(tickets, people, self.party_extra) * self.times[procedure].mean
        return (1 - self.no_show_share) * visits + self.no_show_share * tickets * _ABSENCE

    def _seats(
        self, target: _Signature, lines: Mapping[_Signature, _Tally], priority_share: float
    ) -> list[Seat]:
        signatures = list(lines)
        lost = [0.0] * len(self.counters)
        for signature, tally in lines.items():
            serving = [at for at, place in enumerate(signature) if place is not None]
            for at in serving:
                lost[at] += tally.coming_seconds / 3600 * priority_share / len(serving)
        return [
            Seat(
                stages=_stages(at, target[at], signatures),
                free_in=self._free_in(counter),
                share=1 - min(lost[at], _LOST_AT_MOST),
            )
            for at, counter in enumerate(self.counters)
        ]

    def _free_in(self, counter: Working) -> float:
        if counter.paused_for is not None:
            return self.pause.remaining(counter.paused_for.total_seconds())
        if counter.busy_procedure is None:
            return 0.0
        factor = for_party(1, counter.party, self.party_extra)
        elapsed = counter.busy_for.total_seconds()
        return self.times[counter.busy_procedure].remaining(elapsed, factor)

    def _error(self, procedure: ProcedureCode, ahead: Sequence[Ahead], middle: float) -> float:
        """Return the standard error of *middle*: visits differ and their means are in doubt."""
        if middle <= 0:
            return _AT_ONCE * (1 + 3 * self.is_guess)
        serving = sum(counter.tier(procedure) is not None for counter in self.counters)
        waiting = [(group.procedure, group.tickets) for group in ahead if group.tickets > 0]
        groups = waiting or [(procedure, 1)]
        total = sum(tickets for _, tickets in groups)
        cost = spread = doubt = 0.0
        for code, tickets in groups:
            time, part = self.times[code], tickets / total
            cost += part * time.mean
            spread += part * time.mean * time.spread
            doubt += part * time.doubt
        calls = 1 + middle * serving / cost
        doubts = math.hypot(doubt, _UNFORESEEN) + _GUESS * self.is_guess
        return math.hypot(math.sqrt(calls) * spread / serving, middle * doubts)


def _stages(at: int, own: int | None, signatures: Sequence[_Signature]) -> tuple[Stage, ...]:
    """Return the stages of counter *at* up to tier *own*, all of them if it is None."""
    tiers: dict[int, list[int]] = {}
    for line, signature in enumerate(signatures):
        place = signature[at]
        if place is not None and (own is None or place <= own):
            tiers.setdefault(place, []).append(line)
    return tuple(
        Stage(
            waiting=tuple(tiers[place]),
            passing=tuple(tiers[place]) if own is None or place < own else (),
        )
        for place in sorted(tiers)
    )


def _to_open(
    procedure: ProcedureCode, ahead: Sequence[Ahead], counters: Sequence[Working]
) -> Working:
    """Return the counter that will open for what no open counter serves."""
    unserved = (
        group.procedure
        for group in ahead
        if all(counter.tier(group.procedure) is None for counter in counters)
    )
    return Working(tiers=(frozenset((procedure, *unserved)),))


def _stated(wait: dt.timedelta) -> int:
    minutes = wait.total_seconds() / 60
    return math.floor(minutes + 0.5) if minutes < _CLEAR else 5 * math.floor(minutes / 5 + 0.5)
