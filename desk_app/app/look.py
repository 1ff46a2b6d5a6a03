"""The look and the language of the windows: what the agent picked, what the system wants."""

from __future__ import annotations

import os
import sys
from typing import cast

from PySide6.QtCore import QLibraryInfo, QObject, QTranslator, Signal, Slot
from PySide6.QtWidgets import QApplication

from desk_app.settings.desk import DeskSettings
from desk_app.ui.theme import Theme, Wish, apply, current, palette_for, scale_of
from desk_app.words.catalogue import set_language


def make_app(wish: Wish, language: str = "fr") -> QApplication:
    """Return the one QApplication, in its look and speaking *language* where Qt itself speaks."""
    app = QApplication.instance() or QApplication([sys.argv[0]])
    if not isinstance(app, QApplication):
        raise TypeError("another kind of Qt application is running")
    app.setApplicationName("Desk App")
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language}", folder):
        app.installTranslator(translator)
    apply(app, Theme(palette_for(app, wish), scale_of(app.font())))
    return app


def has_screen() -> bool:
    """True if windows can be seen here."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


class Look(QObject):
    """Keeps the theme as wished: fixed, or following the system while it runs."""

    wished = Signal(str)  # a Wish the agent picked, to be kept in the desk's settings

    def __init__(self, settings: DeskSettings, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        set_language(settings.language)
        self._wish = cast("Wish", settings.theme)  # one of THEMES: checked when it was read
        self.app = make_app(self._wish, settings.language)
        self.app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    @Slot(str)
    def pick(self, wish: Wish) -> None:
        """Take another theme at once."""
        self._wish = wish
        self._draw()
        self.wished.emit(wish)

    @Slot()
    def _on_scheme_changed(self) -> None:
        if self._wish == "system":
            self._draw()

    def _draw(self) -> None:
        apply(self.app, Theme(palette_for(self.app, self._wish), current().scale))
