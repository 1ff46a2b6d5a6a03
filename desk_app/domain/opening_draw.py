"""The opening draw: who is there when the doors open is called in an order drawn then (AT-13).

Coming at two in the morning brings nothing; who comes after the opening is behind those drawn.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence

from desk_app.domain.draw_errors import AlreadyHasCard, CardsNotYet, CardsOver
from desk_app.domain.draw_seed import place
from desk_app.domain.person_keys import PersonKey

CARDS_BEFORE = dt.timedelta(minutes=15)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A place in the opening draw, bound to a document; numbers count from 1 each opening."""

    number: int
    person: PersonKey
    at: dt.datetime


def next_card(
    cards: Sequence[Card], person: PersonKey, *, now: dt.datetime, opens_at: dt.datetime
) -> Card:
    """Return the next card. Raises CardsNotYet, CardsOver or AlreadyHasCard."""
    if now < opens_at - CARDS_BEFORE:
        raise CardsNotYet(opens_at - CARDS_BEFORE)
    if now >= opens_at:
        raise CardsOver
    for card in cards:
        if card.person == person:
            raise AlreadyHasCard(card.number)
    return Card(number=len(cards) + 1, person=person, at=now)


def opening_order(cards: Iterable[Card], seed: bytes) -> tuple[Card, ...]:
    """Return *cards* in the order drawn; *seed* is made at the opening, as that of a draw."""
    return tuple(sorted(cards, key=lambda card: place(seed, card.number)))


def within_quota(drawn: Sequence[Card], quota: int | None) -> tuple[tuple[Card, ...], int]:
    """Return the cards that become tickets today, and how many stay for those who come later."""
    if quota is None:
        return tuple(drawn), 0
    return tuple(drawn[:quota]), max(quota - len(drawn), 0)
