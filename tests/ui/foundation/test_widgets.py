"""The parts of the screens, one by one, by hand and by key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desk_app.ui.commands import Command
from desk_app.ui.keys import KeyGuard
from desk_app.ui.palettes import LIGHT
from desk_app.ui.theme import Theme, apply
from desk_app.ui.widgets.bars import Step, StepBars
from desk_app.ui.widgets.buttons import Button, LinkButton, PrimaryButton
from desk_app.ui.widgets.cards import Card, EmptyState, ProgressLine
from desk_app.ui.widgets.choices import ChoiceList, ChoiceStrip, Option
from desk_app.ui.widgets.columns import Scroll, TwoColumns
from desk_app.ui.widgets.fields import Field, LineEdit, SearchField
from desk_app.ui.widgets.labels import Icon, KeyCap, Label, ShortLabel, Tag
from desk_app.ui.widgets.refusal import Offer, RefusalBox
from desk_app.ui.widgets.sheet import Sheet
from desk_app.ui.widgets.tiles import Tile, TileFace
from desk_app.ui.widgets.undo import UndoBar

LANGUAGES = (Option("fr", "Français"), Option("ar", "العربية"), Option("en", "English"))


class Beneath(QWidget):
    """What lies under a field: it notes the keys that reach it."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self.keys: list[int] = []
        column = QVBoxLayout(self)
        for widget in widgets:
            column.addWidget(widget)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Control:
            self.keys.append(event.key())


def shown(qtbot: QtBot, *widgets: QWidget) -> Beneath:
    place = Beneath(*widgets)
    qtbot.addWidget(place)
    place.show()
    place.activateWindow()
    qtbot.waitUntil(place.isActiveWindow)
    return place


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
@pytest.mark.parametrize("kind", [Button, PrimaryButton, LinkButton])
def test_enter_and_space_press_a_button(
    themed: QApplication, qtbot: QtBot, kind: type[Button], key: Qt.Key
) -> None:
    button = kind("Terminer", icon="check", shortcut="T")
    place = shown(qtbot, button)

    with qtbot.waitSignal(button.clicked, timeout=500):
        qtbot.keyClick(button, key)

    assert place.keys == []


@pytest.mark.parametrize("kind", [Button, PrimaryButton, Tile])
def test_a_screen_reader_knows_a_button(
    themed: QApplication, qtbot: QtBot, kind: type[QAbstractButton]
) -> None:
    button = kind("3")
    qtbot.addWidget(button)
    button.setAccessibleName("Remise d’un titre")

    spoken = QAccessible.queryAccessibleInterface(button)

    assert spoken.role() in (QAccessible.Role.Button, QAccessible.Role.CheckBox)
    assert spoken.text(QAccessible.Text.Name) == "Remise d’un titre"


def test_a_button_is_made_from_its_command(themed: QApplication, qtbot: QtBot) -> None:
    done: list[str] = []
    command = Command(
        id="counter.complete", text="Terminer", shortcut="T", callback=lambda: done.append("T")
    )
    button = Button.of(command, icon="check")
    qtbot.addWidget(button)

    button.click()

    assert (done, button.words(), button.accessibleName()) == (["T"], "Terminer", "Terminer")


def test_an_ampersand_is_shown_as_it_is(themed: QApplication, qtbot: QtBot) -> None:
    button = Button("Vie privée & familiale")
    qtbot.addWidget(button)

    assert button.words() == "Vie privée & familiale"
    assert button.shortcut().isEmpty()


def test_a_double_click_acts_once(themed: QApplication, qtbot: QtBot) -> None:
    now = [0.0]
    button = PrimaryButton("Appeler le suivant", guard=KeyGuard(now=lambda: now[0]))
    _place = shown(qtbot, button)
    clicks: list[float] = []
    button.on_press(lambda: clicks.append(now[0]))

    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.mouseDClick(button, Qt.MouseButton.LeftButton)
    now[0] = 0.5
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert clicks == [0.0, 0.5]


def test_a_button_is_as_wide_as_its_words(themed: QApplication, qtbot: QtBot) -> None:
    short, long = Button("Absent"), Button("Mettre de côté pour plus tard", shortcut="C")
    for button in (short, long):
        qtbot.addWidget(button)

    assert long.minimumSizeHint().width() > short.minimumSizeHint().width() >= 32
    assert (short.sizeHint().height(), PrimaryButton("x").sizeHint().height()) == (40, 56)


def test_hidden_keys_take_no_room(themed: QApplication, qtbot: QtBot) -> None:
    button = Button("Absent", shortcut="A")
    qtbot.addWidget(button)
    with_key = button.sizeHint().width()

    apply(themed, Theme(LIGHT, show_keys=False))

    assert button.sizeHint().width() < with_key
    assert KeyCap("A").isHidden()


