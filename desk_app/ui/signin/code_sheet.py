"""The sheet on which a supervisor gives a colleague a one-time code, shown once. Passive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.domain.people import AgentLogin
from desk_app.ui.signin.model import Person
from desk_app.ui.signin.people import PeopleList
from desk_app.ui.theme import px
from desk_app.ui.widgets.choices import ChoiceList, Option
from desk_app.ui.widgets.fields import Field, LineEdit
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.refusal import RefusalBox
from desk_app.ui.widgets.secrets import PasswordField
from desk_app.ui.widgets.sheet import Sheet
from desk_app.words.catalogue import _, pgettext
from desk_app.words.errors import Said
from desk_app.words.paper import in_fours

_ROWS = 7


class CodeSheet(Sheet):
    """Asks for whom, and at a locked desk who gives it; then shows the code until it is left."""

    typed = Signal(str)
    chosen_changed = Signal()
    give_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("One-time code"), parent)
        self._build_question()
        self._build_answer()
        self.primary.clicked.connect(self._on_primary)
        self.left.connect(self.forget)

    def ask(self, colleague: str, chiefs: Sequence[Person]) -> None:
        """Open for *colleague*, or for anybody with ""; *chiefs* can give it at a locked desk."""
        self.forget()
        for widget in (self.field, self.people):
            widget.setVisible(not colleague)
        self.who.setVisible(bool(colleague))
        self.who.setText(_("For {name}").format(name=colleague))
        self._giver.setVisible(bool(chiefs))
        self.chief.set_options([Option(each.login, each.agent.name) for each in chiefs])
        self.show_action(_("Give a code"), hint="")
        chief: QWidget = self.password if len(chiefs) == 1 else self.chief
        self.open(chief if colleague else self.field)

    def show_people(self, people: Sequence[Person], now: dt.datetime) -> None:
        """Show the colleagues that the typed letters leave."""
        self.people.show_people(people, now)

    def show_action(self, words: str, *, hint: str) -> None:
        """Word the filled button; with a *hint* it cannot be pressed, and that is why."""
        self.set_primary(words)
        self.primary.setEnabled(not hint)
        self.primary.set_hint(hint)

    def show_code(self, name: str, code: str, *, is_printing: bool) -> None:
        """Show *code* for *name*: it is never shown again."""
        self.told.setText(_told(is_printing=is_printing))
        self._question.hide()
        self.refusal.withdraw()
        self.password.forget()
        self.given_to.setText(_("Code of {name}").format(name=name))
        self.code.setText(in_fours(code))
        self._answer.show()
        self.show_action(_("Done"), hint="")
        self.primary.setFocus()

    def refuse(self, said: Said, *, unavailable: bool) -> None:
        """Say why no code was given."""
        self.refusal.refuse(said.text, why=said.why, level="warn" if unavailable else "danger")

    def chosen(self) -> AgentLogin | None:
        """Return for whom."""
        return self.people.chosen()

    def giver(self) -> tuple[AgentLogin, str]:
        """Return who gives it, and the password just typed."""
        return AgentLogin(self.chief.chosen()), self.password.take()

    def is_answered(self) -> bool:
        """True while a code is in sight."""
        return bool(self.code.text())

    @Slot()
    def forget(self) -> None:
        """Forget the code and what was typed."""
        self.code.setText("")
        self.given_to.setText("")
        self.password.forget()
        self.field.clear()
        self.people.clear()
        self.refusal.withdraw()
        self._answer.hide()
        self._question.show()

    def _build_question(self) -> None:
        self._question = QWidget(self.panel)
        column = _column(self._question)
        why = _("It opens the account once, within a day, and then asks for a new password.")
        column.addWidget(Label(why, tone="text2", wrap=True, parent=self._question))
        self.who = Label(style="lead", weight=600, wrap=True, parent=self._question)
        column.addWidget(self.who)
        self.field = LineEdit(_("Name of the colleague"), icon="search", parent=self._question)
        self.field.setObjectName("code.field")
        self.field.setPlaceholderText(_("Name of the colleague"))
        column.addWidget(self.field)
        self.people = PeopleList(self._question, rows=_ROWS, name="code.agents", last=False)
        column.addWidget(self.people)
        self._giver = QWidget(self._question)
        giver = _column(self._giver)
        self.chief = ChoiceList(pgettext("role", "Supervisor"), self._giver)
        self.chief.setObjectName("code.chief")
        giver.addWidget(Field(pgettext("role", "Supervisor"), self.chief, parent=self._giver))
        self.password = PasswordField(_("Password of the supervisor"), self._giver)
        self.password.setObjectName("code.password")
        giver.addWidget(Field(_("Password of the supervisor"), self.password, parent=self._giver))
        column.addWidget(self._giver)
        self.refusal = RefusalBox(self._question)
        self.refusal.setObjectName("code.refusal")
        column.addWidget(self.refusal)
        column.addStretch(1)  # else the sheet's whole height is shared out between the lines
        self.body.addWidget(self._question)
        self.field.textChanged.connect(self.typed)
        self.field.stepped.connect(self.people.step)
        self.people.changed.connect(self.chosen_changed)
        self.people.acted.connect(self.give_requested)

    def _build_answer(self) -> None:
        self._answer = QWidget(self.panel)
        column = _column(self._answer)
        self.given_to = Label(style="lead", weight=600, wrap=True, parent=self._answer)
        column.addWidget(self.given_to)
        self.code = Label(style="figure", weight=700, wrap=True, parent=self._answer)
        self.code.setObjectName("code.code")
        column.addWidget(self.code)
        self.told = Label(tone="text2", wrap=True, parent=self._answer)
        column.addWidget(self.told)
        self._answer.hide()
        self.body.addWidget(self._answer)

    @Slot()
    def _on_primary(self) -> None:
        if self.is_answered():
            self.leave()
        else:
            self.give_requested.emit()


def _told(*, is_printing: bool) -> str:
    if is_printing:
        return _("It is being printed too. It is not shown again. It is valid for a day.")
    return _("Write it down or read it out now: it is not shown again. It is valid for a day.")


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(12))
    return column
