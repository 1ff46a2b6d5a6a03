"""The sheets of Supervision: a quota, the closing of the day, a ticket. They do nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.domain.tickets import Ticket
from desk_app.services.direction import SITES_OWN
from desk_app.services.supervision import Supervision, WaitingLine
from desk_app.ui.supervisor.sentences import number_of
from desk_app.ui.theme import px
from desk_app.ui.widgets.cards import Line
from desk_app.ui.widgets.fields import Field, LineEdit
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.refusal import RefusalBox
from desk_app.ui.widgets.sheet import Sheet
from desk_app.words.catalogue import _, ngettext
from desk_app.words.dates import clock, minutes
from desk_app.words.errors import Said
from desk_app.words.moves import status_name
from desk_app.words.reasons import priority

QUOTA_AT_MOST = 9999


class QuotaSheet(Sheet):
    """How many tickets of a procedure may be handed out today."""

    asked = Signal(object)  # a Quota; an empty field asks for the site's own again

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Quota of the day"), parent)
        self._line: WaitingLine | None = None
        self._so_far = Label(wrap=True, parent=self.panel)
        self.body.addWidget(self._so_far)
        self.field = LineEdit(_("Tickets a day"), parent=self.panel)
        self.field.setObjectName("supervisor.quota.field")
        self.field.setValidator(QIntValidator(0, QUOTA_AT_MOST, self.field))
        self.body.addWidget(Field(_("Tickets a day"), self.field, parent=self.panel))
        self.site_said = Label(style="caption", tone="text2", wrap=True, parent=self.panel)
        self.body.addWidget(self.site_said)
        self.refusal = RefusalBox(self.panel)
        self.body.addWidget(self.refusal)
        self.primary.setObjectName("supervisor.quota.set")
        self.field.textChanged.connect(self._on_typed)
        self.primary.clicked.connect(self._on_asked)

    def open_for(self, line: WaitingLine) -> None:
        """Come in with what holds now."""
        self._line = line
        self.set_title(_("Quota: {procedure}").format(procedure=line.name))
        issued = ngettext("{count} ticket today.", "{count} tickets today.", line.issued)
        self._so_far.setText(issued.format(count=line.issued))
        self.site_said.setText(_site_said(line))
        self.refusal.withdraw()
        self.field.setText("" if line.quota is None else str(line.quota))
        self.field.selectAll()
        self._on_typed(self.field.text())
        self.open(self.field)

    def refuse(self, said: Said) -> None:
        """Say why not."""
        self.refusal.refuse(said.text, why=said.why)

    def _on_typed(self, typed: str) -> None:
        self.refusal.withdraw()
        line = self._line
        can_go_back = line is not None and line.is_quota_set
        self.primary.setEnabled(bool(typed) or can_go_back)
        if not typed and line is not None and can_go_back:
            self.set_primary(_back_to_site(line), icon="undo-2")
        elif typed:
            count = int(typed)
            words = ngettext("Set it to {count} ticket", "Set it to {count} tickets", count)
            self.set_primary(words.format(count=count), icon="check")
        else:
            self.set_primary(_("Set the quota"), icon="check")

    def _on_asked(self) -> None:
        self.asked.emit(int(self.field.text()) if self.field.text() else SITES_OWN)


class Lines(QWidget):
    """Sentences one under the other, each as high as it needs."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(12))
        self._labels: tuple[Label, ...] = ()

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show *lines* in place of the former ones."""
        for label in self._labels:
            label.hide()
            label.deleteLater()
        self._labels = tuple(Label(line, wrap=True, parent=self) for line in lines)
        for label in self._labels:
            self._column.addWidget(label)
            label.show()

    def words(self) -> str:
        """Return what is said."""
        return " ".join(label.text() for label in self._labels)


class CloseDaySheet(Sheet):
    """What closing the day will do, in numbers, before it is done."""

    asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Close the day"), parent)
        self.what = Lines(self.panel)
        self.body.addWidget(self.what)
        self.refusal = RefusalBox(self.panel)
        self.body.addWidget(self.refusal)
        self.set_primary(_("Close the day"), icon="door-closed")
        self.primary.setObjectName("supervisor.close.do")
        self.primary.clicked.connect(self.asked)

    def open_for(self, view: Supervision) -> None:
        """Come in with what is still open."""
        self.what.show_lines(closing_said(view))
        self.refusal.withdraw()
        self.open(self.primary)

    def refuse(self, said: Said) -> None:
        """Say why not."""
        self.refusal.refuse(said.text, why=said.why)


class FactsSheet(Sheet):
    """A few facts, each under its name: a ticket, an explanation."""

    def show_facts(self, title: str, facts: Sequence[tuple[str, str]]) -> None:
        """Come in with *facts*."""
        self.set_title(title)
        while self.body.count():
            item = self.body.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, (name, value) in enumerate(facts):
            if place:
                self.body.addWidget(Line(parent=self.panel))
            self.body.addWidget(Label(name, style="caption", weight=600, tone="text2"))
            self.body.addWidget(Label(value, wrap=True))
        self.open()


def _site_said(line: WaitingLine) -> str:
    """Return what the site's file says, and how to come back to it."""
    if line.site_quota is None:
        said = _("The site’s file has no quota.")
    else:
        tickets = ngettext(
            "The site’s file says {count} ticket a day.",
            "The site’s file says {count} tickets a day.",
            line.site_quota,
        )
        said = tickets.format(count=line.site_quota)
    if not line.is_quota_set:
        return said
    return _("{said} Empty the field to come back to it.").format(said=said)


