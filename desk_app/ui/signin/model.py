"""Which agents the typed letters leave. It signs nobody in."""

from __future__ import annotations

from collections.abc import Sequence

from desk_app.domain.people import Agent, Role
from desk_app.ui.commands import plain
from desk_app.words.catalogue import pgettext


def matching(agents: Sequence[Agent], typed: str) -> tuple[Agent, ...]:
    """Return the agents of whom each word *typed* begins a name or the login, accents aside."""
    words = plain(typed).split()
    return tuple(agent for agent in agents if all(_begins(agent, word) for word in words))


def role_name(role: Role) -> str:
    """Return what people call *role*."""
    return {
        Role.AGENT: pgettext("role", "Reception"),
        Role.COUNTER: pgettext("role", "Counter"),
        Role.SUPERVISOR: pgettext("role", "Supervisor"),
        Role.ADMINISTRATOR: pgettext("role", "Administrator"),
        Role.AUDITOR: pgettext("role", "Auditor"),
    }[role]


def _begins(agent: Agent, word: str) -> bool:
    names = plain(agent.name).replace("-", " ").split()
    return any(part.startswith(word) for part in (*names, plain(agent.login), plain(agent.name)))
