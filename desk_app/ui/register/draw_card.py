"""The left of the page: the family, its draw to come, what was published, the filled button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk_app.services.register_page import RegisterPage
from desk_app.ui.keys import KeyGuard
from desk_app.ui.register.model import (
    Step,
    closing_said,
    counts_said,
    fingerprints,
    guarantee_said,
    mode_said,
    next_said,
    step_words,
)
from desk_app.ui.register.strata import StrataBars
from desk_app.ui.theme import px
from desk_app.ui.widgets.buttons import Button, PrimaryButton
from desk_app.ui.widgets.cards import Card, Line
from desk_app.ui.widgets.choices import ChoiceList, Option
from desk_app.ui.widgets.fields import Field
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.refusal import Level, Offer, RefusalBox
from desk_app.words.catalogue import _, pgettext
from desk_app.words.errors import Said


class DrawCard(Card):
    """Says what the draw to come is made of; it draws nothing itself."""

    picked = Signal(str)  # a family's code, by a person's hand
    said = Signal()  # something is said that must be in sight

    def __init__(self, *, guard: KeyGuard | None = None, parent: QWidget | None = None) -> None:
        super().__init__(name=_("Draw to come"), parent=parent)
        self.family = ChoiceList(_("Family"), self, leaves_letters=True)
        self.family.setObjectName("register.family")
        self.family.picked.connect(self.picked)
        self._when = Label(style="title", wrap=True, parent=self)
        self._when.setObjectName("register.when")
        self._counts = Label(style="lead", weight=600, wrap=True, parent=self)
        self._counts.setObjectName("register.counts")
        self._mode = Label(tone="text2", wrap=True, parent=self)
        self.strata = StrataBars(self)
        self.strata.setObjectName("register.strata")
        self._prints = Label(tone="text2", wrap=True, parent=self)
        self._prints.setObjectName("register.prints")
        self._closing = Label(weight=600, wrap=True, parent=self)
        self._weaker = Label(style="caption", tone="warn", wrap=True, parent=self)
        self.box = RefusalBox(self)
        self.box.setObjectName("register.said")
        self.commit = Button(
            pgettext("button", "Commit to a secret"), icon="lock", shortcut="D", parent=self
        )
        self.commit.setObjectName("register.commit")
        self.void = Button(
            pgettext("button", "Give this draw up"), icon="x", shortcut="A", parent=self
        )
        self.void.setObjectName("register.void")
        self.primary = PrimaryButton(step_words(Step.DRAW), icon="dices", guard=guard, parent=self)
        self.primary.setObjectName("register.draw")
        self._build()

    def show_families(self, options: Sequence[Option], chosen: str) -> None:
        """Offer *options*, of which *chosen* is in sight."""
        self.family.set_options(options)
        self.family.choose(chosen)

    def show_page(self, page: RegisterPage, step: Step, hint: str) -> None:
        """Show the draw to come; *hint* says why the filled button cannot be pressed."""
        self._when.setText(next_said(page))
        self._counts.setText(counts_said(page))
        self._mode.setText(mode_said(page))
        self.strata.show_counts(page.strata)
        self.strata.setVisible(bool(page.requests))
        prints = "\n".join(fingerprints(page.draw))
        self._prints.setText(prints)
        self._prints.setVisible(bool(prints))
        closing, weaker = closing_said(page.draw), guarantee_said(page.draw)
        self._closing.setText(closing)
        self._closing.setVisible(bool(closing))
        self._weaker.setText(weaker.whole if weaker else "")
        self._weaker.setVisible(weaker is not None)
        self.primary.set_words(step_words(step), icon="lock" if step is Step.CLOSE else "dices")
        self.primary.setEnabled(not hint)
        self.primary.set_hint(hint)

    def show_preparing(self, *, can_commit: bool, can_void: bool) -> None:
        """Offer what prepares a draw to whom it is given."""
        self.commit.setEnabled(can_commit)
        self.void.setEnabled(can_void)
        self._acts.setVisible(can_commit or can_void)

    def say(self, said: Said, *, level: Level, offers: Sequence[Offer] = ()) -> None:
        """Say above the filled button what came of an act, or why it was not done."""
        self.box.refuse(said.text, why=said.why, offers=offers, level=level)
        self.said.emit()

    def _build(self) -> None:
        self.body.addWidget(Field(_("Family"), self.family, parent=self))
        for widget in (self._when, self._counts, self._mode, self.strata, Line(self)):
            self.body.addWidget(widget)
        for widget in (self._prints, self._closing, self._weaker):
            self.body.addWidget(widget)
        self._acts = QWidget(self)
        row = QHBoxLayout(self._acts)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(self.commit)
        row.addWidget(self.void)
        row.addStretch(1)
        self.body.addWidget(self._acts)
        self.body.addStretch(1)
        self.body.addWidget(self.box)
        self.body.addWidget(self.primary)
