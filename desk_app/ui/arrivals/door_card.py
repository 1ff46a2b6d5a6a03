"""The left of Arrivées: the verdict on a code, the document, the ticket. It lets nobody in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desk_app.ui.arrivals.model import Verdict
from desk_app.ui.keys import KeyGuard
from desk_app.ui.theme import px
from desk_app.ui.widgets.buttons import PrimaryButton
from desk_app.ui.widgets.cards import Card
from desk_app.ui.widgets.fields import Field, LineEdit
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.refusal import Level, Offer, RefusalBox
from desk_app.words.catalogue import _
from desk_app.words.errors import Said
from desk_app.words.prints import no_paper_yet
from desk_app.words.texts import spaced


class DoorCard(Card):
    """Nothing scanned, a paper that is good or not, or who has just been let in."""

    def __init__(self, *, guard: KeyGuard | None = None, parent: QWidget | None = None) -> None:
        super().__init__(name=_("At the door"), parent=parent)
        self._ask = Label(_("Scan a convocation"), style="title", wrap=True, parent=self)
        self._how = Label(
            _("Or type the reference printed under its code, and Enter."),
            tone="text2", wrap=True, parent=self,
        )  # fmt: skip
        self.verdict = RefusalBox(self)
        self.verdict.setObjectName("arrivals.verdict")
        self._build_given()
        self.last4 = LineEdit(style="lead", height=44, parent=self)
        self.last4.setObjectName("arrivals.last4")
        self._document = Field(_("Last 4 signs of the document"), self.last4, parent=self)
        self.refusal = RefusalBox(self)
        self.primary = PrimaryButton(_("Let in"), icon="door-open", guard=guard, parent=self)
        self.primary.setObjectName("arrivals.enter")
        for widget in (self._ask, self._how, self.verdict, *self._given, self._document):
            self.body.addWidget(widget)
        self.body.addWidget(self.primary)
        self.body.addWidget(self.refusal)
        self.body.addStretch(1)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Ask for a code."""
        self._show(asks=True, document=False, given=False)
        self.verdict.withdraw()
        self._wait_for(_("Scan a convocation first."))

    def is_waiting(self) -> bool:
        """Return whether a code is asked for, and nobody stands at the door."""
        return not self._ask.isHidden()

    def show_verdict(
        self,
        verdict: Verdict,
        offers: Sequence[Offer] = (),
        *,
        asks_document: bool,
        is_to_see: bool = False,
    ) -> None:
        """Say what the code is worth; *asks_document* where the holder may come in.

        With *is_to_see* nothing is typed: the button says that the document was seen.
        """
        self._show(asks=False, document=asks_document and not is_to_see, given=False)
        self.verdict.refuse(verdict.word, why=verdict.text, offers=offers, level=verdict.level)
        if asks_document:
            self.primary.set_words(_("Document seen, let in") if is_to_see else _("Let in"))
            self.primary.setEnabled(True)
            self.primary.set_hint("")
        else:
            self._wait_for(_("This code lets nobody in now."))

    def focus_document(self) -> None:
        """Put the cursor where the document's end is typed, else on the button."""
        if self._document.isHidden():
            self.primary.setFocus()
            return
        self.last4.setFocus()
        self.last4.selectAll()

    def show_told(self, said: Said, level: Level) -> None:
        """Say what was done, and ask for the next code."""
        self.show_nothing()
        self.verdict.refuse(said.text, why=said.why, level=level)

    def show_let_in(self, number: str, name: str, said: str) -> None:
        """Show the *number* large; *name* is who came, said aloud once the document was checked."""
        self._show(asks=False, document=False, given=True)
        self.verdict.withdraw()
        self._number.setText(spaced(number))
        self._name.setText(name)
        self._name.setVisible(bool(name))
        self._said.setText(said)
        self.show_paper(in_trouble=False)
        self._wait_for(_("Scan the next convocation."))

    def show_paper(self, *, in_trouble: bool) -> None:
        """Say the number where its paper may not come."""
        self._paper.setVisible(in_trouble and not self._number.isHidden())

    def refuse(self, said: Said, *, level: Level) -> None:
        """Say under the button why nobody was let in."""
        self.refusal.refuse(said.text, why=said.why, level=level)

    def _show(self, *, asks: bool, document: bool, given: bool) -> None:
        self._ask.setVisible(asks)
        self._how.setVisible(asks)
        self._document.setVisible(document)
        for widget in self._given:
            widget.setVisible(given)
        self._paper.setVisible(False)
        self.last4.setText("")
        self.refusal.withdraw()

    def _wait_for(self, hint: str) -> None:
        self.primary.set_words(_("Let in"))
        self.primary.setEnabled(False)
        self.primary.set_hint(hint)

    def _build_given(self) -> None:
        word = Label(_("Ticket handed out"), style="caption", weight=600, tone="text2", parent=self)
        self._number = Label(style="call", parent=self)
        self._number.setObjectName("arrivals.number")
        self._name = Label(style="lead", weight=600, wrap=True, parent=self)
        self._said = Label(tone="text2", wrap=True, parent=self)
        self._said.setContentsMargins(0, 0, 0, px(4))
        self._paper = RefusalBox(self)
        self._paper.refuse(no_paper_yet(), level="warn")
        self._given = (word, self._number, self._name, self._said, self._paper)
