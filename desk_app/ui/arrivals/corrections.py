"""Whom an appointment is for, mended with a second person (AT-02)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from desk_app.domain.errors import DeskError
from desk_app.domain.identity_errors import BadPerson
from desk_app.domain.overrides import Override
from desk_app.services.booking import Booked
from desk_app.services.questions import Agreement
from desk_app.ui.arrivals.model import Visit, corrected_said
from desk_app.ui.arrivals.operations import ArrivalsOperations
from desk_app.ui.arrivals.view import ArrivalsView
from desk_app.ui.second.asking import Ask
from desk_app.ui.second.model import Case
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.words.catalogue import _
from desk_app.words.errors import sentence
from desk_app.words.identity_errors import person_field


class Corrections(QObject):
    """Asks for what is right, then for who agrees; the rules are the services'."""

    corrected = Signal()
    failed = Signal(object)  # DeskError

    def __init__(
        self,
        view: ArrivalsView,
        operations: ArrivalsOperations,
        *,
        visit: Callable[[], Visit | None],
        session: Session,
        tasks: Tasks,
        signals: AppSignals,
        ask_second: Ask,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view, self._sheet, self._visit = view, view.correction, visit
        self._do, self._ask_second = operations, ask_second
        self._session, self._tasks, self._signals = session, tasks, signals
        self._reference = ""
        self._sheet.correct_asked.connect(self._on_asked)

    def can_ask(self) -> bool:
        """Return whether somebody stands at the door, or a row is chosen."""
        return bool(self._whose())

    @Slot()
    def ask(self) -> None:
        """Ask what should be read of the holder at the door, else of the chosen row (AT-02)."""
        self._reference = self._whose()
        if self._reference:
            self._sheet.open_for(self._reference, self._view.last4_of(self._reference))

    def _whose(self) -> str:
        visit, chosen = self._visit(), self._view.chosen()
        found = visit.found if visit is not None else chosen
        return found.appointment.reference if found is not None else ""

    @Slot(str, str)
    def _on_asked(self, field: str, value: str) -> None:
        reference = self._reference
        part, _dot, inner = field.partition(".")
        fields: dict[str, object] = {part: {inner: value} if inner else value}
        self._sheet.close_sheet()
        self._ask_second(
            Case(
                kind=Override.RECTIFICATION,
                subject=reference,
                act=_("Correct and print"),
                icon="pencil",
                then=partial(self._correct, reference, fields),
                after=_("{label}: {value}").format(label=person_field(field), value=value),
            )
        )

    def _correct(self, reference: str, fields: dict[str, object], agreement: Agreement) -> None:
        mend = partial(
            self._do.correct, reference, fields, by=self._session.login, agreement=agreement
        )
        self._tasks.run(mend, then=self._on_corrected, failed=self._on_failed)

    def _on_corrected(self, done: Booked) -> None:
        self.corrected.emit()
        told = corrected_said(done.appointment.reference, has_paper=done.job is not None)
        self._view.card.show_told(told, "ok")
        self._signals.changed.emit(done.changes)

    def _on_failed(self, error: DeskError) -> None:
        if isinstance(error, BadPerson):
            self._sheet.open(self._sheet.value)
            self._sheet.refuse(sentence(error))
        else:
            self.failed.emit(error)
