"""The sheets that show: the slots of one hour, another time for one person, an end. Passive."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.domain.offers import Offer
from desk_app.services.impacts import Impact
from desk_app.services.replacing import Waiting
from desk_app.ui.calendar.model import HourCell, cell_title, slot_lines
from desk_app.ui.second.reasons import Reasons
from desk_app.ui.theme import px
from desk_app.ui.widgets.buttons import LinkButton
from desk_app.ui.widgets.choices import Option
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.refusal import RefusalBox
from desk_app.ui.widgets.sheet import Sheet
from desk_app.words.appointments import rule_name
from desk_app.words.calendar import affected_said
from desk_app.words.catalogue import _, pgettext
from desk_app.words.dates import when
from desk_app.words.errors import Said


class Slots(QWidget):
    """Slots with what is said of each under it; beside it the way to its history, for some."""

    history_wanted = Signal(str)  # a slot

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(2))
        self._rows: list[QWidget] = []

    def show_slots(self, cell: HourCell, *, with_history: bool) -> None:
        """Show the slots of *cell* in place of the former ones."""
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        said = slot_lines(cell)
        for one, (name, words) in zip(cell.slots, said, strict=True):
            self._add(self._head(str(one.slot.id), name, with_history=with_history))
            self._add(Label(words, wrap=True, parent=self))
        self.setAccessibleName("\n".join(f"{name}\n{words}" for name, words in said))

    def _head(self, slot: str, name: str, *, with_history: bool) -> QWidget:
        label = Label(name, style="caption", weight=600, tone="text2", wrap=True, parent=self)
        if not with_history:
            return label
        head = QWidget(self)
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label, 1)
        link = LinkButton(pgettext("slot", "History"), icon="history", parent=head)
        link.setObjectName("calendar.slot.history")
        link.setAccessibleName(_("History of {slot}").format(slot=name))
        link.on_press(partial(self.history_wanted.emit, slot))
        row.addWidget(link)
        return head

    def _add(self, widget: QWidget) -> None:
        self._rows.append(widget)
        self._column.addWidget(widget)
        widget.show()


class SlotSheet(Sheet):
    """Each slot that begins in one hour, and who holds one: the last four signs, never a name.

    `history_requested` is told of the slot whose history is asked for (AT-25).
    """

    history_requested = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Slots"), parent)
        self.slots = Slots(self.panel)
        self.slots.setObjectName("calendar.slot.slots")
        self.slots.history_wanted.connect(self.history_requested)
        self.holders = Label(wrap=True, parent=self.panel)
        self.holders.setObjectName("calendar.slot.holders")
        self.none = Label(_("No hours by appointment."), tone="text2", parent=self.panel)
        self.body.addWidget(Label(_("Who has one"), weight=600))
        self.body.addWidget(self.holders)
        self.body.addWidget(Label(_("Slots"), weight=600))
        self.body.addWidget(self.slots)
        self.body.addWidget(self.none)

    def show_cell(
        self, cell: HourCell, holders: Sequence[str], *, with_history: bool = False
    ) -> None:
        """Come in with what *cell* holds and the lines of *holders*.

        *with_history* for who may see what happened to each slot.
        """
        self.set_title(cell_title(cell))
        self.slots.show_slots(cell, with_history=with_history)
        self.slots.setVisible(bool(cell.slots))
        self.none.setVisible(not cell.slots)
        self.holders.setText("\n".join(holders) or _("Nobody."))
        self.open()


class PlaceSheet(Sheet):
    """At most three times for one person of the list; a digit chooses, Enter gives it."""

    picked = Signal(str, str)  # the reference, the slot

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Another time"), parent)
        self._reference = ""
        self._was = Label(wrap=True, parent=self.panel)
        self.body.addWidget(self._was)
        self.times = Reasons(_("Times"), self.panel)
        self.times.setObjectName("calendar.place.times")
        self.body.addWidget(self.times)
        self.refusal = RefusalBox(self.panel)
        self.body.addWidget(self.refusal)
        self.set_primary(_("Give this time and print"), icon="calendar-check")
        self.primary.setObjectName("calendar.place.do")
        self.times.picked.connect(self._on_picked)
        self.primary.clicked.connect(self._on_primary)

    def show_offers(self, one: Waiting, offered: Sequence[Offer]) -> None:
        """Come in with what *one* may be given, nothing chosen."""
        self._reference = one.appointment.reference
        was = when(one.appointment.starts_at)
        self._was.setText(
            _("…{last4}, first {was}. It counts as no change of date.").format(
                last4=one.last4, was=was
            )
        )
        self.times.set_options(
            [
                Option(
                    each.place.slots[0], f"{when(each.place.starts_at)} · {rule_name(each.rule)}"
                )
                for each in offered
            ]
        )
        self.refusal.withdraw()
        if not offered:
            text = _("No time of the weeks to come fits.")
            self.refusal.refuse(text, why=_("Open hours, or call the person."), level="warn")
        self.primary.setEnabled(False)
        self.primary.set_hint(_("Choose a time first: its digit."))
        self.open(self.times)

    def refuse(self, said: Said) -> None:
        """Say why not."""
        self.refusal.refuse(said.text, why=said.why)

    @Slot(str)
    def _on_picked(self, _slot: str) -> None:
        self.primary.setEnabled(True)
        self.primary.set_hint("")
        self.primary.setFocus()

    @Slot()
    def _on_primary(self) -> None:
        chosen = self.times.chosen()
        if chosen:
            self.picked.emit(self._reference, chosen)


class EndSheet(Sheet):
    """The end of a closure or of an opening, with whom it touches, before it is taken back."""

    confirmed = Signal(str, str)  # the decision's id, the mark of the impact in sight

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Take back"), parent)
        self._change, self._mark = "", ""
        self.what = Label(weight=600, wrap=True, parent=self.panel)
        self.what.setObjectName("calendar.end.what")
        self.touched = Label(wrap=True, parent=self.panel)
        self.refusal = RefusalBox(self.panel)
        for widget in (self.what, self.touched, self.refusal):
            self.body.addWidget(widget)
        self.set_primary(_("Take it back"), icon="undo-2")
        self.primary.setObjectName("calendar.end.do")
        self.primary.clicked.connect(self._on_primary)

    def show_end(self, change: str, said: str, found: Impact) -> None:
        """Come in with what is taken back."""
        self._change, self._mark = change, found.mark
        self.what.setText(said)
        kept = _("Who was not placed anew keeps the first time.")
        affected = len(found.affected)
        self.touched.setText(affected_said(affected) if affected else kept)
        self.refusal.withdraw()
        self.open(self.primary)

    def refuse(self, said: Said) -> None:
        """Say why not."""
        self.refusal.refuse(said.text, why=said.why)

    @Slot()
    def _on_primary(self) -> None:
        self.confirmed.emit(self._change, self._mark)
