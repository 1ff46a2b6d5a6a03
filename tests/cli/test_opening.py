"""The draw of an opening on the command line: cards before the doors, tickets with them (AT-13)."""

from __future__ import annotations

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

    assert cards == [1, 2]
    assert (shown["cards"], shown["is_open"]) == (2, False)
    assert shown["queues"] == [{"procedure": "INFO", "cards": 2, "tickets_left": None}]
    assert [each["card"] for each in doors["tickets"]] == [1, 2]
    assert doors["without_ticket"] == []


def test_before_their_hour_cards_are_refused_with_a_sentence(room: DeskRoom) -> None:
    at(room, "07:50")
    answered = room.run("--json", "draw", "card", "--procedure", "INFO")

    assert answered.exit == 3
    assert answered.data["error"] == "CardsNotYet"  # type: ignore[index, call-overload]
    assert "remises à partir de" in room.run("draw", "opening").out