def _back_to_site(line: WaitingLine) -> str:
    if line.site_quota is None:
        return _("Go without a quota again")
    return _("Back to the site’s quota: {count}").format(count=line.site_quota)


def closing_said(view: Supervision) -> tuple[str, ...]:
    """Return what closing the day ends, sentence by sentence."""
    said = []
    if view.waiting:
        waiting = ngettext(
            "{count} ticket that waits ends: its visitor will not be called.",
            "{count} tickets that wait end: their visitors will not be called.",
            view.waiting,
        )
        said.append(waiting.format(count=view.waiting))
    if view.parked:
        parked = ngettext(
            "{count} ticket put aside ends.", "{count} tickets put aside end.", view.parked
        )
        said.append(parked.format(count=view.parked))
    if view.at_counters:
        here = ngettext(
            "{count} visitor is at a counter: the visit is noted as ended.",
            "{count} visitors are at the counters: their visits are noted as ended.",
            view.at_counters,
        )
        said.append(here.format(count=view.at_counters))
    if view.counters_open:
        counters = ngettext(
            "{count} open counter closes.", "{count} open counters close.", view.counters_open
        )
        said.append(counters.format(count=view.counters_open))
    said.append(_("Who the tickets were for is forgotten. This cannot be taken back."))
    return tuple(said)


def ticket_facts(ticket: Ticket, procedure: str, now: dt.datetime) -> list[tuple[str, str]]:
    """Return what a supervisor may know of *ticket*: no person is in it."""
    facts = [
        (_("Procedure"), procedure),
        (_("State"), _sentence_case(status_name(ticket.status))),
        (_("Arrived"), clock(ticket.arrived_at)),
        (_("Waited"), minutes(ticket.waited(now))),
        (_("Priority"), priority(ticket.priority)),
    ]
    if ticket.party > 1:
        people = ngettext("{count} person", "{count} people", ticket.party)
        facts.append((_("People"), people.format(count=ticket.party)))
    if ticket.counter is not None:
        facts.append((_("Counter"), str(ticket.counter)))
    if ticket.calls:
        facts.append((_("Calls"), str(ticket.calls)))
    return facts


def ticket_title(ticket: Ticket) -> str:
    """Return the title of a ticket's sheet."""
    return _("Ticket {number}").format(number=number_of(ticket.number))


def _sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]
