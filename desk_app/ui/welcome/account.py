"""The first administrator's account on the first page: name, login, password twice. Passive."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desk_app.ui.theme import px
from desk_app.ui.welcome.operations import FirstAccount
from desk_app.ui.widgets.fields import Field, LineEdit
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.secrets import PasswordField
from desk_app.words.account_errors import fault_line
from desk_app.words.catalogue import _

_LONGEST = 60  # characters of a name or a login


class AccountFields(QWidget):
    """Four fields; what was typed is judged elsewhere."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(Label(_("The first administrator"), weight=600, parent=self))
        self.name = LineEdit(_("Name and surname"), icon="user", parent=self)
        self.name.setObjectName("welcome.name")
        self.login = LineEdit(_("Login"), icon="id-card", parent=self)
        self.login.setObjectName("welcome.login")
        self.password = PasswordField(_("Password"), self)
        self.password.setObjectName("welcome.password")
        self.again = PasswordField(_("The same again"), self)
        self.again.setObjectName("welcome.again")
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(8))
        for place, field in enumerate((self.name, self.login, self.password, self.again)):
            field.setMinimumHeight(px(36))
            row = Field(field.accessibleName(), field, parent=self)
            row.setMinimumHeight(row.sizeHint().height())  # the page scrolls rather than cut them
            grid.addWidget(row, place // 2, place % 2)
            field.textChanged.connect(self._on_changed)
        for field in (self.name, self.login):
            field.setMaxLength(_LONGEST)
        column.addLayout(grid)
        column.addWidget(
            Label(fault_line("short"), style="caption", tone="text2", wrap=True, parent=self)
        )

    def typed(self) -> FirstAccount:
        """Return what was typed."""
        return FirstAccount(
            name=self.name.text().strip(),
            login=self.login.text().strip().lower(),
            password=self.password.text(),
            again=self.again.text(),
        )

    def forget_passwords(self) -> None:
        """Forget both passwords, and ask for them again."""
        self.password.forget()
        self.again.forget()
        self.password.setFocus()

    def _on_changed(self) -> None:
        self.changed.emit()
