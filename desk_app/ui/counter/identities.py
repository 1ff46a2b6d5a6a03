"""Correcting whom the ticket here is for, with a second person; the rules are the services'."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot

from desk_app.domain.errors import BadDocument
from desk_app.domain.overrides import Override
from desk_app.services.identities import Correction
from desk_app.ui.counter.acting import Acting, Asks
from desk_app.ui.counter.desk import Desk
from desk_app.ui.counter.operations import CounterOperations
from desk_app.ui.counter.seat import Seat
from desk_app.ui.documents import document_name, read_document, tidy_hint
from desk_app.words.catalogue import _
from desk_app.words.errors import sentence
from desk_app.words.texts import spaced


class Identities(QObject):
    """Asks what should be read, shows it to the second person, and has it mended."""

    def __init__(
        self,
        view: Desk,
        *,
        operations: CounterOperations,
        seat: Seat,
        acting: Acting,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view, self._operations, self._seat, self._acting = view, operations, seat, acting

    def ask(self) -> None:
        """Ask what should be read of whom the ticket here is for."""
        self._view.sheets.open_identity(self._seat.current)

    @Slot(str, str)
    def correct(self, document: str, hint: str) -> None:
        """Mend the *document* of the ticket here, or else its *hint*."""
        number = self._seat.current.number
        try:
            shown = read_document(document) if document else None
        except BadDocument as error:
            self._view.sheets.refuse_identity(sentence(error))
            return
        tidy = tidy_hint(hint)
        said = f"{document_name(shown)} {document}" if shown is not None else tidy
        correction = Correction(number=number, document=shown, hint=tidy)
        self._acting.do_with(
            partial(self._operations.correct, correction, by=self._seat.login),
            asks=Asks(
                kind=Override.RECTIFICATION,
                subject=number,
                act=_("Correct the identity of {number}").format(number=spaced(number)),
                icon="pencil",
                after=_("{ticket}: {hint}").format(ticket=spaced(number), hint=said),
            ),
        )
