"""A session ends once, and for the first reason."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from desk_app.domain.people import AgentLogin
from desk_app.domain.sessions import IDLE, End, Session, SessionId

NOW = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)
SESSION = Session(
    id=SessionId(UUID(int=1)), agent=AgentLogin("smarchand"), place="Guichet 3", since=NOW
)


def test_the_first_end_stays() -> None:
    ended = SESSION.ended(End.IDLE, NOW + IDLE)

    again = ended.ended(End.ELSEWHERE, NOW + 2 * IDLE)

    assert (ended.end, ended.ended_at) == (End.IDLE, NOW + IDLE)
    assert again == ended


def test_a_desk_locks_after_five_minutes() -> None:
    assert dt.timedelta(minutes=5) == IDLE
