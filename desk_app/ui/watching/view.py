"""The comparison as it looks: agents, the figures of one, the acts behind a figure. Passive."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.domain.anomalies import Pattern
from desk_app.domain.people import AgentLogin
from desk_app.ui.theme import px
from desk_app.ui.watching.rows import ActRow, AgentRow, FigureRow
from desk_app.ui.widgets.buttons import Button
from desk_app.ui.widgets.cards import Card, EmptyState
from desk_app.ui.widgets.columns import TwoColumns
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.lines import Cell, Column, LinesModel
from desk_app.ui.widgets.refusal import Level, RefusalBox
from desk_app.ui.widgets.table import Table
from desk_app.words.catalogue import _, pgettext
from desk_app.words.errors import Said
from desk_app.words.watching import purpose

SECOND = 690  # px at 100 %
ROW, ROWS_AT_LEAST = 34, 5


class WatchingView(QWidget):
    """Shows what the presenter says and tells what is chosen."""

    shown = Signal()
    hidden = Signal()
    agent_chosen = Signal()
    figure_chosen = Signal()
    history_requested = Signal(str)  # a slot

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = Button(_("Supervision"), icon="arrow-left", shortcut="Escape")
        self.back.setObjectName("watching.back")
        self.refusal = RefusalBox(self)
        self._agents = LinesModel(_agent_columns(), identity=lambda row: row.login)
        self._figures = LinesModel(_figure_columns(), identity=lambda row: row.pattern)
        self._acts = LinesModel(_act_columns(), identity=lambda row: row.seq)
        self.agents = _table(self._agents, _("Agents"), "watching.agents", show_header=False)
        self.figures = _table(self._figures, _("Figures"), "watching.figures")
        self.acts = _table(self._acts, _("Acts behind the figure"), "watching.acts")
        self._why = Label(style="caption", tone="text2", wrap=True)
        self._demand = Label(wrap=True)
        self._no_agent = EmptyState(_("Nobody has acted in these days."))
        self._no_act = EmptyState(_("No act is behind this figure."))
        self._build()
        self.agents.selectionModel().currentRowChanged.connect(self._on_agent)
        self.figures.selectionModel().currentRowChanged.connect(self._on_figure)
        self.acts.acted.connect(self._on_act)
        self.setFocusProxy(self.agents)

    def show_agents(self, rows: Sequence[AgentRow]) -> None:
        """Show who acted, the most striking first; the first is chosen if nobody is."""
        self._agents.set_rows(rows)
        self.agents.setVisible(bool(rows))
        self._no_agent.setVisible(not rows)
        if self.agent() is None and rows:
            self.agents.choose(self._agents.index(0, 0))
        self.agent_chosen.emit()

    def show_figures(self, rows: Sequence[FigureRow]) -> None:
        """Show the figures of the chosen agent, the most striking first and chosen."""
        self._figures.set_rows(rows)
        self.figures.choose(self._figures.index(0, 0) if rows else QModelIndex())
        self.figure_chosen.emit()

    def show_acts(self, rows: Sequence[ActRow], why: str) -> None:
        """Show the acts behind the chosen figure, and what they are."""
        self._acts.set_rows(rows)
        self._why.setText(why)
        self.acts.setVisible(bool(rows))
        self._no_act.setVisible(not rows)

    def show_demand(self, lines: Sequence[str]) -> None:
        """Show this week's demand without a place."""
        self._demand.setText("\n".join(lines))

    def agent(self) -> AgentLogin | None:
        """Return whose figures are shown."""
        row = self.agents.chosen()
        return row.login if isinstance(row, AgentRow) else None

    def figure(self) -> Pattern | None:
        """Return which figure's acts are shown."""
        row = self.figures.chosen()
        return row.pattern if isinstance(row, FigureRow) else None

    def refuse(self, said: Said, *, level: Level) -> None:
        """Say above the lists what is wrong."""
        self.refusal.refuse(said.text, why=said.why, level=level)

    def settle(self) -> None:
        """Take back what was said."""
        self.refusal.withdraw()

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that the page is in sight."""
        super().showEvent(event)
        self.shown.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that the page is no longer in sight."""
        super().hideEvent(event)
        self.hidden.emit()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, px(8), 0, 0)
        outer.setSpacing(px(8))
        head = QHBoxLayout()
        head.setContentsMargins(px(20), 0, px(16), 0)
        head.setSpacing(px(12))
        head.addWidget(self.back)
        head.addWidget(Label(purpose(), style="caption", tone="text2", wrap=True), 1)
        outer.addLayout(head)
        said = QHBoxLayout()
        said.setContentsMargins(px(20), 0, px(16), 0)
        said.addWidget(self.refusal)
        outer.addLayout(said)
        outer.addWidget(TwoColumns(self._first(), self._second(), second_width=SECOND), 1)

    def _first(self) -> QWidget:
        first = QWidget()
        column = _column(first)
        agents = Card(padding=0, gap=0, name=_("Agents"))
        agents.add_head(_("Agents, the most striking first"))
        agents.body.addWidget(self.agents, 1)
        agents.body.addWidget(self._no_agent, 1)
        column.addWidget(agents, 1)
        demand = Card(padding=0, gap=0, name=_("Without a place this week"))
        demand.add_head(_("Without a place this week"))
        inside = QVBoxLayout()
        inside.setContentsMargins(px(16), px(10), px(16), px(12))
        inside.addWidget(self._demand)
        demand.body.addLayout(inside)
        column.addWidget(demand)
        return first

    def _second(self) -> QWidget:
        second = QWidget()
        column = _column(second)
        figures = Card(padding=0, gap=0, name=_("Figures"))
        figures.add_head(_("Figures of 28 days, beside the others’"))
        figures.body.addWidget(self.figures, 1)
        column.addWidget(figures, 1)
        acts = Card(padding=0, gap=0, name=_("Acts behind the figure"))
        acts.add_head(_("Acts behind the figure"), end=self._why)
        acts.body.addWidget(self.acts, 1)
        acts.body.addWidget(self._no_act, 1)
        column.addWidget(acts, 1)
        return second

    @Slot(QModelIndex, QModelIndex)
    def _on_agent(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.agent_chosen.emit()

    @Slot(QModelIndex, QModelIndex)
    def _on_figure(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.figure_chosen.emit()

    @Slot(object)
    def _on_act(self, row: ActRow) -> None:
        if row.slot:
            self.history_requested.emit(row.slot)


def _column(of: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(of)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(12))
    return column


def _table(
    model: LinesModel[AgentRow] | LinesModel[FigureRow] | LinesModel[ActRow],
    name: str,
    object_name: str,
    *,
    show_header: bool = True,
) -> Table:
    table = Table(model, name=name, row_height=ROW, show_header=show_header)  # type: ignore[misc]
    table.setObjectName(object_name)
    table.setMinimumHeight(px(ROW * ROWS_AT_LEAST))
    return table


def _verdict(said: str, *, is_alert: bool) -> Cell:
    """An icon, a word and a colour: none of them alone."""
    if is_alert:
        return Cell(said, tone="warn", weight=600, icon="triangle-alert")
    return Cell(said, tone="text2", icon="check")


def _agent_columns() -> tuple[Column[AgentRow], ...]:
    return (
        Column(id="name", title=_("Agent"), cell=lambda row: Cell(row.name, weight=500)),
        Column(
            id="verdict",
            title=pgettext("column", "Verdict"),
            cell=lambda row: _verdict(row.said, is_alert=bool(row.alerts)),
            width=250,
        ),
    )


def _figure_columns() -> tuple[Column[FigureRow], ...]:
    return (
        Column(id="figure", title=_("Figure"), cell=lambda row: Cell(row.name, weight=500)),
        Column(id="count", title=_("Here"), cell=lambda row: str(row.count), align="end", width=90),
        Column(
            id="expected", title=_("Others"), cell=lambda row: row.expected, align="end", width=110
        ),
        Column(
            id="verdict",
            title=pgettext("column", "Verdict"),
            cell=lambda row: _verdict(row.said, is_alert=row.is_alert),
            width=250,
        ),
    )


def _act_columns() -> tuple[Column[ActRow], ...]:
    return (
        Column(id="at", title=_("When"), cell=lambda row: row.at, width=150),
        Column(id="what", title=_("Act"), cell=lambda row: row.what),
        Column(id="subject", title=_("About"), cell=lambda row: row.subject, width=190),
    )
