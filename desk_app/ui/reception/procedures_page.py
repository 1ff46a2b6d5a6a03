"""The left of Accueil: the search, the nine tiles and the other procedures; it chooses nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QVBoxLayout, QWidget

from desk_app.domain.text import quoted
from desk_app.services.reception import ProcedureLine
from desk_app.ui.messages import announce
from desk_app.ui.reception.faces import state_cell, tile_face, wait_cell, waiting_cell
from desk_app.ui.reception.names import NameDelegate
from desk_app.ui.reception.whole_rows import WholeRows
from desk_app.ui.theme import current, px
from desk_app.ui.widgets.cards import Card, EmptyState
from desk_app.ui.widgets.fields import SearchField
from desk_app.ui.widgets.lines import Cell, Column, LinesModel
from desk_app.ui.widgets.table import Table
from desk_app.ui.widgets.tiles import Tile
from desk_app.words.catalogue import _, pgettext

TILES = 9
LARGE = 1.6  # above this scale a name has no room beside two others, nor beside four figures


class ProceduresPage(QWidget):
    """Finding what the visitor comes for: by a digit, by letters, or in the list."""

    picked = Signal(str)  # a procedure's code
    typed = Signal(str)  # what is searched
    stepped = Signal(int)  # an arrow while nothing is searched: up 1, down -1

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = dt.datetime.min.replace(tzinfo=dt.UTC)
        self._codes: dict[int, str] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        self.search = SearchField(
            _("Search for a procedure"),
            hint=_("Search for a procedure: a few letters, or a digit"),
            parent=self,
        )
        self.search.setObjectName("reception.search")
        column.addWidget(self.search)
        # Not a stack of pages: that is as high as the one whose words wrap, and cuts the other.
        self._browse, self._search_page = self._build_browse(), self._build_results()
        column.addWidget(self._browse, 1)
        column.addWidget(self._search_page, 1)
        self._show_page(is_searching=False)
        self._connect()

    def show_lines(self, lines: Sequence[ProcedureLine], now: dt.datetime) -> None:
        """Show the procedures as they are at *now*; tiles keep the places the site gave them."""
        self._now = now
        self._codes = {line.tile: line.code for line in lines if line.tile in self._tiles}
        by_tile = {line.tile: line for line in lines}
        for digit, tile in self._tiles.items():
            line = by_tile.get(digit)
            tile.setEnabled(line is not None)
            if line is not None:
                tile.show_face(tile_face(line, now))
        self._others.set_rows([line for line in lines if line.tile not in self._tiles])

    def show_found(self, lines: Sequence[ProcedureLine] | None, typed: str = "") -> None:
        """Show what a search found, best chosen; None goes back to the tiles."""
        if lines is None:
            self._show_page(is_searching=False)
            return
        self._results.set_rows(lines)
        self._nothing.setVisible(not lines)
        self._found.setVisible(bool(lines))
        if not lines:
            said = self.nothing_found(typed), _("Fewer letters find more; Esc clears.")
            self._nothing.show_text(*said)
            announce(self.search, " ".join(said))
        if lines:
            self._results_table.choose(self._results.index(0, 0))
        self._show_page(is_searching=True)

    def nothing_found(self, typed: str) -> str:
        """Return the sentence on a search that finds nothing."""
        return _("No procedure matches “{typed}”.").format(typed=quoted(typed))

    def show_chosen(self, code: str) -> None:
        """Mark the procedure *code* as chosen, none with ""."""
        self._group.setExclusive(False)
        for digit, tile in self._tiles.items():
            tile.setChecked(bool(code) and self._codes.get(digit) == code)
        self._group.setExclusive(True)
        self._others_table.choose(self._others.index_of(code))

    def tables(self) -> tuple[Table, ...]:
        """Return the lists of the page."""
        return self._others_table, self._results_table

    def pick_tile(self, digit: int) -> None:
        """Choose the procedure of a digit, if the site gave it one."""
        if digit in self._codes:
            self.picked.emit(self._codes[digit])

    def _show_page(self, *, is_searching: bool) -> None:
        self._browse.setVisible(not is_searching)
        self._search_page.setVisible(is_searching)

    def _build_browse(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        grid = QGridLayout()
        grid.setSpacing(px(10))
        abreast = 2 if current().scale > LARGE else 3
        self._group = QButtonGroup(self)
        self._tiles: dict[int, Tile] = {}
        for digit in range(1, TILES + 1):
            tile = Tile(str(digit), page)
            tile.setObjectName(f"reception.tile.{digit}")
            tile.setEnabled(False)
            self._tiles[digit] = tile
            self._group.addButton(tile, digit)
            grid.addWidget(tile, (digit - 1) // abreast, (digit - 1) % abreast)
        column.addLayout(grid)
        column.addWidget(self._build_others(page), 1)
        return page

    def _build_others(self, page: QWidget) -> Card:
        title = _("Other procedures")
        card = Card(padding=0, gap=0, name=title, parent=page)
        self._others = LinesModel(self._columns(title), identity=_code, parent=card)
        self._others_table = Table(self._others, name=title, row_height=43, parent=card)
        self._others_table.setObjectName("reception.others")
        names = NameDelegate(self._others.columns, self._others_table)
        self._others_table.setItemDelegateForColumn(0, names)
        card.body.addWidget(WholeRows(self._others_table, card), 1)
        return card

    def _build_results(self) -> Card:
        title = _("Procedures found")
        card = Card(padding=0, gap=0, name=title, parent=self)
        digit: Column[ProcedureLine] = Column(
            id="tile", title=pgettext("column", "Key"), cell=_digit, width=80
        )
        columns = (digit, *self._columns(title))
        self._results = LinesModel(columns, identity=_code, parent=card)
        self._results_table = Table(self._results, name=title, row_height=43, parent=card)
        self._results_table.setObjectName("reception.results")
        self._nothing = EmptyState("", parent=card)
        self._nothing.hide()
        names = NameDelegate(columns, self._results_table)
        self._results_table.setItemDelegateForColumn(1, names)
        self._found = WholeRows(self._results_table, card)
        card.body.addWidget(self._found, 1)
        card.body.addWidget(self._nothing, 1)
        return card

    def _columns(self, title: str) -> tuple[Column[ProcedureLine], ...]:
        waiting: Column[ProcedureLine] = Column(
            id="waiting",
            title=pgettext("column", "Waiting"),
            cell=waiting_cell,
            align="end",
            width=104,
        )
        return (
            Column(id="name", title=title, cell=_name),
            *(() if current().scale > LARGE else (waiting,)),
            Column(id="wait", title=_("Estimated wait"), cell=wait_cell, align="end", width=128),
            Column(id="state", title=_("Today"), cell=self._state, width=178),
        )

    def _state(self, line: ProcedureLine) -> Cell:
        return state_cell(line, self._now)

    def _connect(self) -> None:
        self.search.textChanged.connect(self.typed)
        self.search.submitted.connect(self._on_submitted)
        self.search.stepped.connect(self._on_stepped)
        self._group.idClicked.connect(self.pick_tile)
        for table in (self._others_table, self._results_table):
            table.acted.connect(self._on_acted)
            table.clicked.connect(self._on_clicked)

    @Slot(str)
    def _on_submitted(self, _typed: str) -> None:
        row = self._results_table.chosen()
        if isinstance(row, ProcedureLine):
            self.picked.emit(row.code)

    @Slot(int)
    def _on_stepped(self, step: int) -> None:
        count = self._results.rowCount()
        if self._search_page.isHidden():
            self.stepped.emit(-step)
        elif count:
            row = min(count - 1, max(0, self._results_table.currentIndex().row() + step))
            self._results_table.choose(self._results.index(row, 0))

    @Slot(object)
    def _on_acted(self, row: ProcedureLine) -> None:
        self.picked.emit(row.code)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        model = index.model()
        if isinstance(model, LinesModel):
            self.picked.emit(model.row_at(index).code)


def _code(line: ProcedureLine) -> str:
    return line.code


def _name(line: ProcedureLine) -> str:
    return line.name


def _digit(line: ProcedureLine) -> str:
    return str(line.tile) if line.tile else ""
