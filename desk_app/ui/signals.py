"""The one signal of the whole application; screens know of nothing else."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class AppSignals(QObject):
    """Emits `changed` after every operation, whoever did it and from wherever."""

    changed = Signal(object)  # desk_app.domain.changes.Changes
