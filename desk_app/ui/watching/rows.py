"""What the comparison shows, row by row: plain values, already in words. No widget is here."""

from __future__ import annotations

import dataclasses

from desk_app.domain.anomalies import LEAST_OTHERS, Finding, Pattern
from desk_app.domain.people import AgentLogin
from desk_app.domain.watching import Act
from desk_app.services.anomalies import Anomalies
from desk_app.services.demand import Demand
from desk_app.words.appointments import unmet_reason
from desk_app.words.catalogue import _, ngettext
from desk_app.words.dates import clock, day_of_month, local
from desk_app.words.watching import act_said, figure, pattern_name


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AgentRow:
    """An agent: what they are called, and how many figures are out of line."""

    login: AgentLogin
    name: str
    alerts: int
    is_compared: bool

    @property
    def said(self) -> str:
        """The verdict in words."""
        if not self.is_compared:
            return _("Too few agents to compare")
        if not self.alerts:
            return _("Like the others")
        words = ngettext("{count} figure to look at", "{count} figures to look at", self.alerts)
        return words.format(count=self.alerts)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """One figure of an agent beside what the others do in as many acts."""

    pattern: Pattern
    name: str
    count: int
    expected: str
    is_alert: bool

    @property
    def said(self) -> str:
        """The verdict in words."""
        if not self.expected:
            return _("Too few agents to compare")
        return _("Look at it") if self.is_alert else _("Like the others")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ActRow:
    """An act behind a figure: when, what, about what; never a name.

    *slot* is the place of the calendar it is about, empty for none.
    """

    seq: int
    at: str
    what: str
    subject: str
    slot: str


def agent_rows(seen: Anomalies) -> tuple[AgentRow, ...]:
    """Return the agents, the most striking first."""
    return tuple(
        AgentRow(
            login=each.agent,
            name=seen.people.get(each.agent, each.agent),
            alerts=len(each.alerts),
            is_compared=_is_compared(seen),
        )
        for each in seen.standings
    )


def figure_rows(seen: Anomalies, agent: AgentLogin | None) -> tuple[FigureRow, ...]:
    """Return every figure of *agent*, the most striking first; none for nobody."""
    return tuple(
        _figure(finding, is_compared=_is_compared(seen))
        for standing in seen.standings
        if standing.agent == agent
        for finding in standing.findings
    )


def act_rows(acts: tuple[Act, ...]) -> tuple[ActRow, ...]:
    """Return the acts behind a figure, the latest first."""
    return tuple(_act(act) for act in reversed(acts))


def demand_lines(demand: Demand) -> tuple[str, ...]:
    """Return this week's demand without a place, and the contacts of many, as sentences."""
    lines = [
        _("{name}: {count} ({reason})").format(
            name=line.name, count=line.count, reason=_small(unmet_reason(line.reason))
        )
        for line in demand.unmet
    ]
    for contact in demand.contacts:
        words = _("One contact served {count} people in 30 days")
        lines.append(words.format(count=contact.persons))
    return tuple(lines) or (_("Nobody was turned away, and no contact served many."),)


def _small(words: str) -> str:
    """A sentence's first letter is small inside another."""
    return words[:1].lower() + words[1:]


def _act(act: Act) -> ActRow:
    what, subject = act_said(act.kind, act.subject)
    at = f"{day_of_month(local(act.at).date())} {clock(act.at)}"
    return ActRow(seq=act.seq, at=at, what=what, subject=subject, slot=act.slot)


def _is_compared(seen: Anomalies) -> bool:
    """Two people are not compared with one another: either would be the other's measure."""
    return len(seen.standings) > LEAST_OTHERS


def _figure(finding: Finding, *, is_compared: bool) -> FigureRow:
    return FigureRow(
        pattern=finding.pattern,
        name=pattern_name(finding.pattern),
        count=finding.count,
        expected=figure(finding.expected) if is_compared and finding.is_compared else "",
        is_alert=finding.is_alert,
    )
