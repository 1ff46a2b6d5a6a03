"""What a screen wants of a second person, and what the sheet then says. It asks nobody."""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Callable, Sequence

from desk_app.domain.overrides import Cause, Override, power_for
from desk_app.domain.people import AgentLogin
from desk_app.domain.roles import may
from desk_app.services.questions import Agreement
from desk_app.ui.commands import plain
from desk_app.ui.second.operations import Colleague
from desk_app.words.moves import role_name


def nothing() -> None:
    """Do nothing: the screen wants no word of it."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One act that needs a second person.

    *act* is the words of the button that does it; *then* does it once it is agreed to, *left* is
    told that nobody was asked. *after* says more closely what it leads to.
    """

    kind: Override
    subject: str
    act: str
    then: Callable[[Agreement], object]
    left: Callable[[], object] = nothing
    after: str = ""
    icon: str = "check"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """The sheet in words. *left* is how many exceptions are left today, "" for no limit.

    *is_alone* where nobody else could agree: the request is proven instead (L-01).
    """

    title: str
    before: str
    after: str
    causes: tuple[Cause, ...]
    left: str
    is_alone: bool = False


class Spot(enum.Enum):
    """Where the sheet says why not, and where the cursor then is."""

    REASON = enum.auto()
    LOGIN = enum.auto()
    PASSWORD = enum.auto()
    ACT = enum.auto()


def meant(people: Sequence[Colleague], typed: str) -> Colleague | None:
    """Return whom *typed* means: a login, or the beginnings of names that only one person has."""
    words = plain(typed).split()
    if not words:
        return None
    exact = [each for each in people if plain(each.agent.login) == plain(typed).strip()]
    found = exact or [each for each in people if all(_begins(each, word) for word in words)]
    return found[0] if len(found) == 1 else None


def who_may_agree(people: Sequence[Colleague], kind: Override) -> tuple[Colleague, ...]:
    """Return those of *people* whose role lets them agree to *kind*."""
    return tuple(each for each in people if may(each.agent.role, power_for(kind)))


def said_of(colleague: Colleague) -> str:
    """Return who is meant, as the line under the login: a name in its own script, and a role."""
    agent = colleague.agent
    return f"\u2068{agent.name}\u2069 · {role_name(agent.role)}"


def is_same(colleague: Colleague, asker: AgentLogin) -> bool:
    """True for who asks: nobody is their own second person. The service knows other accounts."""
    return colleague.agent.login == asker


def _begins(colleague: Colleague, word: str) -> bool:
    names = plain(colleague.agent.name).replace("-", " ").split()
    return any(part.startswith(word) for part in (*names, plain(colleague.agent.login)))
