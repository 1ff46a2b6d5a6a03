"""What is done about a colleague's account: a one-time code, its end. One's own: accounts.py."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from desk_app.domain.account_facts import AccountClosed, AccountReset
from desk_app.domain.accounts import Account
from desk_app.domain.changes import Changes, Topic, changes
from desk_app.domain.errors import AccountEnded, LastAdministrator, SamePerson
from desk_app.domain.passwords import as_code
from desk_app.domain.people import AgentLogin
from desk_app.domain.prints import PrintJob
from desk_app.domain.roles import Power, covers, may
from desk_app.domain.sessions import End
from desk_app.services.account_ports import Hasher
from desk_app.services.accounts import end_sessions
from desk_app.services.codeslip import print_code
from desk_app.services.day import Act, allow, locked
from desk_app.services.handing import Printer
from desk_app.services.ports import Begin, Clock, NewCode, NewId, Read, UnitOfWork
from desk_app.services.proofs import as_login


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OneTimeCode:
    """A code that opens an account once, as it is told and as it is kept."""

    told: str
    encoded: str

    def __repr__(self) -> str:
        """Say nothing of the code: a report of a bug may show it."""
        return "OneTimeCode()"


def one_time_code(*, hasher: Hasher, new_code: NewCode) -> OneTimeCode:
    """Return a new code; it is hashed here, before any transaction."""
    code = new_code()
    return OneTimeCode(told=code, encoded=hasher.encode(as_code(code)))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Reset:
    """An account opens by a one-time code; *job* is its slip, None where no paper comes out."""

    changes: Changes
    job: PrintJob | None


def reset(
    login: str,
    code: OneTimeCode,
    *,
    by: AgentLogin | None,
    begin: Begin,
    clock: Clock,
    new_id: NewId,
    printer: Callable[[], Printer | None],
) -> Reset:
    """Have *code* open the account for a day, in place of its password, and print it (S-02).

    It unlocks the account and ends its sessions. Nobody resets themselves, nor who may do more.
    Raises NotAllowed, SamePerson, UnknownAgent or AccountEnded.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.RESET)
        account = _of_another(login, act)
        work.accounts.put(account.with_code(code.encoded, act.now))
        end_sessions(account.login, End.RESET, act)
        act.record(AccountReset(agent=account.login))
        job = print_code(code.told, account, act, new_id=new_id, printer=printer)
    return Reset(changes=changes("reset", Topic.AGENTS, Topic.PRINTS), job=job)


def end_account(login: str, *, by: AgentLogin | None, begin: Begin, clock: Clock) -> Changes:
    """End an account for good; its acts stay in the journal and its login is never given again.

    Raises NotAllowed, SamePerson, LastAdministrator, UnknownAgent or AccountEnded.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.ACCOUNTS)
        account = _of_another(login, act)
        work.accounts.put(account.closed())
        require_administrator(work, account.login)
        end_sessions(account.login, End.RESET, act)
        act.record(AccountClosed(agent=account.login))
    return changes("end_account", Topic.AGENTS)


def people(*, read: Read) -> tuple[Account, ...]:
    """Return every account, ended ones too, by name."""
    with read() as work:
        return tuple(work.accounts.all())


def require_administrator(work: UnitOfWork, login: AgentLogin) -> None:
    """Refuse to leave the site without anybody who can sign in and manage accounts.

    Raises LastAdministrator.
    """
    left = [each for each in work.accounts.all() if may(each.role, Power.ACCOUNTS)]
    if not any(each.is_active and (each.has_secret or work.rehearsal) for each in left):
        raise LastAdministrator(login)


def _of_another(login: str, act: Act) -> Account:
    """Return the account of a colleague who may do no more than who acts."""
    account = act.work.accounts.get(as_login(login))
    if not account.is_active:
        raise AccountEnded(account.login)
    if act.by is not None:
        actor = act.work.accounts.get(act.by)
        if actor.person == account.person:
            raise SamePerson(account.login)
        if not covers(actor.role, account.role):
            allow(act.work, act.now, act.by, Power.ACCOUNTS)
    return account
