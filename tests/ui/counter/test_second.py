"""Acts at Guichet that need a second person: who is asked for what, and what is done then."""

from __future__ import annotations

import dataclasses
from uuid import UUID

import pytest

from desk_app.domain.errors import AnotherPerson, QueueEmpty, SecondPersonNeeded
from desk_app.domain.overrides import Cause, Override, OverrideId
from desk_app.domain.people import AgentLogin
from desk_app.services.questions import Agreement
from tests.ui.counter.day import ABSENT, SERVING
from tests.ui.counter.fakes import Services
from tests.ui.counter.robot import ENTER, Robot
from tests.ui.counter.screens import FREE


@pytest.fixture
def sit(themed, qtbot):
    """Sit down at a counter in a given state, where *kind* needs a second person."""

    def sit_down(screen, kind=None, **more) -> Robot:
        needed = SecondPersonNeeded(kind) if kind else None
        return Robot(themed, qtbot, Services(screen=screen, second_needed=needed, **more))

    return sit_down


def agreed(case) -> Agreement:
    return Agreement(
        id=OverrideId(UUID(int=7)),
        kind=case.kind,
        why=Cause.OUR_MISTAKE,
        approver=AgentLogin("hgarnier"),
    )


def test_a_number_out_of_turn_is_called_once_somebody_agrees(sit):
    robot = sit(FREE, Override.OUT_OF_ORDER)
    robot.types("nb38" + ENTER)

    [case] = robot.cases
    assert (case.kind, case.subject) == (Override.OUT_OF_ORDER, "b38")
    assert "038" in case.act
    assert robot.services.asked == []
    case.then(agreed(case))
    robot.settle()
    assert robot.services.asked == ["call_number at 3: b38"]
    assert not robot.screen.view.sheets.number.isVisible()


def test_left_without_a_second_person_the_number_is_still_written(sit):
    robot = sit(FREE, Override.OUT_OF_ORDER)
    robot.types("nb38" + ENTER)

    robot.cases[0].left()

    assert robot.screen.view.sheets.number.isVisible()
    assert robot.screen.view.sheets.number.field.text() == "b38"


def test_another_refusal_is_said_where_the_number_was_typed(sit):
    robot = sit(FREE, refusal=QueueEmpty(3))
    robot.types("nb38" + ENTER)

    assert robot.cases == []
    assert robot.screen.view.sheets.number.refusal.isVisible()


def test_a_late_return_asks_for_a_second_person(sit):
    late = dataclasses.replace(ABSENT, needs_second=True)
    robot = sit(dataclasses.replace(FREE, absent=(late,)), Override.LATE_ACCEPTANCE)
    robot.screen.presenter.partings.ask_readmit()
    robot.settle()

    [case] = robot.cases
    assert (case.kind, case.subject) == (Override.LATE_ACCEPTANCE, late.number)
    assert "à deux jusqu’à" in robot.screen.view.queue.absent.text()
    case.then(agreed(case))
    robot.settle()
    assert robot.services.asked == [f"return: {late.number}"]


def test_an_identity_is_corrected_with_what_was_typed(sit):
    robot = sit(SERVING, Override.RECTIFICATION)
    robot.types("i9304218765" + ENTER)

    [case] = robot.cases
    assert (case.kind, case.subject) == (Override.RECTIFICATION, SERVING.current.number)
    assert "9304218765" in case.after
    case.then(agreed(case))
    robot.settle()
    assert robot.services.asked == [f"correct 9304218765: {SERVING.current.number}"]
    assert not robot.screen.view.sheets.identity.isVisible()


def test_initials_are_corrected_in_their_own_field(sit):
    robot = sit(SERVING, Override.RECTIFICATION)
    robot.types("i")
    robot.screen.view.sheets.identity.hint.setFocus()
    robot.types("nb1989" + ENTER)

    assert robot.cases[0].after.endswith("N. B., 1989")


def test_both_fields_at_once_are_not_one_slip(sit):
    robot = sit(SERVING)
    sheet = robot.screen.view.sheets.identity
    robot.types("i9304218765")
    sheet.hint.setText("NB 1988")

    assert not sheet.primary.isEnabled()
    assert sheet.primary.toolTip() == "Corrigez l’un ou l’autre, pas les deux."


def test_a_document_that_cannot_be_one_is_refused_in_the_sheet(sit):
    robot = sit(SERVING)
    robot.types("i123" + ENTER)

    assert robot.screen.view.sheets.identity.refusal.isVisible()
    assert robot.services.asked == []


def test_another_person_is_refused_in_the_sheet_and_nothing_typed_is_lost(sit):
    robot = sit(SERVING, refusal=AnotherPerson("C042"))
    sheet = robot.screen.view.sheets.identity
    robot.types("i7211130042" + ENTER)

    assert "autre personne" in sheet.refusal.accessibleName()
    sheet.leave()
    robot.types("i")
    assert sheet.isVisible()
    assert sheet.document.text() == "7211130042"


def test_with_nobody_at_the_counter_there_is_no_identity_to_correct(sit):
    robot = sit(FREE)
    robot.types("i")

    assert not robot.screen.view.sheets.identity.isVisible()
