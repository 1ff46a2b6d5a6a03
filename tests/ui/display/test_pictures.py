"""What the room sees, measured in the picture itself."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, QSizeF
from PySide6.QtGui import QColor, QImage, QPainter, QTextLayout

from desk_app.ui.display import sentences
from desk_app.ui.display.band import Page, Rotation, Words
from desk_app.ui.display.calls import place_of_words
from desk_app.ui.display.canvas import DisplayCanvas, changed_places, paint
from desk_app.ui.display.layout import layout_for
from desk_app.ui.display.lettering import fitting_px, font_for, height_of
from desk_app.ui.display.notices import band_columns, band_px
from desk_app.ui.display.picture import Picture, State
from desk_app.ui.display.stage import Scene
from desk_app.ui.fonts import load_fonts
from desk_app.words.texts import languages, texts
from tests.ui.display.conftest import START, line

LYING, UPRIGHT = (1920, 1080), (1080, 1920)
SIZES = [LYING, UPRIGHT, (1366, 768), (1024, 768), (2560, 1080), (800, 800), (768, 1366)]


def calls(first="C111", **fields: object) -> Picture:
    """Return a picture with three live calls, all to counter 1."""
    minute = dt.timedelta(minutes=1)
    scene = Scene(
        first=line(first),
        others=(line("D111", at=START - minute), line("A111", at=START - 2 * minute)),
        past=tuple(line(f"B{n:03}", at=START - n * minute, is_live=False) for n in range(3, 9)),
    )
    usual = Picture(
        state=State.CALLS, site="Préfecture de la Seine-Saint-Denis", time="10:42", scene=scene
    )
    return dataclasses.replace(usual, **fields)


@pytest.fixture
def drawn(qtbot):
    """Return a function that draws a picture at a size."""

    def draw(picture: Picture, size=LYING) -> QImage:
        canvas = DisplayCanvas()
        qtbot.addWidget(canvas)
        canvas.resize(*size)
        canvas.show_picture(picture)
        return canvas.grab().toImage()

    return draw


def rows_with(image: QImage, area: QRect, is_ink) -> list[int]:
    """Return the rows of *area* that have a pixel of ink."""
    return [
        y
        for y in range(area.top(), area.bottom() + 1)
        if any(is_ink(image.pixelColor(x, y)) for x in range(area.left(), area.right() + 1))
    ]


def is_white(colour: QColor) -> bool:
    """Tell the white of a number from the grey of the word beside it."""
    return min(colour.red(), colour.green(), colour.blue()) > 230


def is_dark(colour: QColor) -> bool:
    """Tell dark ink on yellow or on the band."""
    return colour.lightness() < 90


def counter_of(image: QImage, place, size) -> QRect:
    """Return where the counter's one digit stands in the card *place*: its right end."""
    scale = layout_for(QSizeF(*size)).scale
    right = round(place.right() * scale)
    return QRect(
        right - round(150 * scale), round(place.top() * scale) + 2,
        round(130 * scale), round(place.height() * scale) - 4,
    )  # fmt: skip


@pytest.mark.parametrize("size", [LYING, UPRIGHT])
def test_the_digits_of_every_live_call_are_120_px_high_or_more(drawn, size):
    image = drawn(calls(), size)
    layout = layout_for(QSizeF(*size))

    heights = [
        len(rows_with(image, counter_of(image, place, size), is_white)) for place in layout.live[:2]
    ]

    assert all(height >= 120 for height in heights), heights


def test_the_digits_of_the_newest_call_are_160_px_high(drawn):
    image = drawn(calls())

    rows = rows_with(image, counter_of(image, layout_for(QSizeF(*LYING)).first, LYING), is_dark)

    assert 158 <= len(rows) <= 163


