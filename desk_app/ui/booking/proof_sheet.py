"""The sheet of a proof: why there is no place, and whose document it is asked with. Passive."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desk_app.domain.unmet import UnmetReason
from desk_app.ui.second.reasons import Reasons
from desk_app.ui.widgets.choices import ChoiceStrip, Option
from desk_app.ui.widgets.fields import Field
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.refusal import RefusalBox
from desk_app.ui.widgets.sheet import Sheet
from desk_app.words.appointments import unmet_reason
from desk_app.words.catalogue import _
from desk_app.words.errors import Said

_OWN, _WITHOUT = "own", "without"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What was said of a request in vain: why, and whether it is with the page’s document."""

    reason: UnmetReason
    with_document: bool


class ProofSheet(Sheet):
    """A digit says why; nothing is printed before Enter on a reason that was chosen."""

    stated = Signal(object)  # Stated

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Proof of a request without a place"), parent)
        self._of = Label(style="lead", weight=600, wrap=True, parent=self.panel)
        self._says = Label(
            _("A judge may read it: the reason is the real one."),
            tone="text2", wrap=True, parent=self.panel,
        )  # fmt: skip
        self.reasons = Reasons(_("Why there is no place"), self.panel)
        self.reasons.setObjectName("booking.proof_reasons")
        self.document = ChoiceStrip(_("Document of the person"), self.panel)
        self.document.setObjectName("booking.proof_document")
        self.refusal = RefusalBox(self.panel)
        for widget in (
            self._of,
            self._says,
            Field(_("Why there is no place"), self.reasons, parent=self.panel),
            Field(
                _("Document of the person"),
                self.document,
                hint=_("By the document alone are the requests before this one found."),
                parent=self.panel,
            ),
            self.refusal,
        ):
            self.body.addWidget(widget)
        self.set_primary(_("Print the proof"), icon="file-check")
        self.primary.setObjectName("booking.print_proof")
        self.primary.on_press(self._on_primary)
        self.reasons.picked.connect(self._on_picked)

    def ask(self, procedure: str, reasons: Sequence[UnmetReason], document: str) -> None:
        """Come in with no reason chosen; *document* is the page's in words, "" for none."""
        self._of.setText(procedure)
        self.reasons.set_options([Option(each, unmet_reason(each)) for each in reasons])
        own = document or _("To be typed on the page")
        self.document.set_options([Option(_OWN, own), Option(_WITHOUT, _("Without a document"))])
        self.document.choose(_OWN)
        self._has_document = bool(document)
        self.refusal.withdraw()
        self.open(self.reasons)

    def refuse(self, said: Said) -> None:
        """Say why nothing was printed."""
        self.refusal.refuse(said.text, why=said.why)
        self.bring_up(self.refusal)

    @Slot(str)
    def _on_picked(self, _reason: str) -> None:
        self.refusal.withdraw()
        self.primary.setFocus()

    @Slot()
    def _on_primary(self) -> None:
        reason, is_own = self.reasons.chosen(), self.document.chosen() == _OWN
        if not reason:
            self.refuse(Said(_("Choose a reason first: its digit.")))
            self.reasons.setFocus()
        elif is_own and not self._has_document:
            text = _("The page has no document number.")
            why = _("Leave and type it, or choose “Without a document”.")
            self.refuse(Said(text, why))
            self.document.setFocus()
        else:
            self.stated.emit(Stated(reason=UnmetReason(reason), with_document=is_own))
