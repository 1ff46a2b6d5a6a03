"""Counters: where visitors are called to, what they serve and in which order of choice."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NewType

from desk_app.domain.people import AgentLogin
from desk_app.domain.procedures import Procedure, ProcedureCode

CounterId = NewType("CounterId", int)


class CounterState(enum.StrEnum):
    """What a counter is doing as a place; who it serves is the tickets' business."""

    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """A counter as the site file describes it.

    *serves* is a fall-back order: the procedures of the first tier come first, those of the next
    only when nobody waits for an earlier tier. A *quick* counter puts quick procedures before
    all its tiers.
    """

    number: CounterId
    serves: tuple[frozenset[ProcedureCode], ...]
    quick: bool = False
    place: str = ""

    @property
    def procedures(self) -> frozenset[ProcedureCode]:
        """Everything this counter can be called for."""
        return frozenset().union(*self.serves)

    def tiers(
        self, procedures: Mapping[ProcedureCode, Procedure]
    ) -> tuple[frozenset[ProcedureCode], ...]:
        """Return the order of choice, quick procedures first at a quick counter."""
        if not self.quick:
            return self.serves
        quick = frozenset(
            code for code in self.procedures if code in procedures and procedures[code].quick
        )
        rest = tuple(tier - quick for tier in self.serves)
        return tuple(tier for tier in (quick, *rest) if tier)


def serving(
    procedures: Iterable[ProcedureCode], counters: Mapping[CounterId, Counter]
) -> Mapping[tuple[CounterId, ...], tuple[ProcedureCode, ...]]:
    """Return *procedures* by the *counters* that serve them; all those nobody serves together."""
    wanted = frozenset(procedures)
    places: dict[ProcedureCode, list[CounterId]] = {code: [] for code in sorted(wanted)}
    for number in sorted(counters):
        for tier in counters[number].serves:
            for code in tier & wanted:
                places[code].append(number)
    together: dict[tuple[CounterId, ...], list[ProcedureCode]] = defaultdict(list)
    for code, numbers in places.items():
        together[tuple(numbers)].append(code)
    return {numbers: tuple(codes) for numbers, codes in together.items()}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CounterDay:
    """A counter today: its state, who sits there and since when."""

    number: CounterId
    state: CounterState
    agent: AgentLogin | None
    since: dt.datetime | None
