"""The site's configuration and people: loading a site file, adding an agent. See accounts.py."""

from __future__ import annotations

import dataclasses
import hashlib

from desk_app.domain.account_facts import AgentAdded, PasswordChanged
from desk_app.domain.accounts import Account
from desk_app.domain.errors import LoginTaken, OwnPasswordOnly, UnknownAgent
from desk_app.domain.facts import SiteLoaded
from desk_app.domain.people import Agent, AgentLogin, Role
from desk_app.domain.roles import Power
from desk_app.domain.sessions import End
from desk_app.domain.site import Site
from desk_app.domain.text import clean
from desk_app.services.accounts import end_sessions
from desk_app.services.colleagues import require_administrator
from desk_app.services.day import Act, allow, locked, today
from desk_app.services.ports import Begin, Clock, Read, UnitOfWork
from desk_app.services.proofs import as_login


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
    """Make *site*, parsed from *text*, the configuration in force; return its revision.

    Whoever has another role by it signs in again (S-03). Raises what `day.allow` does, and
    LastAdministrator for a file that leaves none; the program itself (None) names one afterwards.
    """
    with begin() as work:
        now = clock()
        allow(work, now, by, Power.CONFIGURE)
        before = _roles(work) if by is not None else {}
        revision = work.sites.load(text, site, now)
        digest = hashlib.sha256(text.encode()).hexdigest()
        fact = SiteLoaded(site=site.code, revision=revision, sha256=digest)
        work.record(fact, by=by, at=now)
        if by is not None:
            _note_changed(before, Act(work=work, today=today(work, now), by=by))
            require_administrator(work, by)
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
    login: str,
    name: str,
    role: Role,
    *,
    by: AgentLogin | None,
    begin: Begin,
    clock: Clock,
    encoded: str = "",
    same_person_as: str = "",
) -> Agent:
    """Add an agent to the site, or change the role of one, who then signs in again (S-03).

    A login is kept in small letters. *encoded* is the hash of the first password. The account of
    *same_person_as* is the same human being's: the two never agree to each other's exceptions,
    nor do those that were joined to them before.
    Raises what `day.allow` does, LoginTaken for one that has ended, OwnPasswordOnly where there
    is a password already, LastAdministrator, or UnknownAgent.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.ACCOUNTS)
        known = work.accounts.find(as_login(login))
        if known is not None:
            _require_changeable(known, encoded)
        agent = Agent(login=as_login(login), name=_name(name, login, known), role=role)
        work.sites.add_agent(agent)
        _settle(work.accounts.get(agent.login), encoded, same_person_as, work)
        if known is not None and known.role is not role:
            end_sessions(agent.login, End.RESET, act)
            require_administrator(work, agent.login)
        other = as_login(same_person_as) if same_person_as else None
        act.record(AgentAdded(agent=agent.login, role=role, same_as=other))
        if known is not None and encoded:
            act.record(PasswordChanged(agent=agent.login))
    return agent


def agents(*, read: Read) -> tuple[Agent, ...]:
    """Return the site's people, by name."""
    with read() as work:
        return tuple(work.sites.agents().values())


def find_agent(login: str, *, read: Read) -> Agent:
    """Return the agent of *login*. Raises UnknownAgent."""
    with read() as work:
        found = work.sites.agents().get(as_login(login))
    if found is None:
        raise UnknownAgent(login)
    return found


def _require_changeable(known: Account, encoded: str) -> None:
    """A login is never given again, and a password is its owner's."""
    if not known.is_active:
        raise LoginTaken(known.login)
    if encoded and known.has_secret:
        raise OwnPasswordOnly(known.login)


def _name(typed: str, login: str, known: Account | None) -> str:
    return clean(typed, at_most=60) or (known.name if known else as_login(login))


def _settle(added: Account, encoded: str, same_person_as: str, work: UnitOfWork) -> None:
    """Give the account what is said of it beside name and role.

    Whose accounts were one person's before stay so: no saying parts them again, or they would
    agree to each other (AT-16).
    """
    if encoded:
        work.accounts.put(added.with_password(encoded))
    if same_person_as:
        person = work.accounts.get(as_login(same_person_as)).person
        for account in work.accounts.all():
            if account.person == added.person:
                work.accounts.put(dataclasses.replace(account, person=person))


def _roles(work: UnitOfWork) -> dict[AgentLogin, Role]:
    return {account.login: account.role for account in work.accounts.all()}


def _note_changed(before: dict[AgentLogin, Role], act: Act) -> None:
    """Whose role the file makes or changes is a fact, as by `add_agent`; they sign in again."""
    for login, role in _roles(act.work).items():
        if before.get(login) is role:
            continue
        if login in before:
            end_sessions(login, End.RESET, act)
        act.record(AgentAdded(agent=login, role=role))
