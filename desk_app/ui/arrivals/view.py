"""Arrivées: the code and its verdict at the left, who is awaited today at the right. Passive."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.services.door import Door, Expected
from desk_app.ui.arrivals.correction_sheet import CorrectionSheet
from desk_app.ui.arrivals.door_card import DoorCard
from desk_app.ui.arrivals.excuse_sheet import ExcuseSheet
from desk_app.ui.arrivals.list_sheet import ListSheet
from desk_app.ui.arrivals.model import counts_of, counts_said, document_cell, status_cell
from desk_app.ui.keys import KeyGuard
from desk_app.ui.theme import px
from desk_app.ui.widgets.buttons import Button, LinkButton
from desk_app.ui.widgets.cards import Card, EmptyState
from desk_app.ui.widgets.columns import TwoColumns
from desk_app.ui.widgets.fields import SearchField
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.lines import Cell, Column, LinesModel
from desk_app.ui.widgets.table import Table
from desk_app.words.catalogue import _
from desk_app.words.dates import clock

ROW, ROWS_AT_LEAST = 40, 6
CALLS_KEY, LIST_KEY, PAST_KEY = "Alt+R", "Alt+L", "Alt+H"


class ArrivalsView(QWidget):
    """Shows the door and tells what was scanned; it asks nobody anything itself."""

    shown = Signal()
    scanned = Signal(str)  # a code or a reference

    def __init__(
        self, *, overlay: QWidget, guard: KeyGuard | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._now = dt.datetime.min.replace(tzinfo=dt.UTC)
        self._at_door = ""
        self.code = SearchField(
            _("Code of the convocation"), hint=_("Scan or type the code"), takes_all=True
        )
        self.code.setObjectName("arrivals.code")
        self.card = DoorCard(guard=guard)
        self.sheet, self.lists = ExcuseSheet(overlay), ListSheet(overlay)
        self.correction = CorrectionSheet(overlay)
        self._lines = LinesModel(
            self._shown_columns(), identity=_reference, highlight=self._is_at_the_door
        )
        self.table = Table(self._lines, name=_("Today’s appointments"), row_height=ROW)
        self.table.setObjectName("arrivals.expected")
        self.table.setMinimumHeight(px(ROW * ROWS_AT_LEAST))
        self._empty = EmptyState(
            _("No appointment today."), support=_("Who comes gets a ticket at the reception.")
        )
        self.to_call = Button(_("Holders to call"), icon="phone", shortcut=CALLS_KEY)
        self.to_call.setObjectName("arrivals.calls")
        self.past = Button(_("History of the slot"), icon="history", shortcut=PAST_KEY)
        self.past.setObjectName("arrivals.past")
        self.past.hide()
        self._build()
        self._raising = QTimer(self, singleShot=True, interval=0)
        self._raising.timeout.connect(self._bring_up)
        self.setFocusProxy(self.code)
        self.code.submitted.connect(self.scanned)

    def show_door(self, door: Door) -> None:
        """Show who is awaited, who came and who is late."""
        self._now = door.now
        was_empty = not self._lines.rows()
        self._lines.set_rows(door.lines)
        if was_empty:
            self._scroll_to_now()
        self._counts.setText(counts_said(counts_of(door.lines, door.now)))
        self.table.setVisible(bool(door.lines))
        self._empty.setVisible(not door.lines)

    def show_at_the_door(self, reference: str) -> None:
        """Mark the row of who stands at the door; "" marks none."""
        self._at_door = reference
        self._lines.set_rows(self._lines.rows())
        for place, row in enumerate(self._lines.rows()):
            if _reference(row) == reference:
                self.table.scrollTo(self._lines.index(place, 0))

    def chosen(self) -> Expected | None:
        """Return the row chosen by hand."""
        row = self.table.chosen()
        return row if isinstance(row, Expected) else None

    def at_the_door(self) -> Expected | None:
        """Return the row of who stands at the door, None where it is not in the list."""
        rows = (row for row in self._lines.rows() if self._is_at_the_door(row))
        return next(rows, None)

    def last4_of(self, reference: str) -> str:
        """Return the end of the document of an appointment in the list, "" for no such row."""
        rows = (row for row in self._lines.rows() if _reference(row) == reference)
        return next((row.last4 for row in rows), "")

    def wait_for_code(self) -> None:
        """Empty the field of the code and put the cursor there."""
        self.code.setText("")  # unlike clear(): Ctrl Z is for the last act
        self.code.setFocus()
        self._raising.start()

    def wait_for_document(self) -> None:
        """Put the cursor where the document's end is typed, or where its sight is confirmed."""
        self.code.setText("")
        self.card.focus_document()
        self._raising.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that the page is in sight: it reads again."""
        super().showEvent(event)
        self.shown.emit()

    @Slot()
    def _bring_up(self) -> None:
        """Where the page scrolls, what was found stands at its top; else the field does."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        page = self._columns.area.widget()
        if page is not None:
            is_at_top = self.card.is_waiting() or self.code.hasFocus()
            top = 0 if is_at_top else self.card.mapTo(page, QPoint(0, 0)).y()
            self._columns.area.verticalScrollBar().setValue(top - px(4) if top else 0)

    def _scroll_to_now(self) -> None:
        """Those who are due stand in the middle: the day is longer than the page."""
        for place, row in enumerate(self._lines.rows()):
            if row.appointment.starts_at >= self._now:
                hint = QAbstractItemView.ScrollHint.PositionAtCenter
                self.table.scrollTo(self._lines.index(place, 0), hint)
                return

    def _build(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(self.code)
        column.addWidget(self.card, 1)
        card = Card(padding=0, gap=0, name=_("Today"))
        self.take_in = LinkButton(_("Take in a list…"), icon="download", shortcut=LIST_KEY)
        self.take_in.setObjectName("arrivals.list")
        self.take_in.hide()
        self._counts: Label = card.add_head(_("Today"), end=self.take_in)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self._empty, 1)
        card.body.addLayout(self._foot())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, px(8), 0, 0)
        self._columns = TwoColumns(left, card, shares=(9, 11), parent=self)
        outer.addWidget(self._columns)

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(px(14), px(8), px(14), px(10))
        row.setSpacing(px(8))
        row.addWidget(self.to_call)
        row.addWidget(self.past)
        row.addStretch(1)
        return row

    def _shown_columns(self) -> tuple[Column[Expected], ...]:
        return (
            Column(id="hour", title=_("Hour"), cell=_hour, width=82),
            Column(id="last4", title=_("Document"), cell=document_cell, width=148),
            Column(id="procedure", title=_("Procedure"), cell=self._procedure),
            Column(id="status", title=_("Where it stands"), cell=self._status, width=196),
        )

    def _procedure(self, line: Expected) -> Cell:
        return Cell(line.procedure, weight=600 if self._is_at_the_door(line) else 400)

    def _status(self, line: Expected) -> Cell:
        return status_cell(line, self._now)

    def _is_at_the_door(self, line: Expected) -> bool:
        return _reference(line) == self._at_door


def _reference(line: Expected) -> str:
    return line.appointment.reference


def _hour(line: Expected) -> Cell:
    return Cell(clock(line.appointment.starts_at), weight=600)
