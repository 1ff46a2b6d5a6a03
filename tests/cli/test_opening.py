"""The draw of an opening on the command line: cards before the doors, tickets with them (AT-13)."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from uuid import uuid4

from desk_app.domain.register_facts import OpeningHeld
from desk_app.domain.sitefile import parse_site
from desk_app.store.setup import open_store
from tests.cli.desks import MONDAY, DeskRoom


def at(room: DeskRoom, hour: str) -> None:
    """From now on it is *hour* of the Monday."""
    hours, minutes = (int(part) for part in hour.split(":"))
    room.now = MONDAY.replace(hour=hours, minute=minutes)


def test_cards_become_tickets_in_the_order_drawn(room: DeskRoom) -> None:
    at(room, "08:20")
    cards = [room.json("draw", "card", "--procedure", "info")["card"] for _ in range(2)]
    shown = room.json("draw", "opening")
    at(room, "08:30")
    doors = room.json("draw", "doors")
    replayed = room.json("draw", "opened")

    assert cards == [1, 2]
    assert (shown["cards"], shown["is_open"]) == (2, False)
    assert shown["queues"] == [{"procedure": "INFO", "cards": 2, "tickets_left": None}]
    assert [each["card"] for each in doors["tickets"]] == [1, 2]
    assert doors["without_ticket"] == []
    assert replayed["valid"]
    assert [each["seed"] for each in replayed["openings"]] == [doors["seed"]]


def test_an_opening_that_does_not_follow_from_its_secret_ends_with_three(room: DeskRoom) -> None:
    store = open_store(room.url, parse_site=partial(parse_site, file="site"), new_id=uuid4)
    with closing(store), store.begin() as work:
        held = OpeningHeld(cards=0, tickets=0, without_ticket=0, drawn=False, seed="0", secret="0")
        work.record(held, by=None, at=room.now)

    answered = room.run("--json", "draw", "opened")

    assert answered.exit == 3
    assert answered.data["error"] == "OpeningNotReplayed"  # type: ignore[index, call-overload]
    assert "secret" in room.run("draw", "opened").out


def test_before_their_hour_cards_are_refused_with_a_sentence(room: DeskRoom) -> None:
    at(room, "07:50")
    answered = room.run("--json", "draw", "card", "--procedure", "INFO")

    assert answered.exit == 3
    assert answered.data["error"] == "CardsNotYet"  # type: ignore[index, call-overload]
    assert "remises à partir de" in room.run("draw", "opening").out
