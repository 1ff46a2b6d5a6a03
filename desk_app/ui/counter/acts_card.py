"""The agent's last acts at the counter, as sentences, and taking back the last one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desk_app.services.counter import ActLine
from desk_app.ui.counter.acts import KEYS, Act
from desk_app.ui.theme import current, px
from desk_app.ui.widgets.buttons import LinkButton
from desk_app.ui.widgets.cards import Card
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.lines import Cell, Column, LinesModel
from desk_app.ui.widgets.table import Table
from desk_app.words.catalogue import _
from desk_app.words.dates import clock
from desk_app.words.moves import act_line


class ActsCard(Card):
    """Newest first; the list is to read, undoing is the button's."""

    asked = Signal(str)  # an Act

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, gap=0, name=_("My last acts"), parent=parent)
        self.undo = LinkButton(_("Undo the last one"), shortcut=KEYS[Act.UNDO], parent=self)
        self.undo.setObjectName("counter.undo")
        self.undo.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.undo.clicked.connect(self._on_undo)
        self.add_head(_("My last acts"), end=self.undo)
        columns: tuple[Column[ActLine], ...] = (
            Column(id="time", title=_("Time"), cell=_time_cell, width=60),
            Column(id="act", title=_("Act"), cell=_act_cell),
        )
        self._model = LinesModel(columns, identity=_identity, parent=self)
        self.table = Table(
            self._model, name=_("My last acts"), row_height=35, show_header=False, parent=self
        )
        self.table.setObjectName("counter.acts")
        self._nothing = self._build_nothing()
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._nothing, 1)
        if not current().stacked:  # under the visitor it takes what is left
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
            self.setMinimumHeight(px(48))

    def show_acts(self, acts: Sequence[ActLine]) -> None:
        """Show *acts*, newest first."""
        self._model.set_rows(acts)
        self.table.setVisible(bool(acts))
        self._nothing.setVisible(not acts)
        self.undo.setEnabled(bool(acts))
        if current().stacked:
            self.table.setMinimumHeight(self.table.sizeHint().height())

    @Slot()
    def _on_undo(self) -> None:
        self.asked.emit(Act.UNDO)

    def _build_nothing(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(px(14), px(10), px(14), px(10))
        column.addWidget(Label(_("Nothing yet today."), tone="text2", parent=page))
        column.addStretch(1)
        return page


def _identity(act: ActLine) -> tuple[object, ...]:
    return (act.at, act.kind, act.operation, act.number)


def _time_cell(act: ActLine) -> Cell:
    return Cell(clock(act.at), "text3", style="caption")


def _act_cell(act: ActLine) -> Cell:
    return Cell(act_line(act))
