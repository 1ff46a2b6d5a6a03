"""Facts about the register, its draws and how families are given. See facts.py for the rest.

A request is its reference: who asked stands beside it, sealed. What a draw gives is told as
appointments (booking_facts.py), so that the history of a slot is in one place (AT-25).
"""

from __future__ import annotations

import dataclasses
from typing import ClassVar

from desk_app.domain.appointments import Reference
from desk_app.domain.assistance import OnlineObstacle, Relation
from desk_app.domain.changes import Topic
from desk_app.domain.draw_mode import Mode
from desk_app.domain.facts import Fact
from desk_app.domain.procedures import FamilyCode, ProcedureCode
from desk_app.domain.register import RequestState

_REGISTER: frozenset[Topic] = frozenset({Topic.REGISTER})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RequestMade(Fact):
    """Somebody asked; *request_no* counts those of the family, and nobody chooses it.

    *reason* codes why the online way was impossible, *helper* who spoke for the person (AT-19);
    *has_priority* where the agent claimed a priority of the law for the person (AT-18).
    """

    TOPICS: ClassVar[frozenset[Topic]] = _REGISTER
    reference: Reference
    family: FamilyCode
    procedure: ProcedureCode
    request_no: int
    reason: OnlineObstacle
    helper: Relation | None
    has_priority: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RequestChanged(Fact):
    """A request came to *request_state*: withdrawn, placed, or without its seat again."""

    TOPICS: ClassVar[frozenset[Topic]] = _REGISTER
    reference: Reference
    family: FamilyCode
    request_state: RequestState


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WinnerTold(Fact):
    """A winner was told of the place that is held."""

    TOPICS: ClassVar[frozenset[Topic]] = _REGISTER
    reference: Reference
    family: FamilyCode


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineSeen(Fact):
    """A supervisor saw the paper that says when rights end: the request is drawn in S1."""

    TOPICS: ClassVar[frozenset[Topic]] = _REGISTER
    reference: Reference
    family: FamilyCode


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SecretCommitted(Fact):
    """The fingerprint of a secret of a draw to come, before requests close (AT-14).

    *witness* is 0 for the desk's own secret, which is part of every seed.
    """

    TOPICS: ClassVar[frozenset[Topic]] = _REGISTER
    family: FamilyCode
    draw_no: int
    witness: int
    fingerprint: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DrawClosed(Fact):
    """Requests closed: *closing* is the hash of all that takes part, published before a secret."""

    TOPICS: ClassVar[frozenset[Topic]] = _REGISTER
    family: FamilyCode
    draw_no: int
    closing: str
    requests: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DrawHeld(Fact):
    """A draw was held; with its export anybody can replay it.

    *is_weaker*: fewer than two people committed to a secret.
    """

    TOPICS: ClassVar[frozenset[Topic]] = _REGISTER | {Topic.APPOINTMENTS}
    family: FamilyCode
    draw_no: int
    seed: str
    winners: int
    waiting: int
    is_weaker: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DrawVoided(Fact):
    """A secret was not revealed: the draw is not held, another takes its place.

    *is_alone* where nobody else works here who could have agreed (AT-18).
    """

    TOPICS: ClassVar[frozenset[Topic]] = _REGISTER
    family: FamilyCode
    draw_no: int
    is_alone: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CardHanded(Fact):
    """Somebody present before the opening has a card; nothing says who (AT-13).

    *has_priority* for a priority of the law: those cards are drawn first.
    """

    TOPICS: ClassVar[frozenset[Topic]] = _REGISTER
    card: int
    procedure: ProcedureCode
    has_priority: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OpeningHeld(Fact):
    """The doors opened: *tickets* were given in an order that follows from *seed* and the cards.

    *without_ticket* are the cards that were not drawn; *drawn* is whether any procedure was. The
    *secret* of opening *draw_no* is revealed, so that anybody can compare it with what was
    committed to before the cards; *order* are the cards' numbers as they were given tickets.
    """

    TOPICS: ClassVar[frozenset[Topic]] = _REGISTER | {Topic.TICKETS}
    cards: int
    tickets: int
    without_ticket: int
    drawn: bool
    seed: str
    draw_no: int = 0
    secret: str = ""
    order: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ModeChanged(Fact):
    """By the load of seven days a family is booked at once or drawn from now on."""

    TOPICS: ClassVar[frozenset[Topic]] = _REGISTER
    family: FamilyCode
    mode: Mode
    demand: int
    capacity: int
