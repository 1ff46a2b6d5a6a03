"""What the sign-in page and the one-time codes may call, bound to one open desk."""

from __future__ import annotations

from functools import partial

from desk_app.app.costs import hasher_at
from desk_app.app.desk import Desk
from desk_app.domain.accounts import Account
from desk_app.domain.changes import Changes, changes
from desk_app.domain.counters import CounterId, CounterState
from desk_app.domain.people import AgentLogin, Role
from desk_app.domain.sessions import SessionId
from desk_app.domain.tickets import TicketNumber
from desk_app.security.codes import new_code, new_id
from desk_app.services import accounts, colleagues
from desk_app.services.day import today
from desk_app.services.direction import sit_down
from desk_app.services.ports import UnitOfWork
from desk_app.services.site import add_agent
from desk_app.ui.signin.model import Person
from desk_app.ui.signin.operations import (
    Choices,
    CodeOperations,
    Given,
    Opened,
    SignInOperations,
)
from desk_app.ui.welcome.operations import FirstAccount


def sign_in_operations(desk: Desk) -> SignInOperations:
    """Return what the sign-in page may call."""
    return SignInOperations(
        choices=partial(_choices, desk),
        sign_in=partial(_sign_in, desk),
        change_password=partial(
            accounts.change_password,
            begin=desk.begin,
            read=desk.read,
            clock=desk.clock,
            hasher=hasher_at(desk.path),
        ),
        sign_out=partial(accounts.sign_out, begin=desk.begin, clock=desk.clock),
    )


def code_operations(desk: Desk) -> CodeOperations:
    """Return what giving a colleague a one-time code takes."""
    return CodeOperations(
        people=partial(_people, desk),
        give=partial(_give_code, desk),
        check=partial(
            accounts.check,
            begin=desk.begin,
            read=desk.read,
            clock=desk.clock,
            hasher=hasher_at(desk.path),
        ),
    )


def add_first_administrator(first: FirstAccount, desk: Desk) -> None:
    """Give a new desk the account that makes all others. Raises PasswordTooWeak."""
    agent = add_agent(
        AgentLogin(first.login),
        first.name,
        Role.ADMINISTRATOR,
        by=None,
        begin=desk.begin,
        clock=desk.clock,
    )
    accounts.change_password(
        agent.login,
        first.password,
        by=None,
        begin=desk.begin,
        read=desk.read,
        clock=desk.clock,
        hasher=hasher_at(desk.path),
    )


def take_over(desk: Desk, counter: CounterId, login: AgentLogin) -> Changes:
    """Put *login* in place of who had *counter* open before: the call that is there stays."""
    with desk.read() as work:
        before = work.counters.today(today(work, desk.clock()).day).get(counter)
    if before is None or before.state is not CounterState.OPEN or before.agent == login:
        return changes("take_over")
    return sit_down(counter, by=login, begin=desk.begin, clock=desk.clock)


def place_of(desk: Desk, session: SessionId) -> str | None:
    """Return where the account of *session* is open now, None while it is open here."""
    with desk.read() as work:
        mine = work.sessions.get(session)
        if mine is not None and mine.ended_at is None:
            return None
        others = work.sessions.open_of(mine.agent) if mine is not None else ()
        return others[-1].place if others else ""


def _sign_in(desk: Desk, login: AgentLogin, password: str, *, place: str) -> Opened:
    found = accounts.sign_in(
        login,
        password,
        place=place,
        begin=desk.begin,
        read=desk.read,
        clock=desk.clock,
        hasher=hasher_at(desk.path),
        new_id=new_id,
    )
    return Opened(
        agent=found.agent,
        session=found.session,
        must_choose_password=found.must_choose_password,
        changes=found.changes,
        elsewhere=found.elsewhere,
    )


def _give_code(desk: Desk, login: AgentLogin, *, by: AgentLogin) -> Given:
    code = colleagues.one_time_code(hasher=hasher_at(desk.path), new_code=new_code)
    made = colleagues.reset(
        login,
        code,
        by=by,
        begin=desk.begin,
        clock=desk.clock,
        new_id=new_id,
        printer=desk.code_printer,
    )
    if made.job is not None:
        desk.spool.wake(made.job.printer)
    return Given(code=code.told, is_printing=made.job is not None, changes=made.changes)


def _choices(desk: Desk, counter: CounterId | None) -> Choices:
    with desk.read() as work:
        return Choices(
            site=work.site.name,
            people=_rows(work),
            counters=tuple(sorted(work.site.counters)),
            now=desk.clock(),
            serving=_serving(desk, work, counter),
        )


def _people(desk: Desk) -> tuple[Person, ...]:
    with desk.read() as work:
        return _rows(work)


def _rows(work: UnitOfWork) -> tuple[Person, ...]:
    found = sorted(work.accounts.all(), key=lambda account: account.name)
    return tuple(_row(each, rehearsal=work.rehearsal) for each in found if each.is_active)


def _row(account: Account, *, rehearsal: bool) -> Person:
    return Person(
        agent=account.agent,
        needs_password=account.has_secret or not rehearsal,
        last=account.last_signed_in_at,
    )


def _serving(desk: Desk, work: UnitOfWork, counter: CounterId | None) -> TicketNumber | None:
    if counter is None:
        return None
    here = work.tickets.at_counter(today(work, desk.clock()).day, counter)
    return here[0].number if here else None
