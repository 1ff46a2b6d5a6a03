"""Places kept for emergencies on the page of bookings, by keys (A-06)."""

from __future__ import annotations

import dataclasses

import pytest

from desk_app.domain.overrides import Override
from desk_app.domain.series import Shares
from desk_app.words.dates import show_times_in
from tests.services.booking_desk import DEPOSIT, PARIS, applicant
from tests.services.register_desk import RegisterDesk
from tests.ui.booking.robot import Robot


@pytest.fixture
def desk(memory, clock) -> RegisterDesk:
    """A desk in memory."""
    return RegisterDesk(memory, clock)


@pytest.fixture
def sit(qapp, qtbot, desk, leaves_later):
    """Sit somebody at the page."""
    show_times_in(PARIS)
    return lambda: leaves_later(Robot(qapp, qtbot, desk))


def choices(desk) -> list[str]:
    with desk.store.read() as work:
        facts = work.journal.after(0, 500)
    return [each.header["choice"] for each in facts if each.kind == "AppointmentBooked"]


def test_an_urgent_place_is_shown_by_a_key_and_given_with_a_supervisor(sit, desk):
    robot = sit()
    robot.picks()
    usual = robot.view.slots.chosen()
    robot.presses_alt("U")
    kept, said = robot.view.slots.chosen(), robot.view.slots.note.text()
    robot.fills()
    robot.presses_ctrl_enter()
    (case,) = robot.cases
    before = choices(desk)
    case.then(desk.agreed(case.kind, case.subject))
    robot.settle()

    assert kept not in {"", usual}
    assert said == "Urgentes, avec un responsable"
    assert (case.kind, case.subject, before) == (Override.URGENT_PLACE, DEPOSIT, [])
    assert choices(desk) == ["urgent"]
    assert robot.reference()
    assert not robot.view.slots.is_urgent


def test_the_key_again_shows_the_usual_places(sit):
    robot = sit()
    robot.picks()
    usual = robot.view.slots.chosen()
    robot.presses_alt("U")
    robot.presses_alt("U")

    assert robot.view.slots.chosen() == usual


def test_where_dates_are_drawn_an_urgent_place_is_booked(sit, desk):  # A-06, AT-14
    desk.is_drawn()
    robot = sit()
    robot.picks()
    drawn = robot.view.paper.primary.words()
    robot.presses_alt("U")
    urgent = robot.view.paper.primary.words()
    robot.presses_alt("U")

    assert (drawn, urgent) == ("Inscrire au registre", "Réserver et imprimer")
    assert robot.view.paper.primary.words() == drawn


def test_nothing_is_moved_to_an_urgent_place(sit, desk):
    booked = desk.books(applicant())
    robot = sit()
    robot.picks()
    robot.presses_alt("U")
    robot.presenter.making.begin_move(booked)
    robot.settle()

    assert not robot.view.slots.is_urgent
    assert not robot.view.slots.urgent.isEnabled()
    robot.presses_alt("U")
    assert not robot.view.slots.is_urgent


def test_where_nothing_is_left_for_emergencies_it_goes_on_elsewhere(sit, desk):  # L-01
    whole = Shares(appointments=100, walk_in=0, urgent=0, reserve=0)
    series = tuple(
        dataclasses.replace(each, plan=dataclasses.replace(each.plan, shares=whole))
        for each in desk.store.site.appointment_series
    )
    desk.store.site = dataclasses.replace(desk.store.site, appointment_series=series)
    robot = sit()
    robot.picks()
    robot.presses_alt("U")

    assert "Il ne reste rien de ce qui est gardé pour les urgences." in robot.sees()
    assert "Inscrire au registre" in robot.sees()
