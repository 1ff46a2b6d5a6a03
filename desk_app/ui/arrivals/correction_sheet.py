"""The sheet that asks what should be read of a holder instead: one field. Passive."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desk_app.ui.widgets.choices import ChoiceList, Option
from desk_app.ui.widgets.fields import Field, LineEdit
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.refusal import RefusalBox
from desk_app.ui.widgets.sheet import Sheet
from desk_app.words.catalogue import _
from desk_app.words.errors import Said
from desk_app.words.identity_errors import person_field

FIELDS = ("family_name", "given_names", "birth_date", "nationality", "document.number")
"""What may be mended, one at a time (AT-02)."""


class CorrectionSheet(Sheet):
    """Nothing of the holder is shown: what is right is copied from the document."""

    correct_asked = Signal(str, str)  # the field, what should be read there

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Correct the holder’s identity"), parent)
        self._about = Label(style="lead", wrap=True, parent=self.panel)
        self.body.addWidget(self._about)
        told = _("One slip: the appointment stays the same person’s. A second person agrees.")
        self.body.addWidget(Label(told, tone="text2", wrap=True, parent=self.panel))
        self.field = ChoiceList(_("What was read wrongly"), self.panel)
        self.field.setObjectName("arrivals.correct.field")
        self.field.set_options([Option(each, person_field(each)) for each in FIELDS])
        self.body.addWidget(Field(_("What was read wrongly"), self.field, parent=self.panel))
        self.value = LineEdit(_("As it stands on the document"), parent=self.panel)
        self.value.setObjectName("arrivals.correct.value")
        self.body.addWidget(Field(_("As it stands on the document"), self.value, parent=self.panel))
        self.refusal = RefusalBox(self.panel)
        self.body.addWidget(self.refusal)
        self.set_primary(_("Have it agreed to"), icon="arrow-right")
        self.primary.setObjectName("arrivals.correct.do")
        self.value.textChanged.connect(self._on_typed)
        self.field.currentIndexChanged.connect(self._on_typed)
        self.primary.clicked.connect(self._on_done)

    def open_for(self, reference: str, last4: str) -> None:
        """Come in for the appointment of *reference*, with nothing typed."""
        said = _("Appointment {reference}, document …{last4}")
        self._about.setText(said.format(reference=reference, last4=last4))
        self.value.setText("")
        self._on_typed()
        self.open(self.field)

    def refuse(self, said: Said) -> None:
        """Say why not."""
        self.refusal.refuse(said.text, why=said.why)

    @Slot()
    def _on_typed(self) -> None:
        self.refusal.withdraw()
        is_typed = bool(self.value.text().strip())
        self.primary.setEnabled(is_typed)
        self.primary.set_hint("" if is_typed else _("Copy it from the document."))

    @Slot()
    def _on_done(self) -> None:
        self.correct_asked.emit(self.field.chosen(), self.value.text().strip())
