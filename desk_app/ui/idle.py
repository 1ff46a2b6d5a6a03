"""Tells when nobody has touched the desk for a while (S-03). What happens then is its owner's."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal, Slot

from desk_app.domain.sessions import IDLE

LOOK_MS = 1_000
_HANDS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


def seconds_since_start() -> float:
    """Return seconds that nobody can set back; a computer that slept has them too where it says."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)


class IdleWatch(QObject):
    """Emits `idle` once when no key and no mouse has come for *length* since `start`."""

    idle = Signal()

    def __init__(
        self,
        *,
        length: dt.timedelta = IDLE,
        seconds: Callable[[], float] = seconds_since_start,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._length, self._seconds = length.total_seconds(), seconds
        self._touched_at = 0.0
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to count: somebody has just come."""
        app = QCoreApplication.instance()
        if app is not None:
            app.installEventFilter(self)  # once, however often it is installed
        self._touched_at = self._seconds()
        self._timer.start()

    def stop(self) -> None:
        """Count no more: nobody is here, or the desk is locked already."""
        self._timer.stop()
        app = QCoreApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """See hands on the desk; they go on to what they touched."""
        if event.type() in _HANDS:
            self._touched_at = self._seconds()
        return False

    @Slot()
    def look(self) -> None:
        """Tell if it has been long enough."""
        if self._timer.isActive() and self._seconds() - self._touched_at >= self._length:
            self.stop()
            self.idle.emit()
