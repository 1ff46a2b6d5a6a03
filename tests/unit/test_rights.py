"""What a desk may do without asking."""

from __future__ import annotations

import dataclasses

import pytest

from desk_app.domain.errors import RightNotHeld
from desk_app.domain.rights import Rights
from desk_app.domain.tickets import DeskCode
from tests.unit.tickets import ticket

OTHERS = dataclasses.replace(ticket(), owner=DeskCode("02"))


def test_a_desk_alone_holds_every_right():
    alone = Rights(desk=DeskCode("01"))

    alone.require_series("A")
    alone.require_ticket(OTHERS)


def test_a_desk_among_others_gives_only_its_own_numbers():
    one = Rights(desk=DeskCode("01"), is_alone=False, series=frozenset({"A"}))

    one.require_series("A")
    with pytest.raises(RightNotHeld) as refused:
        one.require_series("B")
    assert refused.value.right == "series B"


def test_a_desk_among_others_moves_only_its_own_tickets():
    one = Rights(desk=DeskCode("01"), is_alone=False)

    one.require_ticket(ticket())
    with pytest.raises(RightNotHeld) as refused:
        one.require_ticket(OTHERS)
    assert refused.value.right == "ticket A001"


def test_a_file_put_back_has_no_right_before_it_has_met_the_site():
    one = Rights(desk=DeskCode("01"), is_alone=False, series=frozenset({"A"}), is_put_back=True)

    with pytest.raises(RightNotHeld):
        one.require_series("A")
    with pytest.raises(RightNotHeld):
        one.require_ticket(ticket())
