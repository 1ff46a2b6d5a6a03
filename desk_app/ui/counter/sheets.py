"""The sheets of Guichet: transfer, put aside, serve a number, report a wrong holder."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desk_app.services.reception import ProcedureLine
from desk_app.ui.counter.picksheet import Choice, PickField, PickSheet
from desk_app.ui.widgets.buttons import Button
from desk_app.ui.widgets.choices import ChoiceStrip, Option
from desk_app.ui.widgets.fields import Field, LineEdit
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.refusal import RefusalBox
from desk_app.ui.widgets.sheet import Sheet
from desk_app.words.catalogue import _, ngettext, pgettext
from desk_app.words.texts import spaced

GOES, RETURNS = "goes", "returns"


class TransferSheet(PickSheet):
    """Another procedure for the visitor here; number and waiting time are kept."""

    transfer_asked = Signal(str, bool)  # a procedure's code, whether the visitor comes back here

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            _("Transfer"),
            pgettext("button", "Transfer"),
            icon="arrow-left-right",
            name="transfer",
            hint=_("To which procedure? A digit or a few letters"),
            parent=parent,
        )
        self.after = ChoiceStrip(_("Afterwards"), self.panel)
        self.after.setObjectName("counter.transfer.after")
        self.after.set_options(
            (
                Option(GOES, _("The visit ends")),
                Option(RETURNS, _("Comes back here")),
            )
        )
        self.body.addWidget(Field(_("Afterwards"), self.after, shortcut="+", parent=self.panel))
        self.field.plus_pressed.connect(self._on_plus)
        self.picked.connect(self._on_picked)

    def open_for(self, number: str, now: str) -> None:
        """Come in for *number*, which is here for *now*; the list of targets is yet to come."""
        self.after.choose(GOES)
        about = _("{number} is here for {procedure} and keeps its waiting time.")
        self.await_choices(about.format(number=spaced(number), procedure=now))

    def offer_targets(self, targets: Sequence[ProcedureLine]) -> None:
        """List where the visitor can go."""
        self.show_choices([_target(line) for line in targets])

    @Slot()
    def _on_plus(self) -> None:
        self.after.walk()

    @Slot(str)
    def _on_picked(self, code: str) -> None:
        self.transfer_asked.emit(code, self.after.chosen() == RETURNS)


class ParkSheet(Sheet):
    """A short note for the agents on why the visitor is put aside; never about the person."""

    park_asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Put aside"), parent)
        self._about = Label(style="lead", wrap=True, parent=self.panel)
        self.body.addWidget(self._about)
        self.field = PickField(_("Why, in a word or two (optional)"), parent=self.panel)
        self.field.setObjectName("counter.park.field")
        self.field.setMaxLength(60)
        hint = _("For the agents. Never write a name or anything about the person.")
        self.body.addWidget(
            Field(_("Why, in a word or two (optional)"), self.field, hint=hint, parent=self.panel)
        )
        self._notes = (
            _("photocopies"), _("photograph"), _("tax stamp"), _("a paper to fetch"),
        )  # fmt: skip
        for digit, note in enumerate(self._notes, start=1):
            self.body.addWidget(self._note_button(digit, note))
        self.set_primary(_("Put aside"), icon="pause")
        self.primary.setObjectName("counter.park.do")
        self.field.textEdited.connect(self._on_typed)
        self.primary.clicked.connect(self._on_done)

    def open_for(self, number: str) -> None:
        """Come in for *number*."""
        about = _("{number} leaves the counter and can be taken up again at any time.")
        self._about.setText(about.format(number=spaced(number)))
        self.field.clear()
        self.open(self.field)

    def _note_button(self, digit: int, note: str) -> Button:
        button = Button(note, shortcut=str(digit), parent=self.panel)
        button.setObjectName(f"counter.park.note.{digit}")
        button.setProperty("note", note)
        button.clicked.connect(self._on_note)
        return button

    @Slot(str)
    def _on_typed(self, typed: str) -> None:
        self._take(typed)

    @Slot()
    def _on_note(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.field.setText(str(sender.property("note")))
            self.field.setFocus()

    @Slot()
    def _on_done(self) -> None:
        note = self.field.text().strip()
        self.close_sheet()
        self.park_asked.emit(note)

    def _take(self, typed: str) -> None:
        if typed.isdigit() and 1 <= int(typed) <= len(self._notes):
            self.field.setText(self._notes[int(typed) - 1])


class NumberSheet(Sheet):
    """One number out of its turn; how many are passed is recorded."""

    number_asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Serve a number"), parent)
        about = _("The number is called out of its turn; the journal says how many are passed.")
        self.body.addWidget(Label(about, style="lead", wrap=True, parent=self.panel))
        self.field = LineEdit(_("Ticket number"), style="title", height=48, parent=self.panel)
        self.field.setObjectName("counter.number.field")
        self.body.addWidget(
            Field(
                _("Ticket number"), self.field, hint=_("As on the paper: C042"), parent=self.panel
            )
        )
        self.refusal = RefusalBox(self.panel)
        self.body.addWidget(self.refusal)
        self.set_primary(_("Call this number"), icon="megaphone")
        self.primary.setObjectName("counter.number.do")
        self.field.textChanged.connect(self._on_typed)
        self.primary.clicked.connect(self._on_done)

    def open_with(self, number: str) -> None:
        """Come in with *number* written, or nothing."""
        self.field.setText(spaced(number) if number else "")
        self._on_typed(self.field.text())
        self.open(self.field)

    @Slot(str)
    def _on_typed(self, typed: str) -> None:
        self.refusal.withdraw()
        self.primary.setEnabled(bool(typed.strip()))

    @Slot()
    def _on_done(self) -> None:
        self.number_asked.emit(self.field.text().strip())


class HolderSheet(Sheet):
    """Recording that somebody else came with the ticket; asked first, for it cannot be undone."""

    reported = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Another person"), parent)
        self._about = Label(style="lead", wrap=True, parent=self.panel)
        self.body.addWidget(self._about)
        after = _("The report stays in the journal and cannot be undone. The visit goes on.")
        self.body.addWidget(Label(after, tone="text2", wrap=True, parent=self.panel))
        self.set_primary(_("Report it"), icon="user-round-x")
        self.primary.setObjectName("counter.holder.do")
        self.primary.clicked.connect(self._on_done)

    def open_for(self, number: str, hint: str) -> None:
        """Come in for *number*, given to who is noted as *hint*."""
        given = _("{number} was given to {hint}; somebody else came with it.")
        bare = _("Somebody else came with {number}.")
        about = given if hint else bare
        self._about.setText(about.format(number=spaced(number), hint=hint))
        self.open(self.primary)

    @Slot()
    def _on_done(self) -> None:
        self.close_sheet()
        self.reported.emit()


def _target(line: ProcedureLine) -> Choice:
    waiting = ngettext("{count} waiting", "{count} waiting", line.waiting)
    note = waiting.format(count=line.waiting) if line.waiting else ""
    return Choice(id=line.code, digit=line.tile, text=line.short, note=note)
