"""The system's own window that asks where the agenda goes. What it holds is decided elsewhere."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desk_app.words.catalogue import _


def agenda_file(parent: QWidget, name: str) -> Path | None:
    """Ask for a file over *parent*, *name* proposed; None where the person leaves."""
    path, _filter = QFileDialog.getSaveFileName(
        parent.window(),
        _("Write the agenda of the week"),
        str(Path.home() / name),
        _("Table (*.csv);;Calendar (*.ics)"),
    )
    return Path(path) if path else None