@pytest.mark.parametrize("size", [LYING, UPRIGHT])
@pytest.mark.parametrize("number", ["C042", "A1000", "C900-2", "A10000"])
@pytest.mark.parametrize("counter", [3, 12, 104])
def test_number_arrow_word_and_counter_never_touch(qapp, number, counter, size):
    layout = layout_for(QSizeF(*size))

    for place in (layout.first, layout.live[0]):
        parts = place_of_words(layout, place, line(number, counter))
        inside = sorted(parts.on_the_line, key=lambda rect: rect.left())
        assert all(place.contains(part) for part in inside)
        gaps = [b.left() - a.right() for a, b in itertools.pairwise(inside)]
        assert all(gap >= 8 for gap in gaps), gaps


@pytest.mark.parametrize("size", [LYING, UPRIGHT])
@pytest.mark.parametrize("number", ["C042", "A1000"])
def test_usual_numbers_keep_the_120_px_on_both_shapes(qapp, number, size):
    layout = layout_for(QSizeF(*size))

    digits = place_of_words(layout, layout.first, line(number, 3)).digit_height

    assert digits >= 120


@pytest.mark.parametrize("flashes", [False, True])
def test_in_grey_the_newest_is_still_told_from_the_others(drawn, flashes):
    picture = calls()
    shown = dataclasses.replace(picture, scene=dataclasses.replace(picture.scene, flashes=flashes))
    grey = drawn(shown).convertToFormat(QImage.Format.Format_Grayscale8)
    layout = layout_for(QSizeF(*LYING))

    def ground(place) -> int:
        corner = QPoint(round(place.left()) + 24, round(place.top()) + 24)
        return grey.pixelColor(corner).lightness()

    assert all(ground(layout.first) - ground(place) > 120 for place in layout.live)


def test_arabic_begins_at_the_right_edge_on_every_line(drawn, site):
    legal = site.messages[0].text
    page = Page(words=(Words("fr", legal["fr"]), Words("ar", legal["ar"])))
    image = drawn(calls(page=page))
    columns = band_columns(layout_for(QSizeF(*LYING)), page.words)
    place = columns[1][0].toRect()

    rows = rows_with(image, place, is_dark)
    lines = [[rows[0]]]
    for row in rows[1:]:
        if row - lines[-1][-1] > 6:
            lines.append([])
        lines[-1].append(row)
    ends = [
        max(x for row in each for x in range(place.left(), place.right() + 1)
            if is_dark(image.pixelColor(x, row)))
        for each in lines if len(each) > 12
    ]  # fmt: skip

    assert len(ends) == 3
    assert all(end > place.right() - 16 for end in ends), ends


@pytest.mark.parametrize("size", SIZES)
def test_every_page_of_the_demonstration_has_room_at_a_size_that_can_be_read(qapp, site, size):
    layout = layout_for(QSizeF(*size))
    rotation = Rotation(site.messages, site.languages)
    elapsed, sizes = dt.timedelta(), []
    while elapsed < dt.timedelta(minutes=40):
        page = rotation.at(elapsed)
        for place, words in band_columns(layout, page.words):
            px = band_px(place, words)
            assert sum(height_of(w.text, place.width(), px) for w in words) <= place.height()
            sizes.append(px)
        elapsed = rotation.next_change(elapsed)

    assert min(sizes) >= 28


def test_a_very_long_message_is_set_smaller_and_not_cut(qapp):
    words = (Words("fr", "Prenez vos papiers avec vous. " * 14), Words("en", "Short."))
    layout = layout_for(QSizeF(*LYING))

    ((place, french), _english) = band_columns(layout, words)

    px = band_px(place, french)
    assert 22 <= px < 46
    assert height_of(french[0].text, place.width(), px) <= place.height()


@pytest.mark.parametrize("size", SIZES)
def test_the_longest_emergency_sentence_has_room(qapp, size):
    room = layout_for(QSizeF(*size)).size
    sentence = ("Évacuez le bâtiment. " * 10)[:200]

    px = fitting_px((sentence,), room.width() - 192, room.height() - 352, 96, 700)

    assert px >= 60


