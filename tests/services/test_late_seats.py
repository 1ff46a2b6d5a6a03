"""Seats too near for a draw, given at the desk by two people (AT-16, AT-14)."""

from __future__ import annotations

import pytest

from desk_app.domain.booking_errors import DrawnByLot
from desk_app.domain.errors import UnknownRequest
from desk_app.domain.overrides import Override
from tests.services.booking_desk import DEPOSIT, applicant
from tests.services.register_desk import RegisterDesk

SERIES = "DEPOT_MATIN"


@pytest.fixture
def desk(memory, clock) -> RegisterDesk:
    """A desk whose family is drawn; it is Monday the 2nd, a winner has until Thursday."""
    desk = RegisterDesk(memory, clock)
    desk.is_drawn()
    return desk


def _gives(desk, day, hour="0930", *, agreement):
    return desk.books(slot=f"{SERIES}/2026-03-{day}T{hour}", agreement=agreement)


def _agreed(desk):
    return desk.agreed(Override.FREE_SLOT, DEPOSIT)


@pytest.mark.parametrize("day", ["02", "03", "05"])
def test_a_seat_within_the_days_of_an_answer_is_given_by_two(desk, day):
    booked = _gives(desk, day, agreement=_agreed(desk))

    facts = {each.kind: each.header for each in desk.journal()}
    assert booked.is_active
    assert facts["AppointmentBooked"]["choice"] == "free"
    assert facts["OverrideUsed"]["subject"] == booked.place.slots[0]


def test_the_earliest_seat_takes_two_as_well(desk):
    booked = _gives(desk, "02", "0915", agreement=_agreed(desk))

    assert [e.kind for e in desk.journal()].count("OverrideUsed") == 1
    assert booked.is_active


@pytest.mark.parametrize("day", ["06", "26"])
def test_a_seat_that_a_draw_can_give_is_the_draw_s(desk, day):
    with pytest.raises(DrawnByLot):
        _gives(desk, day, agreement=_agreed(desk))


def test_one_agent_alone_gives_no_seat_of_a_drawn_family(desk):
    with pytest.raises(DrawnByLot):
        _gives(desk, "03", agreement=None)


def test_what_was_agreed_for_another_procedure_gives_none(desk):
    with pytest.raises(UnknownRequest):
        _gives(desk, "03", agreement=desk.agreed(Override.FREE_SLOT, "DUPL"))


def test_what_a_supervisor_said_of_absences_gives_none(desk):
    with pytest.raises(DrawnByLot):
        _gives(desk, "03", agreement=desk.agreed(Override.AFTER_ABSENCES, DEPOSIT))


def test_a_late_seat_taken_back_is_given_again_in_the_same_visit(desk):  # AT-03
    before = _gives(desk, "03", agreement=_agreed(desk))
    desk.takes_back(before)

    again = desk.books(slot=before.place.slots[0], again=before.reference, agreement=_agreed(desk))

    assert again.place == before.place
    assert [e.kind for e in desk.journal()].count("OverrideUsed") == 2


def test_who_waits_in_the_register_and_gets_a_late_seat_waits_no_more(desk):
    asked = desk.asks(applicant()).request
    _gives(desk, "03", agreement=_agreed(desk))

    with desk.store.read() as work:
        assert work.register.get(asked.reference).state == "withdrawn"
