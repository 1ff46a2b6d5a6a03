"""Drives the sheet of an opening: who is there has a card, then the doors open."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot

from desk_app.domain.changes import Changes, Topic
from desk_app.domain.errors import BadDocument, DeskError, Unavailable
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.roles import Power, may
from desk_app.domain.tickets import Priority
from desk_app.services.issuing import Order
from desk_app.services.opening_draws import Handed, Opened
from desk_app.services.opening_page import OpeningPage
from desk_app.services.ports import Clock
from desk_app.ui.commands import Command
from desk_app.ui.documents import read_document
from desk_app.ui.opening.operations import OpeningOperations
from desk_app.ui.opening.sheet import OpeningSheet
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.ui.widgets.refusal import Level
from desk_app.words.catalogue import _
from desk_app.words.errors import Said, sentence
from desk_app.words.openings import card_line, given_line, left_lines

KEY = "Alt+O"


class OpeningDraw(QObject):
    """Owns the sheet; any place that hands tickets out can open it."""

    def __init__(
        self,
        sheet: OpeningSheet,
        operations: OpeningOperations,
        *,
        session: Session,
        tasks: Tasks,
        signals: AppSignals,
        clock: Clock,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._sheet, self._do = sheet, operations
        self._session, self._tasks, self._signals = session, tasks, signals
        self._clock = clock
        self._page: OpeningPage | None = None
        self._is_busy = False
        sheet.primary.on_press(self.act)
        signals.changed.connect(self._on_changed)

    def command(self, place: str) -> Command:
        """Return the act of *place* that opens the sheet."""
        return Command(
            id=f"{place}.opening",
            text=_("Opening of the doors: cards, then tickets…"),
            shortcut=KEY,
            callback=self.ask,
            where=place,
            is_enabled=self.can_ask,
        )

    def can_ask(self) -> bool:
        """Return whether who has signed in hands tickets out."""
        agent = self._session.agent
        return agent is not None and may(agent.role, Power.ISSUE)

    @Slot()
    def ask(self) -> None:
        """Come in with the opening as it is now."""
        if self.can_ask():
            self._read(is_new=True)

    @Slot()
    def act(self) -> None:
        """Hand a card out, or open the doors."""
        if self._page is None or self._is_busy:
            return
        if self._page.is_open:
            self._is_busy = True
            work = partial(self._do.open_doors, by=self._session.login)
            self._tasks.run(work, then=self._on_opened, failed=self._on_failed)
        else:
            self._hand()

    def _hand(self) -> None:
        sheet = self._sheet
        typed, kind = sheet.document.text().strip(), sheet.priority.chosen()
        try:
            document = read_document(typed) if typed else None
        except BadDocument as error:
            self._on_failed(error)
            sheet.document.setFocus()
            return
        order = Order(
            procedure=ProcedureCode(sheet.procedure.chosen()),
            priority=Priority(kind) if kind else None,
            document=document,
        )
        self._is_busy = True
        work = partial(self._do.hand_card, order, by=self._session.login)
        self._tasks.run(work, then=self._on_handed, failed=self._on_failed)

    def _read(self, *, is_new: bool) -> None:
        look = partial(self._do.look, language=self._session.language, by=self._session.login)
        self._tasks.run(look, then=partial(self._show, is_new), failed=self._on_failed)

    def _show(self, is_new: bool, page: OpeningPage) -> None:
        self._page = page
        if is_new:
            self._sheet.come_in(page)
        else:
            self._sheet.show_page(page)

    def _on_handed(self, handed: Handed) -> None:
        self._is_busy = False
        self._sheet.forget()
        self._sheet.say(Said(card_line(handed.card.number, handed.opens_at)), level="ok")
        self._sheet.procedure.setFocus()
        self._signals.changed.emit(handed.changes)

    def _on_opened(self, opened: Opened) -> None:
        self._is_busy = False
        left = left_lines(opened.left)
        if left:
            self._sheet.say(Said(left[0], left[1]), level="warn")
        self._sheet.show_given([given_line(each.card, each.ticket.number) for each in opened.given])
        self._signals.changed.emit(opened.changes)

    def _on_failed(self, error: DeskError) -> None:
        self._is_busy = False
        level: Level = "warn" if isinstance(error, Unavailable) else "danger"
        self._sheet.say(sentence(error, now=self._clock()), level=level)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if Topic.REGISTER in changes.topics and self._sheet.isVisible() and self.can_ask():
            self._read(is_new=False)
