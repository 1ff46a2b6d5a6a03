"""What the sign-in page asks of the services, as callables that the application fills."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from desk_app.domain.changes import Changes
from desk_app.domain.counters import CounterId
from desk_app.domain.people import Agent


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Who can act here and where: the site's name, its people by name, its counters."""

    site: str
    agents: tuple[Agent, ...]
    counters: tuple[CounterId, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SignInOperations:
    """Everything the page can do.

    *choices* is `services.site.agents` with the site's name and counters beside it; *sign_in* is
    `services.site.sign_in` with its ports filled.
    """

    choices: Callable[[], Choices]
    sign_in: Callable[[str], tuple[Agent, Changes]]
