"""The card on which somebody chooses their own password, twice. It hashes and judges nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desk_app.ui.keys import KeyGuard
from desk_app.ui.theme import px
from desk_app.ui.widgets.buttons import LinkButton, PrimaryButton
from desk_app.ui.widgets.cards import Card
from desk_app.ui.widgets.fields import Field
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.refusal import RefusalBox
from desk_app.ui.widgets.secrets import PasswordField
from desk_app.words.account_errors import fault_line
from desk_app.words.catalogue import _
from desk_app.words.errors import Said


class RenewalCard(Card):
    """Two fields and what a password must be; Enter saves, Esc leaves."""

    save_requested = Signal()
    leave_requested = Signal()

    def __init__(
        self, width: int, *, guard: KeyGuard | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(padding=24, gap=12, name=_("Choose a password"), parent=parent)
        self.setFixedWidth(px(width))
        self.name = Label(style="caption", tone="text2", wrap=True, parent=self)
        self.body.addWidget(self.name)
        self.body.addWidget(Label(_("Choose your password"), style="title", parent=self))
        self.body.addWidget(
            Label(
                _("The code you were given is used up. From now on this password opens your desk."),
                tone="text2",
                wrap=True,
                parent=self,
            )
        )
        self.first = PasswordField(_("New password"), self)
        self.first.setObjectName("signin.new")
        self.body.addWidget(
            Field(_("New password"), self.first, hint=fault_line("short"), parent=self)
        )
        self.again = PasswordField(_("The same again"), self)
        self.again.setObjectName("signin.again")
        self.body.addWidget(Field(_("The same again"), self.again, parent=self))
        self.refusal = RefusalBox(self)
        self.refusal.setObjectName("signin.weak")
        self.body.addWidget(self.refusal)
        self.save = PrimaryButton(icon="arrow-right", guard=guard, parent=self)
        self.save.setObjectName("signin.save")
        self.body.addWidget(self.save)
        self.leave = LinkButton(_("Leave without opening"), shortcut="Escape", parent=self)
        self.leave.setObjectName("signin.leave")
        self.body.addWidget(self.leave)
        self.save.clicked.connect(self._on_save)
        self.leave.clicked.connect(self._on_leave)
        self.show_busy(busy=False)

    def open(self, name: str) -> None:
        """Begin anew, for *name*."""
        self.name.setText(name)
        self.forget()
        self.refusal.withdraw()
        self.show_busy(busy=False)

    def typed(self) -> tuple[str, str]:
        """Return both passwords as typed."""
        return self.first.text(), self.again.text()

    def show_busy(self, *, busy: bool) -> None:
        """Word the filled button."""
        self.save.set_words(_("Saving the password…") if busy else _("Save and open"))

    def refuse(self, said: Said) -> None:
        """Say why not, and begin with the first field again."""
        self.forget()
        self.first.setFocus()
        self.refusal.refuse(said.text, why=said.why)

    def forget(self) -> None:
        """Forget both."""
        self.first.forget()
        self.again.forget()

    @Slot()
    def _on_save(self) -> None:
        self.save_requested.emit()

    @Slot()
    def _on_leave(self) -> None:
        self.leave_requested.emit()
