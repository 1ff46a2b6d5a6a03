"""The page of bookings: four numbered blocks, all in sight. Passive."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.ui.booking.guide_sheet import GuideSheet
from desk_app.ui.booking.model import Draft, Spot
from desk_app.ui.booking.paper import PaperBlock
from desk_app.ui.booking.person import PersonBlock
from desk_app.ui.booking.procedure import ProcedureBlock
from desk_app.ui.booking.slots import SlotsBlock
from desk_app.ui.keys import KeyGuard
from desk_app.ui.reader import Reader
from desk_app.ui.theme import px
from desk_app.ui.widgets.columns import Foot, TwoColumns
from desk_app.ui.widgets.focus import walk_focus
from desk_app.ui.widgets.refusal import Level, Offer, RefusalBox
from desk_app.words.errors import Said

SIDE_WIDTH = 486  # px at 100 %


class BookingView(QWidget):
    """Procedure and person at the start side, times and paper at the end side."""

    shown = Signal()
    hidden = Signal()

    def __init__(
        self, *, overlay: QWidget, guard: KeyGuard | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.procedure = ProcedureBlock(self)
        self.person = PersonBlock(self)
        self.slots = SlotsBlock(self)
        self.paper = PaperBlock(guard=guard, parent=self)
        self.closed = RefusalBox(self)
        self.guide = GuideSheet(overlay)
        self.reader = Reader(parent=self)
        self._said: QWidget | None = None
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.timeout.connect(self._on_settled)
        self._build()
        self._watch()
        self.setFocusProxy(self.procedure.choice)

    def draft(self) -> Draft:
        """Return the page as it is typed."""
        return dataclasses.replace(self.person.draft(), procedure=self.procedure.choice.chosen())

    def refuse(
        self,
        spot: Spot,
        said: Said,
        *,
        level: Level = "danger",
        offers: Sequence[Offer] = (),
        field: str = "",
    ) -> None:
        """Say why not under the controls concerned; the focus stays where it is."""
        box = self._box(spot)
        if box is None:
            self.person.refuse(spot, said, level=level, offers=offers, field=field)
        else:
            box.refuse(said.text, why=said.why, level=level, offers=offers)
        self.bring_in_sight(box or self.person.box(spot))

    def withdraw(self, *spots: Spot) -> None:
        """Take back what was said at *spots*, everywhere without any."""
        for spot in spots or tuple(Spot):
            box = self._box(spot)
            if box is None:
                self.person.withdraw(spot)
            else:
                box.withdraw()

    def show_closed(self, said: Said | None) -> None:
        """Show nothing but why no booking can be made, or the page with None."""
        self._columns.setVisible(said is None)
        self._place.setVisible(said is not None)
        if said is None:
            self.closed.withdraw()
        else:
            self.closed.refuse(said.text, why=said.why, level="danger")

    def is_closed(self) -> bool:
        """True while nothing can be booked."""
        return not self._columns.isVisibleTo(self)

    def focus_field(self, name: str) -> None:
        """Put the cursor into a field of the person."""
        self.person.controls[name].setFocus()

    def focus_offer(self, spot: Spot, place: int = 0) -> None:
        """Put the focus on the way on at *place* of those offered at *spot*, if there are any."""
        box = self._box(spot) or self.person.box(spot)
        buttons = box.buttons()
        self.reader.watch(*buttons)
        if place < len(buttons):
            buttons[place].setFocus()
        self.bring_in_sight(box)

    @Slot()
    def focus_procedure(self) -> None:
        """Go to the list of procedures and open it."""
        self.procedure.choice.setFocus()
        self.procedure.choice.showPopup()

    @Slot()
    def go_on(self) -> None:
        """Go on to the next field."""
        walk_focus(self.window(), forward=True)

    def bring_in_sight(self, widget: QWidget) -> None:
        """Scroll until *widget* is in sight, once what is shown has its place."""
        self._said = widget
        self._settling.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that the page is in sight."""
        super().showEvent(event)
        self.shown.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that the page is no longer in sight."""
        super().hideEvent(event)
        self.hidden.emit()

    def _box(self, spot: Spot) -> RefusalBox | None:
        own = {
            Spot.PROCEDURE: self.procedure.refusal,
            Spot.SLOT: self.slots.refusal,
            Spot.ACT: self.paper.refusal,
        }
        return own.get(spot)

    def _build(self) -> None:
        first, second = QWidget(), QWidget()
        for place, upper, lower in (
            (first, self.procedure, self.person),
            (second, self.slots, self.paper),
        ):
            column = QVBoxLayout(place)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(px(12))
            column.addWidget(upper)
            column.addWidget(lower, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, px(4), 0, 0)
        outer.setSpacing(0)
        self._columns = TwoColumns(first, second, second_width=SIDE_WIDTH, parent=self)
        outer.addWidget(self._columns, 1)
        self.foot = Foot(
            self.paper.primary, self.paper.body, self, pages=self._columns, width=SIDE_WIDTH
        )
        outer.addWidget(self.foot)
        self._place = QWidget(self)
        row = QHBoxLayout(self._place)
        row.setContentsMargins(px(20), px(4), px(16), px(14))
        row.addWidget(self.closed)
        outer.addWidget(self._place)
        outer.addStretch(0)
        self._place.hide()

    def _watch(self) -> None:
        controls = (self.procedure.choice, *self.person.controls.values(), *self.slots.cards)
        self.reader.watch(*controls, self.paper.primary)
        self.reader.entered.connect(self.go_on)
        self.reader.focused.connect(self._on_focused)

    @Slot()
    def _on_settled(self) -> None:
        if self._said is not None and self._said.isVisible():
            self._columns.area.ensureWidgetVisible(self._said, px(8), px(24))

    @Slot(object)
    def _on_focused(self, control: QWidget) -> None:
        """Bring what has the cursor in sight."""
        self._columns.area.ensureWidgetVisible(control, px(8), px(24))
