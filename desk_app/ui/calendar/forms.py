"""The sheets that close and open hours: what is typed, and whom it touches. Passive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk_app.domain.counters import CounterId
from desk_app.domain.series import Closure, ClosureId, ClosureReason
from desk_app.services.impacts import Impact
from desk_app.services.openings import Opening
from desk_app.ui.calendar.model import (
    HourCell,
    day_typed,
    scope_chosen,
    typed_counters,
    typed_day,
    typed_hour,
)
from desk_app.ui.second.reasons import Reasons
from desk_app.ui.theme import px
from desk_app.ui.widgets.choices import ChoiceList, Option
from desk_app.ui.widgets.fields import Field, LineEdit
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.refusal import RefusalBox
from desk_app.ui.widgets.sheet import Sheet
from desk_app.words.calendar import affected_line, closure_line, closure_reason
from desk_app.words.catalogue import _, ngettext, pgettext
from desk_app.words.dates import when
from desk_app.words.errors import Said

LISTED = 12
"""People named by their last signs in a sheet; the command line lists all."""


class PlanSheet(Sheet):
    """Days and hours, side by side, and why something cannot be decided."""

    def __init__(self, title: str, name: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self._name = name
        self.refusal = RefusalBox(self.panel)
        self._wanted: QWidget = self.refusal
        self._raising = QTimer(self, singleShot=True, interval=0)
        self._raising.timeout.connect(self._bring_wanted)

    def refuse(self, said: Said) -> None:
        """Say why not."""
        self.refusal.refuse(said.text, why=said.why)
        self.bring_soon(self.refusal)

    def bring_soon(self, widget: QWidget) -> None:
        """Scroll to *widget* once it has its place: it was hidden until now."""
        self._wanted = widget
        self._raising.start()

    @Slot()
    def _bring_wanted(self) -> None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self.bring_up(self._wanted)

    def _field(self, id_: str, label: str, hint: str = "") -> LineEdit:
        field = LineEdit(label, parent=self.panel)
        field.setObjectName(f"{self._name}.{id_}")
        field.setPlaceholderText(hint)
        return field

    def _pair(self, *fields: tuple[str, LineEdit]) -> None:
        """Put two fields side by side."""
        row = QWidget(self.panel)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(12))
        for label, field in fields:
            line.addWidget(Field(label, field, parent=row), 1)
        self.body.addWidget(row)


class CloseSheet(PlanSheet):
    """First whom it touches, then the same button closes; another word typed asks again."""

    looked = Signal()
    confirmed = Signal(str)  # the mark of the impact in sight

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Close hours"), "calendar.close", parent)
        self._today = dt.date.min
        self._mark: str | None = None
        self.first = self._field("first", _("From day"))
        self.last = self._field("last", _("To day"), _("the same day"))
        self._pair((_("From day"), self.first), (_("To day"), self.last))
        self.starts = self._field("starts", _("From hour"), _("all day"))
        self.ends = self._field("ends", _("To hour"), _("all day"))
        self._pair((_("From hour"), self.starts), (_("To hour"), self.ends))
        self.counters = self._field("counters", _("Counters"), _("the whole site"))
        self.body.addWidget(Field(_("Counters"), self.counters, parent=self.panel))
        self.only = ChoiceList(_("Only"), self.panel)
        self.only.setObjectName("calendar.close.only")
        self.body.addWidget(Field(_("Only"), self.only, parent=self.panel))
        self.body.addWidget(Label(_("Reason"), style="caption", weight=600, tone="text2"))
        self.reasons = Reasons(_("Reason"), self.panel)
        self.reasons.setObjectName("calendar.close.reasons")
        self.body.addWidget(self.reasons)
        self.impact = Label(weight=600, wrap=True, parent=self.panel)
        self.impact.setObjectName("calendar.close.impact")
        self.people = Label(tone="text2", wrap=True, parent=self.panel)
        for label in (self.impact, self.people):
            self.body.addWidget(label)
        self.body.addWidget(self.refusal)
        self.primary.setObjectName("calendar.close.do")
        self._connect()

    def open_for(self, cell: HourCell | None, today: dt.date, scopes: Sequence[Option]) -> None:
        """Come in for the whole day of *cell*, with no reason chosen.

        *scopes* are what can be closed alone: hours of a series, a procedure.
        """
        self._today = today
        self.only.set_options([Option("", pgettext("scope", "all of it")), *scopes])
        self.only.choose("")
        for field in (self.last, self.starts, self.ends, self.counters):
            field.setText("")
        self.first.setText(day_typed(cell.day) if cell else "")
        self.reasons.set_options([Option(each, closure_reason(each)) for each in ClosureReason])
        self._ask_again()
        self.first.selectAll()
        self.open(self.first)

    def closure(self) -> Closure:
        """Return what is typed. Raises BadValue."""
        first = typed_day(self.first.text(), self._today)
        last = typed_day(self.last.text(), first) if self.last.text().strip() else first
        series, procedures = scope_chosen(self.only.chosen())
        return Closure(
            id=ClosureId(""),
            first_on=first,
            last_on=last,
            reason=ClosureReason(self.reasons.chosen()),
            starts=typed_hour(self.starts.text()),
            ends=typed_hour(self.ends.text()),
            counters=frozenset(CounterId(one) for one in typed_counters(self.counters.text())),
            procedures=procedures,
            series=series,
        )

    def show_impact(self, found: Impact) -> None:
        """Show whom it touches; the filled button now closes."""
        self._mark = found.mark
        affected = found.affected
        overlaps = [closure_line(one) for one in found.overlaps]
        self.impact.setText(affected_line(len(affected), found.places))
        lines = [f"{when(one.appointment.starts_at)} · …{one.last4}" for one in affected[:LISTED]]
        more = len(affected) - LISTED
        if more > 0:
            others = ngettext("and {count} other", "and {count} others", more)
            lines.append(others.format(count=more))
        lines += [_("Closed already: {closure}").format(closure=line) for line in overlaps]
        self.people.setText("\n".join(lines))
        self.people.setVisible(bool(lines))
        self.impact.show()
        self.set_primary(_close_words(len(affected)), icon="calendar-x")
        self.bring_soon(self.people if lines else self.impact)
        self.primary.setFocus()

    def _connect(self) -> None:
        for field in (self.first, self.last, self.starts, self.ends, self.counters):
            field.textChanged.connect(self._ask_again)
        self.only.currentIndexChanged.connect(self._ask_again)
        self.reasons.picked.connect(self._on_picked)
        self.primary.clicked.connect(self._on_primary)

    @Slot()
    def _ask_again(self) -> None:
        """What was looked at is not what is typed now."""
        self._mark = None
        self.refusal.withdraw()
        self.impact.hide()
        self.people.hide()
        is_ready = bool(self.reasons.chosen()) and bool(self.first.text().strip())
        self.set_primary(_("See whom it touches"), icon="eye")
        self.primary.setEnabled(is_ready)
        self.primary.set_hint("" if is_ready else _("Choose a day and a reason first."))

    @Slot(str)
    def _on_picked(self, _reason: str) -> None:
        self._ask_again()
        self.primary.setFocus()

    @Slot()
    def _on_primary(self) -> None:
        if self._mark is None:
            self.looked.emit()
        else:
            self.confirmed.emit(self._mark)


class OpenSheet(PlanSheet):
    """One day's hours, like those of a series."""

    confirmed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Open hours for one day"), "calendar.open", parent)
        self._today = dt.date.min
        self.like = ChoiceList(_("Hours like those of"), self.panel)
        self.like.setObjectName("calendar.open.like")
        self.day = self._field("day", _("Day"))
        self.counters = self._field("counters", _("Counters"), _("those of the series"))
        self.starts = self._field("starts", _("From hour"), _("as usual"))
        self.ends = self._field("ends", _("To hour"), _("as usual"))
        self.body.addWidget(Field(_("Day"), self.day, parent=self.panel))
        self.body.addWidget(Field(_("Hours like those of"), self.like, parent=self.panel))
        self._pair((_("From hour"), self.starts), (_("To hour"), self.ends))
        self.body.addWidget(Field(_("Counters"), self.counters, parent=self.panel))
        self.body.addWidget(self.refusal)
        self.set_primary(_("Open these hours"), icon="calendar-plus")
        self.primary.setObjectName("calendar.open.do")
        for field in (self.day, self.starts, self.ends, self.counters):
            field.textChanged.connect(self.refusal.withdraw)
        self.primary.clicked.connect(self.confirmed)

    def open_for(self, cell: HourCell | None, series: Sequence[str], today: dt.date) -> None:
        """Come in for the day of *cell*."""
        self._today = today
        self.like.set_options([Option(each, each) for each in series])
        for field in (self.starts, self.ends, self.counters):
            field.setText("")
        self.day.setText(day_typed(cell.day) if cell else "")
        self.refusal.withdraw()
        self.day.selectAll()
        self.open(self.day)

    def wanted(self) -> Opening:
        """Return what is typed. Raises BadValue."""
        return Opening(
            on=typed_day(self.day.text(), self._today),
            like=self.like.chosen(),
            starts=typed_hour(self.starts.text()),
            ends=typed_hour(self.ends.text()),
            counters=frozenset(CounterId(one) for one in typed_counters(self.counters.text())),
        )


def _close_words(affected: int) -> str:
    if not affected:
        return _("Close")
    words = ngettext("Close, {count} person to place", "Close, {count} people to place", affected)
    return words.format(count=affected)
