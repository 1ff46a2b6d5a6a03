"""`desk-app agent`: the people of the site. Passwords come with the accounts."""

from __future__ import annotations

import re

from desk_app.cli.command import Answer, Call, Command, flag, needed, positional
from desk_app.cli.output import table
from desk_app.domain.errors import BadValue
from desk_app.domain.people import AgentLogin, Role
from desk_app.domain.text import clean
from desk_app.services.site import add_agent, agents
from desk_app.words.catalogue import _
from desk_app.words.moves import role_name

_LOGIN = re.compile(r"[a-z][a-z0-9.-]{1,31}")


def _add(call: Call) -> Answer:
    login = call.values.text("login").strip().lower()
    if not _LOGIN.fullmatch(login):
        raise BadValue("login", clean(login), "a-z 0-9 . - (2-32)")
    added = add_agent(
        AgentLogin(login),
        clean(call.values.text("name")),
        Role(call.values.text("role")),
        by=call.by,
        begin=call.desk.begin,
        clock=call.desk.clock,
    )
    said = _("{login} is now {role}.").format(login=added.login, role=role_name(added.role))
    return Answer(data={"login": added.login, "role": added.role.value}, lines=(said,))


def _list(call: Call) -> Answer:
    people = agents(read=call.desk.read)
    return Answer(
        data=[{"login": one.login, "name": one.name, "role": one.role.value} for one in people],
        lines=table([(one.login, one.name, role_name(one.role)) for one in people]),
    )


COMMANDS = (
    Command(
        name="add",
        help=lambda: _("Add an agent, or change the role of one."),
        run=_add,
        keys=("login", "role"),
        options=(
            positional("login", lambda: _("2 to 32 small letters, digits, dots or dashes")),
            needed(
                "--role",
                lambda: _("what the agent is at the site"),
                choices=tuple(role.value for role in Role),
            ),
            flag("--name", lambda: _("the agent’s name; else the login"), metavar="NAME"),
        ),
        changes=True,
    ),
    Command(
        name="list",
        help=lambda: _("The site’s agents, by name."),
        run=_list,
        keys=("login", "name", "role"),
        is_list=True,
    ),
)
