"""The page that governs the display, by its keys and its words."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desk_app.domain.changes import Topic, changes
from desk_app.domain.errors import StoreUnavailable
from desk_app.ui.display.picture import State
from desk_app.ui.widgets.labels import ShortLabel
from desk_app.words.catalogue import set_language
from tests.ui.display.conftest import START, board_of, line
from tests.ui.display.robot import Desk, Silent

EVACUATE = "Évacuez le bâtiment."


@pytest.fixture
def player() -> Silent:
    """A sound player."""
    return Silent()


@pytest.fixture
def desk(qtbot, themed, tasks, hand, player):
    """An agent at the page of the display."""
    made = Desk(themed(), tasks, hand, player=player)
    made.sits_down(qtbot)
    yield made
    made.goes_home()


def test_enter_opens_the_display_and_enter_closes_it(qtbot, desk):
    desk.presses(Qt.Key.Key_Return)
    was_open = desk.display.is_open()
    qtbot.waitUntil(lambda: _closes(desk), timeout=3000)

    assert was_open


def _closes(desk) -> bool:
    """Press Enter until the 400 ms of the guard have passed."""
    if desk.display.is_open():
        desk.presses(Qt.Key.Key_Return)
    return not desk.display.is_open()


def test_the_preview_shows_the_calls_while_the_display_is_closed(desk):
    assert not desk.display.is_open()
    assert desk.sees().scene.first.number == "C042"


def test_the_preview_follows_every_call(desk):
    later = START + dt.timedelta(minutes=1)

    desk.happens(line("C042", 3), line("D020", 4, at=later))

    assert desk.sees().scene.first.number == "D020"


def test_without_an_open_display_a_call_is_silent(desk, player):
    desk.happens(line("C042", 3), line("D020", 4, at=START + dt.timedelta(minutes=1)))

    assert player.sounds == 0


def test_with_an_open_display_a_call_chimes(desk, player):
    desk.display.open()

    desk.happens(line("C042", 3), line("D020", 4, at=START + dt.timedelta(minutes=1)))

    assert player.sounds == 1


def test_s_plays_the_chime(desk, player):
    desk.presses(Qt.Key.Key_S)

    assert player.sounds == 1
    assert "Le carillon est joué." in desk.reads()


def test_without_a_sound_player_s_says_what_to_do(qtbot, themed, tasks, hand):
    desk = Desk(themed(), tasks, hand, player=None)
    desk.sits_down(qtbot)

    desk.presses(Qt.Key.Key_S)

    assert "Aucun lecteur de son sur ce poste." in desk.reads()
    desk.goes_home()


def test_u_a_sentence_and_enter_cover_the_display_and_u_ends_it(desk):
    desk.presses(Qt.Key.Key_U)
    desk.types(EVACUATE)
    desk.presses(Qt.Key.Key_Return)
    shown = (desk.sees().state, desk.sees().emergency, desk.display.is_open())

    desk.presses(Qt.Key.Key_U)

    assert shown == (State.EMERGENCY, EVACUATE, True)
    assert desk.sees().state is State.CALLS


def test_the_sentence_may_begin_with_any_letter_that_is_a_key(desk):
    desk.presses(Qt.Key.Key_U)

    desk.types("us")

    assert desk.view.sentence.text() == "us"


def test_nothing_is_shown_for_a_sentence_of_spaces(desk):
    desk.presses(Qt.Key.Key_U)
    desk.types("   ")
    desk.presses(Qt.Key.Key_Return)

    assert desk.sees().state is State.CALLS


def test_escape_leaves_the_sentence_then_the_page_is_as_before(desk):
    desk.presses(Qt.Key.Key_U)
    typing = desk.view.sentence.isVisible()

    desk.presses(Qt.Key.Key_Escape)

    assert typing
    assert not desk.view.sentence.isVisible()
    assert desk.view.primary.hasFocus()


def test_the_primary_button_says_what_enter_will_do(desk):
    words = [desk.view.primary.words()]
    desk.presses(Qt.Key.Key_U)
    words.append(desk.view.primary.words())
    desk.presses(Qt.Key.Key_Escape)
    desk.display.open()
    words.append(desk.view.primary.words())

    assert words == [
        "Ouvrir l’écran d’attente",
        "Montrer à toute la salle",
        "Fermer l’écran d’attente",
    ]


def test_f11_fills_the_screen_and_escape_leaves_it(desk):
    desk.display.open()
    desk.presses(Qt.Key.Key_F11)
    full = desk.display.is_full_screen()

    desk.presses(Qt.Key.Key_Escape)

    assert full
    assert desk.display.is_open()
    assert not desk.display.is_full_screen()


def test_messages_are_listed_with_their_languages(qtbot, desk, site):
    desk.board = board_of(messages=site.messages, languages=site.languages)
    desk.signals.changed.emit(changes("site", Topic.SITE))

    qtbot.waitUntil(lambda: "dari" in desk.reads(), timeout=3000)
    words = desk.reads()
    assert site.messages[0].text["fr"] in words
    assert "23 langues\u00a0: français, arabe, anglais, turc, chinois simplifié" in words


def test_messages_are_listed_in_the_agents_language(qtbot, desk, site):
    set_language("en")
    desk.board = board_of(messages=site.messages, languages=site.languages)
    desk.signals.changed.emit(changes("site", Topic.SITE))

    qtbot.waitUntil(lambda: "Dari" in desk.reads(), timeout=3000)

    words = desk.reads()
    assert site.messages[0].text["en"] in words
    assert site.messages[0].text["fr"] not in words


def test_the_status_bar_is_told_open_stale_and_closed(desk):
    desk.display.open()
    desk.error = StoreUnavailable("disk I/O error")
    desk.display.presenter.read_board()
    desk.display.close()

    assert desk.said == [
        ("Écran d’attente ouvert", "normal"),
        ("Écran d’attente\u00a0: image de 10:42", "attention"),
        ("Écran d’attente fermé", "blocking"),
    ]


def test_a_desk_that_never_opened_a_display_is_not_alarmed(desk):
    assert desk.said == []


def test_everything_that_takes_the_focus_has_a_name(desk):
    desk.display.open()
    desk.presses(Qt.Key.Key_U)

    nameless = [widget for widget in desk.focusable() if not widget.accessibleName()]

    assert len(desk.focusable()) >= 5
    assert nameless == []


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_words_are_cut_at_1366_by_768(qtbot, themed, tasks, hand, scale, language):
    app = themed(scale)
    set_language(language)
    desk = Desk(app, tasks, hand)
    desk.sits_down(qtbot)
    desk.display.open()
    desk.presses(Qt.Key.Key_U)

    qtbot.waitUntil(lambda: _cut_words(desk) == [], timeout=3000)
    assert len(desk.reads()) > 100
    desk.goes_home()
    set_language("fr")


def _cut_words(desk) -> list[str]:
    """Return what has less room than its words take, wrapping counted."""
    cut = []
    for label in desk.view.findChildren(QLabel):
        if not label.isVisible() or isinstance(label, ShortLabel):
            continue
        if label.wordWrap():
            is_cut = label.heightForWidth(label.width()) > label.height() + 1
        else:
            is_cut = label.sizeHint().width() > label.width() + 1
        if is_cut:
            cut.append(label.text())
    return cut


def test_a_hidden_page_of_a_closed_display_reads_nothing(qtbot, desk):
    desk.view.hide()
    before = desk.reads_made

    desk.happens(line("D020", 4))

    assert desk.reads_made == before


def test_a_page_shown_again_reads_again(desk):
    desk.view.hide()
    desk.happens(line("C042", 3), line("D020", 4, at=START + dt.timedelta(minutes=1)))

    desk.view.show()

    assert desk.sees().scene.first.number == "D020"


def test_a_display_closed_behind_a_hidden_page_reads_nothing_more(desk):
    desk.display.open()
    desk.view.hide()
    desk.display.close()
    before = desk.reads_made

    desk.happens(line("D020", 4))

    assert desk.reads_made == before


def test_an_open_display_is_kept_true_behind_a_hidden_page(desk):
    desk.display.open()
    desk.view.hide()

    desk.happens(line("C042", 3), line("D020", 4, at=START + dt.timedelta(minutes=1)))

    assert desk.display.window().picture().scene.first.number == "D020"
