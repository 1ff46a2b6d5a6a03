"""Accounts: when one may sign in, how it locks and opens again. It hashes and stores nothing."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum

from desk_app.domain.errors import AccountEnded, AccountLocked
from desk_app.domain.people import Agent, AgentLogin, AgentRef, Role

TRIES = 5
"""Wrong passwords in a row before the account locks (S-01)."""
LOCKS = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 15))
"""How long it locks: the first time, the second, and every time from the third (S-01)."""
CODE_LIVES = dt.timedelta(hours=24)
"""How long a one-time code of a supervisor can be used (S-02)."""


class Standing(enum.StrEnum):
    """How an account stands, for who looks after the accounts."""

    ACTIVE = "active"
    LOCKED = "locked"
    CODE = "code"  # a one-time code waits for its owner
    NO_PASSWORD = "no_password"
    ENDED = "ended"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One login of one human being.

    *ref* is the account in the journal. *person* is the same text for every account of one human
    being, so that nobody is their own second person (AT-16). *password* and *one_time* are
    encoded hashes, empty for none; *failures* counts wrong passwords since the last right one.
    """

    login: AgentLogin
    name: str
    role: Role
    ref: AgentRef
    person: AgentRef
    password: str = ""
    one_time: str = ""
    one_time_until: dt.datetime | None = None
    failures: int = 0
    locked_until: dt.datetime | None = None
    last_signed_in_at: dt.datetime | None = None
    is_active: bool = True

    @property
    def agent(self) -> Agent:
        """Who acts with this account."""
        return Agent(login=self.login, name=self.name, role=self.role)

    @property
    def has_secret(self) -> bool:
        """True if the account has a password, or a one-time code in its place."""
        return bool(self.password or self.one_time)

    @property
    def secrets(self) -> tuple[str, str]:
        """The encoded password and one-time code: changed, what was proved before is void."""
        return self.password, self.one_time

    def require_open(self, now: dt.datetime) -> None:
        """Refuse before any password is looked at. Raises AccountEnded or AccountLocked."""
        if not self.is_active:
            raise AccountEnded(self.login)
        if self.locked_until is not None and now < self.locked_until:
            raise AccountLocked(self.locked_until)

    def standing(self, now: dt.datetime) -> Standing:
        """Return how the account stands at *now*; a code too old is no way in."""
        if not self.is_active:
            return Standing.ENDED
        if self.locked_until is not None and now < self.locked_until:
            return Standing.LOCKED
        if self.code_is_alive(now):
            return Standing.CODE
        return Standing.ACTIVE if self.password else Standing.NO_PASSWORD

    def tries_left(self) -> int:
        """Return how many wrong passwords remain before the next lock."""
        return TRIES - self.failures % TRIES

    def failed(self, now: dt.datetime) -> Account:
        """Return the account after one more wrong password: each fifth locks, longer each time."""
        failures = self.failures + 1
        locks = failures // TRIES
        until = self.locked_until
        if failures % TRIES == 0:
            until = now + LOCKS[min(locks, len(LOCKS)) - 1]
        return dataclasses.replace(self, failures=failures, locked_until=until)

    def forgiven(self) -> Account:
        """Return the account without its wrong passwords: the right one was given."""
        return dataclasses.replace(self, failures=0, locked_until=None)

    def checked(self, now: dt.datetime) -> Account:
        """Return the account after its right password or one-time code was given.

        A code stays until its owner has chosen a password: a crash in between shuts nobody out.
        """
        return dataclasses.replace(self.forgiven(), last_signed_in_at=now)

    def with_code(self, encoded: str, now: dt.datetime) -> Account:
        """Return the account open again with a one-time code in place of its password (S-02)."""
        return dataclasses.replace(
            self,
            password="",
            one_time=encoded,
            one_time_until=now + CODE_LIVES,
            failures=0,
            locked_until=None,
        )

    def with_password(self, encoded: str) -> Account:
        """Return the account with a password of its owner's; a one-time code is used up (S-02)."""
        return dataclasses.replace(self, password=encoded, one_time="", one_time_until=None)

    def closed(self) -> Account:
        """Return the account ended: without any secret, for good."""
        return dataclasses.replace(self.with_password(""), is_active=False)

    def code_is_alive(self, now: dt.datetime) -> bool:
        """True while a one-time code can be used."""
        return bool(self.one_time) and self.one_time_until is not None and now < self.one_time_until
