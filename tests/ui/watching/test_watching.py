"""The comparison as a supervisor meets it: who stands out, by what, and the acts (AT-18)."""

from __future__ import annotations

import dataclasses

import pytest

from desk_app.domain.errors import NotAllowed
from tests.ui.watching.robot import CLERK, Robot, a_month, a_week


@pytest.fixture
def robot(qapp, qtbot, leaves_later):
    def made(**how) -> Robot:
        return leaves_later(Robot(qapp, qtbot, **how))

    return made


def test_who_stands_out_comes_first_with_word_and_figures(robot):
    chief = robot(demand=a_week())

    assert chief.table("agents")[0][0] == "Sylvie Marchand"
    assert "à regarder" in chief.table("agents")[0][1]
    assert chief.table("agents")[-1][1] == "Comme les autres"
    assert chief.table("figures")[0][0] == "Rendu puis repris"
    assert chief.table("figures")[0][3] == "À regarder"
    assert "Dépôt de dossier\u00a0: 9" in chief.sees()
    assert "Un même contact a servi à 4 personnes" in chief.sees()


def test_the_acts_behind_a_figure_are_listed_and_follow_the_choice(robot):
    chief = robot()
    swaps = chief.table("acts")

    chief.view.figures.choose(chief.view.figures.model().index(1, 0))

    assert len(swaps) == int(chief.table("figures")[0][1])
    assert {row[1] for row in swaps} == {"Rendez-vous donné"}
    assert chief.table("acts") != swaps
    assert len(chief.table("acts")) == int(chief.table("figures")[1][1])


def test_another_agent_s_figures_follow_the_arrows(robot):
    chief = robot()
    first = chief.table("figures")

    chief.view.agents.setFocus()
    chief.types("↓")

    assert chief.table("figures") != first
    assert chief.view.agent() != "agent-00"


def test_opening_the_page_looks_once_and_says_what_it_is_for(robot):
    chief = robot()

    assert chief.looks == ["hgarnier"]
    assert "contrôle des fraudes" in chief.sees()


def test_it_is_left_by_its_key_and_opened_by_its_key(robot):
    chief = robot()

    chief.types("⎋")
    left = chief.shell.place()
    chief.types("a")

    assert left == "supervisor"
    assert chief.shell.place() == "watching"
    assert chief.looks == ["hgarnier"] * 2


def test_an_agent_has_no_way_in(robot):
    clerk = robot(agent=CLERK)
    clerk.shell.show_place("supervisor")

    clerk.types("a")

    assert clerk.shell.place() == "supervisor"


def test_a_refusal_is_said_above_the_lists(robot):
    chief = robot(error=NotAllowed("watch", "agent"))

    assert "comparer les actes" in chief.refused()
    assert chief.table("agents") == []


def test_days_without_an_act_say_so(robot):
    empty = dataclasses.replace(a_month(), standings=(), acts={})

    chief = robot(seen=empty)

    assert "Personne n’a rien fait pendant ces jours." in chief.sees()
    assert "Aucun acte derrière ce chiffre." in chief.sees()
    assert "Personne n’est reparti sans place" in chief.sees()


def test_enter_on_an_act_asks_for_the_history_of_its_slot(robot):
    chief, asked = robot(), []
    chief.view.history_requested.connect(asked.append)

    chief.view.acts.choose(chief.view.acts.model().index(0, 0))
    chief.view.acts.setFocus()
    chief.types("\n")

    assert len(asked) == 1
    assert asked[0].startswith("S/")


def test_an_act_about_no_slot_asks_for_nothing(robot):
    chief, asked = robot(), []
    chief.view.history_requested.connect(asked.append)
    late = [row[0] for row in chief.table("figures")].index("Contacts réutilisés")
    chief.view.figures.choose(chief.view.figures.model().index(late, 0))

    chief.view.acts.choose(chief.view.acts.model().index(0, 0))
    chief.view.acts.setFocus()
    chief.types("\n")

    assert asked == []


def test_two_agents_are_not_compared_with_one_another(robot):
    month = a_month()
    two = dataclasses.replace(month, standings=month.standings[:2])

    chief = robot(seen=two)

    assert {row[1] for row in chief.table("agents")} == {"Trop peu d’agents pour comparer"}
    assert {row[2] for row in chief.table("figures")} == {""}
