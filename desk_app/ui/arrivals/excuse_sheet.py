"""The sheet that asks why a holder's lateness counts for nothing: one coded reason. Passive."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desk_app.domain.overrides import Cause, Override, causes_of
from desk_app.ui.second.reasons import Reasons
from desk_app.ui.widgets.choices import Option
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.sheet import Sheet
from desk_app.words.catalogue import _
from desk_app.words.overrides import cause_name


class ExcuseSheet(Sheet):
    """A digit chooses and Enter excuses; nothing is chosen beforehand."""

    excused = Signal(object)  # Cause

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Excuse the lateness"), parent)
        self.body.addWidget(
            Label(
                _("The holder goes in by appointment, behind those who were on time."),
                tone="text2",
                wrap=True,
                parent=self.panel,
            )
        )
        self.reasons = Reasons(_("Reason"), self.panel)
        self.reasons.setObjectName("arrivals.reasons")
        self.body.addWidget(self.reasons)
        self.set_primary(_("Excuse"), icon="check")
        self.primary.setObjectName("arrivals.excuse")
        self.primary.clicked.connect(self._on_primary)
        self.reasons.picked.connect(self._on_picked)

    def ask(self) -> None:
        """Come in with nothing chosen."""
        causes = causes_of(Override.LATE_ACCEPTANCE)
        self.reasons.set_options([Option(each, cause_name(each)) for each in causes])
        self.primary.setEnabled(False)
        self.primary.set_hint(_("Choose a reason first: its digit."))
        self.open(self.reasons)

    @Slot(str)
    def _on_picked(self, _reason: str) -> None:
        self.primary.setEnabled(True)
        self.primary.set_hint("")
        self.primary.setFocus()

    @Slot()
    def _on_primary(self) -> None:
        chosen = self.reasons.chosen()
        if chosen:
            self.close_sheet()
            self.excused.emit(Cause(chosen))
