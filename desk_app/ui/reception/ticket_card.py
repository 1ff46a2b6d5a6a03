"""The right of Accueil: the ticket being prepared, then the one just given; it gives none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desk_app.services.issuing import PARTY_AT_MOST
from desk_app.ui.keys import KeyGuard
from desk_app.ui.reception.choices import TicketChoices
from desk_app.ui.reception.faces import ChoiceFace, GivenFace, Paper
from desk_app.ui.reception.form import Form
from desk_app.ui.reception.stepper import Stepper
from desk_app.ui.reception.subject import Subject
from desk_app.ui.theme import current, px
from desk_app.ui.widgets.buttons import PrimaryButton
from desk_app.ui.widgets.cards import Card, Line
from desk_app.ui.widgets.labels import Icon, Label
from desk_app.ui.widgets.refusal import Level, Offer, RefusalBox
from desk_app.words.catalogue import _
from desk_app.words.errors import Said
from desk_app.words.prints import no_paper_yet
from desk_app.words.texts import spaced


class TicketCard(Card):
    """Nothing chosen, a ticket to give, or the ticket given; always with the filled button.

    Where screens stack, subject and button stand in `bar`, for a place that does not scroll.
    """

    party_stepped = Signal(int)

    def __init__(self, *, guard: KeyGuard | None = None, parent: QWidget | None = None) -> None:
        super().__init__(name=_("Ticket to hand out"), parent=parent)
        self._build_head()
        self.body.addWidget(self._build_idle(), 1)
        self._subject = Subject(self)
        self.blocked = RefusalBox(self)
        self.choices = TicketChoices(self)
        self.primary = PrimaryButton(
            _("Hand out the ticket"), icon="ticket", guard=guard, parent=self
        )
        self.primary.setObjectName("reception.give")
        self.refusal = RefusalBox(self)
        self._foot = self._build_foot()
        self._line = Line(self)
        self.bar = self._build_bar() if current().stacked else None
        own = (self._subject, self._line, self.blocked, self.choices, self.primary, self.refusal)
        for widget in own if self.bar is None else (self.blocked, self.choices):
            self.body.addWidget(widget)
        self.body.addWidget(self._foot)
        self._is_ready, self._hint = False, ""
        self._found_nothing = ""
        self.stepper.stepped.connect(self.party_stepped)
        self.show_nothing(None)

    def show_nothing(self, given: GivenFace | None) -> None:
        """Ask for a procedure, and show the ticket *given* before, if any."""
        self._show_parts(chosen=False)
        self.blocked.withdraw()
        self._set_ready(False, _("Choose a procedure"))
        for label in (self._ask, self._ask_how):
            label.setVisible(given is None and self.bar is None)
        self._show_given(given)
        if self.bar is not None:
            self._show_in_bar(given)

    def show_choice(
        self, face: ChoiceFace, form: Form, languages: Sequence[str], offers: Sequence[Offer]
    ) -> None:
        """Show the procedure chosen and the choices, or why no ticket can be had for it."""
        is_open = face.blocked is None
        self._show_parts(chosen=True, is_open=is_open)
        self.show()
        self._subject.show_subject(face.name, face.place, letter=face.letter)
        self.stepper.show_value(form.party, least=1, most=PARTY_AT_MOST)
        self.choices.show_form(form, languages, face.binding)
        self._wait.setText(face.wait)
        self._set_ready(is_open, "" if face.blocked is None else face.blocked.text)
        self._show_blocked(face.blocked, offers)

    def hold(self, why: str) -> None:
        """Let no ticket be given while a search finds nothing; "" lets go."""
        self._found_nothing = why
        self._set_ready(self._is_ready, self._hint)

    def _set_ready(self, is_ready: bool, hint: str) -> None:
        self._is_ready, self._hint = is_ready, hint
        self.primary.setEnabled(is_ready and not self._found_nothing)
        self.primary.set_hint(self._found_nothing or hint)

    def refuse(self, said: Said, *, offers: Sequence[Offer] = (), unavailable: bool) -> None:
        """Say under the button why the ticket was not given."""
        level: Level = "warn" if unavailable else "danger"
        self.refusal.refuse(said.text, why=said.why, offers=offers, level=level)

    def _show_parts(self, *, chosen: bool, is_open: bool = False) -> None:
        self._idle.setVisible(not chosen)
        self._subject.setVisible(chosen or self.bar is not None)
        self._line.setVisible(chosen and self.bar is None)
        self.stepper.setVisible(chosen and is_open)
        self.choices.setVisible(chosen and is_open)
        self._foot.setVisible(chosen and is_open)

    def _show_blocked(self, said: Said | None, offers: Sequence[Offer]) -> None:
        """Say it once: reading the screen again must not have it read aloud again."""
        if said is None:
            self.blocked.withdraw()
        elif self.blocked.isHidden() or self.blocked.accessibleName() != said.whole:
            self.blocked.refuse(said.text, why=said.why, offers=offers, level="warn")

    def _show_given(self, given: GivenFace | None) -> None:
        for widget in (self._given_word, self._number, self._big_number, self._given_name):
            widget.setVisible(given is not None)
        self._paper.setVisible(given is not None and given.paper is Paper.IN_TROUBLE)
        if given is None:
            return
        trouble = given.paper is Paper.IN_TROUBLE
        self._number.setVisible(not trouble)
        self._big_number.setVisible(trouble)
        for label in (self._number, self._big_number):
            label.setText(spaced(given.number))
        self._given_name.setText(f"{given.name} · {given.wait}" if given.wait else given.name)

    def _show_in_bar(self, given: GivenFace | None) -> None:
        """The number given is never scrolled away; the card comes only to say what is wrong."""
        if given is None:
            self._subject.show_subject(self._ask.text(), self._ask_how.text())
        else:
            self._subject.show_number(self._number.text(), self._given_name.text())
        self.setVisible(given is not None and given.paper is Paper.IN_TROUBLE)

    def _build_head(self) -> None:
        head = QWidget(self)
        head.setMinimumHeight(px(32))
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        title = Label(_("Ticket to hand out"), style="caption", weight=600, tone="text2")
        row.addWidget(title, 1)
        self.stepper = Stepper(_("People"), head)
        self.stepper.setObjectName("reception.party")
        row.addWidget(self.stepper)
        self.body.addWidget(head)

    def _build_idle(self) -> QWidget:
        self._idle = QWidget(self)
        column = QVBoxLayout(self._idle)
        column.setContentsMargins(0, 0, 0, px(4))
        column.setSpacing(px(4))
        self._ask = Label(_("Choose a procedure"), style="title", wrap=True, parent=self._idle)
        self._ask_how = Label(
            _("A digit for the tiles, a few letters for the others."),
            tone="text2",
            wrap=True,
            parent=self._idle,
        )
        self._given_word = Label(
            _("Ticket handed out"), style="caption", weight=600, tone="text2", parent=self._idle
        )
        self._number = Label(style="figure", parent=self._idle)
        self._big_number = Label(style="call", parent=self._idle)
        self._given_name = Label(tone="text2", wrap=True, parent=self._idle)
        self._paper = self._build_paper()
        for widget in (self._ask, self._ask_how, *self._given_parts()):
            column.addWidget(widget)
        column.addStretch(1)
        return self._idle

    def _given_parts(self) -> tuple[QWidget, ...]:
        number: tuple[QLabel, QLabel] = (self._number, self._big_number)
        return (self._given_word, *number, self._given_name, self._paper)

    def _build_paper(self) -> RefusalBox:
        box = RefusalBox(self._idle)
        box.refuse(no_paper_yet(), level="warn")
        return box

    def _build_bar(self) -> QWidget:
        bar = QWidget()
        column = QVBoxLayout(bar)
        column.setContentsMargins(px(20), 0, px(16), 0)
        column.setSpacing(px(8))
        row = QHBoxLayout()
        row.setSpacing(px(16))
        row.addWidget(self._subject, 1)
        row.addWidget(self.primary)
        column.addLayout(row)
        column.addWidget(self.refusal)
        column.addWidget(Line(bar))
        return bar

    def _build_foot(self) -> QWidget:
        foot = QWidget(self)
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(6))
        row.addWidget(Icon("clock", parent=foot))
        self._wait = Label(tone="text2", wrap=True, parent=foot)
        row.addWidget(self._wait, 1)
        return foot
