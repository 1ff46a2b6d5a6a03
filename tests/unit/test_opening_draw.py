"""The opening draw: coming early brings nothing (AT-13)."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from desk_app.domain.draw_errors import AlreadyHasCard, CardsNotYet, CardsOver
from desk_app.domain.opening_draw import Card, next_card, opening_order, within_quota
from desk_app.domain.person_keys import PersonKey

OPENS = dt.datetime(2026, 3, 3, 7, 30, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)
PRESENT, QUOTA, MORNINGS = 50, 20, 2_000


def _card(cards, person="amina", at=OPENS - SECOND):
    return next_card(cards, PersonKey(person), now=at, opens_at=OPENS)


def _crowd(count):
    cards: list[Card] = []
    for number in range(count):
        cards.append(_card(cards, f"person-{number}", OPENS - dt.timedelta(minutes=15)))
    return cards


def test_cards_are_handed_out_from_a_quarter_of_an_hour_before_the_opening():
    with pytest.raises(CardsNotYet) as refused:
        _card([], at=OPENS - dt.timedelta(minutes=15) - SECOND)

    assert refused.value.from_at == OPENS - dt.timedelta(minutes=15)
    assert _card([], at=OPENS - dt.timedelta(minutes=15)).number == 1


def test_no_card_is_handed_out_once_the_doors_are_open():
    with pytest.raises(CardsOver):
        _card([], at=OPENS)


def test_a_document_gets_one_card():
    cards = _crowd(3)

    with pytest.raises(AlreadyHasCard) as refused:
        _card(cards, "person-1")

    assert refused.value.card == 2


def test_everybody_present_is_in_the_order_drawn_whatever_order_they_are_read_in():
    cards = _crowd(9)

    drawn = opening_order(cards, bytes(32))

    assert sorted(card.number for card in drawn) == list(range(1, 10))
    assert drawn == opening_order(cards[::-1], bytes(32))


def test_what_the_quota_leaves_is_for_those_who_come_later():
    cards = _crowd(5)

    assert within_quota(cards, 3) == (tuple(cards[:3]), 0)
    assert within_quota(cards, 7) == (tuple(cards), 2)
    assert within_quota(cards, None) == (tuple(cards), 0)


def test_the_chance_of_being_served_does_not_depend_on_who_came_first():
    source = random.Random(20260303)
    cards = _crowd(PRESENT)
    served = [0] * PRESENT
    for _ in range(MORNINGS):
        chosen, _left = within_quota(opening_order(cards, source.randbytes(32)), QUOTA)
        for card in chosen:
            served[card.number - 1] += 1

    tenths = [sum(served[first : first + 5]) for first in range(0, PRESENT, 5)]
    expected = MORNINGS * 5 * QUOTA / PRESENT
    missed = MORNINGS * 5 - expected
    chi_square = sum(
        (count - expected) ** 2 / expected + (count - expected) ** 2 / missed for count in tenths
    )

    assert sum(tenths) == MORNINGS * QUOTA
    assert chi_square < 21.67  # 9 degrees of freedom, p = 0.01
