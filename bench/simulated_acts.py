"""A week of journals of twenty agents whose habits differ, one of whom may grant favours. Seeded.

Where simulated_agents.py gives counts, this gives the entries that they are counted from.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from uuid import UUID

from bench.simulated_agents import AGENTS, BOOKINGS, USUAL, agent_called
from desk_app.domain.anomalies import Pattern
from desk_app.domain.facts import Plain
from desk_app.domain.journal import Entry
from desk_app.domain.people import AgentLogin
from desk_app.domain.tickets import DeskCode

__all__ = ["AGENTS", "agent_called", "week_of_agents"]
RATES = {
    **{each: rate for each, rate in USUAL.items() if each is not Pattern.CANCEL_REBOOK},
    Pattern.PRIORITY: 0.04,
    Pattern.DENIED: 0.005,
    Pattern.POSTPONED: 0.08,
}
"""How often an honest agent's booking shows a pattern."""
GIVES_BACK = 0.05
FAVOUR_SWAPS, FAVOUR_CONTACTS, FAVOUR_LATE = 0.5, 0.4, 0.3
_KINDS: dict[Pattern, tuple[str, dict[str, Plain]]] = {
    Pattern.REUSED_CONTACT: ("ContactReused", {"contact": "ab" * 32, "persons": 4}),
    Pattern.OVERRIDE: ("OverrideUsed", {"subject": "RNV_DEPOT"}),
    Pattern.DUPLICATE: ("TicketReprinted", {"copy_no": 2}),
    Pattern.PRIORITY: ("RequestMade", {"reference": "AAAA-AAAA", "has_priority": True}),
    Pattern.DENIED: ("ActDenied", {"power": "plan"}),
    Pattern.POSTPONED: ("TicketMoved", {"number": "A001", "move": "postpone"}),
}
_SLOTS = 1200
"""Places that bookings fall on: of twenty agents, the one who gave a place back seldom fills it."""


def week_of_agents(
    run: int, until: dt.date, *, favours: float = 0.0, days: int = 5
) -> Iterator[Entry]:
    """Give the entries of *days* days; a share of the first agent's bookings are *favours*."""
    source = random.Random(run)
    habits: list[dict[Pattern, float]] = [
        {one: rate * source.lognormvariate(0, 0.3) for one, rate in RATES.items()}
        for _ in range(AGENTS)
    ]
    seq = 0
    for back in reversed(range(days)):
        day = dt.datetime.combine(until - dt.timedelta(days=back), dt.time(8), tzinfo=dt.UTC)
        for agent in range(AGENTS):
            for turn in range(BOOKINGS):
                is_favour = agent == 0 and source.random() < favours
                at = day + dt.timedelta(minutes=20 * turn)
                late = max(habits[agent][Pattern.OUT_OF_HOURS], FAVOUR_LATE * is_favour)
                if source.random() < late:
                    at = at.replace(hour=19)
                for kind, header in _acts(source, habits[agent], is_favour=is_favour):
                    seq += 1
                    yield _entry(seq, kind, at, header, agent_called(agent))


def _acts(
    source: random.Random, habits: dict[Pattern, float], *, is_favour: bool
) -> Iterator[tuple[str, dict[str, Plain]]]:
    """Give what one booking leaves, and what was done around it."""
    slot = f"S/{source.randrange(_SLOTS)}"
    reference = f"{source.getrandbits(40):09X}"
    is_swap = is_favour and source.random() < FAVOUR_SWAPS
    if is_swap or source.random() < GIVES_BACK:
        given = slot if is_swap else f"S/{source.randrange(_SLOTS)}"
        yield "AppointmentEnded", {"appointment": "other", "slot": given, "status": "cancelled"}
    free = is_swap or source.random() < habits[Pattern.FREE_CHOICE]
    yield "AppointmentBooked", {
        "appointment": reference, "slot": slot, "person": reference,
        "choice": "free" if free else "earliest",
    }  # fmt: skip
    for pattern, (kind, header) in _KINDS.items():
        likely = habits[pattern]
        if is_favour and pattern is Pattern.REUSED_CONTACT:
            likely = max(likely, FAVOUR_CONTACTS)
        if source.random() < likely:
            yield kind, header
    if source.random() < habits[Pattern.ABSENT]:
        yield "AppointmentEnded", {"appointment": reference, "slot": slot, "status": "missed"}


def _entry(
    seq: int, kind: str, at: dt.datetime, header: dict[str, Plain], agent: AgentLogin
) -> Entry:
    return Entry(
        seq=seq, id=UUID(int=seq), kind=kind, v=1, at=at, desk=DeskCode("01"), author=None,
        header=header, agent=agent,
    )  # fmt: skip
