"""Accueil by the keyboard: each flow in as many keys as the design counts."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from desk_app.domain.overrides import Cause, Override, OverrideId
from desk_app.domain.people import AgentLogin, Document, DocumentKind
from desk_app.domain.tickets import Priority
from desk_app.services.questions import Agreement
from desk_app.services.reception import HeldTicket
from tests.ui.reception.robot import ENTER, ESCAPE


def test_information_in_french_takes_two_keys(robot):
    robot.types("1" + ENTER)

    [order] = robot.services.orders
    assert (order.procedure, order.language, order.priority) == ("INFO", "fr", None)
    assert robot.keys == 2


def test_another_language_takes_one_more(robot):
    robot.types("1+" + ENTER)

    assert robot.services.orders[0].language == "ar"
    assert robot.keys == 3


def test_a_priority_takes_one_more(robot):
    robot.types("1*" + ENTER)

    assert robot.services.orders[0].priority is Priority.CMI
    assert robot.keys == 3


def test_a_bound_ticket_takes_two_keys_and_a_scan(robot):
    robot.types("3")
    robot.scans("9304218765")
    robot.types(ENTER)

    wanted = Document(kind=DocumentKind.FOREIGNER_NUMBER, number="9304218765")
    assert [order.document for order in robot.services.orders] == [wanted]
    assert robot.keys == 2


def test_language_and_priority_can_still_be_chosen_after_the_scan(robot):
    robot.types("3")
    robot.scans("9304218765")
    robot.types("++*" + ENTER)

    [order] = robot.services.orders
    assert (order.language, order.priority) == ("en", Priority.CMI)


def test_a_rare_procedure_takes_three_letters_and_enter_twice(robot):
    robot.types("nat" + ENTER + ENTER)

    assert [order.procedure for order in robot.services.orders] == ["NAT_DECL"]
    assert robot.keys == 5


def test_search_ignores_accents(robot):
    robot.types("ech")

    assert [row[1] for row in robot.rows("reception.results")] == [
        "Échange de permis de conduire étranger"
    ]


def test_search_finds_codes_and_words_inside_a_name(robot):
    robot.types("famil")
    by_word = robot.rows("reception.results")
    robot.types(ESCAPE + "regr")

    assert [row[1] for row in by_word] == ["Regroupement familial : information"]
    assert robot.rows("reception.results") == by_word


def test_the_arrows_move_among_what_was_found(robot):
    robot.types("titre↓" + ENTER)

    assert "Remise d’un titre de séjour" in robot.sees()


def test_a_digit_while_letters_are_typed_is_text(robot):
    robot.types("ti3")

    assert robot.written("reception.search") == "ti3"


def test_the_french_top_row_gives_digits_without_shift(robot):
    robot.types_sign("é")

    assert robot.tile(2).isChecked()


def test_the_french_top_row_gives_digits_on_the_filled_button_too(robot):
    robot.focuses("reception.give")
    robot.types("1")
    robot.focuses("reception.give")
    robot.types_sign("é")

    assert robot.tile(2).isChecked()
    assert robot.written("reception.search") == ""


def test_a_letter_typed_anywhere_starts_a_search(robot):
    robot.types("1")
    robot.focuses("reception.give")
    robot.types("b")

    assert robot.written("reception.search") == "b"
    assert robot.focus().objectName() == "reception.search"


def test_minus_goes_back_to_the_last_language_of_the_site(robot):
    robot.types("1")
    robot.presses(Qt.Key.Key_Minus, modifier=Qt.KeyboardModifier.KeypadModifier)
    robot.types(ENTER)

    assert robot.services.orders[0].language == "ta"


def agreed(case) -> Agreement:
    return Agreement(
        id=OverrideId(UUID(int=7)),
        kind=case.kind,
        why=Cause.TRAVEL,
        approver=AgentLogin("kbelhadj"),
    )


def test_walking_priorities_past_the_local_one_ends_at_none(robot):
    robot.types("1***")
    [case] = robot.cases
    case.left()
    robot.types(ENTER)

    assert (case.kind, case.subject) == (Override.LOCAL_PRIORITY, "INFO")
    assert robot.services.orders[0].priority is None


def test_the_ticket_is_handed_out_with_the_agreement(robot):
    robot.types("1***")
    [case] = robot.cases
    agreement = agreed(case)
    case.then(agreement)
    robot.types(ENTER)

    assert robot.services.orders[0].priority is Priority.LOCAL
    assert robot.services.agreements == [agreement]


def test_another_procedure_is_not_what_was_agreed_to(robot):
    robot.types("1***")
    robot.cases[0].then(agreed(robot.cases[0]))
    robot.types("2" + ENTER)

    assert robot.services.orders[0].priority is None
    assert robot.services.agreements == [None]


def test_an_answer_that_comes_late_gives_its_own_ticket_and_keeps_the_next_visitor(robot):
    robot.types("1+***")
    [case] = robot.cases
    case.left()
    robot.types(ESCAPE + "2+")

    case.then(agreed(case))
    robot.settle()

    late = robot.services.orders[0]
    assert (late.procedure, late.priority, late.language) == ("INFO", Priority.LOCAL, "ar")
    robot.types(ENTER)
    assert robot.services.orders[1].procedure == "PIECES"
    assert robot.services.orders[1].language == "ar"


def test_escape_starts_again(robot):
    robot.types("1*" + ESCAPE + "1" + ENTER)

    assert robot.services.orders[0].priority is None


def test_a_held_key_gives_one_ticket(robot):
    robot.types("1" + ENTER)
    robot.types(ENTER)

    assert len(robot.services.orders) == 1


@pytest.mark.parametrize("digit", ["1", "6"])
def test_the_arrows_count_the_people_of_a_ticket(robot, digit):
    robot.types(digit + "↑↑↓" + ENTER)

    assert robot.services.orders[0].party == 2


def test_ctrl_p_reprints_the_last_ticket(robot):
    robot.presses(Qt.Key.Key_P, modifier=Qt.KeyboardModifier.ControlModifier)

    assert robot.services.reprinted == ["B041"]


def test_ctrl_p_reprints_the_chosen_ticket(robot):
    robot.chooses("reception.last", 3)
    robot.presses(Qt.Key.Key_P, modifier=Qt.KeyboardModifier.ControlModifier)

    assert robot.services.reprinted == ["C043"]


@pytest.mark.parametrize(("key", "came_out"), [("o", True), ("n", False)])
def test_o_and_n_answer_for_a_doubtful_paper(robot, key, came_out):
    robot.chooses("reception.last", 2)
    robot.types(key)

    assert [answer for _job, answer in robot.services.confirmed] == [came_out]


def test_o_and_n_are_letters_on_any_other_row(robot):
    robot.chooses("reception.last", 0)
    robot.types("n")

    assert robot.services.confirmed == []
    assert robot.written("reception.search") == "n"


def test_ctrl_z_takes_the_ticket_back(robot):
    robot.types("1" + ENTER)
    robot.presses(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)

    assert robot.services.undone == 1


def test_the_next_visitor_starts_from_french_and_no_priority(robot):
    robot.types("3")
    robot.scans("9304218765")
    robot.types("+*" + ENTER)
    robot.types("1" + ENTER)

    second = robot.services.orders[1]
    assert (second.language, second.priority, second.document, second.hint) == (
        "fr",
        None,
        None,
        "",
    )


def test_a_document_that_has_a_ticket_waits_for_the_next_scan(robot):
    robot.services.held = HeldTicket(number="C038", before=6)
    robot.types("3")
    robot.scans("9304218765")
    robot.services.held = None
    robot.scans("9304218799")
    robot.types(ENTER)

    assert robot.services.orders[0].document.number == "9304218799"


def test_no_key_has_two_meanings_and_the_systems_are_left_alone(robot):
    shortcuts = [each.shortcut for each in robot.screen.commands if each.shortcut]

    assert len(shortcuts) == len(set(shortcuts))
    assert not {"F10", "Alt+F4"} & set(shortcuts)
    assert not any("Ctrl+Alt" in shortcut for shortcut in shortcuts)