@pytest.mark.parametrize("code", languages())
def test_no_letter_is_missing_in_what_a_language_shows(qapp, site, code):
    shown = [texts(code).text("welcome_take_ticket"), texts(code).text("legal_priority")]
    shown += [message.text[code] for message in site.messages if code in message.text]

    for text in shown:
        layout = QTextLayout(text, font_for(text, 40))
        layout.beginLayout()
        layout.createLine().setLineWidth(100_000)
        layout.endLayout()
        assert all(0 not in run.glyphIndexes() for run in layout.glyphRuns()), text


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("rehearsal", [False, True])
def test_no_place_overlaps_another_on_any_screen(size, rehearsal):
    layout = layout_for(QSizeF(*size), rehearsal=rehearsal)
    places = [layout.header, layout.first, *layout.live, layout.recent, layout.band]

    assert not any(a.intersects(b) for index, a in enumerate(places) for b in places[index + 1 :])
    assert layout.band.bottom() <= layout.size.height() + 0.01
    assert layout.header.top() >= layout.rehearsal.bottom()


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("size", SIZES)
def test_every_state_is_drawn_at_every_size(drawn, state, size):
    notice = (Words("fr", "Fermé"), Words("fr", "Ouverture demain"))
    picture = calls(
        state=state,
        notice=notice,
        hour="8:30",
        emergency="Évacuez.",
        stale="Image de 10:20",
        is_rehearsal=True,
        page=Page(words=(Words("fr", "Bonjour"),)),
    )

    image = drawn(picture, size)

    height = image.height()
    lights = {
        image.pixelColor(x, y).lightness()
        for y in range(height * 15 // 100, height * 70 // 100, 12)
        for x in range(0, image.width(), 3)
    }
    assert max(lights) - min(lights) > 100


def test_the_emergency_is_white_on_red_over_the_whole_display(drawn):
    image = drawn(calls(state=State.EMERGENCY, emergency="Évacuez."))

    corners = [(2, 2), (1917, 2), (2, 1077), (1917, 1077)]
    assert {image.pixelColor(*corner).name() for corner in corners} == {"#a8201a"}


def test_a_new_call_paints_the_calls_and_not_the_band(qapp):
    layout = layout_for(QSizeF(*LYING))

    places = changed_places(layout, calls("C111"), calls("C112"))

    assert places == (layout.first,)


def painted(picture: Picture, base: QImage | None = None, parts=None) -> QImage:
    """Paint *picture* whole, or only *parts* of it over the image *base*."""
    layout = layout_for(QSizeF(*LYING))
    image = QImage(*LYING, QImage.Format.Format_RGB32) if base is None else QImage(base)
    whole = QRectF(0, 0, *LYING)
    for part in (whole,) if parts is None else parts:
        painter = QPainter(image)
        painter.setClipRect(part.toAlignedRect())
        paint(painter, layout, picture, part)
        painter.end()
    return image


@pytest.mark.parametrize(
    "fields",
    [
        {"time": "10:43"},
        {"stale": "Image de 10:20"},
        {"page": Page(words=sentences.welcome(("ar",)))},
        {"scene": dataclasses.replace(calls().scene, flashes=True)},
        {"scene": calls("D222").scene, "time": "10:43"},
        {"scene": Scene(first=line("C111"))},
        {"state": State.CLOSED, "notice": sentences.welcome(()), "hour": "8:30"},
        {"state": State.EMERGENCY, "emergency": "Évacuez."},
    ],
)
def test_the_parts_repainted_give_the_whole_new_picture(qapp, fields):
    load_fonts()
    before, after = calls(), calls(**{"scene": calls().scene, **fields})
    parts = changed_places(layout_for(QSizeF(*LYING)), before, after)
    # Qt's very first drawing of a type differs by a shade from all later ones.
    painted(before)
    painted(after)

    image = painted(after, painted(before), parts)

    assert image == painted(after)
    assert image != painted(before)
