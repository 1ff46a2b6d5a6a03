"""What the sign-in page asks of the services, as callables that the application fills."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import Protocol

from desk_app.domain.changes import Changes
from desk_app.domain.counters import CounterId
from desk_app.domain.people import Agent, AgentLogin
from desk_app.domain.sessions import End, SessionId
from desk_app.domain.tickets import TicketNumber
from desk_app.ui.signin.model import Person


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Who can act here and where: the site's name, its people by name, its counters.

    *serving* is who is still at this desk's counter, while nobody acts here.
    """

    site: str
    people: tuple[Person, ...]
    counters: tuple[CounterId, ...]
    now: dt.datetime
    serving: TicketNumber | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A sign-in that went through; *elsewhere* is the place that it closed, if any."""

    agent: Agent
    session: SessionId | None
    must_choose_password: bool
    changes: Changes
    elsewhere: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A one-time code, shown once; *is_printing* where a slip of it comes out."""

    code: str
    is_printing: bool
    changes: Changes

    def __repr__(self) -> str:
        """Say nothing of the code: a report of a bug may show it."""
        return f"Given(is_printing={self.is_printing})"


class SignIn(Protocol):
    """`services.accounts.sign_in` with its ports filled."""

    def __call__(self, login: AgentLogin, password: str, /, *, place: str) -> Opened: ...


class ChangePassword(Protocol):
    """`services.accounts.change_password` with its ports filled."""

    def __call__(self, login: AgentLogin, new: str, /, *, by: AgentLogin) -> Changes: ...


class SignOut(Protocol):
    """`services.accounts.sign_out` with its ports filled."""

    def __call__(self, session: SessionId, why: End, /) -> Changes: ...


class GiveCode(Protocol):
    """`services.accounts.reset` with its ports filled: the one-time code, shown once."""

    def __call__(self, login: AgentLogin, /, *, by: AgentLogin) -> Given: ...


class Check(Protocol):
    """`services.accounts.check` with its ports filled: the password of somebody not signed in."""

    def __call__(self, login: AgentLogin, password: str, /) -> Agent: ...


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CodeOperations:
    """What giving a colleague a one-time code takes."""

    people: Callable[[], tuple[Person, ...]]
    give: GiveCode
    check: Check


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SignInOperations:
    """Everything the page can do."""

    choices: Callable[[CounterId | None], Choices]
    sign_in: SignIn
    change_password: ChangePassword
    sign_out: SignOut
