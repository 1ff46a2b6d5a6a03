"""Whether a family is booked at once or drawn, by its measured load. It measures nothing."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from collections.abc import Iterable

DAYS = 7
"""The load is that of so many days, today included."""


class Mode(enum.StrEnum):
    """How seats of a family are given."""

    IMMEDIATE = "immediate"
    BATCH = "batch"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """*demand*: people who asked; *capacity*: seats that were opened."""

    demand: int
    capacity: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LoadOfDay:
    """The load of one day."""

    day: dt.date
    load: Load


def load_of_week(days: Iterable[LoadOfDay], today: dt.date) -> Load:
    """Return the sum of the seven days that end with *today*."""
    first = today - dt.timedelta(days=DAYS - 1)
    loads = [one.load for one in days if first <= one.day <= today]
    return Load(
        demand=sum(one.demand for one in loads), capacity=sum(one.capacity for one in loads)
    )


def mode(before: Mode, load: Load) -> Mode:
    """Return the mode of a family whose mode was *before*.

    From 0.9 on seats are drawn; booking at once comes back below 0.8 only, so that a family near
    the limit does not change from day to day. Without any capacity everybody is drawn, and
    without any demand too few seats are no reason to draw.
    """
    if load.demand * 10 >= load.capacity * 9:
        return Mode.BATCH if load.demand else before
    if load.demand * 10 < load.capacity * 8:
        return Mode.IMMEDIATE
    return before
