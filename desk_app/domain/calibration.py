"""How far this site's estimates have been off, and what that corrects. Not the estimate itself."""

from __future__ import annotations

import bisect
import dataclasses
import math
from collections.abc import Sequence
from typing import Self

_HORIZONS = (2.0, 6.0, 15.0, 35.0, 80.0)
"""Expected minutes at which the error is learned; between them it is interpolated."""
_EDGE = 1.5
"""Standard deviations from the middle to either edge of the range, before any was checked."""
_MISSES = 0.1
"""Share of actual waits that may be under the low edge, and over the high one."""

_Around = tuple[tuple[int, float], ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Horizon:
    """What is known of the error at one horizon: *seen* estimates, and three corrections."""

    seen: float = 0.0
    pace: float = 0.0
    low: float = -_EDGE
    high: float = _EDGE


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How far the estimates of this site have been off, learned wait by wait.

    The middle is corrected by the ratio of actual to expected, by horizon, and the edges so
    that each is missed by one actual wait in ten: online quantile tracking on the range as it
    was told to people.
    """

    horizons: tuple[_Horizon, ...]

    @classmethod
    def default(cls) -> Self:
        """Return what is known on day one: nothing."""
        return cls(horizons=(_Horizon(),) * len(_HORIZONS))

    @classmethod
    def from_numbers(cls, numbers: Sequence[float]) -> Self:
        """Rebuild what `as_numbers` gave; another count of numbers starts anew."""
        if len(numbers) != 4 * len(_HORIZONS):
            return cls.default()
        rows = (numbers[at : at + 4] for at in range(0, len(numbers), 4))
        return cls(
            horizons=tuple(
                _Horizon(seen=seen, pace=pace, low=low, high=high) for seen, pace, low, high in rows
            ),
        )

    def as_numbers(self) -> tuple[float, ...]:
        """Return all that was learned as a row of numbers of fixed length."""
        rows = ((known.seen, known.pace, known.low, known.high) for known in self.horizons)
        return tuple(number for row in rows for number in row)

    def observed(
        self,
        expected_minutes: float,
        low: float,
        high: float,
        actual_minutes: float,
    ) -> Self:
        """Return the calibration after one wait of *actual_minutes*, told as *low* to *high*.

        An expected wait of nought (a counter was free) teaches nothing.
        """
        if expected_minutes <= 0 or actual_minutes < 0:
            return self
        error = _within(math.log((actual_minutes + 1) / (expected_minutes + 1)), -0.5, 0.5)
        horizons = list(self.horizons)
        for place, weight in _around(math.log(expected_minutes), _LOG_HORIZONS):
            horizons[place] = _corrected(
                horizons[place],
                weight,
                error=error,
                is_under=actual_minutes < low,
                is_over=actual_minutes > high,
            )
        return dataclasses.replace(self, horizons=tuple(horizons))

    def pace(self, minutes: float) -> float:
        """Return the factor by which waits of about *minutes* have been longer than expected."""
        around = _around(math.log(max(minutes, 0.01)), _LOG_HORIZONS)
        return math.exp(sum(self.horizons[place].pace * weight for place, weight in around))

    def edges(self, minutes: float) -> tuple[float, float]:
        """Return the low and high edge at *minutes*, in standard deviations from the middle."""
        around = _around(math.log(max(minutes, 0.01)), _LOG_HORIZONS)
        low = sum(self.horizons[place].low * weight for place, weight in around)
        return low, sum(self.horizons[place].high * weight for place, weight in around)


_LOG_HORIZONS = tuple(math.log(minutes) for minutes in _HORIZONS)


def _around(value: float, knots: Sequence[float]) -> _Around:
    """Return the one or two *knots* around *value*, with their weights."""
    place = bisect.bisect(knots, value)
    if place == 0:
        return ((0, 1.0),)
    if place == len(knots):
        return ((place - 1, 1.0),)
    share = (value - knots[place - 1]) / (knots[place] - knots[place - 1])
    return ((place - 1, 1 - share), (place, share))


def _corrected(
    known: _Horizon, weight: float, *, error: float, is_under: bool, is_over: bool
) -> _Horizon:
    step = weight * max(0.06, 0.4 / math.sqrt(1 + known.seen))
    return _Horizon(
        seen=known.seen + weight,
        pace=_within(known.pace + 0.05 * step * error, -0.7, 0.7),
        low=_within(known.low + step * (_MISSES - is_under), -5.0, -0.1),
        high=_within(known.high + step * (is_over - _MISSES), 0.1, 6.0),
    )


def _within(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)
