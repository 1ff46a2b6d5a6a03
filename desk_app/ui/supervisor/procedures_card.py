"""Who waits for what, a row per procedure, with the acts on the chosen one. It does none."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QCursor, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk_app.domain.procedures import ProcedureCode
from desk_app.services.supervision import WaitingLine
from desk_app.ui.supervisor.folding import FoldingDelegate
from desk_app.ui.supervisor.sentences import NONE, counters_said, quota_said
from desk_app.ui.theme import px
from desk_app.ui.widgets.buttons import LinkButton
from desk_app.ui.widgets.cards import Card, Line
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.lines import Cell, Column, LinesModel, cell_of
from desk_app.ui.widgets.refusal import RefusalBox
from desk_app.ui.widgets.table import Table
from desk_app.ui.widgets.widths import needed_widths, set_widths
from desk_app.words.catalogue import _, pgettext
from desk_app.words.dates import minutes, wait_range

_FOLDED = ("served", "quota", "counters")
"""Columns that go under the name where there is no room beside it."""
_NAME_AT_LEAST = 160
_ROW, _FOLDED_ROW = 34, 54
"""Px at 100 %."""


@dataclasses.dataclass(frozen=True, slots=True)
class ProcedureRow:
    """A line and whether its longest wait is the one to look at."""

    line: WaitingLine
    is_longest: bool


class ProceduresCard(Card):
    """The table of procedures."""

    chosen_changed = Signal()
    toggle_requested = Signal()
    quota_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, gap=0, name=_("Procedures"), parent=parent)
        self.toggle = LinkButton(icon="power", parent=self)
        self.toggle.setObjectName("supervisor.procedure.toggle")
        self.quota = LinkButton(_("Quota"), icon="ticket", shortcut="Q", parent=self)
        self.quota.setObjectName("supervisor.procedure.quota")
        self._model = LinesModel(_columns(), identity=_code, parent=self)
        self.table = Table(self._model, name=_("Procedures"), row_height=_ROW, parent=self)
        self.table.setObjectName("supervisor.procedures")
        self._delegate = FoldingDelegate(
            self._model.columns, self.table, under="name", below=_below
        )
        self.table.setItemDelegate(self._delegate)
        self.refusal = RefusalBox(self)
        edge, top = px(1), px(6)  # the table's corners are square, the card's are not
        self.body.setContentsMargins(edge, top, edge, edge)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.refusal)
        self.body.addWidget(Line(parent=self))
        self.body.addLayout(self._build_foot())
        self.table.selectionModel().selectionChanged.connect(self._on_selection)
        self.toggle.clicked.connect(self.toggle_requested)
        self.quota.clicked.connect(self.quota_requested)
        self.show_acts("", "O")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the rows where they have no room on one line."""
        super().resizeEvent(event)
        self._fit_columns()

    def show_lines(self, lines: Sequence[WaitingLine], target: dt.timedelta) -> None:
        """Show *lines* in their order; the longest wait past *target* is marked."""
        longest = max((line.longest for line in lines if line.longest), default=None)
        marked = longest if longest is not None and longest > target else None
        self._model.set_rows(
            [ProcedureRow(line, marked is not None and line.longest == marked) for line in lines]
        )
        self._fit_columns()
        self.table.updateGeometry()

    def show_acts(self, toggle: str, shortcut: str) -> None:
        """Word the acts on the chosen procedure; without one they cannot be done."""
        is_chosen = self.chosen() is not None
        self.toggle.set_words(toggle or _("Open"))
        self.toggle.set_shortcut_shown(shortcut)
        for button in (self.toggle, self.quota):
            button.setEnabled(is_chosen)
            button.set_hint("" if is_chosen else _("Choose a procedure first"))

    def chosen(self) -> ProcedureCode | None:
        """Return the chosen procedure."""
        row = self.table.chosen()
        return row.line.code if isinstance(row, ProcedureRow) else None

    def choose(self, code: ProcedureCode | None) -> None:
        """Choose *code*, or none."""
        if code is None:
            self.table.clearSelection()
        else:
            self.table.choose(self._model.index_of(code))

    def is_in_hand(self) -> bool:
        """True while a row is chosen and has the focus, or the pointer is over the rows."""
        under = self.table.rect().contains(self.table.mapFromGlobal(QCursor.pos()))
        return (self.table.hasFocus() and self.chosen() is not None) or (
            under and self.table.underMouse()
        )

    def _build_foot(self) -> QHBoxLayout:
        self.estimate = Label(style="caption", tone="text2", wrap=True, parent=self)
        foot = QHBoxLayout()
        foot.setContentsMargins(px(14), px(4), px(8), px(4))
        foot.addWidget(self.estimate, 1)
        foot.addWidget(self.toggle)
        foot.addWidget(self.quota)
        return foot

    def _fit_columns(self) -> None:
        widths = needed_widths(self.table, self._model)
        self._fold(is_folded=self.width() < px(_NAME_AT_LEAST) + sum(widths.values()))
        set_widths(self.table.horizontalHeader(), widths)

    def _fold(self, *, is_folded: bool) -> None:
        if is_folded == self._delegate.is_folded:
            return
        self._delegate.is_folded = is_folded
        for place, column in enumerate(self._model.columns):
            self.table.setColumnHidden(place, is_folded and column.id in _FOLDED)
        row = px(_FOLDED_ROW if is_folded else _ROW)
        self.table.verticalHeader().setDefaultSectionSize(row)
        self.table.updateGeometry()

    def _on_selection(self) -> None:
        self.chosen_changed.emit()


