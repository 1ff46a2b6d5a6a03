"""Notes who knows the time the site gave instead of one it closed. It prints and calls nobody."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot

from desk_app.domain.calendar_errors import NobodyToCall
from desk_app.domain.errors import DeskError
from desk_app.services.calling import CallList, Told
from desk_app.services.ports import Clock
from desk_app.ui.calendar.deciding import Window
from desk_app.ui.calendar.operations import CalendarOperations
from desk_app.ui.calendar.tell_sheet import TellSheet, ToTell
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.words.errors import sentence


class Telling(QObject):
    """Drives the sheet; the list is read once, for each reading of names is in the journal."""

    def __init__(
        self,
        sheet: TellSheet,
        operations: CalendarOperations,
        *,
        session: Session,
        tasks: Tasks,
        signals: AppSignals,
        window: Window,
        clock: Clock,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._sheet, self._do, self._window = sheet, operations, window
        self._session, self._tasks, self._signals = session, tasks, signals
        self._clock = clock
        self._left: tuple[ToTell, ...] = ()
        sheet.told.connect(self._on_told)
        session.changed.connect(self._on_session)

    @Slot()
    def ask(self) -> None:
        """Show whom to call."""
        read = partial(self._do.calls, by=self._session.login)
        self._tasks.run(read, then=self._on_calls, failed=self._on_not_read)

    def _on_calls(self, found: CallList) -> None:
        pairs = zip(found.references, found.leaf.callees, strict=True)
        self._left = tuple(ToTell(reference=one, callee=callee) for one, callee in pairs)
        self._open()

    def _on_not_read(self, error: DeskError) -> None:
        if isinstance(error, NobodyToCall):
            self._left = ()
            self._open()
            return
        said = sentence(error, now=self._clock())
        self._window.refuse(said.text, why=said.why)

    def _open(self) -> None:
        self._sheet.show_list(self._left)
        self._sheet.open(self._sheet.table if self._left else None)

    @Slot(str)
    def _on_told(self, reference: str) -> None:
        act = partial(self._do.told, reference, by=self._session.login)
        self._tasks.run(act, then=self._on_noted, failed=self._on_refused)

    def _on_noted(self, done: Told) -> None:
        known = done.appointment.reference
        self._left = tuple(one for one in self._left if one.reference != known)
        self._sheet.show_list(self._left)
        self._signals.changed.emit(done.changes)

    def _on_refused(self, error: DeskError) -> None:
        self._sheet.refuse(sentence(error, now=self._clock()))

    @Slot()
    def _on_session(self) -> None:
        """Names are not left to the next agent."""
        self._left = ()
        self._sheet.show_list(())
