"""The look in force: one palette, one scale, one style sheet; it builds no widget."""

from __future__ import annotations

import dataclasses
import re
import string
from typing import Literal

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from desk_app.settings.resources import resource
from desk_app.ui.fonts import STYLES, TextStyle, font_of, load_fonts, suited
from desk_app.ui.icons import icon_of
from desk_app.ui.palettes import DARK, HIGH_CONTRAST, LIGHT, PALETTES, Palette

Wish = Literal["system", "light", "dark", "high_contrast"]
Tone = Literal[
    "text", "text2", "text3", "accent_text", "ok", "warn", "danger", "prio",
    "on_accent", "on_danger", "on_bar", "on_bar2", "rehearsal",
]  # fmt: skip

STACK_ABOVE = 1.35  # screens of two columns stack above this scale
_PROPERTY = "desk_theme"
_QT_ROLES = {
    QPalette.ColorRole.Window: "canvas",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "surface",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "text2",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Link: "accent_text",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "control",
}


@dataclasses.dataclass(frozen=True, slots=True)
class Theme:
    """Colours and sizes; *scale* is 1.0 to 2.0, *show_keys* draws the key caps."""

    palette: Palette = LIGHT
    scale: float = 1.0
    show_keys: bool = True

    @property
    def stacked(self) -> bool:
        """True where the text is so large that columns stack and the rail shows icons only."""
        return self.scale > STACK_ABOVE

    def px(self, size: float) -> int:
        """Return *size* px of the design at this scale, never under 1 for a line."""
        return max(1, round(size * self.scale)) if size > 0 else 0

    def colour(self, token: str) -> QColor:
        """Return the colour called *token* (a field of Palette)."""
        return QColor(getattr(self.palette, token))

    def font(self, style: TextStyle, weight: int | None = None, *, text: str = "") -> QFont:
        """Return the type of *style*, at its usual weight unless *weight* is given.

        With *text*, the type that its script needs.
        """
        px, usual = STYLES[style]
        return suited(font_of(px * self.scale, weight or usual), text)

    def icon(self, name: str, token: str = "text", size: int = 20) -> QIcon:
        """Return the icon *name* in the colour *token*; *size* in px at 100 %."""
        return icon_of(name, self.colour(token), self.px(size))


def scale_of(font: QFont) -> float:
    """Return the scale a system *font* asks for: its size over 14 px, from 1.0 to 2.0."""
    return min(2.0, max(1.0, QFontInfo(font).pixelSize() / 14))


def current() -> Theme:
    """Return the theme in force; it hangs on the application as its palette and font do."""
    app = QCoreApplication.instance()
    held = app.property(_PROPERTY) if app is not None else None
    return held if isinstance(held, Theme) else Theme()


def px(size: float) -> int:
    """Return *size* px of the design at the scale in force."""
    return current().px(size)


def icon(name: str, token: str = "text", size: int = 20) -> QIcon:
    """Return an icon of the theme in force."""
    return current().icon(name, token, size)


def apply(app: QApplication, theme: Theme) -> None:
    """Put *theme* in force: fonts, palette and the one style sheet."""
    load_fonts()
    app.setProperty(_PROPERTY, theme)
    if app.style().name() != "fusion":
        app.setStyle("Fusion")  # the native styles ignore half of a palette
    app.setFont(theme.font("body"))
    app.setPalette(_qt_palette(theme))
    app.setStyleSheet(style_sheet(theme))


def palette_for(app: QApplication, wish: Wish) -> Palette:
    """Return the palette of *wish*; "system" follows its contrast and colour scheme."""
    if wish != "system":
        return PALETTES[wish]
    hints = app.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return HIGH_CONTRAST
    return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT


def style_sheet(theme: Theme) -> str:
    """Return the style sheet: the template with its colours named and its px scaled."""
    template = resource("qss", "desk.qss").read_text(encoding="utf-8")
    scaled = re.sub(r"(\d+)px", lambda found: f"{theme.px(int(found[1]))}px", template)
    return string.Template(scaled).substitute(dataclasses.asdict(theme.palette))


def set_state(widget: QWidget, name: str, value: object) -> None:
    """Set a dynamic property the style sheet looks at, and have it looked at again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def _qt_palette(theme: Theme) -> QPalette:
    palette = QPalette()
    for role, token in _QT_ROLES.items():
        palette.setColor(role, theme.colour(token))
    disabled = QPalette.ColorGroup.Disabled
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):
        palette.setColor(disabled, role, theme.colour("text2"))
    return palette
