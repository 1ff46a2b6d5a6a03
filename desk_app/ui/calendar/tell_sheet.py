"""The sheet of those whose time the site closed: whom to call, and who knows by now. Passive."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QWidget

from desk_app.domain.prints import Callee
from desk_app.ui.theme import px
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.lines import Cell, Column, LinesModel
from desk_app.ui.widgets.refusal import RefusalBox
from desk_app.ui.widgets.sheet import Sheet
from desk_app.ui.widgets.table import Table
from desk_app.words.catalogue import _, ngettext, pgettext
from desk_app.words.dates import clock, local
from desk_app.words.errors import Said

WIDE, ROWS_AT_LEAST, ROW = 780, 4, 40


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ToTell:
    """Somebody to be called, by the reference of the appointment."""

    reference: str
    callee: Callee


class TellSheet(Sheet):
    """Enter says that the person of the row knows the new time; it calls nobody itself."""

    told = Signal(str)  # the reference

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("To be told of another time"), parent, width=WIDE)
        self.said = Label(tone="text2", wrap=True, parent=self.panel)
        self.said.setObjectName("calendar.tell.said")
        self._lines = LinesModel(_columns(), identity=_reference, parent=self)
        self.table = Table(
            self._lines, name=_("To be told of another time"), row_height=ROW, parent=self.panel
        )
        self.table.setObjectName("calendar.tell.list")
        self.table.setMinimumHeight(px(ROW * ROWS_AT_LEAST))
        self.refusal = RefusalBox(self.panel)
        for widget in (self.said, self.table, self.refusal):
            self.body.addWidget(widget)
        self.set_primary(pgettext("call", "Told"), icon="check")
        self.primary.setObjectName("calendar.tell.do")
        self.primary.clicked.connect(self._on_primary)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)

    def show_list(self, found: Sequence[ToTell]) -> None:
        """Show whom to call; the row after the one that went is chosen."""
        place = max(0, self.table.currentIndex().row())
        self._lines.set_rows(tuple(found))
        words = ngettext(
            "{count} person to call; the call is noted once they know.",
            "{count} people to call; the call is noted once they know.",
            len(found),
        )
        nobody = _("Everybody knows their new time.")
        self.said.setText(words.format(count=len(found)) if found else nobody)
        self.table.setVisible(bool(found))
        self.refusal.withdraw()
        if found and self.table.chosen() is None:
            self.table.choose(self._lines.index(min(place, len(found) - 1), 0))
        self._show_chosen()

    def refuse(self, said: Said) -> None:
        """Say why not."""
        self.refusal.refuse(said.text, why=said.why)

    def _show_chosen(self) -> None:
        row = self.table.chosen()
        is_placed = isinstance(row, ToTell) and row.callee.starts_at is not None
        self.primary.setEnabled(is_placed)
        self.primary.set_hint("" if is_placed or row is None else _("Give another time first."))

    @Slot(QModelIndex)
    def _on_row(self, _index: QModelIndex) -> None:
        self._show_chosen()

    @Slot()
    def _on_primary(self) -> None:
        row = self.table.chosen()
        if isinstance(row, ToTell):
            self.told.emit(row.reference)


def _columns() -> tuple[Column[ToTell], ...]:
    return (
        Column(id="name", title=_("Name"), cell=lambda one: Cell(one.callee.name or "—")),
        Column(id="phone", title=_("Phone"), cell=lambda one: Cell(one.callee.phone or "—"),
               width=150),
        Column(id="was", title=_("First"), cell=lambda one: Cell(_at(one.callee.was_at)),
               width=116),
        Column(id="now", title=pgettext("time", "Now"), cell=_now, width=150),
    )  # fmt: skip


def _now(one: ToTell) -> Cell:
    if one.callee.starts_at is None:
        return Cell(_("no time fits"), "danger", weight=600, icon="triangle-alert")
    return Cell(_at(one.callee.starts_at), weight=600)


def _at(instant: dt.datetime) -> str:
    return f"{local(instant).day}/{local(instant).month} {clock(instant)}"


def _reference(one: ToTell) -> str:
    return one.reference
