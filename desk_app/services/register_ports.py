"""What services ask of the rows of the register, of draws and of families. See ports.py."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from collections.abc import Callable, Sequence
from typing import Protocol
from uuid import UUID

from desk_app.domain.appointments import Reference
from desk_app.domain.draw_mode import Mode
from desk_app.domain.draw_seed import Commitment, DrawRef
from desk_app.domain.person_keys import PersonKey
from desk_app.domain.procedures import FamilyCode
from desk_app.domain.register import Request, RequestState

NewSecret = Callable[[], str]
"""An unpredictable secret of a draw: 64 hex digits."""


class DrawState(enum.StrEnum):
    """How far a draw has come."""

    OPEN = "open"  # secrets are committed to, requests are taken
    CLOSED = "closed"  # all that takes part is frozen and published
    HELD = "held"
    VOID = "void"  # a secret was not revealed: held again under another number


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """A draw of a family. *own* is the fingerprint of the desk's secret, made at *opened_at*.

    *sheet* is what was frozen at closing, *export* what anybody can replay.
    """

    id: UUID
    ref: DrawRef
    opened_at: dt.datetime
    own: str
    state: DrawState = DrawState.OPEN
    commitments: tuple[Commitment, ...] = ()
    closes_at: dt.datetime | None = None
    closing: str = ""
    sheet: str = ""
    held_at: dt.datetime | None = None
    held_on: dt.date | None = None
    seed: str = ""
    winners: int = 0
    waiting: int = 0
    is_weaker: bool = False
    export: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PastDraw:
    """A draw that was held, without its texts: those are read when it is replayed."""

    number: int
    held_at: dt.datetime
    winners: int
    waiting: int
    is_weaker: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FamilyMode:
    """How seats of a family are given, and the day its load was last measured."""

    mode: Mode
    measured_on: dt.date | None


class Register(Protocol):
    """Requests, and beside each who asked: sealed under the key of the last sign of life (R-03).

    One active request of a person in a family, said by a unique key; `add` raises ActiveRequest
    where another was quicker. `put` keeps what became of one, with its appointment if it won;
    `age` makes those that lost one draw older; `unanswered` are the winners of every family whose
    last day to confirm was before a day; `erase` takes the person out of a settled one (R-07).
    """

    def next_number(self, family: FamilyCode) -> int: ...
    def add(self, request: Request, holder: str) -> None: ...
    def put(self, request: Request, *, appointment: Reference | None = None) -> None: ...
    def age(self, family: FamilyCode, numbers: Sequence[int]) -> None: ...
    def get(self, reference: Reference) -> Request: ...
    def active(self, person: PersonKey, family: FamilyCode) -> Request | None: ...
    def of_person(self, person: PersonKey) -> Sequence[Request]: ...
    def of_family(self, family: FamilyCode, *states: RequestState) -> Sequence[Request]: ...
    def unanswered(self, today: dt.date) -> Sequence[Request]: ...
    def papers_due(self, family: FamilyCode) -> Sequence[Request]: ...
    def anybody_waits(self, family: FamilyCode) -> bool: ...
    def holder(self, request: Request) -> str | None: ...
    def erase(self, request: Request) -> None: ...
    def won_by(self, appointment: Reference) -> Request | None: ...
    def won(self, request: Request) -> Reference | None: ...


class Draws(Protocol):
    """Draws, one at a time per family, and how each family is given.

    `past` are those that were held, the latest first; `held` the latest of them, the one held on
    a day or of a number where it is given. `secret` is the desk's own, None once its key is
    destroyed. `asked` counts one who asked; `unmeasured` are the
    families drawn, or asked for since a day, whose load was not measured on the last.
    """

    def add(self, draw: Draw, secret: str) -> None: ...
    def put(self, draw: Draw) -> None: ...
    def add_commitment(self, draw: Draw, commitment: Commitment) -> None: ...
    def current(self, family: FamilyCode) -> Draw | None: ...
    def held(
        self, family: FamilyCode, day: dt.date | None = None, number: int | None = None
    ) -> Draw | None: ...
    def past(self, family: FamilyCode, most: int) -> Sequence[PastDraw]: ...
    def last_number(self, family: FamilyCode) -> int: ...
    def secret(self, draw: Draw) -> str | None: ...
    def mode(self, family: FamilyCode) -> FamilyMode: ...
    def put_mode(self, family: FamilyCode, mode: FamilyMode) -> None: ...
    def unmeasured(self, first: dt.date, today: dt.date) -> Sequence[FamilyCode]: ...
    def asked(self, family: FamilyCode, day: dt.date) -> None: ...
    def demand(self, family: FamilyCode, first: dt.date, last: dt.date) -> int: ...