def test_a_tile_says_everything_it_shows(themed: QApplication, qtbot: QtBot) -> None:
    tile = Tile("3")
    qtbot.addWidget(tile)

    tile.show_face(
        TileFace(name="Remise", count="9", count_label="en attente", estimate="10–20 min")
    )
    open_name = tile.accessibleName()
    tile.show_face(TileFace(name="Remise", blocked="12 sur 12 remis"))

    assert open_name == "Remise, 9 en attente, 10–20 min"
    assert tile.accessibleName() == "Remise, 12 sur 12 remis"


def test_a_chosen_tile_lets_enter_through(themed: QApplication, qtbot: QtBot) -> None:
    tile = Tile("3")
    tile.show_face(TileFace(name="Remise"))
    place = shown(qtbot, tile)

    qtbot.keyClick(tile, Qt.Key.Key_Return)
    chosen_first = (tile.isChecked(), list(place.keys))
    qtbot.keyClick(tile, Qt.Key.Key_Return)

    assert chosen_first == (True, [])
    assert place.keys == [int(Qt.Key.Key_Return)]


def test_one_key_walks_through_a_strip(themed: QApplication, qtbot: QtBot) -> None:
    strip = ChoiceStrip("Langue")
    qtbot.addWidget(strip)
    strip.set_options(LANGUAGES)
    picked: list[str] = []
    strip.picked.connect(picked.append)

    for step in (1, 1, 1, -1):
        strip.walk(step)

    assert picked == ["ar", "en", "fr", "en"]


def test_choosing_by_program_tells_nobody(themed: QApplication, qtbot: QtBot) -> None:
    strip = ChoiceStrip("Langue")
    qtbot.addWidget(strip)
    strip.set_options(LANGUAGES)

    with qtbot.assertNotEmitted(strip.picked):
        strip.choose("ar")
        strip.set_options(LANGUAGES[1:])

    assert strip.chosen() == "ar"


def test_a_click_picks_an_option(themed: QApplication, qtbot: QtBot) -> None:
    strip = ChoiceStrip("Langue")
    _place = shown(qtbot, strip)
    strip.set_options(LANGUAGES)
    segment = next(
        each for each in strip.children() if getattr(each, "option", None) == LANGUAGES[2]
    )

    with qtbot.waitSignal(strip.picked) as picked:
        qtbot.mouseClick(segment, Qt.MouseButton.LeftButton)

    assert picked.args == ["en"]


def test_a_narrow_strip_takes_two_rows(themed: QApplication, qtbot: QtBot) -> None:
    strip = ChoiceStrip("Langue")
    qtbot.addWidget(strip)
    strip.set_options((*LANGUAGES, Option("tr", "Türkçe"), Option("more", "Autre…")))

    wide, narrow = strip.sizeHint().width(), strip.minimumSizeHint().width()

    assert strip.heightForWidth(wide) == 34
    assert strip.heightForWidth(wide - 1) == 64
    assert narrow < wide


def test_a_list_of_choices_keeps_its_choice(themed: QApplication, qtbot: QtBot) -> None:
    choice = ChoiceList("Document")
    qtbot.addWidget(choice)
    choice.set_options(LANGUAGES)
    choice.choose("en")

    choice.set_options(LANGUAGES[1:])

    assert choice.chosen() == "en"


def test_digits_pass_an_empty_search(themed: QApplication, qtbot: QtBot) -> None:
    search = SearchField("Chercher")
    place = shown(qtbot, search)

    qtbot.keyClicks(search, "3+")
    passed = len(place.keys)
    qtbot.keyClicks(search, "a3+")

    assert passed == 2
    assert search.text() == "a3+"


def test_enter_in_a_search_stays_there(themed: QApplication, qtbot: QtBot) -> None:
    search = SearchField("Chercher")
    place = shown(qtbot, search)
    qtbot.keyClicks(search, "nat")

    with qtbot.waitSignal(search.submitted) as submitted:
        qtbot.keyClick(search, Qt.Key.Key_Return)

    assert (submitted.args, place.keys) == (["nat"], [])


def test_enter_in_a_plain_field_goes_on(themed: QApplication, qtbot: QtBot) -> None:
    field = LineEdit("Nom")
    place = shown(qtbot, field)
    qtbot.keyClicks(field, "Rahman")

    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert place.keys == [int(Qt.Key.Key_Return)]


def test_undo_takes_back_typing_first(themed: QApplication, qtbot: QtBot) -> None:
    field = LineEdit("Nom")
    place = shown(qtbot, field)
    field.setFocus()

    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    untouched = list(place.keys)
    qtbot.keyClicks(field, "R")
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert untouched == [int(Qt.Key.Key_Z)]
    assert (field.text(), place.keys) == ("", untouched)


