"""The sheet of a request for the register: when the person can come, what ends their rights."""

from __future__ import annotations

import dataclasses
import datetime as dt

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desk_app.domain.draw import Constraints, Half
from desk_app.domain.errors import BadValue
from desk_app.ui.booking.typed_days import typed_day
from desk_app.ui.widgets.choices import ChoiceStrip, Option
from desk_app.ui.widgets.fields import Field, LineEdit
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.refusal import Level, RefusalBox
from desk_app.ui.widgets.sheet import Sheet
from desk_app.words.catalogue import _, pgettext
from desk_app.words.errors import Said, sentence

WHOLE_DAY, LEGAL = "", "legal"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was said of a request beside who asks and for what."""

    constraints: Constraints
    has_legal_priority: bool = False
    deadline: dt.date | None = None


class RegisterSheet(Sheet):
    """Nothing need be filled in: then the person can come at any time."""

    asked = Signal(object)  # Asked

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Enter in the register"), parent)
        self._today = dt.date.min
        self._next = Label(style="lead", weight=600, wrap=True, parent=self.panel)
        self._says = Label(
            _("The place is drawn among those that suit: everybody has the same chance."),
            tone="text2", wrap=True, parent=self.panel,
        )  # fmt: skip
        self.half = ChoiceStrip(_("Half of the day"), self.panel)
        self.half.setObjectName("booking.half")
        self.not_before = LineEdit(parent=self.panel)
        self.not_before.setObjectName("booking.not_before")
        self.not_after = LineEdit(parent=self.panel)
        self.not_after.setObjectName("booking.not_after")
        self.priority = ChoiceStrip(_("Priority of the law"), self.panel)
        self.priority.setObjectName("booking.priority")
        self.deadline = LineEdit(parent=self.panel)
        self.deadline.setObjectName("booking.deadline")
        self.refusal = RefusalBox(self.panel)
        self._build()
        self.set_primary(_("Enter and print"), icon="list-ordered")
        self.primary.setObjectName("booking.enter")
        self.primary.on_press(self._on_primary)

    def ask(self, today: dt.date, said: str) -> None:
        """Come in with nothing filled in; *said* is when the next draw is, "" where unknown."""
        self._today = today
        self._next.setText(said)
        self._next.setVisible(bool(said))
        self.half.set_options(
            [
                Option(WHOLE_DAY, pgettext("half", "Any time")),
                Option(Half.MORNING, pgettext("half", "Morning")),
                Option(Half.AFTERNOON, pgettext("half", "Afternoon")),
            ]
        )
        self.half.choose(WHOLE_DAY)
        self.priority.set_options(
            [
                Option("", pgettext("priority", "None")),
                Option(LEGAL, pgettext("priority", "Card shown")),
            ]
        )
        self.priority.choose("")
        for field in (self.not_before, self.not_after, self.deadline):
            field.clear()
            field.set_invalid(False)
        self.refusal.withdraw()
        self.open(self.half)

    def refuse(self, said: Said, *, level: Level = "danger") -> None:
        """Say why the request was not entered."""
        self.refusal.refuse(said.text, why=said.why, level=level)

    def _build(self) -> None:
        form = _("day/month, or day/month/year")
        for widget in (
            self._next,
            self._says,
            Field(_("The person can come"), self.half, parent=self.panel),
            Field(_("Not before"), self.not_before, hint=form, parent=self.panel),
            Field(_("Not after"), self.not_after, parent=self.panel),
            Field(_("Priority of the law"), self.priority, parent=self.panel),
            Field(
                _("Rights end on"),
                self.deadline,
                hint=_("It counts once a supervisor has seen the paper."),
                parent=self.panel,
            ),
            self.refusal,
        ):
            self.body.addWidget(widget)

    @Slot()
    def _on_primary(self) -> None:
        days: list[dt.date | None] = []
        for field in (self.not_before, self.not_after, self.deadline):
            try:
                days.append(typed_day(field.text(), self._today))
            except BadValue as error:
                field.set_invalid(True)
                field.setFocus()
                self.refuse(sentence(error))
                return
            field.set_invalid(False)
        first, last, deadline = days
        if first is not None and last is not None and last < first:
            self.refuse(Said(_("The last day is before the first.")))
            self.not_after.setFocus()
            return
        half = self.half.chosen()
        wish = Constraints(not_before=first, not_after=last, half=Half(half) if half else None)
        is_legal = self.priority.chosen() == LEGAL
        self.asked.emit(Asked(constraints=wish, has_legal_priority=is_legal, deadline=deadline))
