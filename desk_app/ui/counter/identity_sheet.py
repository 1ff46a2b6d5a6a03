"""The sheet that mends a slip in whom a ticket is for: its document, or its initials. Passive."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desk_app.ui.widgets.fields import Field, LineEdit
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.refusal import RefusalBox
from desk_app.ui.widgets.sheet import Sheet
from desk_app.words.catalogue import _
from desk_app.words.errors import Said
from desk_app.words.texts import spaced


class IdentitySheet(Sheet):
    """One field of two is filled in; left and opened again for the same ticket it is as it was."""

    correct_asked = Signal(str, str)  # the document, the initials and year: one of them is ""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Correct an identity"), parent)
        self._number = ""
        self._about = Label(style="lead", wrap=True, parent=self.panel)
        self.body.addWidget(self._about)
        told = _("One slip, once: the ticket stays the same person’s. A second person agrees.")
        self.body.addWidget(Label(told, tone="text2", wrap=True, parent=self.panel))
        self.document = LineEdit(_("Document as it reads"), icon="id-card", parent=self.panel)
        self.document.setObjectName("counter.identity.document")
        self.body.addWidget(Field(_("Document as it reads"), self.document, parent=self.panel))
        self.hint = LineEdit(_("Or initials, year of birth"), parent=self.panel)
        self.hint.setObjectName("counter.identity.hint")
        self.hint.setMaxLength(20)
        self.body.addWidget(Field(_("Or initials, year of birth"), self.hint, parent=self.panel))
        self.refusal = RefusalBox(self.panel)
        self.body.addWidget(self.refusal)
        self.set_primary(_("Have it agreed to"), icon="arrow-right")
        self.primary.setObjectName("counter.identity.do")
        for field in (self.document, self.hint):
            field.textChanged.connect(self._on_typed)
        self.primary.clicked.connect(self._on_done)

    def open_for(self, number: str, hint: str) -> None:
        """Come in for *number*, noted as *hint*."""
        if number != self._number:
            self._number = number
            self.document.setText("")
            self.hint.setText("")
        noted = _("{number} is noted for {hint}.") if hint else _("{number} has no initials noted.")
        self._about.setText(noted.format(number=spaced(number), hint=hint))
        self._on_typed()
        self.open(self.document)

    def refuse(self, said: Said) -> None:
        """Say why not."""
        self.refusal.refuse(said.text, why=said.why)

    def done(self) -> None:
        """Go away: it is mended."""
        self._number = ""
        self.close_sheet()

    @Slot()
    def _on_typed(self) -> None:
        self.refusal.withdraw()
        typed = [field.text().strip() for field in (self.document, self.hint)]
        self.primary.setEnabled(sum(map(bool, typed)) == 1)
        both = _("Mend one of them only.") if all(typed) else ""
        self.primary.set_hint(both or _("Write what should be read there."))

    @Slot()
    def _on_done(self) -> None:
        self.correct_asked.emit(self.document.text().strip(), self.hint.text().strip())
