"""The people that the typed letters leave: name, role, when they came last. It judges nobody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedLayout, QWidget

from desk_app.domain.people import AgentLogin
from desk_app.ui.signin.model import Person, role_name
from desk_app.ui.signin.sentences import last_signed_in
from desk_app.ui.widgets.cards import EmptyState
from desk_app.ui.widgets.lines import Cell, Column, LinesModel
from desk_app.ui.widgets.table import Table
from desk_app.words.catalogue import _

ROWS = 9
"""People in sight where nothing else has to be."""


class PeopleList(QWidget):
    """One row per person, or the sentence that says nobody is left.

    It keeps its height, so that nothing moves while letters are typed.
    """

    changed = Signal()  # somebody else is chosen
    acted = Signal()  # Enter or a double click on who is chosen

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        rows: int = ROWS,
        name: str = "signin.agents",
        last: bool = True,
    ) -> None:
        """*rows* is the most in sight; without *last* it does not say when they came last."""
        super().__init__(parent)
        self._most, self._rows = rows, 4  # room for the sentence that says nobody is left
        self._now: dt.datetime | None = None
        self._pages = QStackedLayout(self)
        self._model = LinesModel(self._columns(last=last), identity=_login, parent=self)
        self.table = Table(
            self._model, name=_("Agents"), row_height=34, show_header=False, parent=self
        )
        self.table.setObjectName(name)
        self._pages.addWidget(self.table)
        self._pages.addWidget(
            EmptyState(
                _("Nobody of that name here."),
                support=_("Clear the field to see everybody, or ask the supervisor."),
                parent=self,
            )
        )
        self.table.selectionModel().selectionChanged.connect(self._on_chosen)
        self.table.acted.connect(self._on_acted)

    def show_people(self, people: Sequence[Person], now: dt.datetime) -> None:
        """Show who is left; the one chosen stays chosen, a single one is chosen.

        When somebody came last is told from *now*.
        """
        self._now = now
        self._model.set_rows(people)
        self._pages.setCurrentIndex(0 if people else 1)
        self._rows = max(self._rows, len(people))
        self._fit()
        if len(people) == 1:
            self.table.choose(self._model.index(0, 0))

    def show_at_most(self, rows: int) -> None:
        """Keep to *rows* in sight."""
        self._most = rows
        self._fit()

    def chosen(self) -> AgentLogin | None:
        """Return who is chosen."""
        row = self.table.chosen()
        return row.login if isinstance(row, Person) else None

    def choose(self, login: AgentLogin) -> None:
        """Choose *login*, if in the list."""
        self.table.choose(self._model.index_of(login))

    def clear(self) -> None:
        """Choose nobody."""
        self.table.clearSelection()

    @Slot(int)
    def step(self, step: int) -> None:
        """Arrows in a field walk through the list, the cursor stays."""
        rows = self._model.rowCount()
        if rows:
            here = self.table.selectionModel().selectedRows()
            at = here[0].row() + step if here else (0 if step > 0 else rows - 1)
            self.table.choose(self._model.index(min(max(at, 0), rows - 1), 0))

    def _columns(self, *, last: bool) -> tuple[Column[Person], ...]:
        when = Column(id="last", title=_("Last sign-in"), cell=self._last_cell, width=138)
        return (
            Column(id="name", title=_("Name"), cell=_name),
            Column(id="role", title=_("Role"), cell=_role, width=128),
            *((when,) if last else ()),
        )

    def _fit(self) -> None:
        high = self.table.verticalHeader().defaultSectionSize()
        self.setFixedHeight(high * min(self._rows, self._most))

    def _last_cell(self, person: Person) -> Cell:
        words = last_signed_in(person.last, self._now) if self._now else ""
        return Cell(words, tone="text2", style="caption", icon="history" if words else "")

    @Slot()
    def _on_chosen(self) -> None:
        self.changed.emit()

    @Slot(object)
    def _on_acted(self, _row: object) -> None:
        self.acted.emit()


def _login(person: Person) -> AgentLogin:
    return person.login


def _name(person: Person) -> Cell:
    return Cell(person.agent.name, weight=500)


def _role(person: Person) -> Cell:
    return Cell(role_name(person.agent.role), tone="text2")
