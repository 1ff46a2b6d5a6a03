"""The system's own windows that ask for a file. What is chosen is judged elsewhere."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desk_app.words.catalogue import _


class FileDialogs:
    """Asks over *window*; both return None where the person leaves without choosing."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def site_file(self, start: Path) -> Path | None:
        """Ask for a site file that is there."""
        path, _filter = QFileDialog.getOpenFileName(
            self._window,
            _("Choose the file of the site"),
            str(start),
            _("Site files (*.toml);;All files (*)"),
        )
        return Path(path) if path else None

    def store_place(self, start: Path) -> Path | None:
        """Ask where the data will be; an existing file is not overwritten, so nothing is asked."""
        path, _filter = QFileDialog.getSaveFileName(
            self._window,
            _("Where the data will be"),
            str(start),
            _("Desk files (*.sqlite)"),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        return Path(path) if path else None
