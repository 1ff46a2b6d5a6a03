"""Patterns of resale and favours per agent, beside those of the site (AT-18). It accuses nobody.

What is counted comes in; nothing here reads a journal. For supervisors only, and said to be for
fraud control (R-11).
"""

from __future__ import annotations

import collections
import dataclasses
import datetime as dt
import enum
import math
import statistics
from collections.abc import Iterable, Mapping, Sequence

from desk_app.domain.people import AgentLogin

MAD_TO_DEVIATION = 1.4826
"""The MAD of a normal distribution times this is its standard deviation."""
ALERT_SCORE = 4.0
ALERT_COUNT = 3
"""Fewer acts than this are chance, however rare they are elsewhere."""
LEAST_OTHERS = 2
PERIOD_DAYS = 28
"""Calendar days looked at together: twenty working days."""
_FLOOR = 0.25


class Pattern(enum.StrEnum):
    """An act that is ordinary once and tells something when it is frequent."""

    CANCEL_REBOOK = "cancel_rebook"  # a seat given back, another person in it soon after
    REUSED_CONTACT = "reused_contact"  # a phone or e-mail known of other persons (AT-05)
    OUT_OF_HOURS = "out_of_hours"  # while the site is closed
    OVERRIDE = "override"  # an exception with a second person (AT-16)
    DUPLICATE = "duplicate"  # a paper printed again (AT-09)
    ABSENT = "absent"  # a booking that nobody came for
    FREE_CHOICE = "free_choice"  # a slot beside the three offered (AT-07)
    PRIORITY = "priority"  # a priority of the law claimed in the register
    DENIED = "denied"  # something that a rule or a role refused
    POSTPONED = "postponed"  # a called visitor put off
    UNDONE = "undone"  # a booking taken back just after it was given
    SITE_ACT = "site_act"  # what few may do: a time chosen for who lost theirs, a deadline, a list


OF_FEW = frozenset({Pattern.SITE_ACT})
"""Compared among those who do it: the others may not, and their none would be no measure."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What one agent did on one day: *acts* in all, and how many show each pattern."""

    agent: AgentLogin
    day: dt.date
    acts: int
    counts: Mapping[Pattern, int]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One pattern of one agent: *expected* is what the site's others do in as many acts.

    *score* is the distance in standard deviations; 0 where it is not above the others, or where
    those who do it are too few to be compared.
    """

    agent: AgentLogin
    pattern: Pattern
    count: int
    expected: float
    score: float
    is_compared: bool = True

    @property
    def is_alert(self) -> bool:
        """True if it is told to the supervisor."""
        return self.count >= ALERT_COUNT and self.score >= ALERT_SCORE


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An agent among the others: the sum of the scores, and the findings, the worst first."""

    agent: AgentLogin
    score: float
    findings: tuple[Finding, ...]

    @property
    def alerts(self) -> tuple[Finding, ...]:
        """What is told to the supervisor."""
        return tuple(finding for finding in self.findings if finding.is_alert)


def standings(tallies: Iterable[Tally], until: dt.date) -> tuple[Standing, ...]:
    """Return every agent of the 28 days that end with *until*, the most striking first.

    Fewer than three agents cannot be compared with one another: nothing strikes then.
    """
    first = until - dt.timedelta(days=PERIOD_DAYS - 1)
    acts: collections.Counter[AgentLogin] = collections.Counter()
    counts: dict[Pattern, collections.Counter[AgentLogin]] = {
        pattern: collections.Counter() for pattern in Pattern
    }
    for tally in tallies:
        if first <= tally.day <= until:
            acts[tally.agent] += tally.acts
            for pattern, count in tally.counts.items():
                counts[pattern][tally.agent] += count
    acts = +acts  # who did nothing has no share of anything
    found = [
        _finding(agent, pattern, counts[pattern], acts) for agent in acts for pattern in Pattern
    ]
    return _ranked(found)


def _finding(
    agent: AgentLogin,
    pattern: Pattern,
    counts: Mapping[AgentLogin, int],
    acts: Mapping[AgentLogin, int],
) -> Finding:
    """Compare one agent with the others' median and MAD, and never below their mean.

    The mean speaks where most agents have none of a rare pattern and the median is nothing.
    """
    own, count = acts[agent], counts.get(agent, 0)
    others = [one for one in acts if one != agent and (pattern not in OF_FEW or counts.get(one))]
    if len(others) < LEAST_OTHERS:
        return Finding(
            agent=agent, pattern=pattern, count=count, expected=count, score=0.0, is_compared=False
        )
    rates = [counts.get(one, 0) / acts[one] for one in others]
    expected = _usual(rates, sum(counts.get(one, 0) for one in others),
                      sum(acts[one] for one in others)) * own  # fmt: skip
    spread = MAD_TO_DEVIATION * _mad(rates) * own
    deviation = max(spread, math.sqrt(expected + _FLOOR))
    score = max(count - expected, 0.0) / deviation
    return Finding(agent=agent, pattern=pattern, count=count, expected=expected, score=score)


def _usual(rates: Sequence[float], count: int, acts: int) -> float:
    return max(statistics.median(rates), count / acts)


def _mad(rates: Sequence[float]) -> float:
    middle = statistics.median(rates)
    return statistics.median(abs(rate - middle) for rate in rates)


def _ranked(found: Iterable[Finding]) -> tuple[Standing, ...]:
    of_agent: dict[AgentLogin, list[Finding]] = {}
    for finding in found:
        of_agent.setdefault(finding.agent, []).append(finding)
    made = [
        Standing(
            agent=agent,
            score=sum(one.score for one in findings),
            findings=tuple(sorted(findings, key=lambda one: -one.score)),
        )
        for agent, findings in of_agent.items()
    ]
    return tuple(sorted(made, key=lambda one: (-one.score, one.agent)))
