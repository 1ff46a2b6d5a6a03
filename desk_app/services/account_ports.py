"""What services ask of the world about the people who work here. See ports.py for the rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from desk_app.domain.accounts import Account
from desk_app.domain.alarms import Alarm, AlarmId
from desk_app.domain.overrides import Exceptional, OverrideId
from desk_app.domain.people import Agent, AgentLogin, AgentRef
from desk_app.domain.sessions import Session, SessionId

NewRef = Callable[[], AgentRef]
"""A new random ref for the journal."""


class Hasher(Protocol):
    """Password hashing, slow on purpose: never called inside a transaction (S-01).

    `verify` is false for an empty encoded hash too, after the same time as for a wrong password.
    """

    def encode(self, password: str) -> str: ...
    def verify(self, encoded: str, password: str) -> bool: ...
    def is_outdated(self, encoded: str) -> bool: ...


class Accounts(Protocol):
    """The accounts of the site; a login is never given to somebody else.

    `get` raises UnknownAgent. `of_ref` gives every account by its ref in the journal.
    """

    def get(self, login: AgentLogin) -> Account: ...
    def find(self, login: AgentLogin) -> Account | None: ...
    def put(self, account: Account) -> None: ...
    def all(self) -> Sequence[Account]: ...
    def of_ref(self) -> Mapping[AgentRef, Agent]: ...


class Sessions(Protocol):
    """Who is signed in where; one person acts at one place at a time (AT-24)."""

    def open_of(self, login: AgentLogin) -> Sequence[Session]: ...
    def get(self, session: SessionId) -> Session | None: ...
    def put(self, session: Session) -> None: ...


class Overrides(Protocol):
    """Exceptions of the day; `used_by` counts those that were made, of one login."""

    def get(self, override: OverrideId) -> Exceptional | None: ...
    def put(self, exceptional: Exceptional) -> None: ...
    def open_of(self, day: dt.date) -> Sequence[Exceptional]: ...
    def of_day(self, day: dt.date) -> Sequence[Exceptional]: ...
    def used_by(self, day: dt.date, asker: AgentLogin) -> int: ...


class Alarms(Protocol):
    """Calls for help of the agents themselves."""

    def get(self, alarm: AlarmId) -> Alarm | None: ...
    def put(self, alarm: Alarm) -> None: ...
    def unanswered(self) -> Sequence[Alarm]: ...
    def answered_since(self, at: dt.datetime) -> Sequence[Alarm]: ...
