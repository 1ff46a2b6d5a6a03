"""A day's quota of a procedure as shares that desks hold: what a desk holds it may give alone."""

from __future__ import annotations

import datetime as dt

from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.shared import Kind, Shared, Thing

SHARE = 5
"""How many tickets a share is good for; the last one of a day may be smaller."""


def part(procedure: ProcedureCode, day: dt.date) -> str:
    """Return what the shares of *procedure* on *day* are found by."""
    return f"{day.isoformat()}/{procedure}"


def shares(procedure: ProcedureCode, day: dt.date, quota: int) -> tuple[Shared, ...]:
    """Return the shares of *quota*, together exactly as many tickets, that nobody has yet."""
    sizes = [min(SHARE, quota - begin) for begin in range(0, quota, SHARE)]
    return tuple(
        Shared(
            thing=Thing(Kind.QUOTA, f"{part(procedure, day)}#{number}"),
            image={"procedure": procedure, "day": day.isoformat(), "size": size},
        )
        for number, size in enumerate(sizes, start=1)
    )


def room(held: int, given: int) -> int:
    """Return how many more tickets a desk may give that holds shares for *held*."""
    return max(0, held - given)
