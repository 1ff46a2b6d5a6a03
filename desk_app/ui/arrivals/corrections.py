"""Whom an appointment is for, mended with a second person; another document let in by one."""

from __future__ import annotations

import dataclasses
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from desk_app.domain.errors import DeskError
from desk_app.domain.identity_errors import BadPerson
from desk_app.domain.overrides import Override
from desk_app.services.arrivals import Shown
from desk_app.services.booking import Booked
from desk_app.services.questions import Agreement
from desk_app.ui.arrivals.correction_sheet import CorrectionSheet
from desk_app.ui.arrivals.model import Visit
from desk_app.ui.arrivals.operations import ArrivalsOperations
from desk_app.ui.second.asking import Ask
from desk_app.ui.second.model import Case
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.ui.widgets.refusal import Offer
from desk_app.words.catalogue import _
from desk_app.words.errors import sentence
from desk_app.words.identity_errors import person_field


class Corrections(QObject):
    """Asks for what is right, then for who agrees; the rules are the services'."""

    corrected = Signal(object)  # Booked
    failed = Signal(object)  # DeskError
    let_in_wanted = Signal(object, object)  # the visit, what is shown now

    def __init__(
        self,
        sheet: CorrectionSheet,
        operations: ArrivalsOperations,
        *,
        session: Session,
        tasks: Tasks,
        signals: AppSignals,
        ask_second: Ask,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._sheet, self._do, self._ask_second = sheet, operations, ask_second
        self._session, self._tasks, self._signals = session, tasks, signals
        self._reference = ""
        sheet.correct_asked.connect(self._on_asked)

    def ask(self, reference: str, last4: str) -> None:
        """Ask what should be read of the holder of *reference*."""
        self._reference = reference
        self._sheet.open_for(reference, last4)

    def other_document(self, visit: Visit, shown: Shown) -> Offer:
        """Return the way on for a holder with another document: a supervisor's word (AT-10)."""
        ask = partial(self._ask_supervisor, visit, shown)
        return Offer(text=_("With a supervisor"), callback=ask, icon="user-check")

    def _ask_supervisor(self, visit: Visit, shown: Shown) -> None:
        self._ask_second(
            Case(
                kind=Override.OTHER_DOCUMENT,
                subject=visit.found.appointment.reference,
                act=_("Let in with this document"),
                icon="door-open",
                then=partial(self._on_document_agreed, visit, shown),
            )
        )

    def _on_document_agreed(self, visit: Visit, shown: Shown, agreement: Agreement) -> None:
        agreed = dataclasses.replace(shown, other_document=agreement)
        self.let_in_wanted.emit(visit, agreed)

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
        self.corrected.emit(done)
        self._signals.changed.emit(done.changes)

    def _on_failed(self, error: DeskError) -> None:
        if isinstance(error, BadPerson):
            self._sheet.open(self._sheet.value)
            self._sheet.refuse(sentence(error))
        else:
            self.failed.emit(error)
