"""The window around the screens, driven as an agent drives it."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desk_app.ui.commands import EVERYWHERE, Command
from desk_app.ui.messages import BugReport
from desk_app.ui.palettes import DARK, LIGHT, PALETTES
from desk_app.ui.shell.header import CoveredLabel
from desk_app.ui.shell.window import Shell
from desk_app.ui.theme import Theme, apply
from desk_app.ui.widgets.buttons import PrimaryButton
from desk_app.ui.widgets.fields import LineEdit, SearchField
from desk_app.ui.widgets.labels import KeyCap, ShortLabel
from desk_app.words.bugs import details_of

CTRL = Qt.KeyboardModifier.ControlModifier
NAMES = (
    ("reception", "ticket", "Accueil", "F2"),
    ("counter", "megaphone", "Guichet", "F3"),
    ("booking", "calendar-plus", "Rendez-vous", "F4"),
    ("supervision", "gauge", "Supervision", "F7"),
    ("display", "monitor", "Affichage", "F9"),
)


class Page(QWidget):
    """A screen with a search field and a filled button."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        self.search = SearchField("Chercher une démarche")
        self.primary = PrimaryButton("Remettre le ticket", icon="ticket")
        column.addWidget(self.search)
        column.addWidget(self.primary)
        column.addStretch(1)
        self.setFocusProxy(self.search)


class Desk:
    """A robot at the window."""

    def __init__(self, app: QApplication, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.done: list[str] = []
        self.shell = Shell(app)
        qtbot.addWidget(self.shell)
        self.pages = {}
        for place, icon, name, key in NAMES:
            self.pages[place] = Page()
            self.shell.add_place(place, icon, name, key, self.pages[place])
        self.shell.set_commands(
            "reception",
            (
                self.command("give", "Remettre le ticket", "Return"),
                self.command("one", "Renseignement", "1"),
            ),
        )
        self.shell.set_agent("Sylvie Marchand", "Accueil 1")
        for kind, text in (
            ("printer", "Imprimante prête"),
            ("link", "Réseau à jour"),
            ("display", "Écran d’attente ouvert"),
            ("clock", "mardi 3 mars 2026 10:42"),
        ):
            self.shell.set_status(kind, text)
        self.shell.show_place("reception")
        self.shell.resize(1366, 768)
        self.shell.show()
        self.shell.activateWindow()
        qtbot.waitUntil(self.shell.isActiveWindow)

    def command(self, name: str, text: str, key: str) -> Command:
        return Command(id=name, text=text, shortcut=key, callback=lambda: self.done.append(name))

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = CTRL & ~CTRL) -> None:
        self.qtbot.keyClick(self.shell.focusWidget() or self.shell, key, modifiers)

    def types(self, text: str) -> None:
        self.qtbot.keyClicks(self.shell.focusWidget(), text)


@pytest.fixture
def desk(themed: QApplication, qtbot: QtBot) -> Desk:
    return Desk(themed, qtbot)


def test_a_function_key_opens_its_place(desk: Desk) -> None:
    with desk.qtbot.waitSignal(desk.shell.place_shown) as shown:
        desk.press(Qt.Key.Key_F3)

    assert (shown.args, desk.shell.place()) == (["counter"], "counter")


def test_a_place_opens_with_the_focus_on_its_field(desk: Desk) -> None:
    desk.press(Qt.Key.Key_F3)

    assert desk.shell.focusWidget() is desk.pages["counter"].search


def test_the_rail_opens_a_place(desk: Desk) -> None:
    button = desk.shell.findChild(QAbstractButton, "place-supervision")

    desk.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert (desk.shell.place(), button.isChecked()) == ("supervision", True)


def test_a_digit_in_the_empty_search_is_a_key_of_the_screen(desk: Desk) -> None:
    desk.types("1")
    desk.press(Qt.Key.Key_Return)

    assert desk.done == ["one", "give"]


def test_ctrl_k_finds_an_act_by_its_name(desk: Desk) -> None:
    desk.press(Qt.Key.Key_K, CTRL)
    desk.types("rens")
    desk.press(Qt.Key.Key_Return)

    assert (desk.done, desk.shell.finder.isVisible()) == (["one"], False)


def test_ctrl_k_goes_to_a_place_and_ignores_accents(desk: Desk) -> None:
    desk.press(Qt.Key.Key_K, CTRL)
    desk.types("SUPERV")
    desk.press(Qt.Key.Key_Return)

    assert desk.shell.place() == "supervision"


