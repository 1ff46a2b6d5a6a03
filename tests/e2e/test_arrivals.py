"""Arrivées in the whole program: a convocation's code, four signs, a ticket on paper (6.6)."""

from __future__ import annotations

import datetime as dt

import pytest

from desk_app.app.fixed_arrivals import HOLDERS, Appointments
from desk_app.domain.people import AgentLogin
from desk_app.domain.tickets import TicketStatus
from desk_app.services.appointments import agenda
from desk_app.words.texts import spaced
from tests.e2e.house import living

CLERK = AgentLogin("smarchand")


@pytest.fixture
def door(house):
    """The door on a morning with appointments, a quarter of an hour before the first of them."""
    _book(house)
    house.sits("Marchand")
    house.robot.press("F5")
    return house


def _book(house):
    Appointments(house.program.office.desk, house.clock, CLERK).book()


def _first(house):
    desk = house.program.office.desk
    return agenda(None, by=CLERK, read=desk.read, clock=desk.clock)[0]


def _scan(house, code):
    house.robot.type(code)
    house.robot.press("Return")


def test_a_holder_is_let_in_by_the_code_and_four_signs(door):
    first = _first(door)
    _scan(door, first.appointment.reference)
    _scan(door, first.last4)

    (ticket,) = door.tickets()
    assert ticket.appointment_at == first.appointment.starts_at
    assert spaced(ticket.number) in door.reads()
    assert any(spaced(ticket.number) in line for line in door.column("arrivals.expected", 3))
    door.robot.wait_until(door.printer.exists)


def test_ctrl_z_takes_the_arrival_back(door):
    first = _first(door)
    _scan(door, first.appointment.reference)
    _scan(door, first.last4)
    door.robot.press("Ctrl+Z")

    assert [ticket.status for ticket in door.tickets()] == [TicketStatus.CANCELLED]
    assert _first(door).appointment.arrived_at is None
    assert "Arrivée annulée" in door.refused()


def test_a_great_lateness_is_excused_by_two_people(door):  # AT-16
    door.clock.pass_(dt.timedelta(minutes=60))
    first = _first(door)
    _scan(door, first.appointment.reference)
    door.robot.press("Alt+U", "2")
    door.robot.type("kbelhadj")
    door.robot.press("Return")
    door.robot.wait_until(lambda: "Excusé" in door.refused())
    _scan(door, first.last4)

    (ticket,) = door.tickets()
    assert ticket.appointment_at is not None
    assert ticket.appointment_at > first.appointment.starts_at


def test_no_name_is_in_sight_before_the_document(door):
    words = door.reads() + " ".join(door.column("arrivals.expected", 2))

    assert len(door.column("arrivals.expected")) == len(HOLDERS)
    assert not any(family in words for family, *_ in HOLDERS)


def test_it_fits_its_screen_at_twice_the_text(qapp, tmp_path):
    with living(tmp_path, percent=200) as house:
        _book(house)
        house.sits("Marchand")
        house.robot.press("F5")
        _scan(house, _first(house).appointment.reference)

        assert house.program.shell.width() == 1366
        assert "Valide" in house.refused()
