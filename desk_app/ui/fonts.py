"""The bundled type: families per script and the few sizes; it sets nothing on anybody."""

from __future__ import annotations

import functools
from typing import Literal

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontDatabase

from desk_app.settings.resources import resource

TextStyle = Literal["rail_key", "key", "caption", "body", "lead", "verb", "title", "figure", "call"]

_LOADED = "desk_fonts_loaded"

# Noto Sans, cut and renamed when it was bundled: a system may have files of Noto's own name, and
# which of two files of one name draws is chance.
# Named one by one: leaving a script to fallback logs a Qt warning and, for Arabic, brings
# a tall line that is clipped.
FAMILIES = (
    "Desk Sans",
    "Desk Sans Arabic",
    "Desk Sans Bengali",
    "Desk Sans Tamil",
    "Desk Sans Georgian",
    "Desk Sans Ethiopic",
    "Desk Sans CJK SC",
)

_SCRIPTS = (
    (0x0600, 0x06FF, "Desk Sans Arabic"),
    (0x0980, 0x09FF, "Desk Sans Bengali"),
    (0x0B80, 0x0BFF, "Desk Sans Tamil"),
    (0x10A0, 0x10FF, "Desk Sans Georgian"),
    (0x1200, 0x137F, "Desk Sans Ethiopic"),
    (0x3000, 0x9FFF, "Desk Sans CJK SC"),
)

# Qt tries the first family of a list on every script, and says so where that cannot shape it.
_SHAPED = frozenset({"Desk Sans Bengali", "Desk Sans Tamil"})

# px at 100 %, usual weight
STYLES: dict[TextStyle, tuple[int, int]] = {
    "rail_key": (10, 400),
    "key": (11, 600),
    "caption": (12, 400),
    "body": (14, 400),
    "lead": (16, 400),
    "verb": (18, 600),
    "title": (20, 600),
    "figure": (28, 700),
    "call": (88, 700),
}


def load_fonts() -> None:
    """Make the bundled families known to Qt, once for the application that runs.

    A system that has Noto Sans may lack its 500 and 600, so it is not asked for what it has.
    """
    app = QCoreApplication.instance()
    if app is None or app.property(_LOADED):
        return
    app.setProperty(_LOADED, True)
    for file in sorted(resource("fonts").glob("Noto*.?tf")):
        QFontDatabase.addApplicationFont(str(file))


def font_of(px: float, weight: int = 400) -> QFont:
    """Return the bundled type at *px* pixels and *weight*, with tabular figures."""
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(max(1, round(px)))
    font.setWeight(QFont.Weight(weight))
    # Whole-pixel advances would spread the letters: the design is drawn with fractional ones.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


@functools.lru_cache(maxsize=1024)
def script_family(text: str) -> str:
    """Return the family of the first script in *text* that is not Desk Sans's own, "" if none."""
    for letter in text:
        for first, last, family in _SCRIPTS:
            if first <= ord(letter) <= last:
                return family
    return ""


def own_first(font: QFont, text: str) -> QFont:
    """Return *font* with the family of *text*'s own script before all others."""
    own = script_family(text)
    if not own:
        return font
    return _led_by(own, font)


def suited(font: QFont, text: str) -> QFont:
    """Return *font* as *text* is drawn without a word from Qt, else as it is.

    Only a script that Desk Sans is asked for and cannot shape comes first: led by its own
    family, Arabic would stand on a taller line than the Latin beside it.
    """
    own = script_family(text)
    return _led_by(own, font) if own in _SHAPED else font


def _led_by(family: str, font: QFont) -> QFont:
    led = QFont(font)
    led.setFamilies([family, *(name for name in font.families() if name != family)])
    return led
