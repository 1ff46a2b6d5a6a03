"""The sign-in page: a column of 480 px, a field, the people it leaves, the password. Passive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.domain.people import AgentLogin
from desk_app.ui.keys import KeyGuard
from desk_app.ui.messages import announce
from desk_app.ui.signin.model import Person, Seat
from desk_app.ui.signin.people import ROWS, PeopleList
from desk_app.ui.signin.renewal import RenewalCard
from desk_app.ui.theme import current, px
from desk_app.ui.widgets.buttons import PrimaryButton
from desk_app.ui.widgets.cards import Card
from desk_app.ui.widgets.choices import ChoiceList, Option
from desk_app.ui.widgets.columns import Scroll
from desk_app.ui.widgets.fields import Field, LineEdit
from desk_app.ui.widgets.labels import Icon, Label
from desk_app.ui.widgets.refusal import Offer, RefusalBox
from desk_app.ui.widgets.secrets import PasswordField
from desk_app.words.catalogue import _
from desk_app.words.errors import Said

WIDTH = 480  # px at 100 %


class SignInView(QWidget):
    """Shows who can be chosen and tells who was."""

    shown = Signal()
    typed = Signal(str)
    chosen_changed = Signal()
    place_picked = Signal(str)  # a Seat's id, by hand
    open_requested = Signal()

    def __init__(self, *, guard: KeyGuard | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._uses_passwords = False
        self.renewal = RenewalCard(WIDTH, guard=guard, parent=self)
        self.renewal.hide()
        self._card = self._build_card(guard)
        self._scroll = Scroll(self._build_page(), self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)
        self._following = QTimer(self, singleShot=True, interval=0)
        self._connect()
        self.setFocusProxy(self.field)

    def show_site(self, name: str) -> None:
        """Say where this is."""
        self.site.setText(name)

    def show_locked(self, text: str) -> None:
        """Say why the desk is locked, or nothing with ""."""
        if text and text != self.locked.text():
            announce(self, text)
        self.locked.setText(text)
        self._lock_row.setVisible(bool(text))
        self._fit()

    def show_people(self, people: Sequence[Person], now: dt.datetime) -> None:
        """Show who is left, as of *now*; the one chosen stays chosen, a single one is chosen."""
        self.people.show_people(people, now)
        self.chosen_changed.emit()

    def show_seats(self, seats: Sequence[tuple[Seat, str]], chosen: Seat) -> None:
        """Offer *seats* by their names."""
        self.place.set_options([Option(seat.id, name) for seat, name in seats])
        self.place.choose(chosen.id)

    def use_passwords(self, *, used: bool) -> None:
        """Keep room for the password where any of the people has one."""
        self._uses_passwords = used
        self._password_row.setVisible(used)
        self._fit()

    def show_password(self, *, asked: bool, hint: str) -> None:
        """Ask for the password of who is chosen, or for none; the row keeps its place."""
        self._password_row.setVisible(self._uses_passwords or asked)
        self.password.setEnabled(asked)
        self._password_row.set_hint(hint)
        if not asked:
            self.password.forget()

    def show_action(self, words: str, *, hint: str) -> None:
        """Word the filled button; with a *hint* it cannot be pressed, and that is why."""
        self.open.set_words(words)
        self.open.setEnabled(not hint)
        self.open.set_hint(hint)

    def chosen(self) -> AgentLogin | None:
        """Return who is chosen."""
        return self.people.chosen()

    def choose(self, login: AgentLogin) -> None:
        """Choose *login*, if in the list."""
        self.people.choose(login)

    def ask_password(self) -> None:
        """Put the cursor into the password, empty again."""
        self.password.forget()
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)
        self._following.start()

    def password_typed(self) -> str:
        """Return what was typed, and keep it no longer than it is used."""
        return self.password.take()

    def clear(self) -> None:
        """Forget what was typed and chosen."""
        self.field.clear()
        self.password.forget()
        self.people.clear()
        self.refusal.withdraw()
        self.show_renewal(None)

    def refuse(self, said: Said, *, unavailable: bool, offers: Sequence[Offer]) -> None:
        """Say why the desk was not opened."""
        self.refusal.refuse(
            said.text, why=said.why, offers=offers, level="warn" if unavailable else "danger"
        )
        self._following.start()

    def show_renewal(self, name: str | None) -> None:
        """Ask *name* to choose a password, or go back to the list with None."""
        self._card.setVisible(name is None)
        self.renewal.setVisible(name is not None)
        self.renewal.open(name or "")
        if name is None:
            self.setFocusProxy(self.field)
        else:
            self.setFocusProxy(self.renewal.first)
            self.renewal.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that the page is in sight."""
        super().showEvent(event)
        self.shown.emit()

    def _build_page(self) -> QWidget:
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(px(16), px(8), px(16), px(8))
        row.addStretch(1)
        column = QVBoxLayout()
        column.addStretch(1)
        column.addWidget(self._card)
        column.addWidget(self.renewal)
        column.addStretch(2)
        row.addLayout(column)
        row.addStretch(1)
        return inside

    def _build_card(self, guard: KeyGuard | None) -> Card:
        card = Card(padding=24, gap=12, name=_("Sign in"))
        card.setFixedWidth(px(WIDTH))
        self.site = Label(style="caption", tone="text2", wrap=True, parent=card)
        card.body.addWidget(self.site)
        card.body.addWidget(self._build_lock(card))
        card.body.addWidget(Label(_("Who are you?"), style="title", parent=card))
        self.field = LineEdit(_("Your name, a few letters"), icon="search", height=44, parent=card)
        self.field.setObjectName("signin.field")
        self.field.setPlaceholderText(_("Your name, a few letters"))
        card.body.addWidget(self.field)
        self.people = PeopleList(card)
        card.body.addWidget(self.people)
        self.password = PasswordField(_("Password"), card)
        self.password.setObjectName("signin.password")
        self._password_row = Field(_("Password"), self.password, parent=card)
        self._password_row.hide()
        card.body.addWidget(self._password_row)
        self.refusal = RefusalBox(card)
        self.refusal.setObjectName("signin.refusal")
        card.body.addWidget(self.refusal)
        self.place = ChoiceList(_("Place"), card)
        self.place.setObjectName("signin.place")
        card.body.addWidget(Field(_("Place"), self.place, parent=card))
        self.open = PrimaryButton(icon="arrow-right", guard=guard, parent=card)
        self.open.setObjectName("signin.open")
        card.body.addWidget(self.open)
        return card

    def _build_lock(self, card: Card) -> QWidget:
        self._lock_row = QWidget(card)
        row = QHBoxLayout(self._lock_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        icon = Icon("lock", tone="warn", size=18, parent=self._lock_row)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        self.locked = Label(weight=600, tone="warn", wrap=True, parent=self._lock_row)
        self.locked.setObjectName("signin.locked")
        row.addWidget(self.locked, 1)
        self._lock_row.hide()
        return self._lock_row

    def _fit(self) -> None:
        """The filled button stays in sight: what else is said takes its room from the list."""
        rows = ROWS - 4 * self._uses_passwords - bool(self.locked.text())
        self.people.show_at_most(rows // 2 if current().stacked else rows)

    def _connect(self) -> None:
        self.field.textChanged.connect(self.typed)
        self.field.stepped.connect(self.people.step)
        self.people.changed.connect(self.chosen_changed)
        self.people.acted.connect(self.open_requested)
        self.place.picked.connect(self.place_picked)
        self.open.clicked.connect(self._on_open)
        self._following.timeout.connect(self._follow)

    @Slot()
    def _follow(self) -> None:
        """Bring what is refused and the field with the cursor into sight, in large text too."""
        focused: QWidget | None = self.window().focusWidget()
        for widget in (self.refusal, focused or self.field):
            if widget.isVisible() and self.isAncestorOf(widget):
                self._scroll.ensureWidgetVisible(widget, 0, px(24))

    @Slot()
    def _on_open(self) -> None:
        self.open_requested.emit()
