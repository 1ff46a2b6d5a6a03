"""The first page of a new desk: which site, where its data will be, one key to begin. Passive."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.domain.errors import SiteFileFaults
from desk_app.ui.keys import KeyGuard
from desk_app.ui.theme import current, px
from desk_app.ui.welcome.account import AccountFields
from desk_app.ui.welcome.faults import FaultList
from desk_app.ui.welcome.operations import FirstAccount
from desk_app.ui.widgets.buttons import Button, PrimaryButton
from desk_app.ui.widgets.cards import Card, Line
from desk_app.ui.widgets.choices import ChoiceStrip, Option
from desk_app.ui.widgets.columns import Scroll
from desk_app.ui.widgets.fields import Field, LineEdit
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.refusal import RefusalBox
from desk_app.words.catalogue import _
from desk_app.words.errors import Said

WIDTH = 640  # px at 100 %
WIDTH_STACKED = 560  # where the text is large: beside the rail a desk has 1254 px at 200 %
Kind = Literal["demonstration", "file"]


class WelcomeView(QWidget):
    """Shows what a new desk will be and tells what is wished."""

    shown = Signal()
    kind_changed = Signal(str)  # a Kind
    file_changed = Signal(str)  # the site file's path as it stands
    place_changed = Signal(str)  # where the data will be
    account_changed = Signal()
    choose_file_requested = Signal()
    choose_place_requested = Signal()
    reread_requested = Signal()
    begin_requested = Signal()

    def __init__(self, *, guard: KeyGuard | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = QWidget()
        page = QVBoxLayout(inside)
        page.setContentsMargins(px(16), px(16), px(16), px(16))
        page.addStretch(1)
        page.addWidget(self._build_card(guard), 0, Qt.AlignmentFlag.AlignHCenter)
        page.addStretch(2)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scroll(inside, self))
        self._connect()
        self.setFocusProxy(self.begin)

    def show_kind(self, kind: Kind, explained: str) -> None:
        """Show which site, and what that means."""
        self.kind.choose(kind)
        self.explained.setText(explained)
        self.file_row.setVisible(kind == "file")
        self.account.setVisible(kind == "file")

    def show_file(self, path: str, read: str) -> None:
        """Show the site file; *read* names the site found in it, "" while it is not read."""
        if self.file.text() != path:
            self.file.setText(path)
        self.file.set_invalid(False)
        self.file.show_mark("check" if read else "")
        self.file_row.set_hint(read)

    def show_place(self, path: str) -> None:
        """Show where the data will be."""
        if self.place.text() != path:
            self.place.setText(path)

    def show_keys(self, said: str) -> None:
        """Say where the keys will be and what losing them costs; nothing for a rehearsal."""
        self.keys.setText(said)
        self.keys.setVisible(bool(said))

    def show_faults(self, error: SiteFileFaults | None) -> None:
        """Show the mistakes of the site file, or none."""
        self.file.set_invalid(error is not None)
        if error is None:
            self.faults.withdraw()
        else:
            self.faults.show_faults(error)

    def show_action(self, words: str, *, hint: str) -> None:
        """Word the filled button; with a *hint* it cannot be pressed, and that is why."""
        self.begin.set_words(words)
        self.begin.setEnabled(not hint)
        self.begin.set_hint(hint)

    def refuse(self, said: Said, *, unavailable: bool) -> None:
        """Say under the place why the desk was not made."""
        self.refusal.refuse(said.text, why=said.why, level="warn" if unavailable else "danger")

    def first_account(self) -> FirstAccount:
        """Return who administers the site, as typed."""
        return self.account.typed()

    def ask_password_again(self) -> None:
        """Forget both passwords, and ask for them again."""
        self.account.forget_passwords()

    def withdraw(self) -> None:
        """Take back what was refused."""
        self.refusal.withdraw()

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that the page is in sight."""
        super().showEvent(event)
        self.shown.emit()

    def _build_card(self, guard: KeyGuard | None) -> Card:
        card = Card(padding=24, gap=14, name=_("Welcome"))
        card.setFixedWidth(px(WIDTH_STACKED if current().stacked else WIDTH))
        card.body.addWidget(Label(_("Welcome."), style="title", parent=card))
        card.body.addWidget(
            Label(_("No desk is set up on this computer yet."), tone="text2", wrap=True)
        )
        self._build_site(card)
        self.account = AccountFields(card)
        card.body.addWidget(self.account)
        card.body.addWidget(Line(parent=card))
        self._build_place(card)
        self.begin = PrimaryButton(_("Begin"), icon="arrow-right", guard=guard, parent=card)
        self.begin.setObjectName("welcome.begin")
        card.body.addWidget(self.begin)
        return card

    def _build_site(self, card: Card) -> None:
        self.kind = ChoiceStrip(_("Site"), card)
        self.kind.setObjectName("welcome.kind")
        self.kind.set_options(
            (
                Option("demonstration", _("Try it with the demonstration site")),
                Option("file", _("Use the file of my site")),
            )
        )
        card.body.addWidget(self.kind)
        self.explained = Label(tone="text2", wrap=True, parent=card)
        card.body.addWidget(self.explained)
        self.file = LineEdit(_("Site file"), icon="file-text", parent=card)
        self.file.setObjectName("welcome.file")
        self.choose_file = Button(_("Choose…"), icon="folder-open", parent=card)
        self.choose_file.setObjectName("welcome.choose_file")
        self.file_row = Field(_("Site file"), _beside(self.file, self.choose_file), parent=card)
        card.body.addWidget(self.file_row)
        self.faults = FaultList(card)
        card.body.addWidget(self.faults)

    def _build_place(self, card: Card) -> None:
        self.place = LineEdit(_("The data will be here"), icon="hard-drive", parent=card)
        self.place.setObjectName("welcome.place")
        self.choose_place = Button(_("Change…"), icon="folder-open", parent=card)
        self.choose_place.setObjectName("welcome.choose_place")
        card.body.addWidget(
            Field(_("The data will be here"), _beside(self.place, self.choose_place), parent=card)
        )
        self.keys = Label(style="caption", tone="text2", wrap=True, parent=card)
        self.keys.setObjectName("welcome.keys")
        self.keys.hide()
        card.body.addWidget(self.keys)
        self.refusal = RefusalBox(card)
        card.body.addWidget(self.refusal)

    def _connect(self) -> None:
        self.kind.picked.connect(self._on_kind)
        self.file.textChanged.connect(self.file_changed)
        self.place.textChanged.connect(self.place_changed)
        self.account.changed.connect(self.account_changed)
        self.choose_file.clicked.connect(self.choose_file_requested)
        self.choose_place.clicked.connect(self.choose_place_requested)
        self.faults.reread_requested.connect(self.reread_requested)
        self.begin.clicked.connect(self._on_begin)

    @Slot(str)
    def _on_kind(self, kind: str) -> None:
        self.kind_changed.emit(kind)
        if self.file.isVisible():
            self.file.setFocus()

    @Slot()
    def _on_begin(self) -> None:
        self.begin_requested.emit()


def _beside(field: LineEdit, button: Button) -> QWidget:
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(px(8))
    across.addWidget(field, 1)
    across.addWidget(button)
    row.setFocusProxy(field)
    return row
