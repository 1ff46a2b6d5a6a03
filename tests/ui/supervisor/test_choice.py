"""A key that lacks its choice says what to choose; who only reads is offered no act."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from desk_app.domain.people import Agent, AgentLogin, Role

AUDITOR = Agent(login=AgentLogin("audit"), name="Alice Audit", role=Role.AUDITOR)
ACTS = (
    "supervisor.procedure.toggle",
    "supervisor.procedure.quota",
    "supervisor.counter.toggle",
    "supervisor.todo.1",
)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("O", "Choisissez d’abord une démarche ou un guichet"),
        ("Q", "Choisissez d’abord une démarche"),
        ("P", "Choisissez d’abord un guichet ouvert"),
    ],
)
def test_a_key_without_a_choice_says_what_to_choose(robot, key, said) -> None:
    robot.types(key)

    assert robot.reads_refusal() == said
    assert robot.operations.asked == []


def test_choosing_takes_the_words_away(robot) -> None:
    robot.types("O")

    robot.chooses_procedure(0)

    assert robot.reads_refusal() == ""


def test_a_closed_counter_is_no_counter_to_pause(robot) -> None:
    robot.chooses_counter(5)

    robot.types("P")

    assert robot.reads_refusal() == "Choisissez d’abord un guichet ouvert"
    assert robot.operations.asked == []


def test_an_auditor_sees_the_day_and_no_act(sit) -> None:
    robot = sit(agent=AUDITOR)

    assert robot.reads_table("supervisor.procedures")
    assert [name for name in ACTS if robot.finds(name).isVisible()] == []


@pytest.mark.parametrize("key", list("OPQJ123456789"))
def test_no_key_acts_for_an_auditor(sit, key) -> None:
    robot = sit(agent=AUDITOR)
    robot.chooses_procedure(0)

    robot.types(key)

    assert robot.operations.asked == []
    assert robot.reads_refusal() == ""


def test_the_search_of_acts_offers_an_auditor_none_of_them(sit) -> None:
    robot = sit(agent=AUDITOR)

    offered = {found.command.id for found in robot.shell.commands.matching("")}

    assert {"supervisor.toggle", "supervisor.quota", "supervisor.close"} & offered == set()


def test_the_search_of_acts_says_what_to_choose(robot) -> None:
    [found] = [
        each for each in robot.shell.commands.matching("") if each.command.id == "supervisor.quota"
    ]

    assert found.why == "Choisissez d’abord une démarche"


def test_s_says_the_plan_in_words(robot) -> None:
    robot.types("S")

    said = "\n".join(label.text() for label in robot.shell.findChildren(QLabel))
    assert "Guichets nécessaires, par demi-heure" in said
    assert "il en faut 6" in said
