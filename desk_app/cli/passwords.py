"""Where a command finds what is secret or personal: environment, standard input, a terminal.

Never among its arguments, which every user of the computer can read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TextIO

from desk_app.domain.errors import PasswordMissing, PasswordTooWeak
from desk_app.words.catalogue import _

AGENT, APPROVER = "DESK_APP_PASSWORD", "DESK_APP_APPROVER_PASSWORD"
"""The variables of who acts and of the second person."""
_LONGEST_LINE = 10_000


class Passwords:
    """Finds the passwords of one process. It keeps none."""

    def __init__(
        self, *, environ: Mapping[str, str], source: TextIO, ask: Callable[[str], str] | None
    ) -> None:
        """*ask* asks a person unseen; it is None where nobody sits at a terminal."""
        self._environ = environ
        self._source: TextIO | None = source
        self._ask = ask

    def leave_input(self) -> None:
        """Leave standard input alone: it holds the lines of a batch."""
        self._source = None

    def document(self, at_most: int) -> str:
        """Return what standard input holds, *at_most* characters and one more; "" in a batch."""
        return self._source.read(at_most + 1) if self._source is not None else ""

    def of(self, login: str, variable: str) -> str:
        """Return the password of *login*: what *variable* says, else what is typed unseen.

        Raises PasswordMissing.
        """
        given = self._environ.get(variable, "")
        if given:
            return given
        typed = self._ask(_("Password of {login}: ").format(login=login)) if self._ask else ""
        if not typed:
            raise PasswordMissing(login)
        return typed

    def chosen(self, login: str) -> str:
        """Return the new password of *login*: a line of standard input, or typed twice unseen.

        It is empty where there is none. Raises PasswordTooWeak where the two differ.
        """
        if self._ask is None:
            line = self._source.readline(_LONGEST_LINE) if self._source is not None else ""
            return line.rstrip("\r\n")
        first = self._ask(_("New password of {login}: ").format(login=login))
        if first and first != self._ask(_("Once more: ")):
            raise PasswordTooWeak("differs")
        return first


def hidden(question: str) -> str:
    """Ask at the terminal of the process without showing what is typed."""
    from getpass import getpass

    try:
        return getpass(question)
    except EOFError:
        return ""