def _columns() -> tuple[Column[ProcedureRow], ...]:
    return (
        Column(id="series", title="", cell=_series, width=38),
        Column(id="name", title=_("Procedure"), cell=_name),
        Column(id="waiting", title=_("Waiting"), cell=_waiting, align="end", width=89),
        Column(id="longest", title=_("Longest"), cell=_longest, align="end", width=99),
        Column(id="wait", title=_("Estimated"), cell=_wait, align="end", width=96),
        Column(id="served", title=_("Received"), cell=_served, align="end", width=64),
        Column(id="quota", title=_("Quota"), cell=_quota, align="end", width=79),
        Column(id="counters", title=_("Counters"), cell=_counters, align="end", width=80),
    )


def _below(row: object) -> tuple[tuple[str, Cell], ...]:
    """Return what a folded row says on its second line."""
    if not isinstance(row, ProcedureRow):
        return ()
    return tuple(
        (column.title, cell_of(column, row)) for column in _columns() if column.id in _FOLDED
    )


def _code(row: ProcedureRow) -> ProcedureCode:
    return row.line.code


def _series(row: ProcedureRow) -> Cell:
    return Cell(row.line.series, tone="accent_text", weight=700)


def _name(row: ProcedureRow) -> Cell:
    if row.line.is_open:
        return Cell(row.line.name)
    return Cell(row.line.name, tone="text2", icon="circle-slash")


def _waiting(row: ProcedureRow) -> Cell:
    return Cell(str(row.line.waiting), weight=700)


def _longest(row: ProcedureRow) -> Cell:
    if row.line.longest is None:
        return Cell(NONE, tone="text2")
    if row.is_longest:
        return Cell(minutes(row.line.longest), tone="warn", weight=700)
    return Cell(minutes(row.line.longest))


def _wait(row: ProcedureRow) -> Cell:
    if not row.line.is_open:
        return Cell(pgettext("procedure", "Closed"), tone="text2")
    return Cell(wait_range(row.line.wait))


def _served(row: ProcedureRow) -> Cell:
    return Cell(str(row.line.served))


def _quota(row: ProcedureRow) -> Cell:
    line = row.line
    if line.quota is not None and line.issued >= line.quota:
        return Cell(quota_said(line), tone="warn", weight=700)
    return Cell(quota_said(line), tone="text" if line.quota is not None else "text2")


def _counters(row: ProcedureRow) -> Cell:
    return Cell(counters_said(row.line.counters))
