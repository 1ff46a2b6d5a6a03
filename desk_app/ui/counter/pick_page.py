"""Which counter? The first page of Guichet; who sits down is the presenter's to record."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.domain.counters import CounterState
from desk_app.services.places import Place
from desk_app.ui.counter.picksheet import ROWS_SEEN, PickField
from desk_app.ui.keys import KeyGuard
from desk_app.ui.theme import px
from desk_app.ui.widgets.buttons import PrimaryButton
from desk_app.ui.widgets.cards import Card
from desk_app.ui.widgets.columns import Foot, Scroll
from desk_app.ui.widgets.fields import Field
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.lines import Cell, Column, LinesModel
from desk_app.ui.widgets.refusal import RefusalBox
from desk_app.ui.widgets.table import Table
from desk_app.words.catalogue import _, ngettext, pgettext
from desk_app.words.moves import counter_state

WIDTH = 640


class PickPage(QWidget):
    """The counters by number; a digit marks one, Enter sits down."""

    picked = Signal(int)  # a counter's number

    def __init__(self, *, guard: KeyGuard | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places: tuple[Place, ...] = ()
        card = Card(padding=24, name=_("Which counter?"))
        card.setMaximumWidth(px(WIDTH))
        card.body.addWidget(Label(_("Which counter?"), style="title", parent=card))
        self.field = PickField(_("Number of the counter"), style="lead", height=44, parent=card)
        self.field.setObjectName("counter.pick.field")
        card.body.addWidget(Field(_("Number of the counter"), self.field, parent=card))
        self._model = LinesModel(_columns(), identity=_identity, parent=card)
        self.table = Table(
            self._model, name=_("Which counter?"), row_height=44, show_header=False, parent=card
        )
        self.table.setObjectName("counter.pick.list")
        card.body.addWidget(self.table)
        self.primary = PrimaryButton(
            _("Sit down here"), icon="building-2", guard=guard, parent=card
        )
        self.primary.setObjectName("counter.pick.do")
        card.body.addWidget(self.primary)
        self.refusal = RefusalBox(card)
        card.body.addWidget(self.refusal)
        self._place(card)
        self._connect()
        self.setFocusProxy(self.field)

    def show_places(self, places: Sequence[Place]) -> None:
        """Show the counters of the site; the first nobody sits at is marked."""
        self._places = tuple(places)
        self.table.setMinimumHeight(px(44) * min(ROWS_SEEN, max(1, len(places))) + 2)
        self._show(self._places)

    def _show(self, places: Sequence[Place]) -> None:
        self._model.set_rows(places)
        free = next((each for each in places if not _is_taken(each)), None)
        first = free or next(iter(places), None)
        if first is not None and self.table.chosen() not in places:
            self.table.choose(self._model.index_of(first.counter))
        self.primary.setEnabled(first is not None)

    def _place(self, card: Card) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(20), px(24), px(20), px(24))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card, 100)  # as wide as there is room for, up to its own width
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(Scroll(inside, self), 1)
        outer.addWidget(Foot(self.primary, card.body, self))

    def _connect(self) -> None:
        self.field.textChanged.connect(self._on_typed)
        self.field.stepped.connect(self._on_stepped)
        self.table.acted.connect(self._on_acted)
        self.table.clicked.connect(self._on_clicked)
        self.primary.clicked.connect(self._on_done)

    @Slot(str)
    def _on_typed(self, typed: str) -> None:
        text = typed.strip()
        starts = [each for each in self._places if str(each.counter).startswith(text)]
        self.table.clearSelection()
        self._show(starts)
        exact = next((each for each in starts if str(each.counter) == text), None)
        if exact is not None:
            self.table.choose(self._model.index_of(exact.counter))

    @Slot(int)
    def _on_stepped(self, step: int) -> None:
        count = self._model.rowCount()
        if count:
            row = min(count - 1, max(0, self.table.currentIndex().row() + step))
            self.table.choose(self._model.index(row, 0))

    @Slot(QModelIndex)
    def _on_clicked(self, _index: QModelIndex) -> None:
        self.field.setFocus()

    @Slot(object)
    def _on_acted(self, row: Place) -> None:
        self.picked.emit(row.counter)

    @Slot()
    def _on_done(self) -> None:
        row = self.table.chosen()
        if isinstance(row, Place):
            self.picked.emit(row.counter)


def _is_taken(place: Place) -> bool:
    return place.agent is not None and place.state in {CounterState.OPEN, CounterState.PAUSED}


def _columns() -> tuple[Column[Place], ...]:
    return (
        Column(id="number", title=_("Counter"), cell=_number, align="end", width=64),
        Column(id="serves", title=_("Serves"), cell=_serves),
        Column(id="waiting", title=pgettext("column", "Waiting"), cell=_waiting, width=106),
        Column(id="state", title=_("State"), cell=_state, width=104),
    )


def _identity(place: Place) -> int:
    return place.counter


def _number(place: Place) -> Cell:
    return Cell(str(place.counter), style="lead", weight=700)


def _serves(place: Place) -> Cell:
    return Cell(place.place or ", ".join(place.serves))


def _waiting(place: Place) -> Cell:
    waiting = ngettext("{count} waiting", "{count} waiting", place.waiting)
    if not place.waiting:
        return Cell()
    return Cell(waiting.format(count=place.waiting), "text2", style="caption")


def _state(place: Place) -> Cell:
    if _is_taken(place):
        return Cell(_("occupied"), "warn", "caption", 600, "user")
    return Cell(counter_state(place.state), "text2", style="caption")
