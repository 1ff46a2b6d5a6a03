"""The visitor at the counter: number, facts, why, and every act as a button. It decides none."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.ui.counter.acts import KEYS, Act
from desk_app.ui.counter.faces import TagFace, TimerFace, VisitFace
from desk_app.ui.keys import KeyGuard
from desk_app.ui.theme import current, px
from desk_app.ui.widgets.buttons import Button, LinkButton, PrimaryButton
from desk_app.ui.widgets.cards import Card, Line
from desk_app.ui.widgets.labels import Icon, Label, Tag
from desk_app.words.catalogue import _, pgettext

COLUMNS = 3
TAGS = 3
FACTS = 5


class VisitCard(Card):
    """The big number and what can be done with its visitor."""

    asked = Signal(str)  # an Act

    def __init__(self, *, guard: KeyGuard | None = None, parent: QWidget | None = None) -> None:
        super().__init__(gap=10, name=_("Visitor at the counter"), parent=parent)
        self.body.setContentsMargins(px(24), px(16), px(24), px(12))
        self._act = Act.CALL
        self._blocked: dict[Act, str] = {}
        self.buttons: dict[Act, Button] = {}
        self.body.addLayout(self._build_top())
        self.body.addLayout(self._build_middle(), 1)
        self._line = Line(self)
        self.body.addWidget(self._line)
        self.body.addWidget(self._build_why())
        self.primary = PrimaryButton(icon="megaphone", guard=guard, parent=self)
        self.primary.setObjectName("counter.primary")
        self.primary.clicked.connect(self._on_primary)
        self.body.addWidget(self.primary)
        self.body.addLayout(self._build_buttons())
        self.body.addLayout(self._build_links())

    def show_face(self, face: VisitFace) -> None:
        """Show the visitor, or why there is none."""
        self._show_tags(face.tags)
        self._number.setText(face.number)
        self._number.setVisible(bool(face.number))
        self._title.setVisible(bool(face.number))
        self._word.setVisible(not face.number)
        for label in (self._title, self._word):
            label.setText(face.title)
        self._support.setText(face.support)
        self._support.setVisible(bool(face.support))
        for place, (icon, label, box) in enumerate(self._facts):
            box.setVisible(place < len(face.facts))
            if place < len(face.facts):
                icon.show_icon(face.facts[place][0], "text2")
                label.setText(face.facts[place][1])
        self._why.setText(face.why)
        self._why_row.setVisible(bool(face.why))
        self._line.setVisible(bool(face.why))
        self._act = face.primary.act
        self.primary.set_words(face.primary.text, icon=face.primary.icon)
        self._show_blocked(face.blocked)

    def show_timer(self, timer: TimerFace, note: str) -> None:
        """Show the running time, and which call this is."""
        for widget in (self._clock, self._time, self._measure):
            widget.setVisible(bool(timer.time))
        if self._time.text() != timer.time:
            self._time.setText(timer.time)
        if self._measure.text() != timer.note:
            self._measure.setText(timer.note)
            self._time.set_tone(timer.tone)
            self._measure.set_tone("warn" if timer.tone == "warn" else "text2")
            self._clock.show_icon(timer.icon, "warn" if timer.tone == "warn" else "text2")
        if self._calls.text() != note:
            self._calls.setText(note)
        self._calls.setVisible(bool(note))

    def show_hint(self, act: Act, hint: str) -> None:
        """Say why the button of *act* cannot be pressed, or let it be pressed."""
        self._blocked[act] = hint
        button = self.buttons.get(act)
        if button is None:  # its key alone, or a button of another card
            return
        if button.isEnabled() == bool(hint) or button.toolTip() != hint:
            button.setEnabled(not hint)
            button.set_hint(hint)

    def hint(self, act: Act) -> str:
        """Return why *act* cannot be done now, "" if it can."""
        return self._blocked.get(act, "")

    def _show_blocked(self, blocked: Mapping[Act, str]) -> None:
        for act in Act:
            self.show_hint(act, blocked.get(act, ""))

    def _show_tags(self, tags: tuple[TagFace, ...]) -> None:
        for place, tag in enumerate(self._tags):
            tag.setVisible(place < len(tags))
            if place < len(tags):
                face = tags[place]
                tag.show_tag(face.text, icon=face.icon, tone=face.tone)

    def _build_top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        self._tags = [Tag("", icon="user-check", parent=self) for _place in range(TAGS)]
        for tag in self._tags:
            row.addWidget(tag)
        row.addStretch(1)
        self._clock = Icon("timer", parent=self)
        self._time = Label(style="title", parent=self)
        self._measure = Label(tone="text2", parent=self)
        for widget in (self._clock, self._time, self._measure):
            row.addWidget(widget)
        return row

    def _build_middle(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(px(6))
        self._number = Label(style="call", parent=self)
        self._number.setObjectName("counter.number")
        # The digits fill 0.72 of the line; what is above and below them is only air.
        high = round(QFontMetrics(current().font("call")).ascent() * 1.06)
        self._number.setFixedHeight(high)
        self._word = Label(style="figure", wrap=True, parent=self)
        self._word.setObjectName("counter.word")
        self._word.setMinimumHeight(high + px(34))  # with nobody here the buttons stay in place
        self._word.setAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeading)
        self._title = Label(style="title", wrap=True, parent=self)
        self._title.setObjectName("counter.title")
        self._support = Label(tone="text2", wrap=True, parent=self)
        self._calls = Label(weight=600, tone="accent_text", wrap=True, parent=self)
        self._calls.setObjectName("counter.calls")
        for widget in (self._number, self._word, self._title, self._support):
            column.addWidget(widget)
        column.addLayout(self._build_facts())
        column.addWidget(self._calls)
        column.addStretch(1)
        return column

    def _build_facts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(20))
        grid.setVerticalSpacing(px(4))
        self._facts: list[tuple[Icon, Label, QWidget]] = []
        for place in range(FACTS):
            box = QWidget(self)
            row = QHBoxLayout(box)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(px(8))
            icon = Icon("clock", parent=box)
            label = Label(tone="text" if place == 0 else "text2", parent=box)
            row.addWidget(icon)
            row.addWidget(label)
            self._facts.append((icon, label, box))
            grid.addWidget(box, place // COLUMNS, place % COLUMNS)
        grid.setColumnStretch(COLUMNS, 1)
        return grid

    def _build_why(self) -> QWidget:
        self._why_row = QWidget(self)
        row = QHBoxLayout(self._why_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(Icon("info", parent=self._why_row), 0, Qt.AlignmentFlag.AlignTop)
        self._why = Label(tone="text2", wrap=True, parent=self._why_row)
        self._why.setObjectName("counter.why")
        row.addWidget(self._why, 1)
        return self._why_row

    def _build_buttons(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(px(8))
        for place, (act, text, icon) in enumerate(_buttons()):
            button = self._button(Button(text, icon=icon, shortcut=KEYS[act], parent=self), act)
            grid.addWidget(button, place // COLUMNS, place % COLUMNS)
            grid.setColumnStretch(place % COLUMNS, 1)
        return grid

    def _build_links(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for act, text, icon in _links():
            link = LinkButton(text, icon=icon, shortcut=KEYS[act], parent=self)
            row.addWidget(self._button(link, act))
        row.addStretch(1)
        return row

    def _button(self, button: Button, act: Act) -> Button:
        button.setObjectName(f"counter.{act}")
        # A click leaves the focus on the filled button: Enter then does what it says.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setProperty("act", str(act))
        button.clicked.connect(self._on_button)
        self.buttons[act] = button
        return button

    @Slot()
    def _on_primary(self) -> None:
        self.asked.emit(self._act)

    @Slot()
    def _on_button(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.asked.emit(str(sender.property("act")))


def _buttons() -> tuple[tuple[Act, str, str], ...]:
    return (
        (Act.FINISH, _("Finish"), "check"),
        (Act.RECALL, _("Call again"), "volume-2"),
        (Act.ABSENT, pgettext("button", "Absent"), "user-x"),
        (Act.PARK, _("Put aside"), "pause"),
        (Act.TRANSFER, pgettext("button", "Transfer"), "arrow-left-right"),
        (Act.BOOK, pgettext("button", "Appointment"), "calendar-plus"),
    )


def _links() -> tuple[tuple[Act, str, str], ...]:
    return (
        (Act.NUMBER, _("Serve a number"), "ticket"),
        (Act.HOLDER, _("Another person"), "user-round-x"),
        (Act.PAUSE, pgettext("button", "Pause"), "circle-pause"),
    )
