"""The band over a window while a colleague calls for help; it answers nothing by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from desk_app.domain.alarms import AlarmId
from desk_app.services.alarms import Call
from desk_app.ui.messages import announce
from desk_app.ui.theme import px, set_state
from desk_app.ui.widgets.buttons import Button
from desk_app.ui.widgets.labels import Icon, Label
from desk_app.words.catalogue import _
from desk_app.words.dates import clock as hour

ANSWER_KEY = "Alt+J"


class AlarmBand(QFrame):
    """Says which counter calls, the oldest call first, and offers to go there; then who goes."""

    answered = Signal(object)  # desk_app.domain.alarms.AlarmId

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "alarm")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(20), px(8), px(16), px(8))
        row.setSpacing(px(12))
        self._calling = Icon("bell-ring", tone="danger", size=20, parent=self)
        self._going = Icon("check", tone="ok", size=20, parent=self)
        self._said = Label(style="lead", weight=600, wrap=True, parent=self)
        self._more = Label(tone="text", wrap=True, parent=self)
        for widget, stretch in ((self._calling, 0), (self._going, 0), (self._said, 2)):
            row.addWidget(widget, stretch)
        row.addWidget(self._more, 1)
        self.button = Button(_("I am going"), icon="check", shortcut=ANSWER_KEY, parent=self)
        self.button.setObjectName("alarm.answer")
        self.button.clicked.connect(self.answer)
        row.addWidget(self.button)
        self._calls: tuple[Call, ...] = ()
        self._read_aloud: set[tuple[AlarmId, str]] = set()
        self.hide()

    def show_calls(
        self, calls: Sequence[Call], answered: Sequence[Call] = (), *, can_answer: bool
    ) -> None:
        """Show who calls, else who goes; without *can_answer* say what is needed to answer."""
        self._calls = tuple(calls)
        if not calls and not answered:
            self.hide()
            return
        told = [_told(call) for call in answered]
        said = _said(calls[0]) if calls else told[-1]
        beside = [*self._others(can_answer=can_answer), *(told if calls else told[:-1])]
        self._show(said, "  ·  ".join(beside), is_calling=bool(calls))
        self.button.setVisible(can_answer and bool(calls))
        self.show()
        self._read_out(calls, answered)

    def can_answer(self) -> bool:
        """True if a call is said that can be answered here."""
        return bool(self._calls) and not self.button.isHidden()

    def sizeHint(self) -> QSize:
        """Return the height its words take over the whole window: wrapped words know no other."""
        window = self.parentWidget() or self
        return QSize(super().sizeHint().width(), self.heightForWidth(window.width()))

    def minimumSizeHint(self) -> QSize:
        """Return no width, and the height of its words."""
        return QSize(0, self.sizeHint().height())

    @Slot()
    def answer(self) -> None:
        """Answer the call that is said, if there is one that can be answered here."""
        if self.can_answer():
            self.answered.emit(self._calls[0].id)

    def _show(self, said: str, more: str, *, is_calling: bool) -> None:
        self._said.setText(said)
        self._said.set_tone("danger" if is_calling else "ok")
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self._calling.setVisible(is_calling)
        self._going.setVisible(not is_calling)
        set_state(self, "surface", "alarm" if is_calling else "answered")
        self.setAccessibleName(" ".join((said, more)).strip())

    def _others(self, *, can_answer: bool) -> list[str]:
        """The other calls by their places, and what an answer takes."""
        others = [] if not self._calls else [_where(call) for call in self._calls[1:]]
        lines = [_("also: {places}").format(places=", ".join(others))] if others else []
        if self._calls and not can_answer:
            lines.append(_("Sign in to answer."))
        return lines

    def _read_out(self, calls: Iterable[Call], answered: Iterable[Call]) -> None:
        """Each call and each answer is read aloud once; a call at once."""
        for call in (*calls, *answered):
            if (call.id, call.answered_by) not in self._read_aloud:
                self._read_aloud.add((call.id, call.answered_by))
                is_new = not call.answered_by
                announce(self, _said(call) if is_new else _told(call), at_once=is_new)


def _where(call: Call) -> str:
    return call.place if call.counter is None else _("counter {n}").format(n=call.counter)


def _said(call: Call) -> str:
    at = hour(call.at)
    if call.counter is None:
        return _("{place} calls for help · {hour}").format(place=call.place, hour=at)
    return _("Counter {counter} calls for help · {hour}").format(counter=call.counter, hour=at)


def _told(call: Call) -> str:
    """What became of a call: who goes, or that nobody need go."""
    fields = {"place": call.place, "counter": call.counter, "name": call.answered_by}
    if call.counter is None:
        text = _("{place}: false alarm") if call.is_over else _("{place}: {name} is going")
    else:
        text = (
            _("Counter {counter}: false alarm")
            if call.is_over
            else _("Counter {counter}: {name} is going")
        )
    return text.format(**fields)
