"""Twenty agents whose habits differ, one of whom may grant favours. Seeded; nobody real."""

from __future__ import annotations

import datetime as dt
import random

from desk_app.domain.anomalies import Pattern, Tally
from desk_app.domain.people import AgentLogin

AGENTS = 20
BOOKINGS = 25
"""Bookings of one agent on one day."""
USUAL = {
    Pattern.CANCEL_REBOOK: 0.0005,  # the same seat or contact again: by chance only
    Pattern.REUSED_CONTACT: 0.03,
    Pattern.OUT_OF_HOURS: 0.005,
    Pattern.OVERRIDE: 0.02,
    Pattern.DUPLICATE: 0.04,
    Pattern.ABSENT: 0.12,
    Pattern.FREE_CHOICE: 0.03,
}
FAVOUR = {
    Pattern.CANCEL_REBOOK: 0.5,
    Pattern.REUSED_CONTACT: 0.4,
    Pattern.OUT_OF_HOURS: 0.3,
    Pattern.FREE_CHOICE: 0.5,
}
"""What a favour leaves behind: a seat swapped or chosen freely, the middleman's telephone."""


def agent_called(number: int) -> AgentLogin:
    """Return the login of agent *number*; the one who may grant favours is 0."""
    return AgentLogin(f"agent-{number:02d}")


def site_of_agents(
    source: random.Random, until: dt.date, *, favours: float = 0.0, days: int = 5
) -> list[Tally]:
    """Return the days of twenty agents; a share of the first one's bookings are *favours*."""
    tallies: list[Tally] = []
    for agent in range(AGENTS):
        habits = {one: rate * source.lognormvariate(0, 0.3) for one, rate in USUAL.items()}
        for back in range(days):
            counts = dict.fromkeys(Pattern, 0)
            for _ in range(BOOKINGS):
                is_favour = agent == 0 and source.random() < favours
                for pattern, rate in habits.items():
                    likely = FAVOUR.get(pattern, 0.0) if is_favour else 0.0
                    counts[pattern] += source.random() < max(rate, likely)
            tallies.append(
                Tally(agent=agent_called(agent), day=until - dt.timedelta(days=back), acts=BOOKINGS,
                      counts=counts)
            )  # fmt: skip
    return tallies
