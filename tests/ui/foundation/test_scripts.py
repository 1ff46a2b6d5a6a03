"""Every visitor's language in the widgets that show it: drawn, and without a word from Qt."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QRawFont
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desk_app.settings.resources import resource
from desk_app.ui.display.band import Words
from desk_app.ui.display.canvas import DisplayCanvas
from desk_app.ui.display.picture import Picture, State
from desk_app.ui.fonts import font_of, own_first, suited
from desk_app.ui.theme import Theme, apply, current
from desk_app.ui.widgets.choices import ChoiceStrip, Option
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.lines import Column, LinesModel
from desk_app.ui.widgets.table import Table
from desk_app.words.texts import languages, texts

OWN_SIZE = Theme(scale=1.22)  # no other test draws at it: Qt speaks where a type is first drawn


@pytest.mark.parametrize("language", languages())
def test_a_language_is_drawn_in_every_widget_without_a_word_from_qt(
    themed: QApplication, qtbot: QtBot, qtlog, language: str
) -> None:
    apply(themed, OWN_SIZE)
    window = _window(language)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.grab()

    unasked = [each.message for each in qtlog.records if not each.ignored]
    assert unasked == []


def _window(language: str) -> QWidget:
    """Return a window that says something of *language* in each way that windows have."""
    own_name, sentence = texts(language).own_name, texts(language).text("welcome_take_ticket")
    window = QWidget()
    column = QVBoxLayout(window)
    strip = ChoiceStrip("Langue", window)
    strip.set_options([Option("fr", "Français"), Option("own", own_name), Option("more", "Autre…")])
    columns: tuple[Column[str], ...] = (Column(id="name", title="", cell=str),)
    model = LinesModel(columns, identity=str, parent=window)
    model.set_rows([own_name, sentence])
    canvas = DisplayCanvas(window)
    canvas.setFixedSize(480, 270)
    notice = (Words("fr", "Bienvenue."), Words(language, sentence))
    canvas.show_picture(Picture(state=State.WELCOME, notice=notice))
    label = Label(parent=window)
    label.setText(sentence)
    for widget in (Label(own_name), label, strip, Table(model, name="Langues"), canvas):
        column.addWidget(widget)
    return window


@pytest.mark.parametrize("text", ["বাংলা", "தமிழ்"])
def test_a_script_that_the_latin_type_cannot_shape_comes_first(
    themed: QApplication, text: str
) -> None:
    font = suited(font_of(14), text)

    assert _raw(font.families()[0]).supportsCharacter(ord(text[0]))
    assert "Desk Sans" in font.families()[1:]


@pytest.mark.parametrize("text", ["Français", "العربية", "ትግርኛ", "中文", ""])
def test_any_other_text_keeps_the_type_of_the_words_beside_it(
    themed: QApplication, text: str
) -> None:
    font = font_of(14, 600)

    assert suited(font, text) == font


@pytest.mark.parametrize("language", languages())
def test_the_type_of_a_language_begins_with_a_family_that_draws_it(
    themed: QApplication, language: str
) -> None:
    text = texts(language).own_name

    raw = _raw(own_first(font_of(14), text).families()[0])

    assert [sign for sign in text if sign.isalpha() and not raw.supportsCharacter(ord(sign))] == []


def test_a_type_keeps_its_size_and_weight_whatever_the_script(themed: QApplication) -> None:
    plain, tamil = current().font("verb"), current().font("verb", text="தமிழ்")

    assert _shape(tamil) == _shape(plain)
    assert sorted(tamil.families()) == sorted(plain.families())


def _shape(font: QFont) -> tuple[int, int]:
    return font.pixelSize(), font.weight()


def _raw(family: str) -> QRawFont:
    """Return the bundled regular of *family*, from its own file."""
    files = resource("fonts").glob("Noto*-Regular.?tf")
    return next(
        font
        for font in (QRawFont(str(file), 14.0) for file in files)
        if font.familyName() == family
    )
