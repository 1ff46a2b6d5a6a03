"""Accounts, and who is signed in where. A login is never deleted: its acts stay in the journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Row, bindparam, select

from desk_app.domain.accounts import Account
from desk_app.domain.errors import UnknownAgent
from desk_app.domain.people import Agent, AgentLogin, AgentRef, Role
from desk_app.domain.sessions import End, Session, SessionId
from desk_app.store.account_tables import agents as a
from desk_app.store.account_tables import sessions as s
from desk_app.store.days import upsert

if TYPE_CHECKING:
    from typing import Any


class Refs:
    """Which ref stands for which login: asked for each fact, kept because it never changes."""

    def __init__(self) -> None:
        self._known: dict[AgentLogin, AgentRef] = {}

    def __call__(self, connection: Connection, login: AgentLogin) -> AgentRef:
        """Return the ref of *login*. Raises UnknownAgent: every act is somebody's."""
        if login not in self._known:
            found = connection.execute(_REF, {"of": login}).scalar()
            if found is None:
                raise UnknownAgent(login)
            self._known[login] = AgentRef(found)
        return self._known[login]

    def forget(self) -> None:
        """Read again: an account made in a transaction that was rolled back has no ref."""
        self._known.clear()


class SqlAccounts:
    """See `services.account_ports.Accounts`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, login: AgentLogin) -> Account:
        """Return the account of *login*. Raises UnknownAgent."""
        found = self.find(login)
        if found is None:
            raise UnknownAgent(login)
        return found

    def find(self, login: AgentLogin) -> Account | None:
        """Return the account of *login*, None if there never was one."""
        row = self._connection.execute(_ACCOUNT, {"of": login}).first()
        return None if row is None else _account(row)

    def put(self, account: Account) -> None:
        """Save *account*; its ref never changes."""
        values = {
            "name": account.name,
            "role": account.role.value,
            "person": account.person,
            "password": account.password,
            "one_time": account.one_time,
            "one_time_until": account.one_time_until,
            "failures": account.failures,
            "locked_until": account.locked_until,
            "last_signed_in_at": account.last_signed_in_at,
            "active": account.is_active,
        }
        self._connection.execute(
            upsert(self._connection.dialect.name, a)
            .values(login=account.login, ref=account.ref, **values)
            .on_conflict_do_update(index_elements=["login"], set_=values)
        )

    def all(self) -> Sequence[Account]:
        """Return every account, ended ones too, by name."""
        return [_account(row) for row in self._connection.execute(select(a).order_by(a.c.name))]

    def of_ref(self) -> Mapping[AgentRef, Agent]:
        """Return who stands behind each ref of the journal."""
        return {account.ref: account.agent for account in self.all()}


class SqlSessions:
    """See `services.account_ports.Sessions`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open_of(self, login: AgentLogin) -> Sequence[Session]:
        """Return the open sessions of *login*, oldest first."""
        query = select(s).where(s.c.agent == login, s.c.ended_at.is_(None)).order_by(s.c.since)
        return [_session(row) for row in self._connection.execute(query)]

    def get(self, session: SessionId) -> Session | None:
        """Return one session."""
        row = self._connection.execute(select(s).where(s.c.id == session)).first()
        return None if row is None else _session(row)

    def put(self, session: Session) -> None:
        """Save *session*."""
        end = "" if session.end is None else session.end.value
        self._connection.execute(
            upsert(self._connection.dialect.name, s)
            .values(
                id=session.id,
                agent=session.agent,
                place=session.place,
                since=session.since,
                ended_at=session.ended_at,
                end=end,
            )
            .on_conflict_do_update(
                index_elements=["id"], set_={"ended_at": session.ended_at, "end": end}
            )
        )


_REF = select(a.c.ref).where(a.c.login == bindparam("of"))
_ACCOUNT = select(a).where(a.c.login == bindparam("of"))


def _account(row: Row[Any]) -> Account:
    return Account(
        login=AgentLogin(row.login),
        name=row.name,
        role=Role(row.role),
        ref=AgentRef(row.ref),
        person=AgentRef(row.person),
        password=row.password,
        one_time=row.one_time,
        one_time_until=row.one_time_until,
        failures=row.failures,
        locked_until=row.locked_until,
        last_signed_in_at=row.last_signed_in_at,
        is_active=row.active,
    )


def _session(row: Row[Any]) -> Session:
    return Session(
        id=SessionId(row.id),
        agent=AgentLogin(row.agent),
        place=row.place,
        since=row.since,
        ended_at=row.ended_at,
        end=End(row.end) if row.end else None,
    )
