"""Block 1, the procedure: chosen in a list, with what to bring to be read aloud."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk_app.domain.procedures import Procedure
from desk_app.ui.booking.block import Block
from desk_app.ui.theme import px
from desk_app.ui.widgets.choices import ChoiceList, Option
from desk_app.ui.widgets.labels import Icon, Label
from desk_app.ui.widgets.refusal import RefusalBox
from desk_app.words.catalogue import _, pgettext
from desk_app.words.dates import minutes


class ProcedureBlock(Block):
    """The list of what is booked here, and the papers the person brings."""

    picked = Signal(str)  # the code of a procedure, by a person's hand

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "1", _("Procedure"), note=pgettext("booking", "Change"), shortcut="Alt+D", parent=parent
        )
        self.choice = ChoiceList(_("Procedure"), self)
        self.choice.setObjectName("booking.procedure")
        self.choice.setMinimumContentsLength(12)
        self.choice.setSizeAdjustPolicy(
            ChoiceList.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.body.addWidget(self.choice)
        self._bring = QWidget(self)
        row = QHBoxLayout(self._bring)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(Icon("file-check", tone="text2", size=18, parent=self))
        self._papers = Label(style="caption", wrap=True, parent=self)
        row.addWidget(self._papers, 1)
        row.addWidget(Icon("timer", tone="text2", size=18, parent=self))
        self._time = Label(style="caption", tone="text2", parent=self)
        row.addWidget(self._time)
        self.body.addWidget(self._bring)
        self.refusal = RefusalBox(self)
        self.body.addWidget(self.refusal)
        self.show_procedure(None, "fr")
        self.choice.currentIndexChanged.connect(self._on_picked)

    def show_procedures(self, procedures: Sequence[Procedure], language: str) -> None:
        """Offer *procedures*; the chosen one stays chosen."""
        was = self.choice.blockSignals(True)
        options = [Option(each.code, each.named(language)) for each in procedures]
        self.choice.set_options((Option("", _("Choose the procedure")), *options))
        self.choice.blockSignals(was)

    def choose(self, code: str) -> None:
        """Choose without telling."""
        was = self.choice.blockSignals(True)
        self.choice.choose(code)
        self.choice.blockSignals(was)

    def show_procedure(self, procedure: Procedure | None, language: str) -> None:
        """Show what to bring for *procedure*, nothing for None."""
        self._bring.setVisible(procedure is not None)
        if procedure is not None:
            said = _("Read aloud, to bring: {papers}.")
            papers = " · ".join(procedure.bring) or _("a document of identity")
            self._papers.setText(said.format(papers=papers))
            self._time.setText(minutes(procedure.minutes))
            self.choice.setToolTip(procedure.named(language))

    def _on_picked(self, _index: int) -> None:
        self.picked.emit(self.choice.chosen())
