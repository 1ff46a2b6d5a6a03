"""The site's configuration and people: loading a site file, adding an agent, signing in."""

from __future__ import annotations

import dataclasses
import hashlib

from desk_app.domain.account_facts import AgentAdded, SignedIn
from desk_app.domain.changes import Changes, Topic, changes
from desk_app.domain.errors import UnknownAgent
from desk_app.domain.facts import SiteLoaded
from desk_app.domain.people import Agent, AgentLogin, Role
from desk_app.domain.site import Site
from desk_app.domain.text import clean
from desk_app.services.day import today
from desk_app.services.ports import Begin, Clock, Read


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class StoreStatus:
    """What is in the store: the answer of `store status`."""

    site: str
    code: str
    revision: int
    rehearsal: bool
    tickets_today: int
    waiting: int


def load_site(text: str, site: Site, *, by: AgentLogin | None, begin: Begin, clock: Clock) -> int:
    """Make *site*, parsed from *text*, the configuration in force; return its revision."""
    with begin() as work:
        now = clock()
        revision = work.sites.load(text, site, now)
        digest = hashlib.sha256(text.encode()).hexdigest()
        fact = SiteLoaded(site=site.code, revision=revision, sha256=digest)
        work.record(fact, by=by, at=now)
    return revision


def site_text(*, read: Read) -> str:
    """Return the site file in force, as it was loaded."""
    with read() as work:
        return work.sites.text()


def store_status(*, read: Read, clock: Clock) -> StoreStatus:
    """Return what the store holds today."""
    with read() as work:
        now = today(work, clock())
        states = work.procedures.today(now.day).values()
        lines = work.tickets.waiting_by_procedure(now.day).values()
        return StoreStatus(
            site=now.site.name,
            code=now.site.code,
            revision=work.revision,
            rehearsal=work.rehearsal,
            tickets_today=sum(state.issued for state in states),
            waiting=sum(line.tickets for line in lines),
        )


def add_agent(
    login: AgentLogin, name: str, role: Role, *, by: AgentLogin | None, begin: Begin, clock: Clock
) -> Agent:
    """Add an agent to the site, or change the role of one. A login is kept in small letters."""
    login = _login(login)
    agent = Agent(login=login, name=clean(name, at_most=60) or login, role=role)
    with begin() as work:
        work.sites.add_agent(agent)
        work.record(AgentAdded(agent=login, role=role), by=by, at=clock())
    return agent


def agents(*, read: Read) -> tuple[Agent, ...]:
    """Return the site's people, by name."""
    with read() as work:
        return tuple(work.sites.agents().values())


def find_agent(login: str, *, read: Read) -> Agent:
    """Return the agent of *login*. Raises UnknownAgent."""
    with read() as work:
        found = work.sites.agents().get(_login(login))
    if found is None:
        raise UnknownAgent(login)
    return found


def sign_in(login: str, *, begin: Begin, read: Read, clock: Clock) -> tuple[Agent, Changes]:
    """Record who acts at this desk from now on. Raises UnknownAgent."""
    agent = find_agent(login, read=read)
    with begin() as work:
        work.record(SignedIn(agent=agent.login), by=agent.login, at=clock())
    return agent, changes("sign_in", Topic.AGENTS)


def _login(typed: str) -> AgentLogin:
    return AgentLogin(typed.strip().lower())
