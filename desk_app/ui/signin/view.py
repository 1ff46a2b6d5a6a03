"""The sign-in page: a column of 480 px, a field, the agents it leaves, the place. Passive."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from desk_app.domain.counters import CounterId
from desk_app.domain.people import Agent, AgentLogin
from desk_app.ui.keys import KeyGuard
from desk_app.ui.signin.model import role_name
from desk_app.ui.theme import px
from desk_app.ui.widgets.buttons import PrimaryButton
from desk_app.ui.widgets.cards import Card, EmptyState
from desk_app.ui.widgets.choices import ChoiceList, Option
from desk_app.ui.widgets.columns import Scroll
from desk_app.ui.widgets.fields import Field, LineEdit
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.lines import Cell, Column, LinesModel
from desk_app.ui.widgets.refusal import RefusalBox
from desk_app.ui.widgets.table import Table
from desk_app.words.catalogue import _
from desk_app.words.errors import Said

WIDTH = 480  # px at 100 %
RECEPTION = "reception"
ROWS = 9
"""Agents in sight; the card keeps their height, so that nothing moves while letters are typed."""


class SignInView(QWidget):
    """Shows who can be chosen and tells who was."""

    shown = Signal()
    typed = Signal(str)
    chosen_changed = Signal()
    open_requested = Signal()

    def __init__(self, *, guard: KeyGuard | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = 4  # room for the sentence that says nobody is left
        self._list = QWidget()
        self._pages = QStackedLayout(self._list)
        self._model = LinesModel(_columns(), identity=_login, parent=self)
        self.table = Table(
            self._model, name=_("Agents"), row_height=34, show_header=False, parent=self._list
        )
        self.table.setObjectName("signin.agents")
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(px(16), px(16), px(16), px(16))
        row.addStretch(1)
        row.addWidget(self._build_column(guard), 0)
        row.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scroll(inside, self))
        self._connect()
        self.setFocusProxy(self.field)

    def show_site(self, name: str) -> None:
        """Say where this is."""
        self.site.setText(name)

    def show_agents(self, agents: Sequence[Agent]) -> None:
        """Show who is left; the one chosen stays chosen, a single one is chosen."""
        self._model.set_rows(agents)
        self._pages.setCurrentIndex(0 if agents else 1)
        self._rows = max(self._rows, min(len(agents), ROWS))
        self._list.setFixedHeight(self.table.verticalHeader().defaultSectionSize() * self._rows)
        if len(agents) == 1:
            self.table.choose(self._model.index(0, 0))
        self.chosen_changed.emit()

    def show_places(self, counters: Sequence[CounterId], chosen: CounterId | None) -> None:
        """Offer the reception and the counters."""
        options = [
            Option(str(number), _("Counter {number}").format(number=number)) for number in counters
        ]
        self.place.set_options((Option(RECEPTION, _("Reception")), *options))
        self.place.choose(RECEPTION if chosen is None else str(chosen))

    def show_action(self, words: str, *, enabled: bool) -> None:
        """Word the filled button."""
        self.open.set_words(words)
        self.open.setEnabled(enabled)
        self.open.set_hint("" if enabled else _("Choose your name first"))

    def chosen(self) -> AgentLogin | None:
        """Return who is chosen."""
        row = self.table.chosen()
        return row.login if isinstance(row, Agent) else None

    def chosen_place(self) -> CounterId | None:
        """Return the counter chosen, None for the reception."""
        chosen = self.place.chosen()
        return None if chosen in {"", RECEPTION} else CounterId(int(chosen))

    def clear(self) -> None:
        """Forget what was typed and chosen."""
        self.field.clear()
        self.table.clearSelection()
        self.refusal.withdraw()

    def refuse(self, said: Said, *, unavailable: bool) -> None:
        """Say why the desk was not opened."""
        self.refusal.refuse(said.text, why=said.why, level="warn" if unavailable else "danger")

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that the page is in sight."""
        super().showEvent(event)
        self.shown.emit()

    def _build_column(self, guard: KeyGuard | None) -> QWidget:
        card = Card(padding=24, gap=12, name=_("Sign in"))
        card.setFixedWidth(px(WIDTH))
        self.site = Label(style="caption", tone="text2", wrap=True, parent=card)
        card.body.addWidget(self.site)
        card.body.addWidget(Label(_("Who are you?"), style="title", parent=card))
        self.field = LineEdit(_("Your name, a few letters"), icon="search", height=44, parent=card)
        self.field.setObjectName("signin.field")
        self.field.setPlaceholderText(_("Your name, a few letters"))
        card.body.addWidget(self.field)
        card.body.addWidget(self._build_list())
        self.refusal = RefusalBox(card)
        card.body.addWidget(self.refusal)
        self.place = ChoiceList(_("Place"), card)
        self.place.setObjectName("signin.place")
        card.body.addWidget(Field(_("Place"), self.place, parent=card))
        self.open = PrimaryButton(icon="arrow-right", guard=guard, parent=card)
        self.open.setObjectName("signin.open")
        card.body.addWidget(self.open)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(1)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        return page

    def _build_list(self) -> QWidget:
        nobody = EmptyState(
            _("Nobody of that name here."),
            support=_("Clear the field to see everybody, or ask the supervisor."),
            parent=self._list,
        )
        self._pages.addWidget(self.table)
        self._pages.addWidget(nobody)
        return self._list

    def _connect(self) -> None:
        self.field.textChanged.connect(self.typed)
        self.field.stepped.connect(self._on_stepped)
        self.table.selectionModel().selectionChanged.connect(self._on_chosen)
        self.table.acted.connect(self._on_acted)
        self.open.clicked.connect(self.open_requested)

    @Slot(int)
    def _on_stepped(self, step: int) -> None:
        """Arrows in the field walk through the list, the cursor stays."""
        rows = self._model.rowCount()
        if rows:
            here = self.table.selectionModel().selectedRows()
            at = here[0].row() + step if here else (0 if step > 0 else rows - 1)
            self.table.choose(self._model.index(min(max(at, 0), rows - 1), 0))

    @Slot()
    def _on_chosen(self) -> None:
        self.chosen_changed.emit()

    @Slot(object)
    def _on_acted(self, _row: object) -> None:
        self.open_requested.emit()


def _columns() -> tuple[Column[Agent], ...]:
    return (
        Column(id="name", title=_("Name"), cell=_name),
        Column(id="role", title=_("Role"), cell=_role, width=140),
    )


def _login(agent: Agent) -> AgentLogin:
    return agent.login


def _name(agent: Agent) -> Cell:
    return Cell(agent.name, weight=500)


def _role(agent: Agent) -> Cell:
    return Cell(role_name(agent.role), tone="text2")
