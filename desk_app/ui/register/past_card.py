"""Draws that were held: replayed here, written out for whoever wants to check them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.services.register_ports import PastDraw
from desk_app.ui.register.model import guarantee_cell, held_said, past_said
from desk_app.ui.theme import px
from desk_app.ui.widgets.buttons import Button
from desk_app.ui.widgets.cards import Card, EmptyState
from desk_app.ui.widgets.lines import Cell, Column, LinesModel
from desk_app.ui.widgets.refusal import Level, RefusalBox
from desk_app.ui.widgets.table import Table
from desk_app.words.catalogue import _, pgettext
from desk_app.words.errors import Said

ROW, ROWS = 34, 2


class PastCard(Card):
    """The latest first; it holds none again itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, gap=0, name=_("Past draws"), parent=parent)
        self.add_head(_("Past draws"))
        self._lines = LinesModel(_columns(), identity=_number)
        self.table = Table(self._lines, name=_("Past draws"), row_height=ROW)
        self.table.setObjectName("register.past")
        self.table.setMinimumHeight(px(ROW * ROWS))
        self._empty = EmptyState(_("No draw was held yet."))
        self.box = RefusalBox(self)
        self.box.setObjectName("register.verdict")
        self.replay = Button(
            pgettext("button", "Replay"), icon="rotate-ccw", shortcut="V", parent=self
        )
        self.replay.setObjectName("register.replay")
        self.export = Button(
            pgettext("button", "Export"), icon="download", shortcut="E", parent=self
        )
        self.export.setObjectName("register.export")
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(self._foot())

    def show_past(self, past: Sequence[PastDraw]) -> None:
        """Show *past*; the chosen one stays chosen."""
        self._lines.set_rows(past)
        self.table.setVisible(bool(past))
        self._empty.setVisible(not past)
        if past and self.table.chosen() is None:
            self.table.choose(self._lines.index(0, 0))
        for button in (self.replay, self.export):
            button.setEnabled(bool(past))

    def chosen(self) -> PastDraw | None:
        """Return the draw chosen by hand, None for none."""
        row = self.table.chosen()
        return row if isinstance(row, PastDraw) else None

    def say(self, said: Said, *, level: Level) -> None:
        """Say what came of a replay or an export."""
        self.box.refuse(said.text, why=said.why, level=level)

    def _foot(self) -> QWidget:
        foot = QWidget(self)
        column = QVBoxLayout(foot)
        column.setContentsMargins(px(14), px(8), px(14), px(12))
        column.setSpacing(px(8))
        column.addWidget(self.box)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self.replay)
        row.addWidget(self.export)
        row.addStretch(1)
        column.addLayout(row)
        return foot


def _columns() -> tuple[Column[PastDraw], ...]:
    return (
        Column(id="when", title=_("Held"), cell=_when, width=150),
        Column(id="gave", title=_("Requests and winners"), cell=past_said),
        Column(id="guarantee", title=_("Guarantee"), cell=guarantee_cell, width=150),
    )


def _when(past: PastDraw) -> Cell:
    return Cell(held_said(past), weight=600)


def _number(past: PastDraw) -> int:
    return past.number
