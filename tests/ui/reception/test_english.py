"""Accueil in English: its own words follow, all of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desk_app.domain.prints import PrintState
from desk_app.ui.reception.faces import print_cell
from desk_app.words.catalogue import set_language
from tests.ui.reception.day import last
from tests.ui.reception.robot import ENTER, Robot


@pytest.fixture
def english(themed, qtbot, services) -> Robot:
    """An agent at Accueil who has chosen English."""
    set_language("en")
    return Robot(themed, qtbot, services)


def test_what_became_of_each_paper_is_in_english(english):
    assert [row[2] for row in english.rows("reception.last")[:3]] == [
        "Printed",
        "Printed",
        "To check",
    ]


@pytest.mark.parametrize("state", PrintState)
def test_no_state_of_a_paper_is_the_same_word_in_french(themed, state):
    ticket = last("A001", "Information", 40, state)
    set_language("en")
    english = print_cell(ticket).text
    set_language("fr")

    assert print_cell(ticket).text != english


def test_what_is_done_afterwards_is_said_in_english(english):
    english.services.copy_no = 2
    english.presses(Qt.Key.Key_P, modifier=Qt.KeyboardModifier.ControlModifier)

    assert "B 041 printed again: DUPLICATA 2" in english.sees()


def test_a_ticket_taken_back_is_said_in_english(english):
    english.types("1" + ENTER)
    english.presses(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)

    assert "C 042 cancelled: take its paper back" in english.sees()
