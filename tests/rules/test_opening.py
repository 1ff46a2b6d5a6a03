"""AT-13: who came first before the doors opened has no advantage where too many are there."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from desk_app.domain.draw_seed import place
from desk_app.security.codes import new_code, new_id
from desk_app.services import opening_draws
from desk_app.services.board import board
from desk_app.services.direction import set_procedure
from desk_app.services.issuing import Order
from tests.fakes import FakeClock, InMemoryStore
from tests.services.booking_desk import HASHED, BookingDesk
from tests.services.desk import CHIEF, INFO, SYLVIE
from tests.services.register_desk import nobody_is_away

BEFORE = dt.datetime(2026, 3, 2, 7, 20, tzinfo=dt.UTC)  # ten minutes before the doors open
PRESENT, QUOTA, MORNINGS = 8, 3, 40


@pytest.fixture
def early(sqlite_store) -> BookingDesk:
    """A desk on SQLite before its doors open."""
    return BookingDesk(sqlite_store, FakeClock(BEFORE))


def comes(desk, secret) -> None:
    """As many come as the day has room for, and more."""
    set_procedure(INFO, quota=QUOTA, by=CHIEF, **desk.writing)
    for _ in range(PRESENT):
        opening_draws.hand_card(
            Order(procedure=INFO), by=SYLVIE, keyed_hash=HASHED, holidays=nobody_is_away,
            new_secret=lambda: secret, **desk.writing,
        )  # fmt: skip


def opens(desk):
    """The doors open."""
    desk.clock.passes(minutes=10)
    return opening_draws.open_doors(
        by=SYLVIE, new_id=new_id, new_code=new_code, holidays=nobody_is_away,
        printer=desk.printer, **desk.writing,
    )  # fmt: skip


def test_at_13_more_people_than_tickets_are_drawn_and_the_quota_is_on_the_display(early):
    comes(early, "0" * 32)
    shown = board(holidays=nobody_is_away, **early.ports)

    opened = opens(early)

    expected = sorted(
        range(1, PRESENT + 1), key=lambda number: place(bytes.fromhex(opened.seed), number)
    )
    assert (shown.cards, shown.tickets) == (PRESENT, QUOTA)
    assert [each.card for each in opened.given] == expected[:QUOTA]
    assert set(opened.left) == set(expected[QUOTA:])


def test_at_13_the_chance_of_being_served_does_not_depend_on_who_came_first(site):
    """Chi-square with 7 degrees of freedom: above 18.48 once in a hundred times by chance."""
    source, served = random.Random(20260302), [0] * PRESENT
    for _ in range(MORNINGS):
        desk = BookingDesk(InMemoryStore(site), FakeClock(BEFORE))
        comes(desk, source.randbytes(16).hex())
        for each in opens(desk).given:
            served[each.card - 1] += 1

    expected = MORNINGS * QUOTA / PRESENT
    missed = MORNINGS - expected
    chi_square = sum(
        (count - expected) ** 2 / expected + (count - expected) ** 2 / missed for count in served
    )
    assert sum(served) == MORNINGS * QUOTA
    assert chi_square < 18.48
