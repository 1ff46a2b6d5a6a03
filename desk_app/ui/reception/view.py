"""Accueil as it looks: procedures, the ticket, the last ones. Passive: it decides nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.services.reception import LastTicket, ProcedureLine, Reception
from desk_app.ui.keys import KeyGuard, shortcut_of
from desk_app.ui.reader import Reader
from desk_app.ui.reception.faces import ChoiceFace, GivenFace
from desk_app.ui.reception.form import Form, Spot
from desk_app.ui.reception.last_card import LastTickets
from desk_app.ui.reception.notice import Notice
from desk_app.ui.reception.procedures_page import ProceduresPage
from desk_app.ui.reception.reveal import Reveal
from desk_app.ui.reception.sheets import LanguageSheet, ReturnSheet
from desk_app.ui.reception.ticket_card import TicketCard
from desk_app.ui.theme import current, px
from desk_app.ui.widgets.columns import TwoColumns
from desk_app.ui.widgets.refusal import Offer
from desk_app.words.errors import Said

_MODIFIED = "Ctrl+", "Alt+"


class ReceptionView(QWidget):
    """Shows what the presenter says and tells what the agent wishes.

    *overlay* is the widget sheets lie over: the window's content.
    """

    shown = Signal()
    undo_asked = Signal()

    def __init__(
        self,
        *,
        overlay: QWidget,
        guard: KeyGuard | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.procedures = ProceduresPage()
        self.card = TicketCard(guard=guard)
        self.last = LastTickets()
        self.languages, self.returns = LanguageSheet(overlay), ReturnSheet(overlay)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        if self.card.bar is not None:
            outer.addWidget(self.card.bar)
        self._columns = self._build_columns()
        outer.addWidget(self._columns, 1)
        self.notice = Notice(self)
        outer.addWidget(self.notice)
        self.setFocusProxy(self.procedures.search)
        self.reader = Reader(takes_enter=False, parent=self)
        choices = self.card.choices
        self.reader.watch(self.procedures.search, choices.document, choices.hint, self.card.primary)
        self._form = Form()
        self._reveal = Reveal(self._columns.area, self.procedures.search, parent=self)
        for table in (*self.procedures.tables(), self.last.table):
            self._reveal.follow(table)

    def show_reception(self, reception: Reception, now: dt.datetime) -> None:
        """Show the procedures and the latest tickets as they are."""
        self.procedures.show_lines(reception.lines, now)
        self.last.show_tickets(reception.last)

    def show_found(self, lines: Sequence[ProcedureLine] | None, typed: str) -> None:
        """Show what a search found; None shows the tiles again."""
        self.procedures.show_found(lines, typed)
        self.card.hold("" if lines is None or lines else self.procedures.nothing_found(typed))
        if lines is not None:
            self._reveal.bring_up(self.procedures.search)

    def chosen_ticket(self) -> LastTicket | None:
        """Return the ticket chosen among the last ones."""
        return self.last.chosen()

    def show_nothing(self, given: GivenFace | None) -> None:
        """Ask for a procedure; show the ticket just given, if any."""
        self.procedures.show_chosen("")
        self.card.show_nothing(given)

    def show_choice(
        self,
        code: str,
        face: ChoiceFace,
        form: Form,
        languages: Sequence[str],
        offers: Sequence[Offer],
    ) -> None:
        """Show the procedure *code* as chosen, and the ticket being prepared."""
        self.procedures.show_chosen(code)
        self.card.show_choice(face, form, languages, offers)
        self._show_change(form)

    def show_document(self, said: str, *, good: bool, doubt: str = "") -> None:
        """Say what was read in the document field, and what to look at again on the document."""
        self.card.choices.refuse_document(None)
        self.card.choices.show_document_state(said, good=good)
        if doubt:
            self.card.choices.doubt_document(doubt)

    def refuse_document(self, said: Said, offers: Sequence[Offer]) -> None:
        """Say under the document field why it does not do."""
        self.card.choices.refuse_document(True)
        self.card.choices.refusal.refuse(said.text, why=said.why, offers=offers)

    def refuse_ticket(self, said: Said, offers: Sequence[Offer], *, unavailable: bool) -> None:
        """Say under the filled button why no ticket was given."""
        self.card.refuse(said, offers=offers, unavailable=unavailable)

    def withdraw_refusal(self) -> None:
        """Take back why no ticket was given: something has been changed since."""
        self.card.refusal.withdraw()

    def open_languages(self, languages: Sequence[str], chosen: str) -> None:
        """Open the list of every language of the site."""
        self.languages.open_at(languages, chosen)

    def clear(self, *, visitor: bool) -> None:
        """Empty the search and let go of the last tickets; forget the *visitor*'s document too."""
        self.procedures.search.setText("")  # unlike clear(): Ctrl Z is for the last act
        self.last.forget_choice()
        if visitor:
            self.card.choices.clear_document()

    def focus_on(self, spot: Spot) -> None:
        """Put the focus where the agent goes on."""
        widget: QWidget = {
            Spot.SEARCH: self.procedures.search,
            Spot.DOCUMENT: self.card.choices.document,
            Spot.DOCUMENT_AGAIN: self.card.choices.document,
            Spot.GIVE: self.card.primary,
        }[spot]
        self._reveal.show(widget, from_start=True)
        widget.setFocus()
        if spot in (Spot.DOCUMENT, Spot.DOCUMENT_AGAIN):
            self.card.choices.document.selectAll()

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that the screen is in sight: it reads again."""
        super().showEvent(event)
        self.shown.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Start a search with a letter typed anywhere; leave the rest to the window.

        Ctrl Z is answered here even where nothing can be taken back.
        """
        shortcut = shortcut_of(event)
        if shortcut == "Ctrl+Z":
            self.undo_asked.emit()
            return
        letter = event.text().isalpha() and not shortcut.startswith(_MODIFIED)
        answers = shortcut in {"O", "N"} and self.last.can_answer()
        if not letter or answers or shortcut.isdigit():
            event.ignore()
            return
        self.procedures.search.setFocus()
        self.procedures.search.insert(event.text())

    def _show_change(self, form: Form) -> None:
        """Where the page scrolls, a choice changed by its key comes into sight."""
        before, self._form = self._form, form
        if before.line is None or form.line is None or before.line.code != form.line.code:
            return
        if before.language != form.language:
            self._reveal.show(self.card.choices.languages)
        elif before.priority is not form.priority:
            self._reveal.show(self.card.choices.priorities)

    def _build_columns(self) -> TwoColumns:
        """Beside the procedures stands the ticket; stacked, it comes first and the last ones end.

        So the search is never a dozen tickets away from the one that is prepared.
        """
        if current().stacked:
            lists = _column(self.procedures, self.last)
            return TwoColumns(lists, self.card, act_second=True, parent=self)
        right = _column(self.card, self.last)
        return TwoColumns(self.procedures, right, second_width=404, act_second=True, parent=self)


def _column(first: QWidget, second: QWidget) -> QWidget:
    place = QWidget()
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(12))
    column.addWidget(first)
    column.addWidget(second, 1)
    return place
