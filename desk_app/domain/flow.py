"""How a mean queue drains over counters with skills. Not one visitor's wait: no error, no range."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

_LAST = 0.6
"""Calls after those of everybody ahead at which half of the visitors have been called: counters
do not end their visits in step, and the median of an irregular arrival lies before its mean."""
_FIRST = 0.7
"""Calls to expect of a busy counter by the end to be expected of its present visit."""
_NOTHING = 1e-9
_LEAST = 0.05
"""Part of its time that a counter is supposed to keep for a line, whoever passes."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Visitors served alike: tickets waiting, seconds each takes, tickets to come a second."""

    tickets: float
    cost: float
    inflow: float = 0.0


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A tier of a counter: lines whose waiting are called, then lines whose later ones pass."""

    waiting: tuple[int, ...]
    passing: tuple[int, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """An open counter: its stages by order of choice, and the seconds until it is free.

    *share* is the part of its time left by those who pass at every stage.
    """

    stages: tuple[Stage, ...]
    free_in: float
    share: float = 1.0

    def by_arrival(self) -> Seat:
        """Return the seat as it calls those who have waited too long: whatever its tiers."""
        waiting = tuple(at for stage in self.stages for at in stage.waiting)
        return dataclasses.replace(self, stages=(Stage(waiting=waiting),))


class Flow:
    """The queue of one moment, drained in phases: within one, every rate is constant.

    Each counter draws from the first of its stages where somebody waits, from each line of it in
    proportion; people are taken as a flow, so the cost of an answer does not grow with them.
    """

    def __init__(self, lines: Sequence[Line], seats: Sequence[Seat]) -> None:
        self._lines = lines
        self._seats = seats
        self._waiting = [line.tickets for line in lines]
        self._later = [0.0] * len(lines)
        self._met = [False] * len(lines)  # later visitors are called as they come
        self._now = 0.0
        preferring = [0] * len(lines)
        for seat in seats:
            for stage in seat.stages:
                for at in stage.passing:
                    preferring[at] += 1
        self._load = [
            line.inflow * line.cost / count if count else 0.0
            for line, count in zip(lines, preferring, strict=True)
        ]

    def time_to_call(self, target: int) -> float:
        """Return the seconds until one who comes after all who wait in line *target* is called.

        At least one seat has that line among those it calls.
        """
        self._waiting[target] += _LAST
        for seat in self._seats:
            if seat.free_in <= 0:
                self._call_at_once(seat)
        while self._waiting[target] > _NOTHING:
            self._drain()
        return self._now

    def _call_at_once(self, seat: Seat) -> None:
        for stage in seat.stages:
            waiting = sum(self._waiting[at] for at in stage.waiting)
            if waiting > 0:
                left = max(1 - 1 / waiting, 0.0)
                for at in stage.waiting:
                    self._waiting[at] *= left
                return

    def _drain(self) -> None:
        """Go on to the moment where a line is empty or a counter ends its present visit."""
        calls, later = [0.0] * len(self._lines), [line.inflow for line in self._lines]
        for seat in self._seats:
            self._draw(seat, calls, later)
        step = min(self._waiting[at] / rate for at, rate in enumerate(calls) if rate > 0)
        for seat in self._seats:
            if self._now < seat.free_in < self._now + step:
                step = seat.free_in - self._now
        for at, growth in enumerate(later):
            if growth < 0 and self._later[at] > _NOTHING:
                step = min(step, self._later[at] / -growth)
        self._now += step
        for at, rate in enumerate(calls):
            self._waiting[at] = _less(self._waiting[at], rate * step)
        for at, growth in enumerate(later):
            if growth < 0 and not self._met[at]:
                self._later[at] = _less(self._later[at], -growth * step)
                self._met[at] = not self._later[at]
            else:
                self._later[at] += growth * step

    def _draw(self, seat: Seat, calls: list[float], later: list[float]) -> None:
        """Add to *calls* what this seat calls a second of each line, take it from *later*."""
        part = seat.share
        for stage in seat.stages:
            if self._spend(seat, part, stage.waiting, self._waiting, calls):
                return
            behind = tuple(at for at in stage.passing if not self._met[at])
            if self._spend(seat, _LEAST - part, behind, self._later, later):
                part = _LEAST
            part = max(part - sum(self._load[at] for at in stage.passing), _LEAST)

    def _spend(
        self,
        seat: Seat,
        part: float,
        among: tuple[int, ...],
        amounts: Sequence[float],
        rates: list[float],
    ) -> bool:
        """Add what *part* of the seat's time does *among* lines; False if nobody is there."""
        amount = work = 0.0
        for at in among:
            amount += amounts[at]
            work += amounts[at] * self._lines[at].cost
        if amount <= _NOTHING:
            return False
        pace = part / work if seat.free_in <= self._now else part * _FIRST / seat.free_in / amount
        for at in among:
            rates[at] += pace * amounts[at]
        return True


def _less(amount: float, taken: float) -> float:
    left = amount - taken
    return left if left > _NOTHING else 0.0
