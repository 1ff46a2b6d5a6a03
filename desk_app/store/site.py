"""The site's configuration, its people, its counters and procedures of the day."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Mapping
from uuid import UUID

from sqlalchemy import Connection, Executable, bindparam, insert, select, update

from desk_app.domain.counters import CounterDay, CounterId, CounterState
from desk_app.domain.people import Agent, AgentLogin, Role
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.site import Site
from desk_app.services.ports import ProcedureDay
from desk_app.store.account_tables import agents
from desk_app.store.days import upsert
from desk_app.store.schema import counter_days, procedure_days, sites, store


class SqlSites:
    """See `services.ports.Sites`."""

    def __init__(self, connection: Connection, new_id: Callable[[], UUID]) -> None:
        self._connection = connection
        self._new_id = new_id

    def load(self, text: str, site: Site, now: dt.datetime) -> int:
        """Make *text* the site's configuration and return its revision."""
        revision = int(self._connection.execute(select(store.c.revision)).scalar_one()) + 1
        self._connection.execute(
            insert(sites).values(revision=revision, code=site.code, text=text, loaded_at=now)
        )
        self._connection.execute(update(store).values(revision=revision))
        for agent in site.agents.values():
            self.add_agent(agent)
        return int(revision)

    def text(self) -> str:
        """Return the site file in force."""
        newest = select(sites.c.text).order_by(sites.c.revision.desc()).limit(1)
        return str(self._connection.execute(newest).scalar_one())

    def add_agent(self, agent: Agent) -> None:
        """Add *agent*, or give an existing login its name and role.

        The ref is the end of a new id: random, so that the journal says nothing of a name.
        """
        values = {"name": agent.name, "role": agent.role.value}
        ref = self._new_id().hex[-10:]
        self._connection.execute(
            upsert(self._connection.dialect.name, agents)
            .values(login=agent.login, ref=ref, person=ref, **values)
            .on_conflict_do_update(index_elements=["login"], set_=values)
        )

    def agents(self) -> Mapping[AgentLogin, Agent]:
        """Return the site's people by login."""
        return {
            AgentLogin(row.login): Agent(
                login=AgentLogin(row.login), name=row.name, role=Role(row.role)
            )
            for row in self._connection.execute(select(agents).order_by(agents.c.name))
        }


class SqlCounters:
    """See `services.ports.Counters`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def today(self, day: dt.date) -> Mapping[CounterId, CounterDay]:
        """Return the counters that have been opened, paused or closed on *day*."""
        return {
            CounterId(row.counter): CounterDay(
                number=CounterId(row.counter),
                state=CounterState(row.state),
                agent=None if row.agent is None else AgentLogin(row.agent),
                since=row.since,
            )
            for row in self._connection.execute(_COUNTERS, {"of_day": day})
        }

    def put(self, day: dt.date, counter: CounterDay) -> None:
        """Save what *counter* does on *day*."""
        values = {"state": counter.state.value, "agent": counter.agent, "since": counter.since}
        self._connection.execute(
            upsert(self._connection.dialect.name, counter_days)
            .values(day=day, counter=counter.number, **values)
            .on_conflict_do_update(index_elements=["day", "counter"], set_=values)
        )


class SqlProcedures:
    """See `services.ports.Procedures`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def today(self, day: dt.date) -> Mapping[ProcedureCode, ProcedureDay]:
        """Return the procedures that were issued, closed or given a quota on *day*."""
        found = [
            ProcedureDay(
                procedure=ProcedureCode(row.procedure),
                is_open=row.is_open,
                quota=row.quota,
                issued=row.issued,
            )
            for row in self._connection.execute(_STATES, {"of_day": day})
        ]
        return {state.procedure: state for state in found}

    def get(self, day: dt.date, procedure: ProcedureCode) -> ProcedureDay:
        """Return the state of one procedure: open with nothing issued until something happens."""
        asked = {"of_day": day, "of_procedure": procedure}
        row = self._connection.execute(_STATE, asked).first()
        if row is None:
            return ProcedureDay(procedure=procedure, is_open=True, quota=None, issued=0)
        return ProcedureDay(
            procedure=procedure, is_open=row.is_open, quota=row.quota, issued=row.issued
        )

    def put(self, day: dt.date, state: ProcedureDay) -> None:
        """Save whether the procedure is open and its quota; what was issued stays."""
        values = {"is_open": state.is_open, "quota": state.quota}
        self._connection.execute(
            upsert(self._connection.dialect.name, procedure_days)
            .values(day=day, procedure=state.procedure, issued=state.issued, **values)
            .on_conflict_do_update(index_elements=["day", "procedure"], set_=values)
        )

    def count_issued(self, day: dt.date, procedure: ProcedureCode) -> None:
        """Count one more ticket of *procedure*."""
        counted = {"day": day, "procedure": procedure, "is_open": True, "issued": 1}
        self._connection.execute(_count(self._connection.dialect.name), counted)


_STATE = select(procedure_days).where(
    procedure_days.c.day == bindparam("of_day"),
    procedure_days.c.procedure == bindparam("of_procedure"),
)
_STATES = select(procedure_days).where(procedure_days.c.day == bindparam("of_day"))
_COUNTERS = select(counter_days).where(counter_days.c.day == bindparam("of_day"))


@functools.cache
def _count(dialect: str) -> Executable:
    return upsert(dialect, procedure_days).on_conflict_do_update(
        index_elements=["day", "procedure"], set_={"issued": procedure_days.c.issued + 1}
    )
