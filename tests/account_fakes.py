"""Fakes of the accounts' ports: plain dictionaries, and a password hash that costs nothing."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence

from desk_app.domain.accounts import Account
from desk_app.domain.alarms import Alarm, AlarmId
from desk_app.domain.errors import UnknownAgent
from desk_app.domain.overrides import Exceptional, OverrideId, OverrideState
from desk_app.domain.people import Agent, AgentLogin, AgentRef
from desk_app.domain.sessions import Session, SessionId


@dataclasses.dataclass
class People:
    """What the fakes hold; copied with the shelf before a transaction."""

    accounts: dict[AgentLogin, Account] = dataclasses.field(default_factory=dict)
    sessions: dict[SessionId, Session] = dataclasses.field(default_factory=dict)
    overrides: dict[OverrideId, Exceptional] = dataclasses.field(default_factory=dict)
    alarms: dict[AlarmId, Alarm] = dataclasses.field(default_factory=dict)

    def __copy__(self) -> People:
        return People(
            dict(self.accounts), dict(self.sessions), dict(self.overrides), dict(self.alarms)
        )

    def add(self, agent: Agent) -> None:
        """Add *agent*, or give a known login its name and role."""
        known = self.accounts.get(agent.login)
        ref = known.ref if known else AgentRef(f"{len(self.accounts):010d}")
        self.accounts[agent.login] = (
            dataclasses.replace(known, name=agent.name, role=agent.role)
            if known
            else Account(login=agent.login, name=agent.name, role=agent.role, ref=ref, person=ref)
        )


class PlainHasher:
    """Encodes by reversing: right passwords are told from wrong ones, and nothing is slow."""

    def encode(self, password: str) -> str:
        return f"plain:{password[::-1]}"

    def verify(self, encoded: str, password: str) -> bool:
        return bool(encoded) and encoded == self.encode(password)

    def is_outdated(self, encoded: str) -> bool:
        return not encoded.startswith("plain:")


class InMemoryAccounts:
    """Accounts by hand."""

    def __init__(self, people: People) -> None:
        self._all = people.accounts

    def get(self, login: AgentLogin) -> Account:
        found = self.find(login)
        if found is None:
            raise UnknownAgent(login)
        return found

    def find(self, login: AgentLogin) -> Account | None:
        return self._all.get(login)

    def put(self, account: Account) -> None:
        self._all[account.login] = account

    def all(self) -> Sequence[Account]:
        return sorted(self._all.values(), key=lambda account: account.name)

    def of_ref(self) -> Mapping[AgentRef, Agent]:
        return {account.ref: account.agent for account in self._all.values()}


class InMemorySessions:
    """Sessions by hand."""

    def __init__(self, people: People) -> None:
        self._all = people.sessions

    def open_of(self, login: AgentLogin) -> Sequence[Session]:
        mine = [s for s in self._all.values() if s.agent == login and s.ended_at is None]
        return sorted(mine, key=lambda session: session.since)

    def get(self, session: SessionId) -> Session | None:
        return self._all.get(session)

    def put(self, session: Session) -> None:
        self._all[session.id] = session


class InMemoryOverrides:
    """Exceptions by hand."""

    def __init__(self, people: People) -> None:
        self._all = people.overrides

    def get(self, override: OverrideId) -> Exceptional | None:
        return self._all.get(override)

    def put(self, exceptional: Exceptional) -> None:
        self._all[exceptional.id] = exceptional

    def open_of(self, day: dt.date) -> Sequence[Exceptional]:
        states = (OverrideState.ASKED, OverrideState.APPROVED)
        mine = [each for each in self._all.values() if each.day == day and each.state in states]
        return sorted(mine, key=lambda each: each.asked_at)

    def of_day(self, day: dt.date) -> Sequence[Exceptional]:
        mine = [each for each in self._all.values() if each.day == day]
        return sorted(mine, key=lambda each: each.asked_at)

    def used_by(self, day: dt.date, asker: AgentLogin) -> int:
        return sum(
            each.day == day and each.asker == asker and each.state is OverrideState.USED
            for each in self._all.values()
        )


class InMemoryAlarms:
    """Calls for help by hand."""

    def __init__(self, people: People) -> None:
        self._all = people.alarms

    def get(self, alarm: AlarmId) -> Alarm | None:
        return self._all.get(alarm)

    def put(self, alarm: Alarm) -> None:
        self._all[alarm.id] = alarm

    def unanswered(self) -> Sequence[Alarm]:
        mine = [alarm for alarm in self._all.values() if alarm.acknowledged_by is None]
        return sorted(mine, key=lambda alarm: alarm.raised_at)

    def answered_since(self, at: dt.datetime) -> Sequence[Alarm]:
        told = [(each.acknowledged_at, each) for each in self._all.values()]
        recent = [(when, each) for when, each in told if when is not None and when >= at]
        return [each for _, each in sorted(recent, key=lambda pair: pair[0])]
