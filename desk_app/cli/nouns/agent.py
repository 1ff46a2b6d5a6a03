"""`desk-app agent`: the people of the site, their passwords and one-time codes."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping

from desk_app.cli.command import Answer, Call, Command, Json, flag, iso, needed, positional
from desk_app.cli.logins import read_login
from desk_app.cli.output import table
from desk_app.cli.paper import no_wait, with_paper
from desk_app.cli.ties import TIE_COMMANDS
from desk_app.domain.accounts import Account
from desk_app.domain.errors import AgentNeeded, PasswordMissing
from desk_app.domain.people import Role
from desk_app.domain.roles import Power, may
from desk_app.domain.text import clean
from desk_app.services import accounts, colleagues
from desk_app.services.site import add_agent
from desk_app.words.accounts import code_lines, standing_name
from desk_app.words.catalogue import _
from desk_app.words.dates import when
from desk_app.words.moves import role_name


def _first_password(call: Call) -> str:
    """Return the hash of the password a new account begins with, empty for none."""
    login = read_login(call.values.text("login"))
    call.require_agent()
    password = call.passwords.chosen(login)
    if not password:
        return ""
    name = clean(call.values.text("name"))
    return accounts.first_password(password, login=login, name=name, hasher=call.desk.hasher())


def _add(call: Call) -> Answer:
    desk = call.desk
    added = add_agent(
        read_login(call.values.text("login")),
        clean(call.values.text("name")),
        Role(call.values.text("role")),
        by=call.by,
        begin=desk.begin,
        clock=desk.clock,
        encoded=str(call.prepared),
        same_person_as=call.values.text("same_person_as"),
    )
    said = _("{login} is now {role}.").format(login=added.login, role=role_name(added.role))
    return Answer(data={"login": added.login, "role": added.role.value}, lines=(said,))


def _code(call: Call) -> colleagues.OneTimeCode:
    call.require_agent()
    return colleagues.one_time_code(hasher=call.desk.hasher(), new_code=call.desk.new_code)


def _reset(call: Call) -> Answer:
    code, desk = call.prepared, call.desk
    assert isinstance(code, colleagues.OneTimeCode)
    login = read_login(call.values.text("login"))
    job = colleagues.reset(
        login,
        code,
        by=call.by,
        begin=desk.begin,
        clock=desk.clock,
        new_id=desk.new_id,
        printer=desk.code_printer,
    ).job
    print_job, state = (str(job.id), job.state.value) if job else (None, None)
    data: dict[str, Json] = {"login": login, "print_job": print_job, "print_state": state}
    return Answer(data=data, lines=(), secret=code.told)


def _told(call: Call, answer: Answer) -> Answer:
    """The code stands in the answer to who gave it and on the slip, and nowhere else."""
    assert isinstance(answer.data, Mapping)
    login = str(answer.data["login"])
    told = dataclasses.replace(
        answer,
        data={**answer.data, "code": answer.secret or None},
        lines=code_lines(login, answer.secret),
    )
    return with_paper(call, told) if answer.data["print_job"] else told


def _end(call: Call) -> Answer:
    login, desk = read_login(call.values.text("login")), call.desk
    colleagues.end_account(login, by=call.by, begin=desk.begin, clock=desk.clock)
    said = _("The account {login} has ended. What it did stays in the journal.")
    return Answer(data={"login": login}, lines=(said.format(login=login),))


def _password(call: Call) -> Answer:
    """The old password, or a one-time code, is that of the sign-in."""
    desk, login = call.desk, call.by
    new = call.passwords.chosen(login)
    if not new:
        raise PasswordMissing(login)
    accounts.change_password(
        login,
        new,
        by=login,
        begin=desk.begin,
        read=desk.read,
        clock=desk.clock,
        hasher=desk.hasher(),
    )
    said = _("{login} has a new password.").format(login=login)
    return Answer(data={"login": login}, lines=(said,))


def _list(call: Call) -> Answer:
    people = colleagues.people(read=call.desk.read)
    now = call.desk.clock() if _sees_more(call) else None
    return Answer(
        data=[_document(each, now) for each in people],
        lines=table([_row(each, now) for each in people]),
    )


def _sees_more(call: Call) -> bool:
    """True for who looks after accounts; a real desk tells names to whoever asks at it."""
    try:
        by = call.by
    except AgentNeeded:
        return False
    with call.desk.read() as work:
        return may(work.accounts.get(by).role, Power.RESET)


def _document(account: Account, now: dt.datetime | None) -> dict[str, Json]:
    plain: dict[str, Json] = {
        "login": account.login,
        "name": account.name,
        "role": account.role.value,
    }
    if now is None:
        return plain
    last = iso(account.last_signed_in_at)
    return {**plain, "state": account.standing(now).value, "last_signed_in_at": last}


def _row(account: Account, now: dt.datetime | None) -> tuple[str, ...]:
    plain = (account.login, account.name, role_name(account.role))
    if now is None:
        return plain
    last = account.last_signed_in_at
    return (*plain, standing_name(account.standing(now)), when(last, now) if last else "–")


_WHOSE = positional("login", lambda: _("login of the account"))

COMMANDS = (
    Command(
        name="add",
        help=lambda: _(
            "Add an agent, with the first password on standard input, or change the role of one."
        ),
        run=_add,
        before=_first_password,
        keys=("login", "role"),
        options=(
            positional("login", lambda: _("2 to 32 small letters, digits, dots or dashes")),
            needed(
                "--role",
                lambda: _("what the agent is at the site"),
                choices=tuple(role.value for role in Role),
            ),
            flag("--name", lambda: _("the agent’s name; else the login"), metavar="NAME"),
            flag(
                "--same-person-as",
                lambda: _("another account of the same human being"),
                metavar="LOGIN",
            ),
        ),
        changes=True,
    ),
    Command(
        name="reset",
        help=lambda: _("Give a colleague a one-time code in place of the password."),
        run=_reset,
        before=_code,
        after=_told,
        keys=("login", "code", "print_job", "print_state"),
        options=(_WHOSE, no_wait()),
        changes=True,
    ),
    Command(
        name="end",
        help=lambda: _("End an account for good; its acts stay in the journal."),
        run=_end,
        keys=("login",),
        options=(_WHOSE,),
        changes=True,
    ),
    Command(
        name="password",
        help=lambda: _("Choose your own password, the new one on standard input."),
        run=_password,
        keys=("login",),
        by_code=True,
    ),
    Command(
        name="list",
        help=lambda: _("The site’s agents, by name; how accounts stand for who looks after them."),
        run=_list,
        keys=("login", "name", "role"),
        is_list=True,
    ),
    *TIE_COMMANDS,
)
