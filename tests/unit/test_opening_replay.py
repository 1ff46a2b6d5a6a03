"""An opening is replayed from what was published; what was changed is seen (AT-13)."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from desk_app.domain.draw_seed import OWN, DrawRef, fingerprint, seed
from desk_app.domain.opening_draw import FAMILY, Card, deal
from desk_app.domain.opening_replay import OpeningFlaw, OpeningRecord, opening_flaw
from desk_app.domain.person_keys import PersonKey
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.tickets import Priority

AT = dt.datetime(2026, 3, 2, 7, 20, tzinfo=dt.UTC)
INFO, PIECES = ProcedureCode("INFO"), ProcedureCode("PIECES")
REF = DrawRef(site="93008", family=FAMILY, on=AT.date(), number=1)
SECRET = "d0" * 32


def _record(quotas) -> OpeningRecord:
    cards = tuple(
        Card(
            number=number,
            person=PersonKey(""),
            at=AT,
            procedure=PIECES if number % 3 == 0 else INFO,
            priority=Priority.CMI if number == 8 else None,
        )
        for number in range(1, 12)
    )
    of_seed = seed(REF, range(1, 12), (SECRET,))
    return OpeningRecord(
        ref=REF,
        fingerprint=fingerprint(REF, OWN, SECRET),
        cards=cards,
        secret=SECRET,
        seed=of_seed.hex(),
        order=tuple(card.number for card in deal(cards, quotas, of_seed).order),
    )


HELD = _record({INFO: 4, PIECES: None})


@pytest.mark.parametrize("tickets", [0, 1, 4, 8, 9, None])
def test_an_opening_gives_the_same_order_again(tickets):
    assert opening_flaw(_record({INFO: tickets, PIECES: None})) is None


@pytest.mark.parametrize(
    ("fields", "flaw"),
    [
        ({"secret": ""}, OpeningFlaw.NOT_REVEALED),
        ({"secret": "e1" * 32}, OpeningFlaw.SECRET),
        ({"secret": "no secret"}, OpeningFlaw.SECRET),
        ({"ref": dataclasses.replace(REF, number=2)}, OpeningFlaw.SECRET),
        ({"seed": "0" * 64}, OpeningFlaw.SEED),
        ({"cards": HELD.cards[1:]}, OpeningFlaw.SEED),
        ({"order": HELD.order[::-1]}, OpeningFlaw.ORDER),
        ({"order": (*HELD.order, 99)}, OpeningFlaw.ORDER),
        ({"order": HELD.order[:-1] + HELD.order[:1]}, OpeningFlaw.ORDER),
    ],
)
def test_what_was_changed_is_named(fields, flaw):
    assert opening_flaw(dataclasses.replace(HELD, **fields)) is flaw


def test_a_card_that_was_not_drawn_takes_nobody_s_place():
    left = next(card.number for card in HELD.cards if card.number not in HELD.order)
    drawn = next(number for number in HELD.order if number % 3 and number != 8)
    swapped = tuple(left if number == drawn else number for number in HELD.order)

    assert opening_flaw(dataclasses.replace(HELD, order=swapped)) is OpeningFlaw.ORDER