def test_escape_clears_and_undo_brings_back(themed: QApplication, qtbot: QtBot) -> None:
    field = LineEdit("Nom")
    place = shown(qtbot, field)
    qtbot.keyClicks(field, "Rahman")

    qtbot.keyClick(field, Qt.Key.Key_Escape)
    cleared = field.text()
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    brought_back = field.text()
    field.clear()
    qtbot.keyClick(field, Qt.Key.Key_Escape)

    assert (cleared, brought_back) == ("", "Rahman")
    assert place.keys == [int(Qt.Key.Key_Escape)]


@pytest.mark.parametrize("key", [Qt.Key.Key_K, Qt.Key.Key_F, Qt.Key.Key_P])
def test_a_field_leaves_the_keys_of_the_window(
    themed: QApplication, qtbot: QtBot, key: Qt.Key
) -> None:
    field = LineEdit("Nom")
    place = shown(qtbot, field)
    qtbot.keyClicks(field, "Rahman")

    qtbot.keyClick(field, key, Qt.KeyboardModifier.ControlModifier)

    assert (field.text(), place.keys) == ("Rahman", [int(key)])


def test_a_field_names_its_control(themed: QApplication, qtbot: QtBot) -> None:
    field = Field("Document présenté", LineEdit(), hint="Numéro étranger")
    qtbot.addWidget(field)

    assert field.control.accessibleName() == "Document présenté"
    assert field.control.accessibleDescription() == "Numéro étranger"


def test_a_refusal_says_why_and_offers_up_to_three_ways(themed: QApplication, qtbot: QtBot) -> None:
    done: list[str] = []
    box = RefusalBox()
    place = shown(qtbot, LineEdit("Document"), box)
    before = place.focusWidget()
    offers = [
        Offer(text=text, callback=lambda text=text: done.append(text))
        for text in ("A", "B", "C", "D")
    ]

    box.refuse("12 sur 12 remis aujourd’hui.", why="Demain à 8:30.", offers=offers)
    box.buttons()[1].click()

    assert box.accessibleName() == "12 sur 12 remis aujourd’hui. Demain à 8:30."
    assert [button.words() for button in box.buttons()] == ["A", "B", "C"]
    assert (done, place.focusWidget()) == (["B"], before)


def test_a_refusal_can_be_taken_back(themed: QApplication, qtbot: QtBot) -> None:
    box = RefusalBox()
    qtbot.addWidget(box)
    box.refuse("Non.", offers=(Offer(text="A", callback=list),), level="warn")

    box.withdraw()

    assert (box.isHidden(), box.buttons()) == (True, ())


def test_the_undo_bar_goes_and_undo_stays(themed: QApplication, qtbot: QtBot) -> None:
    undone: list[str] = []
    bar = UndoBar(stays_ms=20)
    _place = shown(qtbot, QPushButton("Autre"), bar)

    bar.offer("C 042 appelé au guichet 3", lambda: undone.append("C 042"))
    seen = bar.isVisible()
    qtbot.waitUntil(lambda: not bar.isVisible())
    bar.undo()
    bar.undo()

    assert (seen, undone, bar.can_undo()) == (True, ["C 042"], False)


def test_the_undo_bar_stays_under_the_focus(themed: QApplication, qtbot: QtBot) -> None:
    other, bar = QPushButton("Autre"), UndoBar(stays_ms=30)
    _place = shown(qtbot, other, bar)
    bar.offer("C 042 appelé", list)
    bar.button.setFocus()
    QTest.qWait(120)
    stayed = bar.isVisible()
    other.setFocus()
    qtbot.waitUntil(lambda: not bar.isVisible())

    assert stayed


def test_a_forgotten_act_cannot_be_undone(themed: QApplication, qtbot: QtBot) -> None:
    undone: list[str] = []
    bar = UndoBar()
    qtbot.addWidget(bar)
    bar.offer("C 042 appelé", lambda: undone.append("C 042"))

    bar.forget()
    bar.undo()

    assert (undone, bar.isVisible()) == ([], False)


