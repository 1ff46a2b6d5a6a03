"""Beside the week: who is to be placed anew, and the decisions in force. Passive."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.domain.series import Closure, Extra
from desk_app.services.replacing import Waiting
from desk_app.ui.calendar.model import waiting_row
from desk_app.ui.theme import px
from desk_app.ui.widgets.buttons import Button, PrimaryButton
from desk_app.ui.widgets.cards import Card, EmptyState
from desk_app.ui.widgets.labels import Label
from desk_app.ui.widgets.lines import Cell, Column, LinesModel
from desk_app.ui.widgets.table import Table
from desk_app.words.calendar import closure_line
from desk_app.words.catalogue import _, ngettext, pgettext
from desk_app.words.dates import clock, day_and_month, in_words, local

ROW = 34


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A closure or an opening in force, by its id, in a line."""

    id: str
    said: str
    is_closure: bool


def decisions_of(closures: Sequence[Closure], extras: Sequence[Extra]) -> tuple[Decision, ...]:
    """Return what was decided about a week, closures first."""
    made = [Decision(id=one.id, said=closure_line(one), is_closure=True) for one in closures]
    made += [
        Decision(id=one.id, said=_opened(one), is_closure=False)
        for one in sorted(extras, key=lambda each: each.on)
    ]
    return tuple(made)


class WaitingCard(Card):
    """Those who lost their time, whoever was to come first first; the page's filled button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, gap=0, name=_("To be placed anew"), parent=parent)
        self.calls = Button(_("List of calls"), icon="phone", shortcut="L", parent=self)
        self.calls.setObjectName("calendar.calls")
        self.tell = Button(
            pgettext("calendar", "To be told"), icon="user-check", shortcut="V", parent=self
        )
        self.tell.setObjectName("calendar.tell")
        self.count = self.add_head(_("To be placed anew"))
        self._lines = LinesModel(_columns(), identity=lambda one: one.appointment.reference)
        self.table = Table(self._lines, name=_("To be placed anew"), row_height=ROW)
        self.table.setObjectName("calendar.waiting")
        self._empty = EmptyState(_("Nobody is to be placed anew."))
        foot = QWidget(self)
        column = QVBoxLayout(foot)
        column.setContentsMargins(px(12), px(10), px(12), px(12))
        column.setSpacing(px(8))
        self.primary = PrimaryButton(shortcut="Ctrl+Return", parent=foot)
        self.primary.setObjectName("calendar.replace")
        self.progress = Label(style="caption", tone="text2", wrap=True, parent=foot)
        column.addWidget(self.primary)
        column.addWidget(self.progress)
        column.addWidget(self.calls)
        column.addWidget(self.tell)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(foot)
        self.show_waiting(())
        self.show_progress("")

    def show_waiting(self, found: Sequence[Waiting]) -> None:
        """Show the list; nothing to press where nobody waits."""
        self._lines.set_rows(tuple(found))
        fitting = sum(one.place is not None for one in found)
        self.table.setVisible(bool(found))
        self._empty.setVisible(not found)
        self.count.setText(str(len(found)) if found else "")
        words = ngettext("Place {count} person", "Place {count} people", fitting)
        self.primary.set_words(words.format(count=fitting), icon="calendar-check")
        self.primary.setVisible(bool(found))
        self.primary.setEnabled(bool(fitting))
        self.primary.set_hint("" if fitting else _("No time fits: open hours first."))

    def show_progress(self, said: str) -> None:
        """Say how far a run is, or what it left."""
        self.progress.setText(said)
        self.progress.setVisible(bool(said))


class DecisionsCard(Card):
    """Closures and openings that touch the week; Enter takes the chosen one back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, gap=0, name=_("Decisions of the week"), parent=parent)
        self.add_head(_("Decisions of the week"))
        self._lines = LinesModel(
            (Column(id="said", title=_("Decision"), cell=_decision),),
            identity=lambda one: one.id,
        )
        self.table = Table(
            self._lines, name=_("Decisions of the week"), row_height=ROW, show_header=False
        )
        self.table.setObjectName("calendar.decisions")
        self._empty = Label(_("None."), tone="text2", parent=self)
        self._empty.setContentsMargins(px(14), px(8), px(14), px(8))
        foot = QWidget(self)
        row = QHBoxLayout(foot)
        row.setContentsMargins(px(12), px(8), px(12), px(12))
        row.setSpacing(px(8))
        self.close_hours = Button(_("Close…"), icon="calendar-x", shortcut="F", parent=foot)
        self.open_hours = Button(_("Open…"), icon="calendar-plus", shortcut="O", parent=foot)
        for button in (self.close_hours, self.open_hours):
            row.addWidget(button, 1)
        self.body.addWidget(self.table)
        self.body.addWidget(self._empty)
        self.body.addWidget(foot)
        self.show_decisions(())

    def show_decisions(self, found: Sequence[Decision]) -> None:
        """Show what is in force."""
        self._lines.set_rows(tuple(found))
        self.table.setVisible(bool(found))
        self.table.updateGeometry()
        self._empty.setVisible(not found)


def _columns() -> tuple[Column[Waiting], ...]:
    return (
        Column(id="was", title=_("First"), cell=_was, width=112),
        Column(id="last4", title=_("Document"), cell=_last4, width=106),
        Column(id="now", title=_("Will be given"), cell=_given),
    )


def _was(one: Waiting) -> Cell:
    at = local(one.appointment.starts_at)
    return Cell(f"{at.day}/{at.month} {clock(one.appointment.starts_at)}")


def _last4(one: Waiting) -> Cell:
    return Cell(f"…{one.last4}" if one.last4 else "—", "text2")


def _given(one: Waiting) -> Cell:
    if one.place is None:
        return Cell(waiting_row(one), "danger", weight=600, icon="triangle-alert")
    at = local(one.place.starts_at)
    return Cell(f"{at.day}/{at.month} {clock(one.place.starts_at)}")


def _decision(one: Decision) -> Cell:
    return Cell(one.said, icon="calendar-x" if one.is_closure else "calendar-plus")


def _opened(one: Extra) -> str:
    return _("{day} · from {starts} to {ends}, opened").format(
        day=day_and_month(one.on),
        starts=in_words(one.plan.starts),
        ends=in_words(one.plan.ends),
    )
