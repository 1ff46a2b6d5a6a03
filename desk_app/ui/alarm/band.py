"""The band over a window while a colleague calls for help; it answers nothing by itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from desk_app.domain.alarms import AlarmId
from desk_app.services.alarms import Call
from desk_app.ui.messages import announce
from desk_app.ui.theme import px
from desk_app.ui.widgets.buttons import Button
from desk_app.ui.widgets.labels import Icon, Label
from desk_app.words.catalogue import _, ngettext
from desk_app.words.dates import clock as hour

ANSWER_KEY = "Alt+J"


class AlarmBand(QFrame):
    """Says which counter calls, the oldest call first, and offers to go there."""

    answered = Signal(object)  # desk_app.domain.alarms.AlarmId

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "alarm")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(20), px(8), px(16), px(8))
        row.setSpacing(px(12))
        row.addWidget(Icon("bell-ring", tone="danger", size=20, parent=self))
        self._said = Label(style="lead", weight=600, tone="danger", wrap=True, parent=self)
        self._more = Label(tone="text", wrap=True, parent=self)
        row.addWidget(self._said, 2)
        row.addWidget(self._more, 1)
        self.button = Button(_("I am going"), icon="check", shortcut=ANSWER_KEY, parent=self)
        self.button.setObjectName("alarm.answer")
        self.button.clicked.connect(self._on_pressed)
        row.addWidget(self.button)
        self._calls: tuple[Call, ...] = ()
        self._read_aloud: set[AlarmId] = set()
        self.hide()

    def show_calls(self, calls: Sequence[Call], *, can_answer: bool) -> None:
        """Show who calls; without *can_answer* say what is needed to answer."""
        self._calls = tuple(calls)
        if not calls:
            self.hide()
            return
        first = calls[0]
        self._said.setText(_said(first))
        self._more.setText(self._beside(len(calls) - 1, can_answer=can_answer))
        self._more.setVisible(bool(self._more.text()))
        self.button.setVisible(can_answer)
        self.setAccessibleName(" ".join((self._said.text(), self._more.text())).strip())
        self.show()
        for call in calls:
            if call.id not in self._read_aloud:
                self._read_aloud.add(call.id)
                announce(self, _said(call), at_once=True)

    def answer(self) -> None:
        """Answer the call that is said, if there is one that can be answered here."""
        if self._calls and not self.button.isHidden():
            self.answered.emit(self._calls[0].id)

    def _beside(self, others: int, *, can_answer: bool) -> str:
        if not can_answer:
            return _("Sign in to answer.")
        if not others:
            return ""
        return ngettext("and {n} other call", "and {n} other calls", others).format(n=others)

    @Slot()
    def _on_pressed(self) -> None:
        self.answer()


def _said(call: Call) -> str:
    at = hour(call.at)
    if call.counter is None:
        return _("{place} calls for help · {hour}").format(place=call.place, hour=at)
    return _("Counter {counter} calls for help · {hour}").format(counter=call.counter, hour=at)
