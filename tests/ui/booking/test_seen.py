"""A name that looks invented, and a person who may be known: both ways on from the page (AT-01)."""

from __future__ import annotations

import pytest

from desk_app.domain.overrides import Override
from tests.services.booking_desk import DEPOSIT, HANDOVER, BookingDesk, applicant
from tests.ui.booking.robot import Robot

CARD = {"kind": "card", "number": "X0A1B2C3D"}


@pytest.fixture
def desk(memory, clock) -> BookingDesk:
    """A desk in memory."""
    return BookingDesk(memory, clock)


@pytest.fixture
def robot(qapp, qtbot, desk, leaves_later) -> Robot:
    """An agent at the page."""
    return leaves_later(Robot(qapp, qtbot, desk))


def test_a_real_name_that_looks_invented_is_booked_by_two(robot):
    robot.picks()
    robot.fills(family_name="Test")
    robot.presses_ctrl_enter()
    assert "Le document le porte" in robot.offers()

    robot.takes("Le document le porte")
    robot.is_agreed_to()

    (made,) = robot.kept()
    assert (robot.cases[-1].kind, robot.cases[-1].subject) == (Override.REAL_NAME, DEPOSIT)
    assert robot.reference() == made.reference


def test_another_name_typed_is_not_the_one_that_was_seen(robot):
    robot.picks()
    robot.fills(family_name="Test")
    robot.presses_ctrl_enter()
    robot.takes("Le document le porte")
    case = robot.cases[-1]
    robot.focuses("booking.family_name")
    robot.focus().selectAll()
    robot.types("Xxxx\n")
    robot.presses_ctrl_enter()

    assert robot.kept() == []
    assert case.kind is Override.REAL_NAME


def test_an_answer_for_another_procedure_is_not_used(robot):
    robot.picks()
    robot.fills(family_name="Test")
    robot.presses_ctrl_enter()
    robot.takes("Le document le porte")
    robot.picks(HANDOVER)
    robot.is_agreed_to()

    assert robot.kept() == []
    assert not robot.presenter.seen.agreements


def test_without_a_procedure_nobody_is_asked(robot):
    robot.writes(family_name="Test")
    robot.takes("Le document le porte")

    assert robot.cases == []


def test_a_person_known_by_a_card_is_joined_and_booked(robot, desk):
    first = desk.books(applicant(document=CARD), HANDOVER)
    robot.picks()
    robot.fills()
    robot.presses_ctrl_enter()
    assert first.reference in robot.sees()

    robot.takes("C’est cette personne")

    kept = robot.kept()
    assert len(kept) == 2
    assert len({each.person for each in kept}) == 1


def test_joined_to_who_has_one_of_the_family_is_told_what_can_be_done(robot, desk):
    desk.books(applicant(document=CARD))
    robot.picks()
    robot.fills()
    robot.presses_ctrl_enter()

    robot.takes("C’est cette personne")

    assert len(robot.kept()) == 1
    assert "Déplacer" in robot.offers()


def test_two_people_of_one_name_are_two_once_a_colleague_agrees(robot, desk):
    desk.books(applicant(document=CARD))
    robot.picks()
    robot.fills()
    robot.presses_ctrl_enter()

    robot.takes("Une autre personne")
    robot.is_agreed_to()

    assert robot.cases[-1].kind is Override.HOMONYM
    assert len({each.person for each in robot.kept()}) == 2


def test_what_cannot_be_joined_is_said(robot, desk):
    first = desk.books(applicant(document=CARD))
    robot.picks()
    robot.fills()
    robot.presses_ctrl_enter()
    desk.cancels_appointment(first)
    with desk.store.begin() as work:
        work.appointments.erase(first.id)

    robot.takes("C’est cette personne")

    assert first.reference in robot.sees()
    assert robot.kept()[0].status == "cancelled"
