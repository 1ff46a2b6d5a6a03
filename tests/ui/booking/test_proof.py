"""The proof of a request in vain: its real reason, whose it is, and nothing printed unasked."""

from __future__ import annotations

import pytest

from desk_app.domain.unmet import UnmetReason
from desk_app.ui.booking.proof_sheet import Stated
from desk_app.words.dates import show_times_in
from tests.services.booking_desk import PARIS
from tests.services.register_desk import RegisterDesk
from tests.ui.booking.robot import Robot


@pytest.fixture
def desk(memory, clock) -> RegisterDesk:
    """A desk in memory."""
    return RegisterDesk(memory, clock)


@pytest.fixture
def robot(qapp, qtbot, desk, leaves_later) -> Robot:
    """Somebody at the page, the procedure chosen."""
    show_times_in(PARIS)
    sits = leaves_later(Robot(qapp, qtbot, desk))
    sits.picks()
    return sits


def leaf(robot):
    """What the latest paper says."""
    with robot.desk.store.read() as work:
        return work.prints.all()[-1].slip


def test_the_key_prints_nothing_before_a_reason_was_said(robot):
    robot.presses_alt("P")
    robot.types("\n")

    assert robot.proof.isVisible()
    assert "Choisissez d’abord un motif" in robot.refused()
    assert robot.papers() == []


def test_while_dates_are_offered_no_proof_says_that_all_are_taken(robot):  # AT-23
    robot.writes(number="9304218765")
    robot.presses_alt("P")
    robot.types("1\n")

    assert leaf(robot).reason == UnmetReason.NONE_SUITS
    assert not robot.proof.isVisible()


def test_without_a_document_only_where_that_is_said(robot):
    robot.presses_alt("P")
    robot.types("1\n")
    refused, nothing = robot.refused(), robot.papers()
    robot.proof.document.walk()
    robot.proof.primary.click()
    robot.settle()

    assert "La page n’a pas de numéro de document." in refused
    assert nothing == []
    assert len(robot.papers()) == 1


def test_only_a_second_proof_of_the_same_document_says_that_it_lists_the_first(robot):  # AT-23
    robot.writes(number="9304218765")
    said = []
    for _ in range(2):
        robot.presses_alt("P")
        robot.proof.stated.emit(Stated(reason=UnmetReason.NONE_SUITS, with_document=True))
        robot.settle()
        said.append(robot.refused())

    assert "précédentes" not in said[0]
    assert "précédentes" in said[1]
    assert len(leaf(robot).earlier) == 1


def test_a_number_typed_wrongly_is_mended_before_a_proof_is_asked_for(robot):
    robot.writes(number="12")
    robot.presses_alt("P")

    assert not robot.proof.isVisible()
    assert robot.refused()


def test_where_dates_are_drawn_the_reason_is_the_draw(robot, desk):
    desk.is_drawn()
    robot.picks("")
    robot.picks()
    robot.writes(number="9304218765")
    robot.presses_alt("P")
    robot.types("1\n")

    assert leaf(robot).reason == UnmetReason.NOT_DRAWN


def test_nothing_is_asked_before_the_procedure_is_chosen(robot):
    robot.picks("")
    robot.presses_alt("P")

    assert not robot.proof.isVisible()
    assert "Choisissez d’abord la démarche." in robot.refused()


def test_dates_that_came_free_meanwhile_are_told_in_the_sheet(robot):
    robot.writes(number="9304218765")
    robot.presses_alt("P")
    robot.proof.reasons.set_options([])
    robot.proof.stated.emit(Stated(reason=UnmetReason.NO_PLACE, with_document=True))
    robot.settle()

    assert "Des dates sont proposées" in robot.refused()
    assert robot.proof.isVisible()
    assert robot.papers() == []
