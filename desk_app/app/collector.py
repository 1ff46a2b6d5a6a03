"""Collects garbage on the windows' own thread: Qt objects may not die on a worker.

Python collects cycles on whichever thread happens to allocate. A forgotten view or timer that died
on the database's thread would take the process with it, so collection is ours to start.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

YOUNG_MS = 10_000
WHOLE_EVERY = 60


class Collector(QObject):
    """Young objects every 10 s, all that came since the start every 10 min; a few ms each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rounds = 0
        self._timer = QTimer(self, interval=YOUNG_MS)
        self._timer.timeout.connect(self._collect)

    def start(self) -> None:
        """Take collection over; what lives now lives for ever and is not looked at again."""
        gc.disable()
        gc.freeze()
        self._timer.start()

    def close(self) -> None:
        """Give collection back to Python, after all windows are gone."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    @Slot()
    def _collect(self) -> None:
        self._rounds += 1
        gc.collect(2 if self._rounds % WHOLE_EVERY == 0 else 1)
