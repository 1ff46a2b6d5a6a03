"""Agents' questions at the supervisor's desk: first in the list, answered by one key."""

from __future__ import annotations

from uuid import UUID

import pytest

from desk_app.domain.changes import Changes, Topic
from desk_app.domain.errors import SamePerson, UnknownRequest
from desk_app.domain.overrides import Cause, Override, OverrideId, OverrideState
from desk_app.domain.people import AgentLogin
from desk_app.services.questions import Question
from tests.ui.supervisor.fixed_day import NOW

CHIEF = AgentLogin("hgarnier")


def question(kind=Override.LOCAL_PRIORITY, subject="INFO", asker="smarchand") -> Question:
    return Question(
        id=OverrideId(UUID(int=5)),
        kind=kind,
        subject=subject,
        why=Cause.TRAVEL,
        asker=AgentLogin(asker),
        name="Sylvie Marchand",
        at=NOW,
        state=OverrideState.ASKED,
    )


def comes(robot, *questions: Question) -> None:
    """Somebody asks, in another window of the same store."""
    robot.operations.questions = questions
    robot.signals.changed.emit(Changes("ask", frozenset({Topic.AGENTS})))


def rows(robot) -> list[str]:
    return [row.title.text() for row in robot.view.todo.rows]


def test_a_question_comes_first_and_at_once(robot):
    before = rows(robot)

    comes(robot, question())

    assert rows(robot)[0].startswith("Priorité locale")
    assert rows(robot)[1:] == before
    assert "Sylvie Marchand" in robot.view.todo.rows[0].support.text()


def test_a_question_about_a_ticket_names_it(robot):
    comes(robot, question(Override.OUT_OF_ORDER, "C042"))

    assert rows(robot)[0].startswith("Appel hors tour")
    assert "042" in rows(robot)[0]


def test_nobody_is_asked_what_they_asked_themselves(robot):
    before = rows(robot)

    comes(robot, question(asker=CHIEF))

    assert rows(robot) == before


def test_its_key_shows_what_would_change_and_why(robot):
    comes(robot, question())
    robot.types("1")

    sheet = robot.view.answer
    assert sheet.isVisible()
    assert "6 personnes avant" in sheet.change.before.text()
    assert "2 personnes avant" in sheet.change.after.text()


@pytest.mark.parametrize(("key", "agreed"), [("Enter", True), ("r", False)])
def test_one_more_key_answers(robot, key, agreed):
    comes(robot, question())
    robot.types("1")
    if key == "Enter":
        robot.view.answer.primary.click()
    else:
        robot.types(key)

    assert robot.operations.asked == [("decide", question().id, agreed, CHIEF)]
    assert not robot.view.answer.isVisible()


def test_an_answer_refused_is_said_in_the_sheet(robot):
    comes(robot, question())
    robot.types("1")
    robot.operations.refusal = UnknownRequest("x")
    robot.view.answer.primary.click()

    assert robot.view.answer.refusal.isVisible()
    robot.operations.refusal = SamePerson("Hélène Garnier")
    robot.view.answer.primary.click()
    assert "Hélène Garnier" in robot.view.answer.refusal.accessibleName()


def test_escape_leaves_the_question_where_it_is(robot):
    comes(robot, question())
    robot.types("1")
    robot.view.answer.leave()

    assert rows(robot)[0].startswith("Priorité locale")
    assert robot.operations.asked == []
