"""From `changed` to the painted call on the display, in one process; not the store's share.

Run as `python -m bench.display`. The limit of 50 ms is that of the whole way from the key.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import statistics
import time
from collections.abc import Callable
from functools import partial

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is imported

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from desk_app.domain.changes import Topic, changes
from desk_app.domain.counters import CounterId
from desk_app.domain.tickets import TicketNumber
from desk_app.services.board import LINES, Board, BoardLine
from desk_app.speech.chime import Chime
from desk_app.ui.display.opening import open_display
from desk_app.ui.display.window import DisplayWindow
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks

CALLS = 200
LIMIT_MS = 50.0
START = dt.datetime(2026, 3, 3, 9, 0, tzinfo=dt.UTC)
COUNTERS = 6


@dataclasses.dataclass(slots=True)
class Room:
    """A board with one more call each time, and a clock that leaves each call its 15 s."""

    calls: tuple[BoardLine, ...] = ()
    now: dt.datetime = START

    def call(self, index: int) -> None:
        """Call one more, 20 s after the last."""
        self.now += dt.timedelta(seconds=20)
        call = BoardLine(
            number=TicketNumber(f"C{index:03}"),
            counter=CounterId(index % COUNTERS + 1),
            called_at=self.now,
            calls=1,
            is_live=True,
        )
        old = (
            dataclasses.replace(line, is_live=place < 2) for place, line in enumerate(self.calls)
        )
        self.calls = (call, *old)[:LINES]

    def board(self) -> Board:
        """Return the board, as the read service would."""
        return Board(
            site="Préfecture de la Seine-Saint-Denis",
            calls=self.calls,
            messages=(),
            languages=("fr", "ar", "en"),
            is_open=True,
            opens_at=None,
            rehearsal=False,
            time_zone=dt.UTC,
        )

    def clock(self) -> dt.datetime:
        """Return now."""
        return self.now


class Stopwatch:
    """Stops when the number it waits for has been painted."""

    def __init__(self, window: DisplayWindow) -> None:
        self._window = window
        self._loop = QEventLoop()
        self._number = ""
        self._painted = 0.0
        window.painted.connect(self._on_painted)

    def time(self, number: str, begin: Callable[[], object]) -> float:
        """Return the milliseconds from *begin* to the painting of *number*."""
        self._number, self._painted = number, 0.0
        began = time.perf_counter()
        begin()
        if not self._painted:
            self._loop.exec()
        return (self._painted - began) * 1000

    def _on_painted(self) -> None:
        first = self._window.picture().scene.first
        if first is not None and first.number == self._number and not self._painted:
            self._painted = time.perf_counter()
            self._loop.quit()


def measure() -> list[float]:
    """Return, for each call, the milliseconds from `changed` to the end of its painting."""
    app = QApplication.instance() or QApplication([])
    room, tasks, signals = Room(), Tasks(), AppSignals()
    display = open_display(
        board=room.board, tasks=tasks, signals=signals, clock=room.clock, chime=Chime(None)
    )
    window = display.window()
    if window is None:
        raise AssertionError("the display did not open")
    window.showNormal()
    window.resize(1920, 1080)
    app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 200)
    watch = Stopwatch(window)
    taken = []
    for index in range(1, CALLS + 1):
        room.call(index)
        told = changes("call_next", Topic.TICKETS)
        taken.append(watch.time(room.calls[0].number, partial(signals.changed.emit, told)))
    display.close()
    display.presenter.stop()
    tasks.close()
    return taken


def main() -> int:
    """Print the figures beside the limit; return 1 where the limit is passed."""
    taken = measure()
    half = statistics.median(taken)
    p95 = statistics.quantiles(taken, n=20)[18]
    print(
        f"changed -> painted on the display (1920x1080, {len(taken)} calls): "
        f"p50 {half:.1f} ms, p95 {p95:.1f} ms, limit {LIMIT_MS:.0f} ms"
    )
    return 0 if p95 <= LIMIT_MS else 1


if __name__ == "__main__":
    raise SystemExit(main())
