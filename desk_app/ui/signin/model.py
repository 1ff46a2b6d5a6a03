"""Who can be chosen and where each may sit. It signs nobody in."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from desk_app.domain.counters import CounterId
from desk_app.domain.people import Agent, AgentLogin, Role
from desk_app.domain.roles import Power, may
from desk_app.ui.commands import plain
from desk_app.ui.session import Post
from desk_app.words.catalogue import pgettext


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One row of the list: an agent, whether a password is asked, when they came last."""

    agent: Agent
    needs_password: bool = False
    last: dt.datetime | None = None

    @property
    def login(self) -> AgentLogin:
        """The login of the agent."""
        return self.agent.login


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A place of the desk: a post, and which counter; None is a counter chosen afterwards."""

    post: Post
    counter: CounterId | None = None

    @property
    def id(self) -> str:
        """Return what the choice of the page knows it by."""
        return self.post if self.counter is None else f"{self.post}.{self.counter}"


def matching(people: Sequence[Person], typed: str) -> tuple[Person, ...]:
    """Return the people of whom each word *typed* begins a name or the login, accents aside."""
    words = plain(typed).split()
    return tuple(each for each in people if all(_begins(each.agent, word) for word in words))


def seats_of(role: Role, counters: Sequence[CounterId]) -> tuple[Seat, ...]:
    """Return where *role* may sit, its own place first: the table of roles decides."""
    seats: list[Seat] = []
    if may(role, Power.ISSUE):
        seats.append(Seat(post=Post.RECEPTION))
    if may(role, Power.CALL):
        seats += [Seat(post=Post.COUNTER), *(_counter(number) for number in counters)]
    if may(role, Power.SUPERVISE):
        seats.insert(0, Seat(post=Post.SUPERVISION))
    return tuple(seats)


def proposed(offered: Sequence[Seat], last: Seat) -> Seat:
    """Return the counter that the desk had *last* if it is *offered*, else the role's own place."""
    return last if last.counter is not None and last in offered else offered[0]


def role_name(role: Role) -> str:
    """Return what people call *role*."""
    return {
        Role.AGENT: pgettext("role", "Reception"),
        Role.COUNTER: pgettext("role", "Counter"),
        Role.SUPERVISOR: pgettext("role", "Supervisor"),
        Role.ADMINISTRATOR: pgettext("role", "Administrator"),
        Role.AUDITOR: pgettext("role", "Auditor"),
    }[role]


def _counter(number: CounterId) -> Seat:
    return Seat(post=Post.COUNTER, counter=number)


def _begins(agent: Agent, word: str) -> bool:
    names = plain(agent.name).replace("-", " ").split()
    return any(part.startswith(word) for part in (*names, plain(agent.login), plain(agent.name)))
