"""The sheets of a draw: a secret that is told once, and the draw confirmed, then its seed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desk_app.ui.theme import px
from desk_app.ui.widgets.fields import Field, LineEdit
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.refusal import Level, RefusalBox
from desk_app.ui.widgets.sheet import Sheet
from desk_app.words.catalogue import _
from desk_app.words.errors import Said

SECRETS = 2


class SecretSheet(Sheet):
    """Asks, then shows the secret of who has signed in, until the sheet is left."""

    wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Commit to a secret of the draw"), parent)
        self._asks = Label(
            _(
                "The program makes the secret and shows it once. Its fingerprint is published; "
                "the secret is told after requests have closed. Nobody can then choose the outcome."
            ),
            tone="text2",
            wrap=True,
            parent=self.panel,
        )
        self._secret = Label(style="title", weight=600, wrap=True, parent=self.panel)
        self._secret.setObjectName("register.secret")
        self._keep = Label(wrap=True, parent=self.panel)
        self._keep.setContentsMargins(0, px(4), 0, 0)
        self.refusal = RefusalBox(self.panel)
        for widget in (self._asks, self._secret, self._keep, self.refusal):
            self.body.addWidget(widget)
        self.set_primary(_("Make my secret"), icon="lock")
        self.primary.setObjectName("register.make_secret")
        self.primary.on_press(self.wanted.emit)
        self.left.connect(self.forget)

    def ask(self) -> None:
        """Come in with no secret made."""
        self.forget()
        self.primary.show()
        self.open(self.primary)

    def tell(self, secret: str, lines: Sequence[str]) -> None:
        """Show *secret* and what to do with it."""
        self._asks.hide()
        self._secret.setText(secret)
        self._secret.show()
        self._keep.setText("\n".join(lines))
        self._keep.show()
        self.primary.hide()
        self.focusNextPrevChild(True)

    def refuse(self, said: Said, *, level: Level) -> None:
        """Say why no secret was made."""
        self.refusal.refuse(said.text, why=said.why, level=level)

    @Slot()
    def forget(self) -> None:
        """Nobody reads it again."""
        self._secret.setText("")
        self._secret.hide()
        self._keep.hide()
        self._asks.show()
        self.refusal.withdraw()


class DrawSheet(Sheet):
    """The counts before, the secrets where people committed to some; then the seed."""

    confirmed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self._before = Label(style="lead", weight=600, wrap=True, parent=self.panel)
        self._before.setObjectName("register.before")
        self._lines = Label(tone="text2", wrap=True, parent=self.panel)
        self._warning = RefusalBox(self.panel)
        self.secrets = tuple(LineEdit(parent=self.panel) for _each in range(SECRETS))
        self._fields = tuple(
            Field(_("Secret {number}").format(number=place), edit, parent=self.panel)
            for place, edit in enumerate(self.secrets, start=1)
        )
        for place, edit in enumerate(self.secrets, start=1):
            edit.setObjectName(f"register.secret{place}")
        self.refusal = RefusalBox(self.panel)
        self._after = Label(style="lead", weight=600, wrap=True, parent=self.panel)
        self._after.setObjectName("register.after")
        self._proof = Label(wrap=True, parent=self.panel)
        self._proof.setObjectName("register.seed")
        for widget in (self._before, self._lines, self._warning, *self._fields, self.refusal):
            self.body.addWidget(widget)
        self.body.addWidget(self._after)
        self.body.addWidget(self._proof)
        self.primary.setObjectName("register.confirm_draw")
        self.primary.on_press(self.confirmed.emit)
        self.left.connect(self.forget)

    def ask(self, title: str, words: str, before: str, lines: Sequence[str]) -> None:
        """Come in with the counts before the act *words*."""
        self.forget()
        self.set_title(title)
        self.set_primary(words, icon="dices")
        self._before.setText(before)
        self._lines.setText("\n".join(lines))
        for label in (self._before, self._lines):
            label.show()
        self._warning.withdraw()
        self.open(self.primary)

    def ask_secrets(self, who: Sequence[str]) -> None:
        """Ask for the secret of each in *who*, in the order they committed."""
        for place, field in enumerate(self._fields):
            field.setVisible(place < len(who))
            if place < len(who):
                said = _("Secret {number}, of {who}")
                field.set_label(said.format(number=place + 1, who=who[place]))
        if who:
            self.secrets[0].setFocus()

    def warn(self, said: Said) -> None:
        """Say what weakens the draw before it is held."""
        self._warning.refuse(said.text, why=said.why, level="warn")

    def told(self) -> tuple[str, ...]:
        """Return the secrets as they were typed, without the spaces between their signs."""
        fields = zip(self._fields, self.secrets, strict=True)
        shown = [edit.text() for field, edit in fields if field.isVisibleTo(self)]
        return tuple("".join(text.lower().split()) for text in shown)

    def show_busy(self, *, busy: bool) -> None:
        """Be deaf while the draw is held."""
        self.primary.setEnabled(not busy)

    def show_done(self, title: str, after: str, lines: Sequence[str]) -> None:
        """Show what came out and how it is checked."""
        self.forget()
        self.set_title(title)
        self._after.setText(after)
        self._proof.setText("\n".join(lines))
        self._after.show()
        self._proof.show()
        self.primary.hide()
        self.focusNextPrevChild(True)

    def refuse(self, said: Said, *, level: Level) -> None:
        """Say why the draw was not held."""
        self.refusal.refuse(said.text, why=said.why, level=level)

    @Slot()
    def forget(self) -> None:
        """Take the secrets away with everything that was said."""
        for edit in self.secrets:
            edit.clear()
        for field in self._fields:
            field.hide()
        for label in (self._before, self._lines, self._after, self._proof):
            label.hide()
        self._warning.withdraw()
        self.refusal.withdraw()
        self.show_busy(busy=False)
