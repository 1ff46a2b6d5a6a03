"""The counters an agent can sit at, before any is chosen. Reads only; it seats nobody."""

from __future__ import annotations

import dataclasses

from desk_app.domain.counters import CounterId, CounterState
from desk_app.domain.people import AgentLogin
from desk_app.services.day import today
from desk_app.services.ports import Clock, Read


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A counter to sit at: what it serves, how many wait for it, and who has it now, if anybody."""

    counter: CounterId
    place: str
    serves: tuple[str, ...]
    waiting: int
    state: CounterState | None
    agent: AgentLogin | None


def places(*, language: str, read: Read, clock: Clock) -> tuple[Place, ...]:
    """Return every counter of the site, by number."""
    with read() as work:
        now = today(work, clock())
        states = work.counters.today(now.day)
        lines = work.tickets.waiting_by_procedure(now.day)
        procedures = now.site.procedures
        return tuple(
            Place(
                counter=number,
                place=counter.place,
                serves=tuple(
                    procedures[code].short_named(language)
                    for code in procedures
                    if code in counter.procedures
                ),
                waiting=sum(
                    line.tickets for code, line in lines.items() if code in counter.procedures
                ),
                state=states[number].state if number in states else None,
                agent=states[number].agent if number in states else None,
            )
            for number, counter in sorted(now.site.counters.items())
        )
