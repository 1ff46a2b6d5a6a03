"""Winners to be told: the last four signs, a phone, an hour, until when; acts on the chosen one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from desk_app.services.winners import Call
from desk_app.ui.register.model import call_cell, phone_said, place_cell
from desk_app.ui.theme import current, px
from desk_app.ui.widgets.buttons import Button
from desk_app.ui.widgets.cards import Card, EmptyState
from desk_app.ui.widgets.lines import Cell, Column, LinesModel
from desk_app.ui.widgets.refusal import Level, Offer, RefusalBox
from desk_app.ui.widgets.table import Table
from desk_app.words.catalogue import _, ngettext, pgettext
from desk_app.words.errors import Said

ROW, ROWS = 40, 3


class CallsCard(Card):
    """The list and, under it, what the winner answered; it notes nothing itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, gap=0, name=_("To be told"), parent=parent)
        self._count = self.add_head(_("To be told"))
        self._lines = LinesModel(_columns(), identity=_reference)
        self.table = Table(self._lines, name=_("Winners to be told"), row_height=ROW)
        self.table.setObjectName("register.calls")
        self.table.setMinimumHeight(px(ROW * ROWS))
        self._empty = EmptyState(
            _("Nobody is to be told."), support=_("Winners of a draw stand here.")
        )
        self.box = RefusalBox(self)
        self.box.setObjectName("register.answered")
        self.told = Button(pgettext("button", "Told"), icon="phone", shortcut="T", parent=self)
        self.confirms = Button(
            pgettext("button", "Confirms by phone"), icon="check", shortcut="C", parent=self
        )
        self.is_here = Button(
            pgettext("button", "Is here: print"), icon="printer", shortcut="I", parent=self
        )
        self.gives_up = Button(
            pgettext("button", "Gives it up"), icon="user-x", shortcut="R", parent=self
        )
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(self._foot())

    def show_calls(self, calls: Sequence[Call]) -> None:
        """Show *calls*; who is chosen stays chosen."""
        self._lines.set_rows(calls)
        count = ngettext("{count} winner", "{count} winners", len(calls))
        self._count.setText(count.format(count=len(calls)) if calls else "")
        self.table.setVisible(bool(calls))
        self._empty.setVisible(not calls)
        if calls and self.table.chosen() is None:
            self.table.choose(self._lines.index(0, 0))
        self.show_acts()

    def chosen(self) -> Call | None:
        """Return the winner chosen by hand, None for none."""
        row = self.table.chosen()
        return row if isinstance(row, Call) else None

    def show_acts(self) -> None:
        """Offer what the chosen winner can answer."""
        call = self.chosen()
        is_due = call is not None and call.is_paper_due
        for button in (self.told, self.confirms, self.gives_up):
            button.setEnabled(call is not None and not is_due)
        self.is_here.setEnabled(call is not None)

    def say(self, said: Said, *, level: Level, offers: Sequence[Offer] = ()) -> None:
        """Say what came of an answer."""
        self.box.refuse(said.text, why=said.why, offers=offers, level=level)

    def _foot(self) -> QWidget:
        foot = QWidget(self)
        grid = QGridLayout(foot)
        grid.setContentsMargins(px(14), px(8), px(14), px(12))
        grid.setSpacing(px(8))
        grid.addWidget(self.box, 0, 0, 1, 4)
        buttons = (self.told, self.confirms, self.is_here, self.gives_up)
        wide = 2 if current().stacked else 4
        for place, button in enumerate(buttons):
            grid.addWidget(button, 1 + place // wide, place % wide)
        return foot


def _columns() -> tuple[Column[Call], ...]:
    return (
        Column(id="last4", title=_("Document"), cell=_last4, width=92),
        Column(id="phone", title=_("Phone"), cell=_phone, width=140),
        Column(id="place", title=_("Place won"), cell=place_cell, width=150),
        Column(id="stands", title=_("Where it stands"), cell=call_cell),
    )


def _last4(call: Call) -> Cell:
    return Cell(f"…{call.last4}", "text2")


def _phone(call: Call) -> Cell:
    return Cell(phone_said(call.phone))


def _reference(call: Call) -> str:
    return call.request.reference
