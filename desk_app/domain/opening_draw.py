"""The opening draw: who is there when the doors open is called in an order drawn then (AT-13).

Coming at two in the morning brings nothing; who comes after the opening is behind those drawn.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from desk_app.domain.draw_errors import AlreadyHasCard, CardsNotYet, CardsOver
from desk_app.domain.draw_seed import place
from desk_app.domain.person_keys import PersonKey
from desk_app.domain.procedures import FamilyCode, ProcedureCode
from desk_app.domain.tickets import Priority

FAMILY = FamilyCode("OPENING")
"""What names the draw of an opening where those of families have a family."""
NO_PROCEDURE = ProcedureCode("")
CARDS_BEFORE = dt.timedelta(minutes=15)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A place in the opening draw; numbers count from 1 each day.

    *person* is the keyed hash of the document, empty for an anonymous one; *hint* what the agent
    noted of the holder (AT-12).
    """

    number: int
    person: PersonKey
    at: dt.datetime
    procedure: ProcedureCode = NO_PROCEDURE
    language: str = "fr"
    priority: Priority | None = None
    hint: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Dealt:
    """What an opening gives: tickets in *order*, none for those *left*; which were *drawn*."""

    order: tuple[Card, ...]
    left: tuple[Card, ...]
    drawn: frozenset[ProcedureCode]


def next_card(
    cards: Sequence[Card],
    person: PersonKey,
    *,
    now: dt.datetime,
    opens_at: dt.datetime,
    number: int | None = None,
) -> Card:
    """Return the next card, of *number* where other cards of the day are dealt already.

    An anonymous one, without *person*, is one of many. Raises CardsNotYet, CardsOver or
    AlreadyHasCard.
    """
    if now < opens_at - CARDS_BEFORE:
        raise CardsNotYet(opens_at - CARDS_BEFORE)
    if now >= opens_at:
        raise CardsOver
    for card in cards:
        if person and card.person == person:
            raise AlreadyHasCard(card.number)
    return Card(number=len(cards) + 1 if number is None else number, person=person, at=now)


def opening_order(cards: Iterable[Card], seed: bytes) -> tuple[Card, ...]:
    """Return *cards* in the order drawn; *seed* is made at the opening, as that of a draw."""
    return tuple(sorted(cards, key=lambda card: place(seed, card.number)))


def deal(cards: Iterable[Card], quotas: Mapping[ProcedureCode, int | None], seed: bytes) -> Dealt:
    """Return who gets a ticket and in which order.

    Where more are present than a procedure's quota its cards are drawn, priorities of the law
    first; below it they keep the order they came in, and the others their place between them.
    """
    present = sorted(cards, key=lambda card: card.number)
    served: dict[ProcedureCode, Iterator[Card]] = {}
    left: list[Card] = []
    drawn: set[ProcedureCode] = set()
    for code in dict.fromkeys(card.procedure for card in present):
        mine = [card for card in present if card.procedure == code]
        quota = quotas[code]
        if quota is not None and len(mine) > quota:
            drawn.add(code)
            mine = sorted(opening_order(mine, seed), key=lambda card: card.priority is None)
        kept, _left = within_quota(mine, quota)
        served[code] = iter(kept)
        left += mine[len(kept) :]
    turns = (next(served[card.procedure], None) for card in present)
    order = tuple(card for card in turns if card is not None)
    return Dealt(order=order, left=tuple(left), drawn=frozenset(drawn))


def within_quota(drawn: Sequence[Card], quota: int | None) -> tuple[tuple[Card, ...], int]:
    """Return the cards that become tickets today, and how many stay for those who come later."""
    if quota is None:
        return tuple(drawn), 0
    return tuple(drawn[:quota]), max(quota - len(drawn), 0)
