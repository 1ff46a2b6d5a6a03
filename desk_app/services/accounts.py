"""Signing in and out, passwords and one-time codes, the end of an account. Windows are elsewhere.

A password is hashed outside every transaction: a hash is slow on purpose (S-01).
"""

from __future__ import annotations

import dataclasses
import datetime as dt

from desk_app.domain.account_facts import (
    PasswordChanged,
    SignedIn,
    SignedOut,
)
from desk_app.domain.accounts import Account
from desk_app.domain.changes import Changes, Topic, changes
from desk_app.domain.errors import (
    AccountEnded,
    OwnPasswordOnly,
    PasswordTooWeak,
)
from desk_app.domain.passwords import as_typed, require_strong
from desk_app.domain.people import Agent, AgentLogin
from desk_app.domain.sessions import End, Session, SessionId
from desk_app.services.account_ports import Hasher
from desk_app.services.day import Act
from desk_app.services.ports import Begin, Clock, NewId, Read
from desk_app.services.proofs import Proof, as_login, at_the_door, prove, refusal, settled, void
from desk_app.settings.passwords import common_passwords


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """An agent took a place.

    *last_signed_in_at* is the time before this one, in UTC, None for the first. *elsewhere* is
    the other place where the same account was open until now, empty for none (AT-24).
    *must_choose_password* after a one-time code: choosing one uses it up (S-02).
    """

    agent: Agent
    session: SessionId
    last_signed_in_at: dt.datetime | None
    elsewhere: str
    must_choose_password: bool
    changes: Changes


def sign_in(
    login: str,
    password: str,
    *,
    place: str,
    begin: Begin,
    read: Read,
    clock: Clock,
    hasher: Hasher,
    new_id: NewId,
) -> SignIn:
    """Open *place* to the agent of *login*; wherever else the account is open, it ends (AT-24).

    Raises SignInRefused with the tries left, AccountLocked, AccountEnded, PasswordNeeded for an
    account without password outside a rehearsal; on a rehearsal UnknownAgent.
    """
    proof = prove(login, password, read=read, clock=clock, hasher=hasher, takes_code=True)
    with begin() as work:
        act = at_the_door(work, clock())
        account = settled(proof, act)
        session = SessionId(new_id())
        signed_in = None if account.failures else _take(place, account, proof, act, session)
    if signed_in is None:
        raise refusal(account)
    return signed_in


def check(
    login: str,
    password: str,
    *,
    begin: Begin,
    read: Read,
    clock: Clock,
    hasher: Hasher,
    takes_code: bool = False,
) -> Agent:
    """Return who *login* and *password* are, without taking a place: a command, a second person.

    Wrong passwords count as in `sign_in`, and the same errors are raised. A one-time code is
    refused unless *takes_code*, and is not used up: it serves to choose a password, nothing else.
    """
    proof = prove(login, password, read=read, clock=clock, hasher=hasher, takes_code=takes_code)
    if proof.is_free:
        return proof.account.agent
    with begin() as work:
        act = at_the_door(work, clock())
        account = settled(proof, act)
        if not account.failures:
            work.accounts.put(account.checked(act.now))
    if account.failures:
        raise refusal(account)
    return account.agent


def sign_out(
    session: SessionId, why: End, *, begin: Begin, clock: Clock, place: str = ""
) -> Changes:
    """End *session*; one that has ended, or never was, changes nothing."""
    with begin() as work:
        now = clock()
        found = work.sessions.get(session)
        if found is None or found.ended_at is not None:
            return changes("sign_out")
        work.sessions.put(found.ended(why, now))
        fact = SignedOut(agent=found.agent, place=place or found.place, why=why)
        work.record(fact, by=found.agent, at=now)
    return changes("sign_out", Topic.AGENTS)


def is_open(session: SessionId, *, read: Read) -> bool:
    """True until *session* ends, here or from elsewhere."""
    with read() as work:
        found = work.sessions.get(session)
    return found is not None and found.ended_at is None


def change_password(
    login: str,
    new: str,
    *,
    by: AgentLogin | None,
    begin: Begin,
    read: Read,
    clock: Clock,
    hasher: Hasher,
) -> Changes:
    """Give the account its owner's password; a one-time code that is still there is used up.

    *by* is the owner, or None for the program while the account is being made. Raises
    OwnPasswordOnly, PasswordTooWeak, UnknownAgent, AccountEnded, or SignInRefused where a
    supervisor has reset the account meanwhile.
    """
    with read() as work:
        account = work.accounts.get(as_login(login))
    if by is not None and by != account.login:
        raise OwnPasswordOnly(account.login)
    require_acceptable(new, login=account.login, name=account.name)
    password = as_typed(new)
    if hasher.verify(account.password, password):
        raise PasswordTooWeak("same")
    encoded = hasher.encode(password)
    with begin() as work:
        now = clock()
        current = work.accounts.get(account.login)
        if not current.is_active:
            raise AccountEnded(current.login)
        if current.secrets != account.secrets:
            raise void(current)
        work.accounts.put(current.with_password(encoded))
        work.record(PasswordChanged(agent=current.login), by=by, at=now)
    return changes("password", Topic.AGENTS)


def require_acceptable(password: str, *, login: str, name: str) -> None:
    """Refuse a password that S-01 or S-02 forbids. Raises PasswordTooWeak."""
    require_strong(as_typed(password), login=login, name=name, common=common_passwords())


def first_password(password: str, *, login: str, name: str, hasher: Hasher) -> str:
    """Return the hash of the password of an account still to be made. Raises PasswordTooWeak."""
    require_acceptable(password, login=login, name=name)
    return hasher.encode(as_typed(password))


def asks_password(login: str, *, read: Read) -> bool:
    """False if *login* is answered without one: at a rehearsal, where it has none or is nobody."""
    with read() as work:
        account = work.accounts.find(as_login(login))
        return not work.rehearsal or (account is not None and account.has_secret)


def end_sessions(login: AgentLogin, why: End, act: Act) -> list[str]:
    """End the open sessions of *login*; return their places, the latest first."""
    places = []
    for session in reversed(act.work.sessions.open_of(login)):
        act.work.sessions.put(session.ended(why, act.now))
        act.record(SignedOut(agent=login, place=session.place, why=why))
        places.append(session.place)
    return places


def _take(place: str, account: Account, proof: Proof, act: Act, session: SessionId) -> SignIn:
    """Open *place* to *account*, and close it wherever else it is open."""
    act = dataclasses.replace(act, by=account.login)
    elsewhere = end_sessions(account.login, End.ELSEWHERE, act)
    act.work.accounts.put(account.checked(act.now))
    act.work.sessions.put(Session(id=session, agent=account.login, place=place, since=act.now))
    act.record(SignedIn(agent=account.login, place=place))
    return SignIn(
        agent=account.agent,
        session=session,
        last_signed_in_at=account.last_signed_in_at,
        elsewhere=next((other for other in elsewhere if other != place), ""),
        must_choose_password=proof.is_code,
        changes=changes("sign_in", Topic.AGENTS),
    )
