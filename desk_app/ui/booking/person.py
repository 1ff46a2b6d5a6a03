"""Block 2, the person: fields that a document's zone fills, and what is wrong under each row."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desk_app.domain.assistance import OnlineObstacle, Relation
from desk_app.domain.people import DocumentKind
from desk_app.ui.booking.block import Block
from desk_app.ui.booking.model import FOREIGNER, SEEN, SPOTS, Draft, Spot
from desk_app.ui.theme import px
from desk_app.ui.widgets.choices import ChoiceList, Option
from desk_app.ui.widgets.fields import Field, LineEdit
from desk_app.ui.widgets.refusal import Level, Offer, RefusalBox
from desk_app.words.appointments import obstacle_name, relation_name
from desk_app.words.catalogue import _, pgettext
from desk_app.words.errors import Said
from desk_app.words.identity_errors import person_field
from desk_app.words.texts import texts

ROWS: tuple[tuple[Spot, tuple[tuple[str, int], ...]], ...] = (
    (Spot.DOCUMENT, (("kind", 4), ("country", 3), ("number", 4))),
    (Spot.NAMES, (("family_name", 1), ("given_names", 1))),
    (Spot.ORIGIN, (("birth_date", 3), ("nationality", 3), ("language", 4))),
    (Spot.CONTACT, (("phone", 1), ("email", 1))),
    (Spot.HELP, (("obstacle", 1), ("helper", 1))),
    (Spot.HELP, (("helper_document", 1), ("mandate", 1))),
)
"""The rows and the shares of their fields, in the order of Tab."""
LISTS = ("kind", "language", "obstacle", "helper", "mandate")
Control = LineEdit | ChoiceList


class PersonBlock(Block):
    """Everything typed about the person; it judges nothing."""

    left = Signal(str)  # a field that the cursor has left
    edited = Signal(str)  # a field a person's hand has changed

    def __init__(self, parent: QWidget | None = None) -> None:
        note = _("Pass the document under the reader")
        super().__init__("2", pgettext("booking", "Person"), note=note, parent=parent)
        self.controls: dict[str, Control] = {}
        self.fields: dict[str, Field] = {}
        self._boxes: dict[Spot, RefusalBox] = {}
        self._helping = QWidget(self)
        for place, (spot, names) in enumerate(ROWS):
            if place == len(ROWS) - 1:
                self.body.addWidget(self._helping)
                row = self._row(names)
                row.setContentsMargins(0, 0, 0, 0)
                self._helping.setLayout(row)
            else:
                self.body.addLayout(self._row(names))
            if spot is not Spot.HELP or place == len(ROWS) - 1:
                self._boxes[spot] = RefusalBox(self)
                self.body.addWidget(self._boxes[spot])
        self.body.addStretch(1)
        self._offer_choices()
        self._connect()
        self.clear()

    def show_languages(self, codes: Sequence[str]) -> None:
        """Offer the languages of the site's papers."""
        chooser = self._list("language")
        was = chooser.blockSignals(True)
        chooser.set_options([Option(code, texts(code).own_name) for code in codes])
        chooser.blockSignals(was)

    def draft(self) -> Draft:
        """Return what is typed, without the procedure."""
        typed = {name: self.text(name) for name in self.controls if name != "mandate"}
        return Draft(**typed, mandate=self.text("mandate") == SEEN)

    def text(self, name: str) -> str:
        """Return what stands in a field, or the id of what is chosen."""
        control = self.controls[name]
        return control.text() if isinstance(control, LineEdit) else control.chosen()

    def fill(self, values: Mapping[str, str]) -> None:
        """Write into fields without a hand."""
        for name, value in values.items():
            control = self.controls[name]
            was = control.blockSignals(True)
            if isinstance(control, LineEdit):
                control.setText(value)
            else:
                control.choose(value)
            control.blockSignals(was)
        self._follow()

    def clear(self) -> None:
        """Forget everybody."""
        empty = dataclasses.asdict(Draft())
        self.fill({name: str(empty[name]) for name in self.controls if name != "mandate"})
        self.fill({"mandate": ""})
        for spot in self._boxes:
            self.withdraw(spot)
        self.show_good("number", good=False)
        self.fields["birth_date"].set_hint("")

    def refuse(
        self, spot: Spot, said: Said, *, level: Level, offers: Sequence[Offer], field: str
    ) -> None:
        """Say under the row of *spot* what is wrong; *field* gets the edge of a refusal."""
        self.withdraw(spot)
        control = self.controls.get(field)
        if isinstance(control, LineEdit) and level == "danger":
            control.set_invalid(True)
            control.show_mark("")
        self._boxes[spot].refuse(said.text, why=said.why, level=level, offers=offers)

    def withdraw(self, spot: Spot) -> None:
        """Take back what was said under a row."""
        self._boxes[spot].withdraw()
        for name, control in self.controls.items():
            if SPOTS[name] is spot and isinstance(control, LineEdit):
                control.set_invalid(False)

    def box(self, spot: Spot) -> RefusalBox:
        """Return what says why not under a row."""
        return self._boxes[spot]

    def show_good(self, name: str, *, good: bool) -> None:
        """Put the mark of a number that was looked at, or take it away."""
        control = self.controls[name]
        if isinstance(control, LineEdit):
            control.show_mark("check" if good else "")

    def _row(self, names: Sequence[tuple[str, int]]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(12))
        for name, share in names:
            control = self._control(name)
            self.controls[name] = control
            self.fields[name] = Field(_label(name), control, parent=self)
            row.addWidget(self.fields[name], share)
        return row

    def _control(self, name: str) -> Control:
        control: Control = ChoiceList(_label(name)) if name in LISTS else LineEdit(_label(name))
        control.setObjectName(f"booking.{name}")
        if isinstance(control, ChoiceList):
            control.setMinimumContentsLength(8)
            control.setSizeAdjustPolicy(
                ChoiceList.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        return control

    def _offer_choices(self) -> None:
        self._list("kind").set_options([Option(k.value, _kind(k)) for k in DocumentKind])
        # The digit before each is typed to choose it.
        why = [Option(each.value, f"{place}  {obstacle_name(each)}")
               for place, each in enumerate(OnlineObstacle, start=1)]  # fmt: skip
        self._list("obstacle").set_options((Option("", _("To choose: 1 to 8")), *why))
        who = [Option(each.value, f"{place}  {relation_name(each)}")
               for place, each in enumerate(Relation, start=1)]  # fmt: skip
        nobody = Option("", f"0  {pgettext('relation', 'Nobody helps')}")
        self._list("helper").set_options((nobody, *who))
        self._list("mandate").set_options(
            (
                Option("", f"0  {pgettext('booking', 'Not seen')}"),
                Option(SEEN, f"1  {pgettext('booking', 'Seen')}"),
            )
        )

    def _connect(self) -> None:
        for control in self.controls.values():
            if isinstance(control, LineEdit):
                control.textEdited.connect(self._on_edited)
                control.editingFinished.connect(self._on_left)
            else:
                control.currentIndexChanged.connect(self._on_edited)

    def _list(self, name: str) -> ChoiceList:
        found = self.controls[name]
        assert isinstance(found, ChoiceList)
        return found

    def _follow(self) -> None:
        """Show what the choices ask for: a country, a helper's document."""
        self.controls["country"].setEnabled(self.text("kind") != FOREIGNER)
        self._helping.setVisible(bool(self.text("helper")))

    def _name_of(self, control: QObject | None) -> str:
        return next((name for name, each in self.controls.items() if each is control), "")

    @Slot()
    def _on_edited(self) -> None:
        name = self._name_of(self.sender())
        if name:
            self._follow()
            self.edited.emit(name)

    @Slot()
    def _on_left(self) -> None:
        sender = self.sender()
        if isinstance(sender, QLineEdit):
            sender.setCursorPosition(0)  # a long name is read from its beginning
            self.left.emit(self._name_of(sender))


def _label(name: str) -> str:
    labels = {
        "kind": person_field("document"),
        "country": pgettext("person", "Country"),
        "number": pgettext("person", "Number"),
        "family_name": _("Family name, as on the document"),
        "phone": _("Phone (optional)"),
        "email": _("E-mail (optional)"),
        "obstacle": _("Why not online?"),
        "helper": _("Who helps the person?"),
        "helper_document": _("The helper’s document"),
        "mandate": pgettext("booking", "Mandate"),
    }
    return labels.get(name) or person_field(name)


def _kind(kind: DocumentKind) -> str:
    return {
        DocumentKind.FOREIGNER_NUMBER: pgettext("document", "Foreigner number"),
        DocumentKind.PASSPORT: pgettext("document", "Passport"),
        DocumentKind.CARD: pgettext("document", "Card"),
        DocumentKind.VISA: pgettext("document", "Visa"),
    }[kind]
