"""How a login is typed where one is made or looked after."""

from __future__ import annotations

import re

from desk_app.domain.errors import BadValue
from desk_app.domain.people import AgentLogin
from desk_app.domain.text import clean

_LOGIN = re.compile(r"[a-z][a-z0-9.-]{1,31}")


def read_login(typed: str) -> AgentLogin:
    """Return a login as it is kept, in small letters. Raises BadValue."""
    login = typed.strip().lower()
    if not _LOGIN.fullmatch(login):
        raise BadValue("login", clean(login), "a-z 0-9 . - (2-32)")
    return AgentLogin(login)