def test_arrows_choose_in_the_finder(desk: Desk) -> None:
    desk.press(Qt.Key.Key_K, CTRL)
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)

    assert desk.done == ["one"]


def test_escape_leaves_the_finder_and_gives_the_focus_back(desk: Desk) -> None:
    desk.press(Qt.Key.Key_K, CTRL)
    desk.types("zzz")
    desk.press(Qt.Key.Key_Escape)
    desk.press(Qt.Key.Key_Escape)

    assert not desk.shell.finder.isVisible()
    assert desk.shell.focusWidget() is desk.pages["reception"].search


def test_f1_lists_the_keys_of_the_screen_and_goes_back(desk: Desk) -> None:
    desk.press(Qt.Key.Key_F1)
    texts = {label.text() for label in desk.shell.findChildren(QLabel) if label.isVisible()}
    desk.press(Qt.Key.Key_F1)

    assert {"Remettre le ticket", "Renseignement", "Ouvrir Guichet"} <= texts
    assert desk.shell.place() == "reception"


def test_ctrl_z_takes_the_last_act_back(desk: Desk) -> None:
    desk.shell.show_undo("C 042 appelé au guichet 3", lambda: desk.done.append("undone"))

    desk.press(Qt.Key.Key_Z, CTRL)
    desk.press(Qt.Key.Key_Z, CTRL)

    assert desk.done == ["undone"]


def test_slash_puts_the_cursor_in_the_search(desk: Desk) -> None:
    desk.pages["reception"].primary.setFocus()

    desk.press(Qt.Key.Key_Slash)

    assert desk.shell.focusWidget() is desk.pages["reception"].search


def test_f12_asks_to_lock(desk: Desk) -> None:
    with desk.qtbot.waitSignal(desk.shell.lock_requested):
        desk.press(Qt.Key.Key_F12)


def test_an_act_of_everywhere_is_added_to_the_window_s_own(desk: Desk) -> None:
    desk.shell.set_commands(EVERYWHERE, (desk.command("reprint", "Réimprimer", "Ctrl+P"),))

    desk.press(Qt.Key.Key_F3)
    desk.press(Qt.Key.Key_P, CTRL)

    assert (desk.done, desk.shell.place()) == (["reprint"], "counter")


def test_no_key_of_the_window_is_the_system_s(desk: Desk) -> None:
    keys = [command.shortcut for command in desk.shell.commands.everywhere()]

    assert "F10" not in keys
    assert not [key for key in keys if key.startswith("Ctrl+Alt")]
    assert len(keys) == len(set(keys))


def test_the_status_is_pressed_to_know_what_to_do(desk: Desk) -> None:
    desk.shell.set_status("printer", "Plus de papier : ouvrez le capot", "blocking")
    item = desk.shell.findChild(QAbstractButton, "status-printer")

    with desk.qtbot.waitSignal(desk.shell.status_pressed) as pressed:
        desk.qtbot.mouseClick(item, Qt.MouseButton.LeftButton)

    assert pressed.args == ["printer"]
    assert item.accessibleName() == "Plus de papier : ouvrez le capot"


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_trouble_keeps_its_words_at_any_size(
    themed: QApplication, qtbot: QtBot, scale: float
) -> None:
    apply(themed, Theme(LIGHT, scale))
    desk = Desk(themed, qtbot)
    text = "Hors réseau depuis 10:21, 12 actes gardés ici, rien n’est perdu"

    desk.shell.set_status("printer", "Plus de papier : ouvrez le capot", "blocking")
    desk.shell.set_status("link", text, "attention")

    for kind in ("printer", "link"):
        item = desk.shell.status.items[kind]
        assert item.width() >= item.sizeHint().width()
        assert item.geometry().right() <= desk.shell.status.width()
        assert item.geometry().bottom() <= desk.shell.status.height()


def test_a_bug_reaches_a_page_with_a_way_back(desk: Desk) -> None:
    report = BugReport(
        saved="Rien n’est perdu.",
        details="KeyError",
        resume=lambda: desk.done.append("resumed"),
        save=lambda: "/tmp/rapport.txt",
    )

    desk.shell.show_bug(report)
    desk.press(Qt.Key.Key_Return)

    assert desk.done == ["resumed"]


