"""A measured figure and the limit beside it, said alike by every benchmark of the desk."""

from __future__ import annotations

import dataclasses
import math
import statistics
from collections.abc import Sequence


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure: *measured* in *unit*, held if it is on the right side of *limit*.

    Without a limit it is told for comparison only.
    """

    name: str
    measured: float
    unit: str
    limit: float | None = None
    is_floor: bool = False

    @property
    def held(self) -> bool:
        """True within the limit, or where there is none."""
        if self.limit is None:
            return True
        return self.measured >= self.limit if self.is_floor else self.measured <= self.limit

    def line(self) -> str:
        """The figure as a line of the table."""
        verdict = "" if self.limit is None else "ok" if self.held else "MISSED"
        side = "at least" if self.is_floor else "at most"
        limit = "" if self.limit is None else f"limit: {side} {self.limit:g} {self.unit}"
        return f"  {verdict:7}{self.name:58}{self.measured:10.2f} {self.unit:11}{limit}".rstrip()


def told(title: str, figures: Sequence[Figure]) -> int:
    """Print *figures* under *title*; return 0 if every limit is held, else 1."""
    print(title)
    for figure in figures:
        print(figure.line())
    return 0 if all(figure.held for figure in figures) else 1


def median_ms(seconds: Sequence[float]) -> float:
    """Return the median of *seconds* in milliseconds."""
    return statistics.median(seconds) * 1e3


def p95_ms(seconds: Sequence[float]) -> float:
    """Return the 95th percentile of *seconds* in milliseconds."""
    ranked = sorted(seconds)
    return ranked[max(math.ceil(len(ranked) * 0.95) - 1, 0)] * 1e3
