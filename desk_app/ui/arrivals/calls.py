"""Drives the sheet of holders to call before the day: opens it, keeps what came of each call."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot

from desk_app.domain.changes import Changes, Topic
from desk_app.domain.errors import DeskError, Unavailable
from desk_app.domain.reconfirmation import CallOutcome
from desk_app.services.booking import Booked
from desk_app.services.call_lists import CallList, ToCall
from desk_app.ui.arrivals.call_sheet import YES, CallSheet
from desk_app.ui.arrivals.operations import CallOperations
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.ui.widgets.refusal import Level, Offer
from desk_app.words.appointments import call_told
from desk_app.words.catalogue import _
from desk_app.words.dates import when
from desk_app.words.errors import Said, sentence


class Calls(QObject):
    """Owns the sheet; what is asked once more is only the place that would be lost."""

    def __init__(
        self,
        sheet: CallSheet,
        operations: CallOperations,
        *,
        session: Session,
        tasks: Tasks,
        signals: AppSignals,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._sheet, self._do = sheet, operations
        self._session, self._tasks, self._signals = session, tasks, signals
        self._is_busy = False
        sheet.answered.connect(self._on_answered)
        sheet.print_wanted.connect(self._on_print)
        signals.changed.connect(self._on_changed)

    @Slot()
    def open(self) -> None:
        """Read whom to call and come in: that phones are shown is noted."""
        if self._session.agent is not None:
            self._tasks.run(self._look, then=self._on_opened, failed=self.fail)

    def _look(self) -> CallList:
        return self._do.look(language=self._session.language, by=self._session.login)

    def _on_opened(self, listed: CallList) -> None:
        sheet = self._sheet
        sheet.withdraw()
        sheet.show_list(listed)
        if not sheet.isVisible():
            sheet.open(sheet.table if listed.lines else None)

    @Slot(object)
    def _on_answered(self, outcome: CallOutcome) -> None:
        line = self._sheet.chosen()
        if line is None:
            return
        if outcome is CallOutcome.GIVES_UP:
            self._ask_once_more(line)
        else:
            self._keep(line, outcome)

    def _ask_once_more(self, line: ToCall) -> None:
        text = _("Cancel the appointment of {when}?").format(when=when(line.appointment.starts_at))
        why = _("The place is lost: it is not given back, to anybody, before some hours.")
        sure = Offer(
            text=_("Yes, cancel"), callback=partial(self._keep, line, CallOutcome.GIVES_UP),
            shortcut=YES, icon="calendar-x",
        )  # fmt: skip
        self._sheet.say(Said(text, why), level="warn", offers=(sure,))

    def _keep(self, line: ToCall, outcome: CallOutcome) -> None:
        if self._is_busy:
            return
        self._is_busy = True
        keep = partial(self._do.called, line.appointment.reference, outcome, by=self._session.login)
        self._tasks.run(keep, then=partial(self._on_kept, outcome), failed=self.fail)

    def _on_kept(self, outcome: CallOutcome, kept: Booked) -> None:
        self._is_busy = False
        self._signals.changed.emit(kept.changes)
        said = call_told(outcome, when(kept.appointment.starts_at))
        self._sheet.say(Said(said), level="ok")

    @Slot()
    def _on_print(self) -> None:
        work = partial(self._do.printed, self._sheet.rows(), by=self._session.login)
        self._tasks.run(work, then=self._on_printed, failed=self.fail)

    def _on_printed(self, changes: Changes) -> None:
        self._sheet.say(
            Said(
                _("The list comes out of the printer."),
                _("Phones stand on it: tear it up once everybody is called."),
            ),
            level="ok",
        )
        self._signals.changed.emit(changes)

    def fail(self, error: DeskError) -> None:
        """Say why something was not read or kept."""
        self._is_busy = False
        level: Level = "warn" if isinstance(error, Unavailable) else "danger"
        self._sheet.say(sentence(error), level=level)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.topics & {Topic.APPOINTMENTS} and self._sheet.isVisible():
            self._tasks.run(self._look, then=self._sheet.show_list, failed=self.fail)
