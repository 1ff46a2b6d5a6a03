"""What services ask of the rows of an opening: its secret and its cards. See ports.py."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from desk_app.domain.opening_draw import Card


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The draw of an opening to come; *secret* is None once its key is destroyed."""

    day: dt.date
    number: int
    secret: str | None = dataclasses.field(repr=False)


class Openings(Protocol):
    """Openings of a day, one at a time, and the cards that are not dealt yet.

    `held` deals every card of the opening; `forget` takes away the cards and secrets of the days
    before one, and returns how many cards there were. `erase` takes what was noted out of a card.
    """

    def current(self, day: dt.date) -> Opening | None: ...
    def begin(self, day: dt.date, own: str, secret: str, number: int) -> None: ...
    def last_number(self, day: dt.date) -> int: ...
    def held(self, opening: Opening, at: dt.datetime) -> None: ...
    def cards(self, day: dt.date) -> Sequence[Card]: ...
    def next_number(self, day: dt.date) -> int: ...
    def add(self, day: dt.date, card: Card) -> None: ...
    def erase(self, day: dt.date, card: Card) -> None: ...
    def forget(self, before: dt.date) -> int: ...
