"""The sheet of the second person: the act, before and after, a reason, who agrees. Passive."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.domain.overrides import Cause
from desk_app.ui.keys import shortcut_of
from desk_app.ui.second.change import ChangeBox
from desk_app.ui.second.model import Face, Spot
from desk_app.ui.second.reasons import Reasons
from desk_app.ui.theme import px
from desk_app.ui.widgets.buttons import Button
from desk_app.ui.widgets.cards import ProgressLine
from desk_app.ui.widgets.choices import Option
from desk_app.ui.widgets.fields import Field, LineEdit
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.refusal import Level, RefusalBox
from desk_app.ui.widgets.secrets import PasswordField
from desk_app.ui.widgets.sheet import Sheet
from desk_app.words.catalogue import _
from desk_app.words.errors import Said
from desk_app.words.overrides import cause_name

ASK_KEY = "Alt+D"
PROOF_KEY = "Alt+P"


class SecondSheet(Sheet):
    """Asks; once a supervisor has been asked it waits, and then says the answer."""

    act_requested = Signal()
    ask_requested = Signal()
    proof_requested = Signal()
    login_typed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self._wanted: QWidget = self.primary
        self._seeing = QTimer(self, singleShot=True, interval=0)
        self._seeing.timeout.connect(self._on_seeing)
        self.change = ChangeBox(self.panel)
        self.body.addWidget(self.change)
        self.answer = RefusalBox(self.panel)
        self.answer.setObjectName("second.answer")
        self.body.addWidget(self.answer)
        self._build_question()
        self.progress = ProgressLine(self.panel)
        self.body.addWidget(self.progress)
        self.ask = Button(_("Ask the supervisor"), icon="send", shortcut=ASK_KEY, parent=self.panel)
        self.ask.setObjectName("second.ask")
        self.ask.on_press(self.ask_requested.emit)
        self._above_primary(self.ask)
        self.proof = Button(
            _("Proof of request"), icon="file-text", shortcut=PROOF_KEY, parent=self.panel
        )
        self.proof.setObjectName("second.proof")
        self.proof.on_press(self.proof_requested.emit)
        self.proof.hide()
        self._above_primary(self.proof)
        self.primary.setObjectName("second.do")
        self.primary.clicked.connect(self.act_requested)
        self.left.connect(self.forget)

    def open_for(self, face: Face) -> None:
        """Come in with nothing chosen."""
        self.forget()
        self.set_title(face.title)
        self.change.show_change(face.before, face.after)
        self.reasons.set_options([Option(each, cause_name(each)) for each in face.causes])
        self._left.setText(face.left)
        self._left.setVisible(bool(face.left))
        self._question.show()
        self.ask.show()
        self.proof.setVisible(face.is_alone)
        self.open(self.reasons)

    def show_act(self, words: str, *, icon: str, busy: bool = False) -> None:
        """Word the filled button; while *busy* a line is drawn and the sheet is deaf."""
        self.set_primary(words, icon=icon)
        self.ask.setEnabled(not busy)
        self.proof.setEnabled(not busy)
        self.progress.set_waiting(busy)

    def show_person(self, said: str) -> None:
        """Say under the login who is meant."""
        self._login.set_hint(said)

    def show_password(self, *, needed: bool) -> None:
        """Ask for a password, or say that a rehearsal needs none."""
        self._password.setVisible(needed)
        self._free.setVisible(not needed)

    def show_answer(self, said: Said, *, level: Level, asks_again: bool) -> None:
        """Say what became of the question to the supervisor."""
        self._question.setVisible(asks_again)
        self.ask.setVisible(asks_again)
        self.answer.refuse(said.text, why=said.why, level=level)
        (self.reasons if asks_again else self.primary).setFocus()
        self._see(self.answer)

    def refuse(self, spot: Spot, said: Said, *, unavailable: bool = False) -> None:
        """Say why not, where the question arises, and put the cursor there."""
        self.withdraw()
        box, field = {
            Spot.REASON: (self.no_reason, self.reasons),
            Spot.LOGIN: (self.no_login, self.login),
            Spot.PASSWORD: (self.no_password, self.password),
            Spot.ACT: (self.answer, None),
        }[spot]
        box.refuse(said.text, why=said.why, level="warn" if unavailable else "danger")
        if field is not None:
            field.setFocus()
        self._see(box)

    def withdraw(self) -> None:
        """Take back what was said: something has been typed since."""
        for box in (self.no_reason, self.no_login, self.no_password, self.answer):
            box.withdraw()

    def reason(self) -> Cause | None:
        """Return the reason chosen."""
        chosen = self.reasons.chosen()
        return Cause(chosen) if chosen else None

    def typed(self) -> str:
        """Return who was typed."""
        return self.login.text()

    def take_password(self) -> str:
        """Return the password and forget it."""
        return self.password.take()

    @Slot()
    def forget(self) -> None:
        """Forget the login and the password; they never stay in a closed sheet."""
        self.login.setText("")
        self.password.forget()
        self.withdraw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask the supervisor, or prove the request, by key too."""
        pressed = {ASK_KEY: self.ask, PROOF_KEY: self.proof}.get(shortcut_of(event))
        if pressed is not None and pressed.isVisible() and pressed.isEnabled():
            if not event.isAutoRepeat():
                pressed.click()
            event.accept()
            return
        super().keyPressEvent(event)

    def _build_question(self) -> None:
        self._question = QWidget(self.panel)
        column = QVBoxLayout(self._question)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        inside = self._question
        self.reasons = Reasons(_("Reason"), inside)
        self.reasons.setObjectName("second.reasons")
        reasons = Field(_("Reason"), self.reasons, parent=inside)  # Tab goes as they are made
        self.no_reason = RefusalBox(inside)
        self.login = LineEdit(_("Login of the second person"), parent=inside)
        self.login.setObjectName("second.login")
        self._login = Field(_("Login of the second person"), self.login, parent=inside)
        self.no_login = RefusalBox(inside)
        self.no_login.setObjectName("second.no_login")
        self.password = PasswordField(_("Their password"), inside)
        self.password.setObjectName("second.password")
        self._password = Field(_("Their password"), self.password, parent=inside)
        self._free = Label(
            _("No password is asked for at a rehearsal."), tone="text2", wrap=True, parent=inside
        )
        self.no_password = RefusalBox(inside)
        self._left = Label(style="caption", tone="text2", wrap=True, parent=inside)
        for widget in (
            reasons, self.no_reason, self._login,
            self.no_login, self._password, self._free, self.no_password, self._left,
        ):  # fmt: skip
            column.addWidget(widget)
        self.body.addWidget(inside)
        self.reasons.picked.connect(self._on_picked)
        self.login.textChanged.connect(self.login_typed)

    def _above_primary(self, widget: QWidget) -> None:
        column = self.panel.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(column.indexOf(self.primary), widget)

    def _see(self, widget: QWidget) -> None:
        """Bring *widget* in sight once it has its room."""
        self._wanted = widget
        self._seeing.start()

    @Slot()
    def _on_seeing(self) -> None:
        self.bring_up(self._wanted)

    @Slot(str)
    def _on_picked(self, _reason: str) -> None:
        self.no_reason.withdraw()
        self.login.setFocus()
        self._see(self.login)