def test_a_sheet_keeps_tab_inside_and_gives_the_focus_back(
    themed: QApplication, qtbot: QtBot
) -> None:
    field = LineEdit("Dessous")
    place = shown(qtbot, field)
    place.resize(800, 500)
    field.setFocus()
    sheet = Sheet("Priorité locale", place)
    inside = LineEdit("Qui confirme ?")
    sheet.body.addWidget(inside)
    sheet.set_primary("Donner la priorité")

    sheet.open(inside)
    visited = []
    for _step in range(4):
        visited.append(place.focusWidget())
        qtbot.keyClick(place.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(place.focusWidget(), Qt.Key.Key_Escape)

    assert visited[:2] == [inside, sheet.primary]
    assert field not in visited
    assert visited[3] is inside
    assert (sheet.isVisible(), place.focusWidget()) == (False, field)


def test_enter_does_the_act_of_the_sheet(themed: QApplication, qtbot: QtBot) -> None:
    place = shown(qtbot)
    place.resize(800, 500)
    sheet = Sheet("Priorité locale", place)
    inside = LineEdit("Qui confirme ?")
    sheet.body.addWidget(inside)
    sheet.set_primary("Donner la priorité")
    sheet.open()

    with qtbot.waitSignal(sheet.primary.clicked):
        qtbot.keyClick(inside, Qt.Key.Key_Return)

    assert place.keys == []


def test_the_key_that_locks_passes_through_a_sheet(themed: QApplication, qtbot: QtBot) -> None:
    place = shown(qtbot)
    place.resize(800, 500)
    sheet = Sheet("Priorité locale", place)
    inside = LineEdit("Qui confirme ?")
    sheet.body.addWidget(inside)
    sheet.open(inside)

    qtbot.keyClick(inside, Qt.Key.Key_F12)
    qtbot.keyClick(inside, Qt.Key.Key_F2)

    assert place.keys == [Qt.Key.Key_F12]


def test_a_click_beside_the_sheet_leaves_it(themed: QApplication, qtbot: QtBot) -> None:
    place = shown(qtbot)
    place.resize(800, 500)
    sheet = Sheet("Priorité locale", place)
    sheet.open()

    with qtbot.waitSignal(sheet.left):
        qtbot.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))

    assert sheet.panel.width() == 440
    assert sheet.panel.geometry().right() == 799


def test_waiting_shows_nothing_under_300_ms(themed: QApplication, qtbot: QtBot) -> None:
    line = ProgressLine()
    qtbot.addWidget(line)

    line.start()
    at_once = line.is_waiting()
    qtbot.waitUntil(line.is_waiting)
    line.stop()

    assert (at_once, line.is_waiting()) == (False, False)


@pytest.mark.parametrize(("scale", "stacked"), [(1.0, False), (1.5, True), (2.0, True)])
def test_two_columns_stack_where_the_text_is_large(
    themed: QApplication, qtbot: QtBot, scale: float, stacked: bool
) -> None:
    apply(themed, Theme(LIGHT, scale))
    first, second = Label("Quoi"), Label("Pour qui")
    columns = TwoColumns(first, second, second_width=404, act_second=True)
    qtbot.addWidget(columns)
    columns.resize(1278, 600)
    columns.show()

    assert columns.is_stacked() is stacked
    assert (second.y() < first.y()) is stacked
    assert columns.area.horizontalScrollBar().maximum() == 0


def test_a_page_scrolls_only_when_something_is_hidden(themed: QApplication, qtbot: QtBot) -> None:
    inside = QWidget()
    column = QVBoxLayout(inside)
    words = Label("Une longue phrase qui se plie sur plusieurs lignes. " * 6, wrap=True)
    column.addWidget(words)
    area = Scroll(inside)
    qtbot.addWidget(area)
    area.resize(600, 200)
    area.show()
    roomy = area.verticalScrollBar().maximum()

    words.setText(words.text() * 8)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)

    assert roomy == 0


def test_the_chart_is_also_a_sentence(themed: QApplication, qtbot: QtBot) -> None:
    bars = StepBars()
    qtbot.addWidget(bars)
    bars.resize(480, 180)
    empty = bars.grab().toImage()

    bars.show_steps(
        (Step("8:30", 3, 5), Step("", 6, None)), now=0.5, spoken="Il faut 6 guichets à 9:00."
    )

    assert bars.accessibleName() == "Il faut 6 guichets à 9:00."
    assert bars.grab().toImage() != empty


def test_a_short_label_ends_in_dots_and_keeps_its_words(themed: QApplication, qtbot: QtBot) -> None:
    label = ShortLabel("Remise de titres, pièces, récépissés")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.grab()
    cut = label.toolTip()
    label.resize(400, 20)
    label.grab()

    assert (cut, label.toolTip()) == ("Remise de titres, pièces, récépissés", "")


def test_words_are_never_markup(themed: QApplication, qtbot: QtBot) -> None:
    label = Label("<b>gras</b>")
    qtbot.addWidget(label)

    assert label.textFormat() == Qt.TextFormat.PlainText


def test_the_other_parts_can_be_drawn(themed: QApplication, qtbot: QtBot) -> None:
    card = Card(name="Derniers tickets")
    qtbot.addWidget(card)
    card.add_head("Derniers tickets", note="4", end=LinkButton("Réimprimer", shortcut="Ctrl+P"))
    card.body.addWidget(Tag("Carte CMI", icon="badge-check", tone="prio"))
    card.body.addWidget(Icon("clock"))
    card.body.addWidget(EmptyState("Aucun ticket ce matin", support="Le premier fera la liste."))

    picture = card.grab().toImage()

    assert picture.pixelColor(picture.width() // 2, 30).name().upper() == LIGHT.surface
