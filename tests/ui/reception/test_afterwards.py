"""What is done about a ticket once it is given is seen, and so is why it was not done."""

from __future__ import annotations

import dataclasses
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desk_app.domain.changes import Topic, changes
from desk_app.domain.errors import ImpossibleMove, NothingToUndo, StoreUnavailable
from desk_app.domain.prints import JobId
from desk_app.domain.tickets import TicketStatus
from desk_app.services.reception import HeldTicket
from desk_app.ui.reception.notice import Notice
from tests.ui.reception.day import LAST, MORNING
from tests.ui.reception.robot import ENTER, ESCAPE

CTRL = Qt.KeyboardModifier.ControlModifier


def reprints(robot):
    robot.presses(Qt.Key.Key_P, modifier=CTRL)


def takes_back(robot):
    robot.presses(Qt.Key.Key_Z, modifier=CTRL)


def told(robot):
    """Return what the bar at the foot says, "" while it is away."""
    label = robot.find("reception.told")
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""


def shows(robot, *last):
    robot.services.reception = dataclasses.replace(MORNING, last=last)
    robot.signals.changed.emit(changes("issue", Topic.TICKETS))
    robot.settle()


def test_a_ticket_printed_again_is_said_with_its_copy(robot):
    robot.services.copy_no = 2

    reprints(robot)

    assert told(robot) == "B 041 réimprimé\u00a0: DUPLICATA 2"


def test_a_paper_still_to_come_is_said_not_to_be_doubled(robot):
    reprints(robot)

    assert told(robot) == "B 041\u00a0: son premier papier va encore sortir, il n’est pas doublé"


def test_the_duplicate_of_a_document_s_ticket_is_said(robot):
    robot.services.held, robot.services.copy_no = HeldTicket(number="C038", before=6), 3
    robot.types("3")
    robot.scans("9304218765")
    robot.clicks_words("Réimprimer en duplicata")

    assert told(robot) == "C 038 réimprimé\u00a0: DUPLICATA 3"


def test_an_answer_about_a_doubtful_paper_is_said(robot):
    robot.chooses("reception.last", 2)
    robot.types("o")

    assert told(robot) == "D 034\u00a0: impression vérifiée"


def test_a_ticket_taken_back_is_said_with_what_to_do(robot):
    robot.types("1" + ENTER)
    takes_back(robot)

    assert told(robot) == "C 042 annulé\u00a0: reprenez son papier, ce numéro ne sera pas redonné"


def test_another_act_taken_back_is_said_as_it_is(robot):
    robot.services.undone_status = TicketStatus.WAITING
    robot.types("1" + ENTER)
    takes_back(robot)

    assert told(robot) == "C 042\u00a0: dernier acte annulé"


def test_what_was_done_stands_where_the_undo_bar_stood_and_alone(robot):
    robot.types("1" + ENTER)
    reprints(robot)
    label, status = robot.find("reception.told"), robot.shell.status

    foot = label.mapTo(robot.shell, label.rect().bottomLeft()).y()
    assert robot.shell.undo_bar.isHidden()
    assert 0 < status.mapTo(robot.shell, status.rect().topLeft()).y() - foot < 16


def test_a_ticket_printed_again_can_still_be_taken_back(robot):
    robot.types("1" + ENTER)
    reprints(robot)
    takes_back(robot)

    assert robot.services.undone == 1


def test_a_ticket_given_takes_the_place_of_what_was_said(robot):
    reprints(robot)
    robot.types("1" + ENTER)

    assert told(robot) == ""
    assert robot.shell.undo_bar.isVisible()


@pytest.mark.parametrize("times", [1, 2])
def test_taking_back_where_nothing_can_be_says_why(robot, times):
    for _ in range(times):
        takes_back(robot)

    assert "Il n’y a rien à annuler." in robot.refused()
    assert "Seul votre dernier acte peut être annulé, une seule fois." in robot.refused()
    assert robot.services.undone == 0


def test_the_same_ticket_is_not_taken_back_twice(robot):
    robot.types("1" + ENTER)
    takes_back(robot)
    takes_back(robot)

    assert robot.services.undone == 1
    assert "Il n’y a rien à annuler." in robot.refused()


def test_an_act_that_something_has_followed_says_so(robot):
    robot.services.undo_refusal = NothingToUndo("since")
    robot.types("1" + ENTER)
    takes_back(robot)

    assert "Quelque chose s’est passé depuis." in robot.refused()


def test_typing_is_taken_back_before_an_act(robot):
    robot.types("1" + ENTER + "ti")
    takes_back(robot)

    assert robot.services.undone == 0
    assert robot.written("reception.search") != "ti"


def test_without_a_ticket_reprinting_says_why(robot):
    shows(robot)
    reprints(robot)

    assert "Il n’y a pas de ticket à réimprimer." in robot.refused()
    assert robot.services.reprinted == []


def test_a_cancelled_ticket_is_passed_over_for_the_newest_that_stands(robot):
    shows(robot, dataclasses.replace(LAST[0], status=TicketStatus.CANCELLED), *LAST[1:])
    reprints(robot)

    assert robot.services.reprinted == ["A118"]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (StoreUnavailable("locked"), "Les données du poste"),
        (ImpossibleMove("B041", "reprint", "completed", ()), "B 041 est terminé"),
    ],
)
def test_a_reprint_that_cannot_be_says_why(robot, error, said):
    robot.services.reprint_refusal = error
    reprints(robot)

    assert said in robot.refused()
    assert told(robot) == ""


@pytest.mark.parametrize("key", [ESCAPE, "1"])
def test_a_refusal_goes_with_the_next_act(robot, key):
    takes_back(robot)
    robot.types(key)

    assert robot.refused() == ""


def test_a_ticket_without_a_paper_is_not_asked_about(robot):
    robot.screen.presenter.afterwards.answer(dataclasses.replace(LAST[2], job=None), True)
    robot.screen.presenter.afterwards.answer(
        dataclasses.replace(LAST[2], job=JobId(UUID(int=7))), True
    )

    assert [job.int for job, _answer in robot.services.confirmed] == [7]


def test_what_was_done_goes_by_itself(themed, qtbot):
    notice = Notice(stays_ms=10)
    qtbot.addWidget(notice)
    notice.tell("B 041 réimprimé", icon="printer")
    shown = notice.isVisible()

    qtbot.waitUntil(notice.isHidden, timeout=2000)
    assert shown
