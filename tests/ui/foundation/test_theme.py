"""The look: scale, type, colours and the one style sheet."""

from __future__ import annotations

import pathlib
import re

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPalette, QRawFont
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desk_app.settings.resources import resource
from desk_app.ui import theme as theme_module
from desk_app.ui.fonts import FAMILIES, font_of
from desk_app.ui.icons import draw_icon
from desk_app.ui.palettes import DARK, HIGH_CONTRAST, LIGHT, PALETTES
from desk_app.ui.theme import (
    Theme,
    apply,
    current,
    icon,
    palette_for,
    px,
    scale_of,
    set_state,
    style_sheet,
)
from desk_app.ui.widgets.fields import LineEdit

SCRIPTS = {
    "fr": "Préfecture : « œuvre » – 10:42 ; 74 %",
    "ar": "العربية بطاقة",
    "fa": "گچپژ لطفاً",
    "ps": "ښځه ټکی ډېر ړوند",
    "ur": "ٹکٹ ڑے ں ہے",
    "uk": "Їжак ґанок",
    "tr": "Türkçe ğışİ",
    "vi": "Tiếng Việt",
    "bn": "বাংলা ক্ষ",
    "ta": "தமிழ்",
    "ka": "ქართული",
    "ti": "ትግርኛ አማርኛ",
    "zh": "请在显示屏上等待您的号码",
    "ff": "ɓɗŋƴ",
}


@pytest.mark.parametrize(("size", "scale"), [(9, 1.0), (14, 1.0), (21, 1.5), (28, 2.0), (60, 2.0)])
def test_the_scale_is_the_system_size_over_14(qapp: QApplication, size: int, scale: float) -> None:
    font = QFont()
    font.setPixelSize(size)

    assert scale_of(font) == pytest.approx(scale)


def test_a_pixel_grows_with_the_scale_and_never_vanishes() -> None:
    theme = Theme(LIGHT, 1.5)

    assert (theme.px(0), theme.px(0.2), theme.px(12), theme.px(36)) == (0, 1, 18, 54)


@pytest.mark.parametrize(("scale", "stacked"), [(1.0, False), (1.35, False), (1.36, True)])
def test_columns_stack_above_135_percent(scale: float, stacked: bool) -> None:
    assert stacked == Theme(LIGHT, scale).stacked


def test_the_theme_in_force_is_the_one_applied(themed: QApplication) -> None:
    apply(themed, Theme(DARK, 2.0))

    assert (current().palette, px(12)) == (DARK, 24)
    assert QColor(DARK.canvas) == themed.palette().color(QPalette.ColorRole.Window)


@pytest.mark.parametrize("name", PALETTES)
def test_a_fixed_theme_is_kept_whatever_the_system_says(themed: QApplication, name: str) -> None:
    assert PALETTES[name] == palette_for(themed, name)


def test_the_system_theme_is_one_of_ours(themed: QApplication) -> None:
    assert palette_for(themed, "system") in (LIGHT, DARK, HIGH_CONTRAST)


@pytest.mark.parametrize("name", PALETTES)
def test_the_style_sheet_names_no_unknown_colour(name: str) -> None:
    sheet = style_sheet(Theme(PALETTES[name], 1.25))

    assert "$" not in sheet
    assert "border-radius: 12px" in sheet


def test_the_style_sheet_sets_no_type_and_no_object_name() -> None:
    template = resource("qss", "desk.qss").read_text(encoding="utf-8")
    rules = re.sub(r"/\*.*?\*/", "", template, flags=re.DOTALL)

    assert "font" not in rules
    assert not re.findall(r"#\w+", rules)


def test_the_style_sheet_is_set_in_one_place() -> None:
    modules = pathlib.Path(theme_module.__file__).parent.rglob("*.py")

    setting = [module.name for module in modules if "setStyleSheet" in module.read_text()]

    assert setting == ["theme.py"]


def test_four_weights_are_four_drawings(themed: QApplication) -> None:
    widths = [
        QFontMetricsF(font_of(14, weight)).horizontalAdvance("Remettre le ticket")
        for weight in (400, 500, 600, 700)
    ]

    assert widths == sorted(set(widths))


def test_figures_stack(themed: QApplication) -> None:
    metrics = QFontMetricsF(current().font("figure"))

    assert len({round(metrics.horizontalAdvance(digit), 3) for digit in "0123456789"}) == 1


@pytest.mark.parametrize("language", SCRIPTS)
def test_no_glyph_is_missing(qapp: QApplication, language: str) -> None:
    fonts = [font for fonts in _bundled().values() for font in fonts]

    missing = [
        sign
        for sign in SCRIPTS[language]
        if not sign.isspace() and not any(font.supportsCharacter(ord(sign)) for font in fonts)
    ]

    assert missing == []


def test_each_family_is_bundled_and_none_beside(qapp: QApplication) -> None:
    assert set(FAMILIES) == set(_bundled())


def test_an_icon_takes_the_colour_of_its_token(themed: QApplication) -> None:
    image = QImage(20, 20, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)

    draw_icon(painter, "square", QColor(LIGHT.danger), QRectF(0, 0, 20, 20))
    painter.end()

    darkest = min(
        (image.pixelColor(x, y) for x in range(20) for y in range(20)), key=QColor.lightness
    )
    assert abs(darkest.red() - QColor(LIGHT.danger).red()) < 24


def test_every_shipped_icon_can_be_drawn(themed: QApplication) -> None:
    drawings = sorted(resource("icons").glob("*.svg"))

    empty = [drawing.stem for drawing in drawings if icon(drawing.stem).pixmap(20).isNull()]

    assert drawings
    assert empty == []


def test_a_state_is_seen_by_the_style_sheet(themed: QApplication, qtbot: QtBot) -> None:
    label = QLabel("Papier")
    qtbot.addWidget(label)
    label.ensurePolished()

    set_state(label, "tone", "danger")

    assert QColor(LIGHT.danger) == label.palette().color(label.foregroundRole())


def _bundled() -> dict[str, list[QRawFont]]:
    """Return the families of the bundled files, as the files say: nothing is matched."""
    families: dict[str, list[QRawFont]] = {}
    for file in sorted(resource("fonts").glob("Noto*.?tf")):
        font = QRawFont(str(file), 14.0)
        families.setdefault(font.familyName(), []).append(font)
    return families


@pytest.mark.parametrize("name", PALETTES)
def test_a_placeholder_has_the_ink_of_its_token(themed, qtbot, name):  # 4.5:1, WCAG 1.4.3
    apply(themed, Theme(PALETTES[name]))
    field = LineEdit("Code")
    qtbot.addWidget(field)
    field.setPlaceholderText("Scanner ou taper")
    field.ensurePolished()

    ink = field.palette().color(QPalette.ColorRole.PlaceholderText)

    assert ink == QColor(PALETTES[name].text2)
