"""The system's own window that asks for a platform's list. What is chosen is judged elsewhere."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desk_app.words.catalogue import _


def list_file(parent: QWidget) -> Path | None:
    """Ask for a list over *parent*; None where the person leaves without choosing."""
    path, _filter = QFileDialog.getOpenFileName(
        parent.window(),
        _("Choose the platform’s list"),
        str(Path.home()),
        _("Lists (*.csv *.txt *.ics);;All files (*)"),
    )
    return Path(path) if path else None
