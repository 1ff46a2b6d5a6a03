"""A desk's side of the link as a pure machine: what to say, when to stop waiting, what is known.

It has no clock, no network and no file: instants come in as seconds of a steady clock, offers are
made and answers adopted by whoever drives it. Time decides only how long somebody waits.
"""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Sequence

from desk_app.domain.meeting import Answer, Denial, Grant, Want


class Link(enum.StrEnum):
    """How the link is, as the status bar says it."""

    ONLINE = "online"
    SLOW = "slow"  # one deadline missed: nobody waits for the site any more
    OFFLINE = "offline"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Seconds. *deadline* is what an answer may take; *ask_again* how often an open want is put;
    *beat* how often a desk speaks that has nothing to say; *retry* how long one waits when the
    site does not answer, doubled up to *retry_at_most*.
    """

    deadline: float = 1.5
    ask_again: float = 0.1
    beat: float = 5.0
    retry: float = 1.0
    retry_at_most: float = 30.0


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Send:
    """Make an offer with *wants* and send it; *number* comes back with its answer."""

    number: int
    wants: tuple[Want, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class GiveUp:
    """Go on without what was wanted, from the desk's own rights. *why* is None for no answer."""

    want: Want
    why: Denial | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Have:
    """What was wanted is the desk's."""

    want: Want
    grant: Grant


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LinkChanged:
    """The link is another now: people are told."""

    link: Link


Action = Send | GiveUp | Have | LinkChanged


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    """A want being waited for, until *until*."""

    want: Want
    until: float


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """The offer that has no answer yet."""

    number: int
    at: float


class Protocol:
    """The machine. Each event returns what to do now, in order; `due` says when to come again."""

    def __init__(self, timing: Timing, *, now: float) -> None:
        self._timing = timing
        self._link = Link.OFFLINE
        self._since = now
        self._number = 0
        self._asked: _Asked | None = None
        self._open: tuple[_Open, ...] = ()
        self._next_at = now
        self._missed = 0
        self._has_news = False

    @property
    def link(self) -> Link:
        """How the link is."""
        return self._link

    @property
    def since(self) -> float:
        """Since when it is so."""
        return self._since

    @property
    def due(self) -> float:
        """When `tick` has something to do."""
        ends = [each.until for each in self._open]
        waits = self._next_at if self._asked is None else self._asked.at + self._timing.deadline
        return min([waits, *ends])

    @property
    def wants(self) -> tuple[Want, ...]:
        """What is being waited for."""
        return tuple(each.want for each in self._open)

    def want(self, want: Want, now: float) -> list[Action]:
        """Ask the site for a right; without a good link nobody waits for one."""
        if self._link is not Link.ONLINE:
            return [GiveUp(want=want)]
        self._open = (*self._open, _Open(want=want, until=now + self._timing.deadline))
        return self._speak(now)

    def news(self, now: float) -> list[Action]:
        """There are facts to tell, or the site hinted that there are rows to fetch."""
        self._has_news = True
        if self._link is Link.OFFLINE:
            return []  # the next attempt tells them
        return self._speak(now)

    def tick(self, now: float) -> list[Action]:
        """Time has passed: stop waiting for what is late, speak when it is time."""
        actions: list[Action] = []
        if self._asked is not None and now >= self._asked.at + self._timing.deadline:
            actions += self._miss(now)
        late = [each for each in self._open if now >= each.until]
        self._open = tuple(each for each in self._open if each not in late)
        actions += [GiveUp(want=each.want) for each in late]
        if self._asked is None and now >= self._next_at:
            actions += self._speak(now)
        return actions

    def answered(self, number: int, now: float) -> list[Action]:
        """An answer came, late ones too: the site is there."""
        if self._asked is not None and self._asked.number == number:
            self._asked = None
            self._next_at = now + (self._timing.ask_again if self._open else self._timing.beat)
        self._missed = 0
        return self._become(Link.ONLINE, now)

    def adopted(self, answer: Answer, now: float, *, has_more: bool) -> list[Action]:
        """An answer was taken in: wants are met or refused; *has_more* speaks again at once."""
        actions: list[Action] = []
        grants = {grant.want: grant for grant in answer.grants}
        whys = {refusal.want: refusal.why for refusal in answer.refusals}
        for each in self._open:
            if each.want.id in grants:
                actions.append(Have(want=each.want, grant=grants[each.want.id]))
            elif each.want.id in whys:
                actions.append(GiveUp(want=each.want, why=whys[each.want.id]))
        met = {action.want.id for action in actions if not isinstance(action, Send | LinkChanged)}
        self._open = tuple(each for each in self._open if each.want.id not in met)
        if has_more or self._has_news:
            self._has_news = True
            actions += self._speak(now)
        return actions

    def failed(self, number: int, now: float) -> list[Action]:
        """The connection broke: nothing will come of that offer."""
        if self._asked is None or self._asked.number != number:
            return []
        return self._miss(now)

    def _speak(self, now: float) -> list[Action]:
        """Send, unless an offer is under way: its answer or its end comes first."""
        if self._asked is not None:
            return []
        self._number += 1
        self._asked = _Asked(number=self._number, at=now)
        self._has_news = False
        return [Send(number=self._number, wants=self.wants)]

    def _miss(self, now: float) -> list[Action]:
        """No answer in time: one makes the link slow, two make it offline; wants end at once."""
        self._asked = None
        self._missed += 1
        pause = self._timing.retry * 2.0 ** min(self._missed - 1, 10)
        self._next_at = now + min(pause, self._timing.retry_at_most)
        link = Link.SLOW if self._missed == 1 and self._link is not Link.OFFLINE else Link.OFFLINE
        given_up: Sequence[Action] = [GiveUp(want=each.want) for each in self._open]
        self._open = ()
        return [*self._become(link, now), *given_up]

    def _become(self, link: Link, now: float) -> list[Action]:
        if link is self._link:
            return []
        self._link, self._since = link, now
        return [LinkChanged(link=link)]
