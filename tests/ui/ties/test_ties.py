"""Declaring what one may not act for, in any window (AT-15)."""

from __future__ import annotations

import pytest

from desk_app.domain.errors import StoreUnavailable
from desk_app.domain.identity_errors import OwnInterest
from desk_app.domain.people import Agent, AgentLogin, Role
from tests.services.booking_desk import BookingDesk, applicant
from tests.ui.ties.robot import Robot

NADIA = {
    "family_name": "Benali",
    "given_names": "Nadia",
    "birth_date": "17/04/1988",
    "nationality": "DZA",
}


@pytest.fixture
def desk(memory, clock) -> BookingDesk:
    """A desk in memory."""
    return BookingDesk(memory, clock)


@pytest.fixture
def robot(qapp, qtbot, desk, leaves_later) -> Robot:
    """Somebody at a page."""
    return leaves_later(Robot(qapp, qtbot, desk))


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("document", {"value": "9304218765"}),
        ("phone", {"value": "06 12 45 78 93"}),
        ("email", {"value": "nadia@free.fr"}),
        ("relative", NADIA),
    ],
)
def test_what_is_declared_in_the_sheet_keeps_from_booking(robot, desk, kind, fields):
    robot.declares(kind, **fields)

    assert "Lien déclaré." in robot.sees()
    assert "1 lien déclaré" in robot.sees()
    with pytest.raises(OwnInterest):
        desk.books(applicant(phone="0612457893", email="nadia@free.fr"))


def test_several_are_declared_one_after_the_other(robot):
    robot.declares("phone", value="06 12 45 78 93")
    robot.declares("email", value="nadia@free.fr")

    assert "2 liens déclarés" in robot.sees()
    assert robot.sheet.value.text() == ""


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("document", {"value": "12"}),
        ("phone", {}),
        ("email", {"value": "nadia"}),
        ("relative", {}),
        ("relative", NADIA | {"nationality": "ZZZ"}),
        ("relative", NADIA | {"birth_date": "demain"}),
    ],
)
def test_what_cannot_be_declared_is_said_and_nothing_is_kept(robot, desk, kind, fields):
    robot.declares(kind, **fields)

    assert robot.find("ties.refusal").isVisible()
    assert "Lien déclaré." not in robot.sees()
    assert [each for each in desk.journal() if each.kind == "TieDeclared"] == []


def test_what_was_said_goes_once_something_is_typed(robot):
    robot.declares("phone")
    robot.focuses("ties.value")
    robot.types("0")

    assert not robot.find("ties.refusal").isVisible()


def test_another_agent_does_not_see_what_was_typed(robot):
    robot.presenter.ask()
    robot.focuses("ties.value")
    robot.types("9304218765")

    robot.session.sign_in(Agent(login=AgentLogin("hgarnier"), name="", role=Role.SUPERVISOR))

    assert not robot.sheet.isVisible()
    assert robot.sheet.value.text() == ""


def test_who_books_nothing_declares_nothing(robot):
    robot.session.sign_in(Agent(login=AgentLogin("auditor"), name="", role=Role.AUDITOR))

    robot.presenter.ask()

    assert not robot.sheet.isVisible()
    assert not robot.presenter.commands()[0].is_enabled()


def test_a_store_out_of_reach_is_said(robot):
    def broken():
        raise StoreUnavailable("disk")

    robot.begin = broken
    robot.declares("phone", value="06 12 45 78 93")

    assert robot.find("ties.refusal").isVisible()
