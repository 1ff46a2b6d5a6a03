"""The sheet on which a supervisor answers an agent's question; he has signed in here. Passive."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.services.questions import Question
from desk_app.services.stakes import Stakes
from desk_app.ui.keys import shortcut_of
from desk_app.ui.second.change import ChangeBox
from desk_app.ui.widgets.buttons import Button
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.refusal import RefusalBox
from desk_app.ui.widgets.sheet import Sheet
from desk_app.words.catalogue import _
from desk_app.words.dates import clock
from desk_app.words.errors import Said
from desk_app.words.overrides import cause_name, override_name
from desk_app.words.stakes import as_it_is, as_it_would_be

REFUSE_KEY = "R"


class AnswerSheet(Sheet):
    """Who asks, what would change and why; Enter agrees, R refuses, Esc leaves it for later."""

    answered = Signal(object, bool)  # a Question, whether it is agreed to

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self._question: Question | None = None
        self._who = Label(style="lead", wrap=True, parent=self.panel)
        self.body.addWidget(self._who)
        self._why = Label(weight=600, wrap=True, parent=self.panel)
        self.body.addWidget(self._why)
        self.change = ChangeBox(self.panel)
        self.body.addWidget(self.change)
        told = _("Your name stands in the journal beside the asker’s.")
        self.body.addWidget(Label(told, tone="text2", wrap=True, parent=self.panel))
        self.refusal = RefusalBox(self.panel)
        self.body.addWidget(self.refusal)
        self.no = Button(_("Refuse"), icon="x", shortcut=REFUSE_KEY, parent=self.panel)
        self.no.setObjectName("supervisor.answer.no")
        self.no.on_press(self.say_no)
        column = self.panel.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(column.indexOf(self.primary), self.no)
        self.set_primary(_("Agree"), icon="user-check")
        self.primary.setObjectName("supervisor.answer.yes")
        self.primary.clicked.connect(self._on_yes)

    def open_for(self, question: Question, stakes: Stakes) -> None:
        """Come in with *question*."""
        self._question = question
        self.refusal.withdraw()
        self.set_title(override_name(question.kind, question.subject))
        asked = _("{agent} asks, since {time}.")
        self._who.setText(asked.format(agent=question.name, time=clock(question.at)))
        self.change.show_change(as_it_is(stakes), as_it_would_be(stakes))
        self._why.setText(_("Reason: {why}").format(why=cause_name(question.why)))
        self.open(self.primary)

    def refuse(self, said: Said) -> None:
        """Say why the answer was not taken."""
        self.refusal.refuse(said.text, why=said.why)

    def say_no(self) -> None:
        """Refuse what is asked."""
        if self._question is not None:
            self.answered.emit(self._question, False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Refuse by key too."""
        if shortcut_of(event) == REFUSE_KEY:
            if not event.isAutoRepeat():
                self.say_no()
            event.accept()
            return
        super().keyPressEvent(event)

    @Slot()
    def _on_yes(self) -> None:
        if self._question is not None:
            self.answered.emit(self._question, True)
