"""The bundled type: families per script and the few sizes; it sets nothing on anybody."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontDatabase

from desk_app.settings.resources import resource

TextStyle = Literal["rail_key", "key", "caption", "body", "lead", "verb", "title", "figure", "call"]

_LOADED = "desk_fonts_loaded"

# Named one by one: leaving a script to fallback logs a Qt warning and, for Arabic, brings
# a tall line that is clipped.
FAMILIES = (
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Bengali",
    "Noto Sans Tamil",
    "Noto Sans Georgian",
    "Noto Sans Ethiopic",
    "Noto Sans CJK SC",
)

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

    A system that has Noto Sans may lack its 500 and 600, so what it has is not asked.
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