def test_a_report_is_saved_and_its_place_said(desk: Desk) -> None:
    desk.shell.show_bug(
        BugReport(saved="", details="", resume=list, save=lambda: "/tmp/rapport.txt")
    )
    save = next(
        button
        for button in desk.shell.findChildren(QAbstractButton)
        if button.accessibleName() == "Enregistrer le rapport"
    )

    save.click()

    texts = [label.text() for label in desk.shell.findChildren(QLabel) if label.isVisible()]
    assert any("/tmp/rapport.txt" in text for text in texts)


def test_details_hold_nothing_that_was_typed() -> None:
    try:
        {}["Rahman, né le 14/08/1991"]
    except KeyError as error:
        details = details_of(error)

    assert details.startswith("KeyError\n")
    assert "Rahman" not in details


def test_a_rehearsal_says_so_on_top(desk: Desk) -> None:
    desk.shell.set_rehearsal(True)

    band = next(label for label in desk.shell.findChildren(QLabel) if label.text() == "EXERCICE")
    assert band.isVisible()
    assert band.mapTo(desk.shell, band.rect().topLeft()).y() < 24


def test_a_refusal_of_no_control_goes_with_the_screen(desk: Desk) -> None:
    desk.shell.refuse("Le guichet 3 est fermé.")
    seen = desk.shell.refusal.isVisible()

    desk.press(Qt.Key.Key_F3)

    assert (seen, desk.shell.refusal.isVisible()) == (True, False)


def test_the_ring_follows_the_focus_and_leaves_fields_alone(desk: Desk) -> None:
    on_field = desk.shell.ring.isVisible()
    primary = desk.pages["reception"].primary

    primary.setFocus()

    assert (on_field, desk.shell.ring.target()) == (False, primary)
    inner = desk.shell.ring.geometry().adjusted(4, 4, -4, -4)
    assert inner.size() == primary.size()


def test_a_window_that_may_not_close_stays(themed: QApplication, qtbot: QtBot) -> None:
    serving = ["C 042"]
    shell = Shell(themed, may_close=lambda: not serving)
    qtbot.addWidget(shell)

    while_serving = shell.close()
    serving.clear()

    assert (while_serving, shell.close()) == (False, True)


def test_everything_that_takes_the_focus_has_a_name(desk: Desk) -> None:
    desk.shell.show_undo("C 042 appelé", list)
    desk.shell.show_keys()

    nameless = [
        widget
        for widget in desk.shell.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.accessibleName()
    ]

    assert nameless == []


def test_arrows_walk_along_the_rail(desk: Desk) -> None:
    rail = [desk.shell.findChild(QAbstractButton, f"place-{name[0]}") for name in NAMES]
    rail[0].setFocus()

    desk.press(Qt.Key.Key_Down)
    walked = (desk.shell.focusWidget(), desk.shell.place())
    desk.press(Qt.Key.Key_Return)

    assert walked == (rail[1], "reception")
    assert desk.shell.place() == "counter"


def test_tab_visits_each_group_of_the_window(desk: Desk) -> None:
    visited: set[str] = set()

    for _step in range(30):
        desk.press(Qt.Key.Key_Tab)
        visited.add(desk.shell.focusWidget().accessibleName())

    assert {"Accueil", "Remettre le ticket", "Imprimante prête"} <= visited


@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_no_word_is_cut_at_1366_by_768(
    themed: QApplication, qtbot: QtBot, theme: str, scale: float
) -> None:
    apply(themed, Theme(PALETTES[theme], scale))
    desk = Desk(themed, qtbot)
    desk.shell.set_title("Accueil", "Préfecture de la Seine-Saint-Denis")
    desk.shell.show_undo("C 042 appelé au guichet 3", list)

    def cut() -> list[str]:
        return [
            label.text()
            for label in desk.shell.findChildren(QLabel)
            if label.isVisible()
            and not label.wordWrap()
            and not isinstance(label, ShortLabel)
            and label.fontMetrics().horizontalAdvance(label.text()) > label.width() + 1
        ]

    qtbot.waitUntil(lambda: cut() == [], timeout=1000)

    assert (desk.shell.width(), desk.shell.height()) == (1366, 768)


def test_the_rail_stands_at_the_right_in_arabic(desk: Desk) -> None:
    desk.shell.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    desk.qtbot.waitUntil(lambda: desk.shell.rail.x() > 1000)

    clock = desk.shell.status.items["clock"]
    assert clock.x() < desk.shell.status.items["printer"].x()


