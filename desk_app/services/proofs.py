"""Whether a password is right, and what a wrong one costs. Who may do what is domain/roles.py."""

from __future__ import annotations

import dataclasses
import datetime as dt

from desk_app.domain.account_facts import SignInFailed
from desk_app.domain.accounts import TRIES, Account
from desk_app.domain.errors import AccountLocked, PasswordNeeded, SignInRefused, UnknownAgent
from desk_app.domain.passwords import LONGEST, as_code, as_typed
from desk_app.domain.people import AgentLogin
from desk_app.services.account_ports import Hasher
from desk_app.services.day import Act, today
from desk_app.services.ports import Clock, Read, UnitOfWork


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What was seen of a password, before the transaction that draws the consequence.

    *is_free* is an account of a rehearsal that needs none; *is_code* that a one-time code was
    looked at; *renewed* is the hash at today's cost, empty where the old one will do.
    """

    account: Account
    is_right: bool
    is_free: bool = False
    is_code: bool = False
    renewed: str = ""


def prove(
    login: str, password: str, *, read: Read, clock: Clock, hasher: Hasher, takes_code: bool
) -> Proof:
    """Look at *password*, outside any transaction.

    Raises AccountLocked, AccountEnded, PasswordNeeded; for a login nobody has UnknownAgent on a
    rehearsal, SignInRefused elsewhere.
    """
    with read() as work:
        account = work.accounts.find(as_login(login))
        rehearsal = work.rehearsal
    if account is None:
        raise _stranger(login, password, rehearsal=rehearsal, hasher=hasher)
    now = clock()
    account.require_open(now)
    if rehearsal and not account.has_secret:
        return Proof(account=account, is_right=True, is_free=True)
    is_code = takes_code and account.code_is_alive(now)
    if not account.password and not is_code:
        raise PasswordNeeded(account.login)
    typed = (as_code if is_code else as_typed)(password[: LONGEST + 1])
    encoded = account.one_time if is_code else account.password
    is_right = len(typed) <= LONGEST and hasher.verify(encoded, typed)
    is_old = is_right and not is_code and hasher.is_outdated(encoded)
    return Proof(
        account=account,
        is_right=is_right,
        is_code=is_code,
        renewed=hasher.encode(typed) if is_old else "",
    )


def at_the_door(work: UnitOfWork, now: dt.datetime) -> Act:
    """Take the day's lock for somebody not known yet: guesses are counted one after another."""
    current = today(work, now)
    work.days.lock(current.day)
    return Act(work=work, today=current, by=None)


def settled(proof: Proof, act: Act) -> Account:
    """Return the account as it is now: without failures if *proof* holds, else with one more.

    A guess that was hashed while others locked the account says nothing, right or wrong.
    """
    account = act.work.accounts.get(proof.account.login)
    account.require_open(act.now)
    if proof.is_right and account.secrets == proof.account.secrets:
        forgiven = account.forgiven()
        return forgiven.with_password(proof.renewed) if proof.renewed else forgiven
    failed = account.failed(act.now)
    act.work.accounts.put(failed)
    locks = failed.locked_until != account.locked_until
    fact = SignInFailed(agent=account.login, failures=failed.failures, locks=locks)
    act.record(fact)
    return failed


def refusal(account: Account) -> SignInRefused | AccountLocked:
    """Return what is said of the wrong password that *account* has just counted."""
    is_locked = account.failures % TRIES == 0
    if is_locked and account.locked_until is not None:
        return AccountLocked(account.locked_until)
    return SignInRefused(account.tries_left())


def void(account: Account) -> SignInRefused:
    """Return what is said where *account* was reset after its password had been looked at."""
    return SignInRefused(account.tries_left())


def as_login(typed: str) -> AgentLogin:
    """Return a login as it is kept: in small letters."""
    return AgentLogin(typed.strip().lower())


def _stranger(
    login: str, password: str, *, rehearsal: bool, hasher: Hasher
) -> UnknownAgent | SignInRefused:
    """Say of a login nobody has what is said of a wrong password, and as late; not in training."""
    if rehearsal:
        return UnknownAgent(login)
    hasher.verify("", as_typed(password[:LONGEST]))
    return SignInRefused(TRIES - 1)
