"""What agents declare of themselves and their relatives, so that they act for none of them (AT-15).

Only keyed hashes are kept, and nobody reads whom they stand for: not even who declared.
"""

from __future__ import annotations

import dataclasses
import datetime as dt

from desk_app.domain.booking_facts import TieDeclared
from desk_app.domain.changes import Changes, Topic, changes
from desk_app.domain.partial_dates import PartialDate
from desk_app.domain.people import AgentLogin, Document
from desk_app.domain.person_keys import named_bytes, reach_bytes
from desk_app.domain.roles import Power
from desk_app.services.day import allow, locked
from desk_app.services.ports import Begin, Clock, Hashes, Read


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """Somebody of whom no document is at hand: as the provisional key knows people."""

    names: tuple[str, str]
    birth_date: PartialDate
    nationality: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """One thing declared: a document, a phone, an e-mail or a relative, in that order."""

    document: Document | None = None
    phone: str = ""
    email: str = ""
    relative: Relative | None = None

    @property
    def kind(self) -> str:
        """What of it is told in the journal."""
        return next(kind for kind, _value in self._known)

    @property
    def canonical(self) -> bytes:
        """What is hashed."""
        return next(value for _kind, value in self._known)

    @property
    def _known(self) -> tuple[tuple[str, bytes], ...]:
        found: list[tuple[str, bytes]] = []
        if self.document is not None:
            found.append(("document", self.document.canonical))
        found.extend(
            (kind, reach_bytes(kind, value))
            for kind, value in (("phone", self.phone), ("email", self.email))
            if value
        )
        if self.relative is not None:
            who = self.relative
            found.append(("relative", named_bytes(who.names, who.birth_date, who.nationality)))
        return tuple(found)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """How much an agent has declared. *since* is the oldest of it, None for nothing.

    A hash lives as long as the key it was made with: what is a year old is declared again (R-05).
    """

    login: AgentLogin
    count: int
    since: dt.date | None


def declare(
    tie: Tie, *, whose: AgentLogin, by: AgentLogin, begin: Begin, clock: Clock, hashes: Hashes
) -> Changes:
    """Keep that *whose* may not act for *tie*: said by themselves, or by a supervisor.

    It is not taken back: who has one tie too many loses nothing, a colleague does the act.
    Raises UnknownAgent, or NotAllowed for another's ties.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.BOOK if whose == by else Power.DIRECT)
        account = work.accounts.get(whose)
        work.ties.add(whose, hashes(tie.canonical)[-1], on=act.day)
        act.record(TieDeclared(agent=account.ref, kind=tie.kind))
    return changes("declare", Topic.AGENTS, subject=whose)


def declared(whose: AgentLogin, *, by: AgentLogin, read: Read, clock: Clock) -> Declared:
    """Return how much *whose* has declared, never what. Raises as `declare` does."""
    with read() as work:
        allow(work, clock(), by, Power.BOOK if whose == by else Power.DIRECT)
        days = work.ties.days(work.accounts.get(whose).login)
    return Declared(login=whose, count=len(days), since=days[0] if days else None)
