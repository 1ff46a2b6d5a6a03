"""What seats nobody took by appointment add to the tickets of walk-ins (A-06)."""

from __future__ import annotations

import datetime as dt

from desk_app.domain.calendar import Seat, Slot
from desk_app.domain.series import Use
from desk_app.domain.spare import spare_tickets

NINE = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
ALL = (Use.APPOINTMENT, Use.URGENT, Use.RESERVE, Use.WALK_IN)


def slot(hour: int = 9, *procedures: str) -> Slot:
    starts = NINE.replace(hour=hour)
    return Slot(
        id=f"S/{hour}",
        series="S",
        starts_at=starts,
        ends_at=starts + HOUR,
        capacity=len(ALL),
        procedures=frozenset(procedures or ("A",)),
        uses=ALL,
    )


def test_seats_flow_an_hour_before_their_slot_and_stay_with_the_walk_ins() -> None:
    slots = [slot(9), slot(10)]

    at = [spare_tickets(slots, (), {}, NINE + HOUR * hours) for hours in (-2, -1, 0, 5)]

    assert at == [{}, {"A": 2}, {"A": 4}, {"A": 4}]


def test_a_seat_that_somebody_took_flows_to_nobody() -> None:
    assert spare_tickets([slot()], [Seat("S/9", 2)], {}, NINE) == {"A": 1}


def test_what_one_procedure_used_up_is_not_given_to_another_again() -> None:
    slots = [slot(9, "A", "B"), slot(10, "B")]

    assert spare_tickets(slots, (), {"A": 1}, NINE) == {"A": 2, "B": 3}
    assert spare_tickets(slots, (), {"B": 5}, NINE) == {"A": 0, "B": 4}
