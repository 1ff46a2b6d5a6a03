"""The Journal's page: filters, the acts in sentences, what one of them holds. Passive."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.domain.journal import Entry
from desk_app.services.journal import Found
from desk_app.ui.journal.asking import EVER, Picked
from desk_app.ui.theme import Tone, current, px
from desk_app.ui.widgets.buttons import Button
from desk_app.ui.widgets.cards import Card, EmptyState
from desk_app.ui.widgets.choices import ChoiceList, Option
from desk_app.ui.widgets.columns import Scroll, TwoColumns
from desk_app.ui.widgets.fields import SearchField
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.lines import Cell, Column, LinesModel
from desk_app.ui.widgets.refusal import Level, Offer, RefusalBox
from desk_app.ui.widgets.table import Table
from desk_app.words.catalogue import _
from desk_app.words.dates import local
from desk_app.words.errors import Said
from desk_app.words.journal import sentence, who

SIDE_WIDTH = 360  # px at 100 %
ROW, ROWS_AT_LEAST = 34, 6


class JournalView(QWidget):
    """Shows entries and tells what the reader picked; it asks nobody anything itself."""

    shown = Signal()
    hidden = Signal()
    picked = Signal()
    chosen_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Found | None = None
        self.verify = Button(_("Verify"), icon="shield-check", shortcut="V")
        self.export = Button(_("Export"), icon="download", shortcut="E")
        self.older = Button(_("Older acts"), icon="history", shortcut="A")
        self.search = SearchField(
            _("Search the journal"),
            hint=_("Ticket, agent, or an appointment’s reference"),
            takes_all=True,
        )
        self.search.setObjectName("journal.search")
        self.day = ChoiceList(_("Day"))
        self.act = ChoiceList(_("Acts"))
        self.chain = Label(_("Chain not verified yet"), style="caption", tone="text2")
        self.refusal = RefusalBox(self)
        self._lines = LinesModel(self._columns(), identity=lambda entry: entry.seq)
        self.table = Table(self._lines, name=_("Journal"), row_height=ROW, show_header=False)
        self.table.setObjectName("journal.entries")
        self.table.setMinimumHeight(px(ROW * ROWS_AT_LEAST))
        self._empty = EmptyState(_("Nothing here: no act answers this search."), parent=self)
        self._facts = QGridLayout()
        self._build()
        self._connect()
        self.setFocusProxy(self.table)  # so that V and E are keys, not letters typed

    def show_days(self, options: Sequence[Option]) -> None:
        """Offer the days."""
        self.day.set_options(options)

    def show_acts(self, options: Sequence[Option]) -> None:
        """Offer the kinds of acts."""
        self.act.set_options(options)

    def filters(self) -> Picked:
        """Return what stands in the filters."""
        return Picked(text=self.search.text(), day=self.day.chosen(), act=self.act.chosen())

    def show_found(self, found: Found, *, has_more: bool) -> None:
        """Show entries, the latest first."""
        self._found = found
        self._lines.set_rows(found.entries)
        self.table.setVisible(bool(found.entries))
        self._empty.setVisible(not found.entries)
        self.older.setEnabled(has_more)
        if self.chosen() is None and found.entries:
            self.table.choose(self._lines.index(0, 0))
        self.chosen_changed.emit()

    def chosen(self) -> Entry | None:
        """Return the entry whose fields are shown."""
        row = self.table.chosen()
        return row if isinstance(row, Entry) else None

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show what the chosen entry holds, field by field."""
        while (item := self._facts.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for row, (name, value) in enumerate(facts):
            label = Label(name, style="caption", tone="text2", wrap=True)
            said = Label(value, wrap=True)
            self._facts.addWidget(label, 3 * row, 0)
            self._facts.addWidget(said, 3 * row + 1, 0)
            self._facts.setRowMinimumHeight(3 * row + 2, px(8))

    def show_chain(self, text: str, tone: Tone) -> None:
        """Say how the chain was found."""
        self.chain.set_tone(tone)
        self.chain.setText(text)

    def refuse(self, said: Said, *, level: Level, offers: Sequence[Offer] = ()) -> None:
        """Say what is wrong, or what was done, above the list."""
        self.refusal.refuse(said.text, why=said.why, level=level, offers=offers)

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
        outer.addLayout(self._filters())
        said = QHBoxLayout()
        said.setContentsMargins(px(20), 0, px(16), 0)
        said.addWidget(self.refusal)
        outer.addLayout(said)
        columns = TwoColumns(self._list(), self._side(), second_width=SIDE_WIDTH, parent=self)
        outer.addWidget(columns, 1)

    def _filters(self) -> QGridLayout:
        """Where the text is large the search has a line of its own."""
        grid = QGridLayout()
        grid.setContentsMargins(px(20), 0, px(16), 0)
        grid.setSpacing(px(10))
        is_large = current().stacked
        grid.addWidget(self.search, 0, 0, 1, 2 if is_large else 1)
        grid.addWidget(self.day, 1 if is_large else 0, 0 if is_large else 1)
        grid.addWidget(self.act, 1 if is_large else 0, 1 if is_large else 2)
        grid.setColumnStretch(0, 1)
        if is_large:
            grid.setColumnStretch(1, 1)
        return grid

    def _list(self) -> QWidget:
        card = Card(padding=0, gap=0, name=_("Journal"))
        card.add_head(_("Acts, the latest first"), end=self.chain)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self._empty, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(px(10), px(6), px(10), px(8))
        foot.setSpacing(px(8))
        foot.addWidget(self.older)
        foot.addStretch(1)
        foot.addWidget(self.verify)
        foot.addWidget(self.export)
        card.body.addLayout(foot)
        return card

    def _side(self) -> QWidget:
        card = Card(padding=0, gap=0, name=_("What was recorded"))
        card.add_head(_("What was recorded"))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(14), px(10), px(14), px(10))
        self._facts.setVerticalSpacing(px(2))
        column.addLayout(self._facts)
        column.addStretch(1)
        card.body.addWidget(Scroll(inside, card), 1)
        return card

    def _connect(self) -> None:
        self.search.submitted.connect(self.picked)
        self.search.textChanged.connect(self._on_typed)
        self.day.picked.connect(self.picked)
        self.act.picked.connect(self.picked)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)

    def _columns(self) -> tuple[Column[Entry], ...]:
        who_did: Column[Entry] = Column(id="who", title=_("Who"), cell=self._who, width=170)
        return (
            Column(id="hour", title=_("Hour"), cell=self._hour, width=126),
            *(() if current().stacked else (who_did,)),  # the panel of the chosen one says it
            Column(id="act", title=_("Act"), cell=self._sentence),
        )

    def _hour(self, entry: Entry) -> Cell:
        """The day is said where acts of several days stand in the list: twelve months at most."""
        at = local(entry.at)
        return Cell(f"{at:%d/%m %H:%M:%S}" if self.day.chosen() == EVER else f"{at:%H:%M:%S}")

    def _who(self, entry: Entry) -> Cell:
        return Cell(who(entry, self._found.names if self._found else {}))

    def _sentence(self, entry: Entry) -> Cell:
        if self._found is None:
            return Cell(entry.kind)
        return Cell(sentence(entry, self._found.names, self._found.procedures), weight=500)

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        if not text:
            self.picked.emit()

    @Slot(QModelIndex, QModelIndex)
    def _on_row(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.chosen_changed.emit()
