"""Absent visitors who come back to Accueil: in time, or later with a second person."""

from __future__ import annotations

import dataclasses
from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from desk_app.domain.changes import Topic, changes
from desk_app.domain.errors import ReturnTooLate, SecondPersonNeeded, StoreUnavailable
from desk_app.domain.overrides import Cause, Override, OverrideId
from desk_app.domain.people import AgentLogin
from desk_app.domain.tickets import TicketStatus
from desk_app.services.questions import Agreement
from tests.ui.reception.day import LAST, MORNING
from tests.ui.reception.robot import ENTER


def asks(robot):
    robot.presses(Qt.Key.Key_A, modifier=Qt.KeyboardModifier.AltModifier)


def sheet(robot):
    return robot.screen.view.returns


def agreed(case) -> Agreement:
    return Agreement(
        id=OverrideId(UUID(int=7)),
        kind=case.kind,
        why=Cause.TRAVEL,
        approver=AgentLogin("kbelhadj"),
    )


def test_a_number_typed_is_put_back_in_the_queue(robot):
    asks(robot)
    robot.types("C042" + ENTER)

    assert robot.services.returned == [("C042", None)]
    assert not sheet(robot).isVisible()


def test_past_the_time_a_second_person_is_asked_for(robot):
    robot.services.return_refusal = SecondPersonNeeded(Override.LATE_ACCEPTANCE)
    asks(robot)
    robot.types("C042" + ENTER)

    [case] = robot.cases
    assert (case.kind, case.subject) == (Override.LATE_ACCEPTANCE, "C042")
    assert sheet(robot).isVisible()
    agreement = agreed(case)
    case.then(agreement)
    robot.settle()
    assert robot.services.returned == [("C042", agreement)]
    assert not sheet(robot).isVisible()


@pytest.mark.parametrize("refusal", [ReturnTooLate("C042", None), StoreUnavailable("busy")])
def test_a_refusal_is_said_in_the_sheet_and_the_number_is_kept(robot, refusal):
    robot.services.return_refusal = refusal
    asks(robot)
    robot.types("C042" + ENTER)

    assert sheet(robot).refusal.isVisible()
    assert sheet(robot).field.text() == "C042"
    assert robot.cases == []


def test_the_absent_one_chosen_among_the_last_tickets_is_written_already(robot):
    absent = dataclasses.replace(LAST[0], status=TicketStatus.NO_SHOW)
    robot.services.reception = dataclasses.replace(MORNING, last=(absent,))
    robot.signals.changed.emit(changes("issue", Topic.TICKETS))
    robot.settle()
    robot.screen.view.last.table.selectRow(0)
    asks(robot)

    assert "041" in sheet(robot).field.text()
