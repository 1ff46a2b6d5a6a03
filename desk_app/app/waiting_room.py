"""The display in a process of its own: `desk-app display` on the waiting room's computer."""

from __future__ import annotations

import os
from functools import partial

from PySide6.QtWidgets import QApplication

from desk_app.app.desk import open_desk
from desk_app.domain.changes import Changes
from desk_app.services.board import board
from desk_app.store.notify import Watcher
from desk_app.ui.display.opening import open_display
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.words.dates import show_times_in


def show_display(app: QApplication, url: str) -> int:
    """Show the display of the desk at *url* until its window is closed."""
    desk = open_desk(url, environ=os.environ)
    tasks, signals = Tasks(), AppSignals()

    def told(changes: Changes) -> None:
        tasks.post(partial(signals.changed.emit, changes))

    with desk.read() as work:
        show_times_in(work.site.time_zone)
    watcher = Watcher(desk.store, told)
    watcher.start()
    display = open_display(
        board=partial(board, read=desk.read, clock=desk.clock, holidays=desk.holidays),
        tasks=tasks,
        signals=signals,
        clock=desk.clock,
        full=True,
    )
    try:
        return app.exec()
    finally:
        display.close()
        display.presenter.stop()
        watcher.close()
        tasks.close()
        desk.close()