def test_a_theme_changed_while_open_looks_as_if_opened_in_it(
    themed: QApplication, qtbot: QtBot
) -> None:
    changed = Desk(themed, qtbot)
    changed.pages["reception"].primary.setFocus()
    in_light = changed.shell.grab().toImage()

    apply(themed, Theme(DARK))
    in_dark = changed.shell.grab().toImage()
    opened = Desk(themed, qtbot)
    opened.pages["reception"].primary.setFocus()

    assert in_dark == opened.shell.grab().toImage()
    assert in_dark != in_light


def test_a_theme_is_picked_on_the_keys_page(desk: Desk) -> None:
    desk.press(Qt.Key.Key_F1)

    with desk.qtbot.waitSignal(desk.shell.theme_picked) as picked:
        desk.press(Qt.Key.Key_Right)

    assert picked.args == ["light"]


def test_a_field_in_the_window_keeps_its_letters(desk: Desk) -> None:
    field = LineEdit("Nom")
    desk.pages["reception"].layout().addWidget(field)
    desk.qtbot.waitUntil(field.isVisible)
    field.setFocus()

    desk.types("1")

    assert (field.text(), desk.done) == ("1", [])


def texts(desk: Desk) -> list[str]:
    return [label.text() for label in desk.shell.findChildren(QLabel) if label.isVisible()]


@pytest.fixture
def patience(desk: Desk) -> QTimer:
    """How long nothing is shown: the test lets it pass when it likes."""
    timer = desk.shell.progress.findChild(QTimer)
    assert timer is not None
    return timer


def test_a_held_task_draws_a_line_once_patience_is_over(desk: Desk, patience: QTimer) -> None:
    desk.shell.progress.set_waiting(True)
    during = (patience.isActive(), patience.interval(), desk.shell.progress.is_waiting())
    patience.timeout.emit()
    shown = desk.shell.grab().toImage()
    line = desk.shell.progress

    where = line.mapTo(desk.shell, line.rect().center())
    assert during == (True, 300, False)
    assert (line.height(), shown.pixelColor(where).name()) == (2, LIGHT.accent.lower())


def test_the_line_takes_no_room_and_goes_with_what_was_waited_for(
    desk: Desk, patience: QTimer
) -> None:
    before = desk.pages["reception"].geometry()
    desk.shell.progress.set_waiting(True)
    patience.timeout.emit()
    during = desk.pages["reception"].geometry()
    desk.shell.progress.set_waiting(False)

    assert (before, desk.shell.progress.is_waiting()) == (during, False)


def test_what_comes_in_time_shows_no_line(desk: Desk, patience: QTimer) -> None:
    desk.shell.progress.set_waiting(True)
    desk.shell.progress.set_waiting(False)

    assert (patience.isActive(), desk.shell.progress.is_waiting()) == (False, False)


@pytest.fixture
def long_wait(desk: Desk) -> QTimer:
    """How long nothing is said."""
    return next(t for t in desk.shell.progress.findChildren(QTimer) if t.interval() == 2000)


def test_after_two_seconds_it_is_said_that_the_desk_is_at_work(
    desk: Desk, long_wait: QTimer
) -> None:
    before = desk.pages["reception"].geometry()
    desk.shell.progress.set_waiting(True)
    is_counting = long_wait.isActive()
    long_wait.timeout.emit()

    assert is_counting
    assert any("plus longtemps" in text for text in texts(desk))
    assert desk.pages["reception"].geometry() == before


def test_what_comes_takes_the_sentence_away(desk: Desk, long_wait: QTimer) -> None:
    desk.shell.progress.set_waiting(True)
    long_wait.timeout.emit()
    desk.shell.progress.set_waiting(False)

    assert not long_wait.isActive()
    assert not any("plus longtemps" in text for text in texts(desk))


def test_ctrl_k_goes_where_an_act_is_done_and_does_it(desk: Desk) -> None:
    desk.shell.set_commands(
        "supervision",
        (dataclasses.replace(desk.command("quota", "Quota", "Q"), where="supervision"),),
    )

    desk.press(Qt.Key.Key_K, CTRL)
    desk.types("quota")
    desk.press(Qt.Key.Key_Return)

    assert (desk.shell.place(), desk.done) == ("supervision", ["quota"])


def test_ctrl_k_leaves_the_function_keys_their_meaning(desk: Desk) -> None:
    desk.press(Qt.Key.Key_K, CTRL)
    desk.press(Qt.Key.Key_F7)

    assert (desk.shell.place(), desk.shell.finder.isVisible()) == ("supervision", False)


