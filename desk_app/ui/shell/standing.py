"""Keeps the status bar true: printer, display and clock. It mends nothing itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Slot

from desk_app.domain.changes import Changes, Topic
from desk_app.domain.errors import DeskError
from desk_app.services.ports import Clock
from desk_app.services.printing import PrinterStanding
from desk_app.ui.rereading import Rereading
from desk_app.ui.shell.status import StatusKind, StatusLevel
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.words.catalogue import _, ngettext
from desk_app.words.dates import clock as hour
from desk_app.words.dates import long_date
from desk_app.words.printers import cause

TICK_MS = 1000


class Bar(Protocol):
    """The window, as the status needs it."""

    def set_status(self, item: StatusKind, text: str, level: StatusLevel = "normal") -> None: ...


class Standing(QObject):
    """Reads how printing stands when a print changed, and tells the time."""

    def __init__(
        self,
        bar: Bar,
        *,
        printer: Callable[[], PrinterStanding],
        display_is_open: Callable[[], bool],
        clock: Clock,
        zone: Callable[[], dt.tzinfo],
        tasks: Tasks,
        signals: AppSignals,
        behind: Callable[[], dt.timedelta] = dt.timedelta,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._behind = dt.timedelta()
        self._bar, self._clock, self._zone = bar, clock, zone
        self._display_is_open = display_is_open
        self._shown_minute: dt.datetime | None = None
        self._reading = Rereading(
            printer, show=self.show_printer, failed=self._on_failed, tasks=tasks
        )
        self._asking_hour = Rereading(
            behind, show=self.show_behind, failed=self._on_hour_failed, tasks=tasks
        )
        signals.changed.connect(self._on_changed)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._on_tick)

    def start(self) -> None:
        """Show everything now and keep it true."""
        self._bar.set_status("link", _("Desk on its own"))
        self._reading.ask()
        self._asking_hour.ask()
        self.show_display()
        self._on_tick()
        self._timer.start()

    def close(self) -> None:
        """Stop the clock."""
        self._timer.stop()

    def show_printer(self, standing: PrinterStanding) -> None:
        """Say how printing stands."""
        if standing.kept:
            kept = ngettext("{n} ticket kept", "{n} tickets kept", standing.kept)
            text = f"{cause(standing.cause)} · {kept.format(n=standing.kept)}"
            self._bar.set_status("printer", text, "blocking")
        elif standing.doubtful:
            text = ngettext("{n} ticket to check", "{n} tickets to check", standing.doubtful)
            self._bar.set_status("printer", text.format(n=standing.doubtful), "attention")
        else:
            self._bar.set_status("printer", _("Printer ready"))

    def show_behind(self, gap: dt.timedelta) -> None:
        """Say that the clock was set back by *gap*, or that it is right (S-07)."""
        self._behind = gap
        self._show_hour(self._minute())

    @Slot()
    def show_display(self) -> None:
        """Say whether the waiting room's screen is open."""
        if self._display_is_open():
            self._bar.set_status("display", _("Waiting-room screen open"))
        else:
            self._bar.set_status("display", _("Waiting-room screen closed"), "attention")

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if Topic.PRINTS in changes.topics:
            self._reading.ask()
        if Topic.CLOCK in changes.topics:
            self._asking_hour.ask()

    @Slot()
    def _on_tick(self) -> None:
        now = self._minute()
        if now != self._shown_minute:
            self._shown_minute = now
            if self._behind:
                self._asking_hour.ask()
            self._show_hour(now)

    def _minute(self) -> dt.datetime:
        return self._clock().astimezone(self._zone()).replace(second=0, microsecond=0)

    def _show_hour(self, now: dt.datetime) -> None:
        if self._behind:
            gap = round(self._behind.total_seconds() / 60)
            text = _("Clock to be checked: {n} min apart").format(n=gap)
            self._bar.set_status("clock", text, "attention")
        else:
            self._bar.set_status("clock", f"{long_date(now.date())} {hour(now)}")

    def _on_hour_failed(self, _error: DeskError) -> None:
        """The hour is shown as it is: the store's trouble is told elsewhere."""

    def _on_failed(self, _error: DeskError) -> None:
        self._bar.set_status("printer", _("Printer: state unknown"), "attention")
