"""What a command is: its words, its arguments, what it does and the answer it gives."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from desk_app.cli.passwords import Passwords
from desk_app.cli.tools import Desk, Tools
from desk_app.domain.people import Agent, AgentLogin

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"
LARGEST = 1_000_000
"""No counter, party or quota is larger; a database would refuse it without a sentence."""
Words = Callable[[], str]
"""A sentence in the language in use when it is asked for."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a command answers: *data* as JSON, *lines* for people; *exit* is 3 for a bad verdict.

    *secret* is told once, by the command's *after*: a repeated request is answered without it.
    """

    data: Mapping[str, Json] | Sequence[Mapping[str, Json]]
    lines: tuple[str, ...]
    exit: int = 0
    secret: str = dataclasses.field(default="", repr=False)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An argument: a flag (`--procedure`) or, without dashes, a positional one."""

    name: str
    help: Words
    metavar: str = ""
    kind: Callable[[str], object] = str
    choices: tuple[str, ...] = ()
    is_needed: bool = True
    is_switch: bool = False
    default: object = None

    @property
    def is_flag(self) -> bool:
        """True for `--name`."""
        return self.name.startswith("--")

    @property
    def key(self) -> str:
        """The name under which the value is read."""
        return self.name.removeprefix("--").replace("-", "_")


def positional(
    name: str, help_: Words, *, kind: Callable[[str], object] = str, choices: tuple[str, ...] = ()
) -> Option:
    """Return an argument that stands by its place."""
    return Option(name=name, help=help_, kind=kind, choices=choices, metavar=name.upper())


def flag(
    name: str,
    help_: Words,
    *,
    metavar: str = "",
    kind: Callable[[str], object] = str,
    choices: tuple[str, ...] = (),
    default: object = None,
) -> Option:
    """Return an argument that may be left out."""
    return Option(
        name=name,
        help=help_,
        metavar=metavar,
        kind=kind,
        choices=choices,
        is_needed=False,
        default=default,
    )


def needed(
    name: str, help_: Words, *, metavar: str = "", kind: Callable[[str], object] = str,
    choices: tuple[str, ...] = (),
) -> Option:  # fmt: skip
    """Return a `--name` that must be given."""
    return Option(name=name, help=help_, metavar=metavar, kind=kind, choices=choices)


def switch(name: str, help_: Words) -> Option:
    """Return a `--name` without a value."""
    return Option(name=name, help=help_, is_needed=False, is_switch=True, default=False)


def whole(text: str) -> int:
    """Read a whole number that any table can hold. Raises ValueError."""
    number = int(text)
    if abs(number) > LARGEST:
        raise ValueError(text)
    return number


class Values:
    """The values of a command's arguments, by name and with their kind."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = dict(values)

    def text(self, name: str) -> str:
        """Return a text; an argument left out is empty."""
        value = self._values[name]
        return "" if value is None else str(value)

    def optional(self, name: str) -> str:
        """Return a text, empty too where the command has no such argument."""
        return self.text(name) if name in self._values else ""

    def number(self, name: str) -> int:
        """Return a whole number that was needed."""
        value = self._values[name]
        if not isinstance(value, int):
            raise TypeError(name)
        return value

    def maybe_number(self, name: str) -> int | None:
        """Return a whole number, None if it was left out."""
        return None if self._values[name] is None else self.number(name)

    def whole(self, name: str) -> int | None:
        """Return a whole number, None if it was left out."""
        value = self._values[name]
        return value if isinstance(value, int) else None

    def day(self, name: str) -> dt.date | None:
        """Return a day, None if it was left out."""
        value = self._values[name]
        return value if isinstance(value, dt.date) else None

    def is_set(self, name: str) -> bool:
        """True if a switch was given."""
        return bool(self._values[name])

    def plain(self) -> dict[str, str]:
        """Return everything as text, to tell two requests apart."""
        return {name: str(value) for name, value in sorted(self._values.items())}


def _nothing_open() -> None:
    """No desk was opened for this call."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One command being done: its values, the desk and who acts.

    *desk* opens the store when first asked; *by* raises AgentNeeded on a real desk without one,
    and what `services.accounts.check` does. *prepared* is what the command's *before* has made.
    *prove* answers who acts by the accounts of another desk: a copy that is to be put back.
    """

    values: Values
    tools: Tools
    url: str
    language: str
    desk_of: Callable[[], Desk]
    agent_of: Callable[[], AgentLogin]
    prove: Callable[[Desk], AgentLogin]
    close_of: Callable[[], None] = _nothing_open
    approver_of: Callable[[], Agent]
    passwords: Passwords
    prepared: object = None

    @property
    def desk(self) -> Desk:
        """The open desk."""
        return self.desk_of()

    def close(self) -> None:
        """Close the desk: what comes next changes its file."""
        self.close_of()

    @property
    def by(self) -> AgentLogin:
        """Who acts."""
        return self.agent_of()

    def require_agent(self) -> None:
        """See who acts before anything is read or hashed for them; raises as *by* does."""
        self.agent_of()

    @property
    def approver(self) -> Agent:
        """The second person, whose password has been looked at. Raises SignInRefused and kin."""
        return self.approver_of()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A verb of a noun; a noun that is a command itself has one with an empty name.

    *keys* are the JSON keys that are fixed, *is_list* says that the answer is a list of them.
    *changes* marks what writes: with a request id it happens once. *before* does what no
    transaction waits for (hashing, standard input); *after* finishes the answer once the change
    is committed (waiting for paper). *by_code* takes a one-time code for a password.
    """

    name: str
    help: Words
    run: Callable[[Call], Answer]
    keys: tuple[str, ...]
    options: tuple[Option, ...] = ()
    is_list: bool = False
    changes: bool = False
    before: Callable[[Call], object] | None = None
    after: Callable[[Call, Answer], Answer] | None = None
    by_code: bool = False


def iso(at: dt.datetime | None, zone: dt.tzinfo | None = None) -> str | None:
    """Return an instant as ISO 8601 with its offset, in *zone* if one is given."""
    if at is None:
        return None
    return (at.astimezone(zone) if zone else at).isoformat()
