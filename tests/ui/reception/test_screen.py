"""Accueil as it is seen: what each state says, names, room for words."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QWidget

from desk_app.domain.changes import Topic, changes
from desk_app.domain.errors import QuotaReached, StoreUnavailable
from desk_app.domain.prints import PrintState
from desk_app.services.reception import Gate, HeldTicket
from desk_app.ui.reception.document_check import PAUSE_MS
from desk_app.ui.theme import Theme, apply
from desk_app.ui.widgets.buttons import Button
from desk_app.ui.widgets.labels import ShortLabel
from tests.ui.reception.day import LAST, LINES, MORNING, TOMORROW, last, line
from tests.ui.reception.fakes import Services
from tests.ui.reception.robot import ENTER, ESCAPE, Robot


def test_with_nothing_chosen_the_card_asks_and_the_button_waits(robot):
    assert "Choisissez une démarche" in robot.sees()
    assert not robot.find("reception.give").isEnabled()


def test_each_tile_says_who_waits_and_how_long(robot):
    face = robot.tile(2).face()

    assert (face.count, face.count_label) == ("12", "en attente")
    assert face.estimate == "15–25\u00a0min"


def test_a_full_tile_says_its_quota_and_when_it_opens_again(robot):
    assert robot.tile(8).face().blocked == "12 sur 12 remis · demain 8:30"


def test_a_full_procedure_can_be_chosen_and_offers_what_is_possible(robot):
    robot.types("8")

    assert "12 sur 12 remis" in robot.refused()
    assert "demain 8:30" in robot.refused()
    assert not robot.find("reception.give").isEnabled()


def test_what_is_offered_instead_is_one_press_away(robot):
    robot.types("8")
    robot.clicks_words("Ticket Renseignement, orientation")
    robot.types(ENTER)

    assert robot.services.orders[0].procedure == "INFO"


def test_a_closed_procedure_says_when_it_opens_again(robot):
    closed = line("CHG_ADR", "Changement d’adresse", tile=5, gate=Gate.CLOSED, reopens_at=TOMORROW)
    robot.services.reception = dataclasses.replace(MORNING, lines=(closed,))
    robot.signals.changed.emit(changes("procedure", Topic.PROCEDURES))
    robot.settle()
    robot.types("5")

    assert robot.tile(5).face().blocked == "Fermé · demain 8:30"
    assert "demain 8:30" in robot.refused()


def test_the_other_procedures_say_how_they_are_received(robot):
    rows = {row[0]: row[1:] for row in robot.rows("reception.others")}

    assert rows["Biométrie : prise d’empreintes"] == ["4", "10–15\u00a0min", "Sur convocation"]
    assert rows["Duplicata de titre (perte, vol)"] == ["—", "—", "Sur rendez-vous"]
    assert rows["Regroupement familial : information"][2] == "18 sur 40 remis"


def test_a_row_of_the_list_is_chosen_with_enter(robot):
    robot.chooses("reception.others", 3)
    robot.types(ENTER)
    robot.types(ENTER)

    assert robot.services.orders[0].procedure == "REGR_FAM"


def test_the_card_says_where_after_whom_and_how_long(robot):
    robot.types("3")

    seen = robot.sees()
    assert "Guichets 3 et 5 · 9 personnes avant" in seen
    assert "Attente annoncée\u00a0: 10 à 20\u00a0min" in seen


def test_a_document_without_a_ticket_is_said_to_be_good(robot):
    robot.types("3")
    robot.scans("9304218765")

    assert "Numéro étranger · aucun ticket aujourd’hui" in robot.sees()
    assert robot.focus().objectName() == "reception.give"


def test_a_document_with_a_ticket_is_refused_under_its_field_with_a_duplicate(robot):
    robot.services.held = HeldTicket(number="C038", before=6)
    robot.types("3")
    robot.scans("9304218765")
    refused = robot.refused()
    robot.clicks_words("Réimprimer en duplicata")

    assert "Cette personne a déjà le ticket C 038, 6 personnes avant." in refused
    assert robot.services.reprinted == ["C038"]


def test_nine_digits_are_doubted_once_they_are_the_whole_number(robot):
    robot.types("3")
    robot.types("930421876")
    typed = robot.refused()
    robot.types("\n")

    assert typed == ""
    assert "Neuf chiffres" in robot.refused()
    assert robot.find("reception.document").accessibleDescription().startswith("Numéro étranger")


def test_nine_digits_are_doubted_without_enter_after_a_pause(robot, qtbot):
    robot.types("3")
    robot.types("930421876")

    qtbot.waitUntil(lambda: "Neuf chiffres" in robot.refused(), timeout=5 * PAUSE_MS)


def test_a_doubtful_document_still_gives_its_ticket(robot):
    robot.types("3")
    robot.scans("930421876")
    robot.types("\n")

    assert [order.document.number for order in robot.services.orders] == ["930421876"]
    assert robot.refused() == ""


def test_a_tenth_digit_takes_the_doubt_away(robot):
    robot.types("3")
    robot.scans("930421876")
    robot.focuses("reception.document")
    robot.presses(Qt.Key.Key_End)
    robot.types("5")

    assert robot.refused() == ""


def test_what_is_no_document_is_refused_and_gives_no_ticket(robot):
    robot.types("6")
    robot.scans("12")
    refused = robot.refused()
    robot.screen.presenter.give()

    assert refused
    assert robot.services.orders == []


def test_a_refused_ticket_says_why_under_the_button(robot):
    robot.services.refusal = QuotaReached("INFO", TOMORROW, False, 12)
    robot.types("1" + ENTER)

    assert "12 sur 12 remis aujourd’hui." in robot.refused()
    assert robot.find("reception.give").isVisible()


def test_a_store_out_of_reach_is_said_and_loses_nothing(robot):
    robot.services.refusal = StoreUnavailable("locked")
    robot.types("1+" + ENTER)
    robot.services.refusal = None
    robot.types(ENTER)

    assert robot.services.orders[0].language == "ar"


def test_after_a_ticket_its_number_is_shown_and_the_form_is_empty(robot):
    robot.types("3")
    robot.scans("9304218765")
    robot.types(ENTER)

    assert "C 042" in robot.sees()
    assert "C 042 remis" in robot.sees()
    assert robot.written("reception.document") == ""
    assert robot.focus().objectName() == "reception.search"


def test_a_ticket_whose_paper_waits_is_shown_large_with_what_to_say(robot):
    waiting = last("C042", "Renseignement", 42, PrintState.WAIT_PRINTER)
    robot.services.reception = dataclasses.replace(MORNING, last=(waiting, *LAST))
    robot.types("1" + ENTER)

    shown = [each for each in robot.widgets(QLabel) if each.text() == "C 042"]
    assert max(each.fontInfo().pixelSize() for each in shown) == 88
    assert "Dites ou écrivez ce numéro." in robot.refused()


def test_the_last_tickets_say_what_became_of_their_paper(robot):
    rows = robot.rows("reception.last")

    assert rows[0] == ["B 041", "Dépôt de pièces", "Imprimé", "10:41"]
    assert rows[2][2] == "À vérifier"


def test_a_doubtful_paper_asks_whether_it_came_out(robot):
    robot.chooses("reception.last", 2)

    assert "Le papier est-il sorti\u202f?" in robot.sees()


def test_a_morning_without_tickets_says_so(robot):
    robot.services.reception = dataclasses.replace(MORNING, last=())
    robot.signals.changed.emit(changes("issue", Topic.TICKETS))
    robot.settle()

    assert "Aucun ticket ce matin" in robot.sees()


def test_the_screen_reads_again_what_concerns_it_and_nothing_else(robot):
    before = robot.services.looked
    robot.signals.changed.emit(changes("message", Topic.MESSAGES))
    robot.signals.changed.emit(changes("issue", Topic.TICKETS))
    robot.settle()

    assert robot.services.looked == before + 1


def test_a_hidden_screen_reads_only_when_it_is_shown_again(robot, qtbot):
    other = QWidget()
    robot.shell.add_page("other", other)
    robot.shell.show_place("other")
    before = robot.services.looked
    robot.signals.changed.emit(changes("issue", Topic.TICKETS))
    robot.settle()
    hidden = robot.services.looked
    robot.shell.show_place("reception")
    robot.settle()

    assert hidden == before
    assert robot.services.looked == before + 1


def test_reading_again_keeps_what_is_being_prepared(robot):
    robot.types("1+*")
    robot.signals.changed.emit(changes("call_next", Topic.TICKETS))
    robot.settle()
    robot.types(ENTER)

    [order] = robot.services.orders
    assert (order.language, order.priority) == ("ar", "CMI")


def test_every_language_of_the_site_is_in_the_list_by_its_own_name(robot):
    robot.types("1")
    robot.screen.presenter.preparation.pick_language("other")
    robot.settle()
    rows = robot.rows("reception.language.list")
    robot.types("uk" + ENTER)
    robot.focuses("reception.search")
    robot.types(ENTER)

    assert ["Українська", "uk"] in rows
    assert robot.services.orders[0].language == "uk"


def test_everything_that_takes_the_focus_has_a_name(robot):
    robot.types("3")
    nameless = [
        each
        for each in robot.widgets(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and not each.accessibleName()
    ]

    assert nameless == []


def test_tab_goes_through_the_screen_and_comes_back(robot):
    robot.types("3")
    start = robot.focus()
    seen = []
    while robot.focus() is not start or not seen:
        assert robot.focus() not in seen
        seen.append(robot.focus())
        robot.presses(Qt.Key.Key_Tab)

    names = {each.objectName() for each in seen}
    assert {"reception.search", "reception.document", "reception.hint", "reception.give"} <= names


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("state", ["", "1", "3", "8", "ti"])
def test_no_word_is_cut_at_any_size(themed, qtbot, scale, state):
    apply(themed, Theme(scale=scale))
    robot = Robot(themed, qtbot, Services())
    robot.types(state)

    qtbot.waitUntil(lambda: not cut(robot), timeout=2000)

    assert [each.text() for each in cut(robot)] == []


def test_the_screen_is_mirrored_for_a_language_from_right_to_left(themed, qtbot):
    themed.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        robot = Robot(themed, qtbot, Services())
        search, give = robot.find("reception.search"), robot.find("reception.give")
        left_of_search = give.mapTo(robot.shell, give.rect().topLeft()).x()

        assert left_of_search < search.mapTo(robot.shell, search.rect().topLeft()).x()
    finally:
        themed.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_opening_the_screen_asks_nothing_of_the_services_but_to_look(robot):
    services = robot.services

    assert services.looked
    assert (services.orders, services.reprinted, services.confirmed) == ([], [], [])


def test_nothing_went_wrong_on_the_way(robot):
    robot.types("3")
    robot.scans("BGD BX0472915")
    robot.types("*+" + ENTER + "8" + ESCAPE + "zzz" + ESCAPE + "1" + ENTER)

    assert robot.bugs == []
    assert len(robot.services.orders) == 2


def cut(robot: Robot) -> list[QLabel | Button]:
    """Return the labels and buttons whose words have no room; lists scroll, short labels elide."""
    wide = []
    for label in robot.widgets(QLabel):
        if isinstance(label, ShortLabel) or not label.text():
            continue
        metrics = QFontMetrics(label.font())
        flags = Qt.TextFlag.TextWordWrap if label.wordWrap() else Qt.TextFlag.TextSingleLine
        room = label.contentsRect()
        needed = metrics.boundingRect(0, 0, room.width(), 10_000, int(flags), label.text())
        if needed.width() > room.width() + 1 or needed.height() > room.height() + 1:
            wide.append(label)
    narrow = [each for each in robot.widgets(Button) if each.width() < each.sizeHint().width()]
    return [*wide, *narrow]


def test_the_lines_of_the_morning_are_all_on_the_screen(robot):
    shown = [robot.tile(digit).face().name for digit in range(1, 10)]
    others = [row[0] for row in robot.rows("reception.others")]

    assert sorted([*shown, *others]) == sorted(each.name for each in LINES)


def test_enter_on_a_full_procedure_asks_nothing_and_says_it_once(robot):
    robot.types("8" + ENTER)

    assert robot.services.orders == []
    assert robot.refused().count("12 sur 12 remis") == 1
