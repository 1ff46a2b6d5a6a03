"""Prints the proof of a request in vain, once it is said why and whose it is. It books nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from desk_app.domain.booking_errors import DatesOffered
from desk_app.domain.errors import BadDocument, DeskError
from desk_app.domain.identity_errors import BadPerson
from desk_app.domain.people import Document
from desk_app.domain.unmet import Offered, true_reasons
from desk_app.services.unmet import Demand, Recorded
from desk_app.ui.booking.model import Spot
from desk_app.ui.booking.operations import BookingOperations
from desk_app.ui.booking.proof_sheet import ProofSheet, Stated
from desk_app.ui.booking.view import BookingView
from desk_app.ui.documents import document_name
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.words.catalogue import _
from desk_app.words.errors import Said, sentence


class Proving(QObject):
    """Owns the sheet of the proof (AT-23); *offered* says what the procedure offers now."""

    person_refused = Signal(object)  # BadPerson, BadDocument

    def __init__(
        self,
        view: BookingView,
        operations: BookingOperations,
        sheet: ProofSheet,
        *,
        session: Session,
        tasks: Tasks,
        signals: AppSignals,
        refuse: Callable[[DeskError], None],
        offered: Callable[[], Offered],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view, self._do, self._sheet = view, operations, sheet
        self._session, self._tasks, self._signals = session, tasks, signals
        self._refuse, self._offered = refuse, offered
        self._document: Document | None = None
        self._is_busy = False
        sheet.stated.connect(self._on_stated)

    @Slot()
    def ask(self) -> None:
        """Ask why there is no place; a number typed wrongly is mended on the page first."""
        draft = self._view.draft()
        if self._session.agent is None or self._view.is_closed():
            return
        if not draft.procedure:
            said = Said(_("Choose the procedure first."))
            self._view.refuse(Spot.PROCEDURE, said, level="warn")
            self._view.procedure.choice.setFocus()
            return
        try:
            self._document = draft.document() if draft.number.strip() else None
        except (BadPerson, BadDocument) as error:
            self.person_refused.emit(error)
            return
        procedure = self._view.procedure.choice.currentText()
        self._sheet.ask(procedure, true_reasons(self._offered()), self._document_said())

    def _document_said(self) -> str:
        shown = self._document
        return f"{document_name(shown)} …{shown.number[-4:]}" if shown is not None else ""

    @Slot(object)
    def _on_stated(self, stated: Stated) -> None:
        if self._is_busy or self._session.agent is None:
            return
        draft = self._view.draft()
        demand = Demand(
            procedure=draft.procedure,
            reason=stated.reason,
            document=self._document if stated.with_document else None,
            language=draft.language or "fr",
        )
        self._is_busy = True
        prove = partial(self._do.prove, demand, by=self._session.login)
        self._tasks.run(prove, then=self._on_proven, failed=self._on_failed)

    def _on_proven(self, proven: Recorded) -> None:
        self._is_busy = False
        self._sheet.close_sheet()
        if proven.earlier:
            text = _("The proof of the request {reference} is printed: it lists those before it.")
        else:
            text = _("The proof of the request {reference} is printed.")
        said = Said(text.format(reference=proven.line.reference))
        self._view.refuse(Spot.ACT, said, level="ok")
        self._signals.changed.emit(proven.changes)

    def _on_failed(self, error: DeskError) -> None:
        self._is_busy = False
        if self._sheet.isVisible() and isinstance(error, DatesOffered):
            self._sheet.refuse(sentence(error))
            return
        self._sheet.close_sheet()
        self._refuse(error)
