"""The document of the visitor: read as it is typed, and asked for a ticket it may already have."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desk_app.domain.errors import AlreadyHasTicket, BadDocument
from desk_app.domain.people import Document
from desk_app.domain.procedures import ProcedureCode
from desk_app.services.reception import HeldTicket
from desk_app.ui.documents import document_name, read_document
from desk_app.ui.reception.form import Spot
from desk_app.ui.reception.operations import ReceptionOperations
from desk_app.ui.tasks import Tasks
from desk_app.words.catalogue import _
from desk_app.words.documents import document_warning

PAUSE_MS = 800
"""Who has not typed for so long has written the whole number: nine digits may be on their way
to ten."""


class DocumentView(Protocol):
    """What the check says, under the field."""

    def show_document(self, said: str, *, good: bool, doubt: str = "") -> None: ...
    def focus_on(self, spot: Spot) -> None: ...


class DocumentCheck(QObject):
    """Turns what stands in the field into a Document, or into why not.

    A document is kept from the moment it can be read; that it already has a ticket is said
    when the answer comes, and the service refuses it again if the agent insists.
    """

    changed = Signal()  # another document, or none
    refused = Signal(object)  # DeskError

    def __init__(
        self, view: DocumentView, *, operations: ReceptionOperations, tasks: Tasks, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._operations = operations
        self._tasks = tasks
        self._typed = ""
        self._procedure: ProcedureCode | None = None
        self._held: HeldTicket | None = None
        self._is_submitted, self._is_answered = False, False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        self.document: Document | None = None

    def ask_for(self, procedure: ProcedureCode | None) -> None:
        """The document is for *procedure* from now on; what is written is asked about again."""
        changed, self._procedure = procedure != self._procedure, procedure
        if changed and self._typed:
            self.type(self._typed)

    def type(self, typed: str) -> None:
        """Take what is written so far; a document half written is refused only on Enter."""
        self._typed = typed
        self._held, self._is_submitted, self._is_answered = None, False, False
        self._pause.start()
        self._view.show_document("", good=False)
        try:
            self._keep(read_document(typed))
        except BadDocument:
            self._keep(None)

    def submit(self, typed: str) -> None:
        """Take what a reader or the agent ended with Enter; what cannot be one is refused."""
        if typed != self._typed:
            self.type(typed)
        fault = self.fault()
        if fault is not None:
            self.refused.emit(fault)
            return
        self._is_submitted = True
        self._show_read()
        self._view.focus_on(Spot.GIVE if self._held is None else Spot.DOCUMENT_AGAIN)

    def fault(self) -> BadDocument | None:
        """Return why what is written is no document, None if it is one or nothing is written."""
        if not self._typed.strip():
            return None
        try:
            read_document(self._typed)
        except BadDocument as error:
            return error
        return None

    def forget(self) -> None:
        """Forget the document of the last visitor."""
        self._pause.stop()
        self._typed = ""
        self._held, self._is_answered = None, False
        self.document = None

    def _keep(self, document: Document | None) -> None:
        self.document = document
        self.changed.emit()
        if document is None or self._procedure is None:
            return
        ask = partial(self._operations.ticket_held, self._procedure, document)
        self._tasks.run(ask, then=partial(self._on_answer, document), failed=self.refused.emit)

    def _on_answer(self, document: Document, held: HeldTicket | None) -> None:
        if document != self.document:
            return  # another one has been written since
        self._held, self._is_answered = held, True
        if held is not None:
            self.refused.emit(AlreadyHasTicket(held.number, held.before))
            if self._is_submitted:  # the focus has gone on; the next person's document is due
                self._view.focus_on(Spot.DOCUMENT_AGAIN)
            return
        self._show_read()

    def _show_read(self) -> None:
        """Say what was read; that it looks too short only once all of it is written."""
        document = self.document
        if document is None or self._held is not None or not self._is_answered:
            return
        said = _("{document} · no ticket today").format(document=document_name(document))
        is_whole = self._is_submitted or not self._pause.isActive()
        doubt = document_warning(document) if is_whole else ""
        self._view.show_document(said, good=not document.is_doubtful, doubt=doubt)

    @Slot()
    def _on_pause(self) -> None:
        if self.document is not None and self.document.is_doubtful:
            self._show_read()
