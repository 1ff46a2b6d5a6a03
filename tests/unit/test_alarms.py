"""A call for help is answered once."""

from __future__ import annotations

import dataclasses
import datetime as dt
from uuid import UUID

from desk_app.domain.alarms import Alarm, AlarmId
from desk_app.domain.counters import CounterId
from desk_app.domain.people import AgentLogin

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
CALL = Alarm(
    id=AlarmId(UUID(int=1)),
    counter=CounterId(3),
    place="Guichet 3",
    raised_by=AgentLogin("kbelhadj"),
    raised_at=NOW,
)


def test_only_who_called_takes_the_call_back():
    locked = dataclasses.replace(CALL, raised_by=None)

    assert CALL.acknowledged(AgentLogin("kbelhadj"), NOW).is_taken_back
    assert not CALL.acknowledged(AgentLogin("smarchand"), NOW).is_taken_back
    assert not CALL.is_taken_back
    assert not locked.is_taken_back


def test_the_first_answer_stays():
    first = CALL.acknowledged(AgentLogin("smarchand"), NOW)

    second = first.acknowledged(AgentLogin("hgarnier"), NOW + dt.timedelta(seconds=1))

    assert second is first
    assert (first.acknowledged_by, first.acknowledged_at) == ("smarchand", NOW)
