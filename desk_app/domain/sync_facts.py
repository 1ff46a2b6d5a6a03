"""Facts about rights that moved between desks. See facts.py for the rest."""

from __future__ import annotations

import dataclasses
from typing import ClassVar

from desk_app.domain.changes import Topic
from desk_app.domain.facts import Fact
from desk_app.domain.shared import Kind
from desk_app.domain.tickets import DeskCode, TicketId


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RightReleased(Fact):
    """This desk let a right go to *to* that asked for it, or back to the site's pool (None).

    *row* is its key, *version* the right's as this desk knew it: a release of an older one moves
    nothing.
    """

    TOPICS: ClassVar[frozenset[Topic]] = frozenset({Topic.TICKETS})
    right: Kind
    row: str
    version: int
    to: DeskCode | None
    ticket: TicketId | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class EpochLearned(Fact):
    """This desk heard that its rights had been taken over; facts before this one are late."""

    TOPICS: ClassVar[frozenset[Topic]] = frozenset(Topic)
    epoch: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class IncarnationBegun(Fact):
    """This desk's file was found to be an old copy, or one of two: it goes on under a new name.

    *after* is the number of the last fact that both histories have.
    """

    TOPICS: ClassVar[frozenset[Topic]] = frozenset(Topic)
    incarnation: str
    after: int
