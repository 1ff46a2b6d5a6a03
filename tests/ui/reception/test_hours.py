"""Accueil after the last ticket of the day, while counters still work."""

from __future__ import annotations

import dataclasses

from desk_app.domain.changes import Topic, changes
from desk_app.services.reception import Gate
from tests.ui.reception.day import MORNING, NOW, TOMORROW, line
from tests.ui.reception.robot import ENTER

CLOSES = NOW.replace(hour=16, minute=30)


def shut(robot, **how):
    """Put before the agent an Accueil where one procedure gives no more tickets."""
    late = line(
        "INFO", "Renseignement", "A", tile=1, gate=Gate.LAST_TICKET, closes_at=CLOSES, **how
    )
    robot.services.reception = dataclasses.replace(MORNING, lines=(late,))
    robot.signals.changed.emit(changes("procedure", Topic.PROCEDURES))
    robot.settle()


def test_after_the_last_ticket_it_is_not_said_that_the_site_is_closed(robot):
    shut(robot, reopens_at=TOMORROW)
    robot.types("1")

    said = robot.refused()
    assert "Plus de ticket aujourd’hui" in said
    assert "Les guichets reçoivent jusqu’à 16:30" in said
    assert "Prochains tickets demain 8:30." in said
    assert "fermé" not in said


def test_what_is_possible_by_appointment_is_said(robot):
    shut(robot, reopens_at=TOMORROW, by_appointment=True)
    robot.types("1")

    assert "Possible sur rendez-vous." in robot.refused()


def test_the_tile_says_when_tickets_start_again(robot):
    shut(robot, reopens_at=TOMORROW)

    assert robot.tile(1).face().blocked == "Plus de ticket · demain 8:30"


def test_before_a_lunch_break_tickets_are_not_over_for_the_day(robot):
    shut(robot, reopens_at=NOW.replace(hour=17))
    robot.types("1")

    assert "Pas de ticket pour l’instant" in robot.refused()
    assert "Prochains tickets aujourd’hui 17:42." in robot.refused()


def test_no_ticket_is_asked_for_after_the_last_one(robot):
    shut(robot, reopens_at=TOMORROW)
    robot.types("1" + ENTER)

    assert robot.services.orders == []
    assert not robot.find("reception.give").isEnabled()
