"""Block 3, the time: three dates chosen by the rule, the earliest beforehand. It asks nobody."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from desk_app.ui.booking.block import Block
from desk_app.ui.booking.model import SlotFace
from desk_app.ui.booking.slot_card import SlotCard
from desk_app.ui.theme import px
from desk_app.ui.widgets.buttons import LinkButton
from desk_app.ui.widgets.cards import EmptyState
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.refusal import RefusalBox
from desk_app.words.catalogue import _, pgettext

OFFERED = 3
REGISTER_KEY, PROOF_KEY, GUIDE_KEY, URGENT_KEY = "Alt+G", "Alt+P", "Alt+O", "Alt+U"


class SlotsBlock(Block):
    """The cards of the offered times, and above them one that has just gone."""

    picked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "3",
            pgettext("booking", "Time"),
            note=_("Three dates, chosen by the rule"),
            parent=parent,
        )
        self.is_urgent = False
        self.urgent = LinkButton(pgettext("booking", "Urgent"), shortcut=URGENT_KEY, parent=self)
        self.head.addWidget(self.urgent)
        self.gone = SlotCard(parent=self)
        self.refusal = RefusalBox(self)
        self.cards = tuple(SlotCard(f"Alt+{n}", self) for n in range(1, OFFERED + 1))
        self.empty = EmptyState("", parent=self)
        self._group = QButtonGroup(self)
        self.body.addWidget(self.gone)
        self.body.addWidget(self.refusal)
        for place, card in enumerate(self.cards, start=1):
            card.setObjectName(f"booking.slot{place}")
            self._group.addButton(card)
            self.body.addWidget(card)
            card.stepped.connect(self._on_stepped)
            card.clicked.connect(self._on_clicked)
        self.body.addWidget(self.empty)
        self.body.addStretch(1)
        self.body.addLayout(self._otherwise())
        self.show_nothing(_("Choose the procedure first"), "")

    def _otherwise(self) -> QHBoxLayout:
        """Where it goes on if none suits: no request ends without a paper (L-01)."""
        self.register = LinkButton(_("Register"), shortcut=REGISTER_KEY, parent=self)
        self.proof = LinkButton(_("Proof"), shortcut=PROOF_KEY, parent=self)
        self.guide = LinkButton(_("Elsewhere"), shortcut=GUIDE_KEY, parent=self)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(Label(_("None suits:"), style="caption", tone="text2", parent=self))
        for button in (self.register, self.proof, self.guide):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def show_slots(self, faces: Sequence[SlotFace]) -> None:
        """Show the offered times, the first of them chosen."""
        self.empty.hide()
        self.note.show()
        before = self.chosen()
        for place, card in enumerate(self.cards):
            card.show_face(faces[place] if place < len(faces) else SlotFace())
        known = [face.slot for face in faces]
        self.cards[known.index(before) if before in known else 0].setChecked(True)

    def show_urgent(self, *, is_urgent: bool) -> None:
        """Say of which share the times are: the usual one, or that of emergencies (A-06)."""
        self.is_urgent = is_urgent
        usual, kept = _("Three dates, chosen by the rule"), _("Urgent ones, with a supervisor")
        self.note.setText(kept if is_urgent else usual)
        words = pgettext("booking", "Not urgent") if is_urgent else pgettext("booking", "Urgent")
        self.urgent.set_words(words)

    def show_nothing(self, title: str, support: str) -> None:
        """Show no time, and say why."""
        self.forget()
        for card in self.cards:
            card.show_face(SlotFace())
        self.empty.show_text(title, support)
        self.empty.show()
        self.note.hide()

    def show_gone(self, face: SlotFace | None) -> None:
        """Strike a time through, or forget it."""
        self.gone.show_face(face or SlotFace(), gone=face is not None)
        if face is None:
            self.refusal.withdraw()

    def chosen(self) -> str:
        """Return the first slot of the chosen time, "" for none."""
        return next((card.face().slot for card in self.cards if card.isChecked()), "")

    def chosen_face(self) -> SlotFace | None:
        """Return how the chosen time is shown, None for none."""
        return next((card.face() for card in self.cards if card.isChecked()), None)

    def forget_choice(self) -> None:
        """Choose nothing, until times are shown again."""
        self._group.setExclusive(False)
        for card in self.cards:
            card.setChecked(False)
        self._group.setExclusive(True)

    def forget(self) -> None:
        """Choose nothing, and strike nothing through."""
        self.forget_choice()
        self.show_gone(None)

    def choose(self, place: int) -> None:
        """Choose the time at *place*, from 0; the focus stays where it is."""
        if place < len(self.cards) and self.cards[place].face().slot:
            self.cards[place].setChecked(True)
            self.picked.emit()

    @Slot(int)
    def _on_stepped(self, step: int) -> None:
        shown = [card for card in self.cards if card.face().slot]
        here = next((place for place, card in enumerate(shown) if card.hasFocus()), 0)
        card = shown[(here + step) % len(shown)]
        card.setChecked(True)
        card.setFocus()
        self.picked.emit()

    @Slot()
    def _on_clicked(self) -> None:
        self.picked.emit()
