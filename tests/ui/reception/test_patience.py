"""Accueil while the store is slow: said in words after 2 s, and the next visitor need not wait."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer

from desk_app.domain.errors import StoreUnavailable
from desk_app.ui.reception.patience import Patience
from tests.ui.counter.fakes import Slow
from tests.ui.reception.robot import ENTER, Robot


@pytest.fixture
def slow() -> Slow:
    """The database, as slow as a test wants."""
    return Slow()


@pytest.fixture
def robot(themed, qtbot, services, slow) -> Robot:
    """An agent at Accueil."""
    return Robot(themed, qtbot, services, database=slow)


@pytest.fixture
def waited(robot, slow) -> QTimer:
    """A ticket is being given; the test lets 2 s pass when it likes."""
    slow.keeps = True
    robot.types("1" + ENTER)
    timer = robot.screen.presenter.findChild(Patience).findChild(QTimer)
    assert timer is not None
    return timer


def test_nothing_is_said_within_two_seconds(robot, waited):
    assert (waited.isActive(), waited.interval()) == (True, 2000)
    assert robot.refused() == ""


def test_a_ticket_that_takes_long_is_told_with_a_way_on(robot, waited):
    waited.timeout.emit()
    robot.settle()

    assert "Le ticket s’enregistre encore." in robot.refused()
    assert "Continuer sans attendre" in robot.sees()


def test_who_goes_on_prepares_the_next_and_hears_of_the_first(robot, slow, waited):
    waited.timeout.emit()
    robot.settle()
    robot.clicks_words("Continuer sans attendre")
    robot.types("3+")
    slow.catch_up()
    robot.settle()

    assert robot.refused() == ""
    assert len(robot.services.orders) == 1
    assert "C 042 remis" in robot.sees()
    assert robot.screen.presenter.preparation.form.line.code == "REM_TITRE"
    assert robot.screen.presenter.preparation.form.language == "ar"


def test_a_ticket_that_comes_after_all_takes_the_words_away(robot, slow, waited):
    waited.timeout.emit()
    robot.settle()
    slow.catch_up()
    robot.settle()

    assert robot.refused() == ""
    assert not waited.isActive()
    assert "C 042" in robot.sees()


def test_a_refusal_that_comes_late_is_said_in_its_place(robot, slow, waited):
    robot.services.refusal = StoreUnavailable("locked")
    waited.timeout.emit()
    robot.settle()
    slow.catch_up()
    robot.settle()

    assert robot.refused()
    assert "s’enregistre" not in robot.refused()


def test_a_second_ticket_meanwhile_says_what_it_waits_for(robot, slow, waited):
    waited.timeout.emit()
    robot.settle()
    robot.clicks_words("Continuer sans attendre")
    robot.types("1" + ENTER)

    assert "Le ticket d’avant s’enregistre encore." in robot.refused()
    assert len(robot.services.orders) == 0

    slow.catch_up()
    robot.settle()
    assert robot.refused() == ""
    robot.types(ENTER)
    slow.catch_up()
    robot.settle()
    assert len(robot.services.orders) == 2