def test_what_cannot_be_done_says_why_in_ctrl_k_and_is_not_done(desk: Desk) -> None:
    why = "Personne n’est au guichet."
    act = dataclasses.replace(desk.command("finish", "Terminer", "T"), why_not=lambda: why)
    desk.shell.set_commands("reception", (act,))

    desk.press(Qt.Key.Key_K, CTRL)
    desk.types("terminer")
    said = why in texts(desk)
    desk.press(Qt.Key.Key_Return)

    assert (said, desk.done, desk.shell.finder.isVisible()) == (True, [], True)


def test_a_filled_button_out_of_use_is_found_with_its_reason(desk: Desk) -> None:
    primary = desk.pages["reception"].primary
    primary.setEnabled(False)
    primary.set_hint("Choisissez une démarche")

    desk.press(Qt.Key.Key_K, CTRL)
    desk.types("remettre")

    assert "Choisissez une démarche" in texts(desk)


def test_ctrl_k_does_not_offer_to_go_where_one_is(desk: Desk) -> None:
    found = {each.command.id for each in desk.shell.commands.matching("ouvrir")}

    assert "go.reception" not in found
    assert "go.counter" in found


def test_f1_says_each_thing_once_and_how_to_move_about(desk: Desk) -> None:
    desk.shell.set_commands("reception", (desk.command("find", "Chercher ici", "/"),))

    desk.press(Qt.Key.Key_F1)

    said = texts(desk)
    assert len(said) == len(set(said))
    assert "Ligne précédente, ligne suivante" in said
    caps = [cap.shown() for cap in desk.shell.findChildren(KeyCap) if cap.isVisible()]
    assert {"↑", "↓", "/", "Ctrl F"} <= set(caps)
    assert caps.count("/") == 1


def test_the_title_comes_back_with_the_place(desk: Desk) -> None:
    desk.shell.set_title("Accueil", "Bobigny")
    desk.press(Qt.Key.Key_F1)
    on_the_keys = desk.shell.header.title()
    desk.press(Qt.Key.Key_Escape)

    assert (on_the_keys, desk.shell.header.title()) == ("Touches", "Accueil")


def test_a_page_without_a_title_of_its_own_is_the_program_s(desk: Desk) -> None:
    page = Page()
    desk.shell.add_page("welcome", page)
    desk.shell.show_place("welcome")
    desk.press(Qt.Key.Key_F1)
    desk.press(Qt.Key.Key_Escape)

    assert (desk.shell.place(), desk.shell.header.title()) == ("welcome", "Desk App")


def test_a_desk_that_cannot_be_opened_is_not_called_a_mistake(desk: Desk) -> None:
    desk.shell.show_bug(
        BugReport(head="Le poste ne s’ouvre pas", saved="", details="", resume=list, save=str)
    )

    assert desk.shell.header.title() == "Le poste ne s’ouvre pas"


SERVED = ("Renseignement", "Dépôt", "Remise", "Récépissé", "Adresse", "Urgence", "Asile", "Permis")


@pytest.mark.parametrize("width", [1366, 1000, 800])
def test_what_a_counter_serves_is_counted_where_it_has_no_room(desk: Desk, width: int) -> None:
    desk.shell.set_title("Guichet 3", SERVED * 3)
    desk.shell.resize(width, 768)
    desk.qtbot.waitUntil(lambda: desk.shell.width() == width)
    label = desk.shell.findChild(CoveredLabel)
    assert label is not None

    shown = label.shown_text()
    named, _, left = shown.rpartition(" +")
    assert label.fontMetrics().horizontalAdvance(shown) <= label.width()
    assert len(named.split(", ")) + int(left) == 24
    assert "…" not in shown
    assert label.accessibleName() == ", ".join(SERVED * 3)


def test_what_fits_is_not_counted(desk: Desk) -> None:
    desk.shell.set_title("Guichet 3", SERVED[:3])
    label = desk.shell.findChild(CoveredLabel)
    assert label is not None

    desk.qtbot.waitUntil(lambda: label.shown_text() == "Renseignement, Dépôt, Remise")

    assert label.shown_text() == label.text()


def test_a_title_has_room_for_what_reaches_out_at_its_start(desk: Desk) -> None:
    desk.shell.set_title("Journal")
    (title,) = [each for each in desk.shell.findChildren(QLabel) if each.text() == "Journal"]

    assert title.contentsRect().left() >= 2
