"""A document passed under the reader at Accueil, wherever the cursor is; it gives no ticket."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from desk_app.domain.errors import Refused
from desk_app.domain.mrz import Scan, read_zone
from desk_app.domain.people import DocumentKind
from desk_app.domain.procedures import Binding
from desk_app.services.ports import Clock
from desk_app.ui.reception.document_check import DocumentCheck
from desk_app.ui.reception.preparation import Preparation
from desk_app.ui.reception.presenter import Window
from desk_app.ui.reception.view import ReceptionView
from desk_app.words.catalogue import _
from desk_app.words.errors import sentence

BURST_S = 0.5
"""A reader writes a whole number, and Enter, in less; nobody's fingers do."""
_REST_OF_NUMBER = (8, 9)
"""Signs of a foreigner's number without its first, which was taken for the key of a tile."""


class Scanning(QObject):
    """What a reader typed goes into the field of the document, or nowhere and is said."""

    def __init__(
        self,
        view: ReceptionView,
        *,
        check: DocumentCheck,
        preparation: Preparation,
        choose: Callable[[str], object],
        window: Window,
        clock: Clock,
        seconds: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._check, self._preparation = view, check, preparation
        self._window = window
        self._choose, self._clock, self._seconds = choose, clock, seconds
        self._before, self._picked_at = "", float("-inf")

    @Slot(str)
    def pick(self, code: str) -> None:
        """Choose a procedure, and remember which was chosen before and when."""
        line = self._preparation.form.line
        self._before, self._picked_at = line.code if line is not None else "", self._seconds()
        self._view.reader.forget()
        self._choose(code)

    @Slot(str)
    def submit(self, typed: str) -> None:
        """Take the number a person or a reader has written; its first digit chose nothing."""
        is_rest = typed.isdecimal() and len(typed) in _REST_OF_NUMBER
        if not is_rest or self._seconds() - self._picked_at >= BURST_S:
            self._check.submit(typed)
            return
        self._preparation.start_again()
        if self._before:
            self._choose(self._before)
        self._say_not_asked()

    @Slot(str)
    def read(self, keys: str) -> None:
        """Take the machine-readable zone of a document."""
        self._view.procedures.search.setText("")
        line = self._preparation.form.line
        if line is None or line.binding is Binding.NONE:
            self._say_not_asked()
            return
        try:
            scan = read_zone(keys, today=self._clock().date())
        except Refused as error:
            self._view.refuse_document(sentence(error), ())
            return
        number = _typed(scan)
        self._view.card.choices.document.setText(number)
        self._check.submit(number)

    def _say_not_asked(self) -> None:
        text = _("A document was read, but no chosen procedure asks for one.")
        why = _("Choose the procedure first, then pass the document. Nothing was kept of it.")
        self._window.refuse(text, why=why, level="warn")


def _typed(scan: Scan) -> str:
    """Return *scan* as a person would type it; who holds a permit by their own number."""
    own = scan.document
    if scan.foreigner_number:
        return scan.foreigner_number
    if own.kind is DocumentKind.PASSPORT:
        return f"{own.country} {own.number}"
    return f"{own.kind.value}:{own.country}:{own.number}"
