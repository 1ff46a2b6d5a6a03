"""Who is signed in where. An account is open at one place at a time: it is never shared (AT-24)."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from typing import NewType
from uuid import UUID

from desk_app.domain.people import AgentLogin

SessionId = NewType("SessionId", UUID)

IDLE = dt.timedelta(minutes=5)
"""After this long without a key, a desk locks (S-03)."""


class End(enum.StrEnum):
    """Why a session ended."""

    LEFT = "left"  # the lock key, or another agent's turn
    IDLE = "idle"
    ELSEWHERE = "elsewhere"  # the same account was opened at another place
    RESET = "reset"  # a supervisor reset or ended the account
    STOPPED = "stopped"  # the program ended


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One sign-in, from password to lock. *place* is such as `Guichet 3`."""

    id: SessionId
    agent: AgentLogin
    place: str
    since: dt.datetime
    ended_at: dt.datetime | None = None
    end: End | None = None

    def ended(self, why: End, now: dt.datetime) -> Session:
        """Return the session after its end; the first end stays."""
        if self.ended_at is not None:
            return self
        return dataclasses.replace(self, ended_at=now, end=why)
