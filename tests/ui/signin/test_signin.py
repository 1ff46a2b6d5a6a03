"""Who acts at a desk, said in under five seconds."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QWidget

from desk_app.domain.errors import StoreUnavailable, UnknownAgent
from desk_app.domain.people import Role
from desk_app.ui.signin.model import matching, role_name
from tests.ui.signin.robot import PEOPLE

HARD = "\u00a0"


def test_everybody_is_listed_and_the_cursor_is_in_the_field(robot) -> None:
    assert robot.sees_names() == [agent.name for agent in PEOPLE]
    assert robot.view.field.hasFocus()


def test_letters_and_enter_open_the_desk(robot) -> None:
    robot.types("mar")
    several = robot.sees_names()
    robot.types("c ↵")

    assert several == ["Marc Lemaire", "Mariam Diarra", "Sylvie Marchand"]
    assert robot.asked() == []  # Marc and Marchand both begin so

    robot.types("l↵")

    assert robot.asked() == ["mlemaire"]


def test_a_single_match_is_chosen_and_named_on_the_button(robot) -> None:
    robot.types("syl")

    assert robot.reads_button() == f"Ouvrir{HARD}: Sylvie Marchand"


def test_accents_are_not_needed(robot) -> None:
    robot.types("hel↵")

    assert robot.asked() == ["hgarnier"]


def test_a_login_finds_its_agent(robot) -> None:
    robot.types("kbel↵")

    assert robot.asked() == ["kbelhadj"]


def test_enter_with_several_left_opens_nothing(robot) -> None:
    robot.types("mar↵")

    assert robot.asked() == []
    assert robot.reads_button() == ""


def test_arrows_walk_while_the_cursor_stays(robot) -> None:
    robot.types("mar↓↓")

    assert robot.reads_button() == f"Ouvrir{HARD}: Mariam Diarra"
    assert robot.view.field.hasFocus()

    robot.types("↵")

    assert robot.asked() == ["mdiarra"]


def test_who_is_in_and_where_is_known_before_it_is_told(robot) -> None:
    robot.types("syl↵")

    assert [agent.login for agent in robot.opened] == ["smarchand"]
    assert robot.session.login == "smarchand"
    assert robot.session.counter is None
    assert [change.operation for change in robot.changes] == ["sign_in"]


def test_a_counter_is_taken_as_the_place(robot) -> None:
    robot.takes_place("Guichet 2")

    robot.types("syl↵")

    assert robot.session.counter == 2
    assert [place for _, _, place in robot.accounts.asked] == ["Guichet 2"]


def test_the_place_of_the_desk_is_offered_again(robot) -> None:
    robot.takes_place("Guichet 2")
    robot.types("syl↵")

    robot.comes_back()

    assert robot.reads_place() == "Guichet 2"


def test_nothing_typed_is_left_for_the_next_agent(robot) -> None:
    robot.types("syl↵")

    robot.comes_back()

    assert robot.view.field.text() == ""
    assert robot.sees_names() == [agent.name for agent in PEOPLE]
    assert robot.reads_button() == ""


def test_nobody_left_is_said(robot) -> None:
    robot.types("zzz")

    said = [label.text() for label in robot.view.findChildren(QLabel) if label.isVisible()]
    assert "Personne de ce nom ici." in said


def test_a_refusal_is_shown_and_the_desk_stays_closed(robot) -> None:
    robot.accounts.refusal = UnknownAgent("smarchand")

    robot.types("syl↵")

    assert robot.reads_refusal() != ""
    assert robot.opened == []


def test_after_a_failure_the_same_key_tries_again(robot) -> None:
    robot.accounts.refusal = StoreUnavailable("locked")
    robot.types("syl↵")
    robot.accounts.refusal = None

    robot.presenter.open_desk()

    assert robot.asked() == ["smarchand"]


def test_no_password_is_asked_for_at_a_rehearsal_without_one(robot) -> None:
    robot.types("syl")

    assert robot.reads_field("signin.password") is None


def test_the_card_keeps_its_place_while_letters_are_typed(robot) -> None:
    before = robot.view.open.mapTo(robot.shell, robot.view.open.rect().topLeft())

    robot.types("zzz")

    assert robot.view.open.mapTo(robot.shell, robot.view.open.rect().topLeft()) == before


def test_everything_that_takes_the_focus_has_a_name(robot) -> None:
    nameless = [
        widget
        for widget in robot.view.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not widget.accessibleName()
    ]

    assert nameless == []


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_no_label_is_cut_at_any_scale(sit, themed, scale) -> None:
    themed(scale)
    robot = sit()

    cut = [
        label.text()
        for label in robot.view.findChildren(QLabel)
        if label.isVisible()
        and not label.wordWrap()
        and QFontMetrics(label.font()).horizontalAdvance(label.text()) > label.width() + 1
    ]

    assert cut == []


def test_each_word_narrows_the_list(robot) -> None:
    people = robot.accounts.people()

    assert [each.login for each in matching(people, "m d")] == ["mdiarra"]
    assert matching(people, "  ") == people


def test_every_role_has_its_word() -> None:
    assert len({role_name(role) for role in Role}) == len(Role)
