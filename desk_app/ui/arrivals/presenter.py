"""Drives Arrivées: what a code is worth, the document, the ticket, taking it back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Slot

from desk_app.domain.booking_errors import DocumentMismatch, UnknownAppointment
from desk_app.domain.changes import Changes, Topic
from desk_app.domain.errors import DeskError, DocumentNeeded, Unavailable
from desk_app.services.arrivals import Arrived, Found
from desk_app.services.door import Door
from desk_app.services.ports import Clock
from desk_app.ui.arrivals import afterwards
from desk_app.ui.arrivals.afterwards import Afterwards
from desk_app.ui.arrivals.corrections import Corrections
from desk_app.ui.arrivals.excuses import Excuses
from desk_app.ui.arrivals.model import (
    Visit,
    ends_the_visit,
    last_four_of,
    let_in_said,
    paper_in_trouble,
    refusal_of,
    verdict_of,
)
from desk_app.ui.arrivals.operations import ArrivalsOperations
from desk_app.ui.arrivals.view import ArrivalsView
from desk_app.ui.rereading import Rereading
from desk_app.ui.second.asking import Ask
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.ui.widgets.refusal import Level, Offer
from desk_app.words.catalogue import _
from desk_app.words.errors import sentence
from desk_app.words.texts import spaced

REREAD_MS = 30_000  # who was expected is late a minute later
A_CODE = 40  # signs: a document's number is shorter, a convocation's code much longer
_TOPICS = frozenset({Topic.APPOINTMENTS, Topic.TICKETS, Topic.PRINTS, Topic.SITE})


class Window(afterwards.Window, Protocol):
    """The shell, as Arrivées needs it."""

    def set_title(self, title: str, sub: str = "") -> None: ...
    def show_undo(self, text: str, callback: Callable[[], object]) -> None: ...


class ArrivalsPresenter(QObject):
    """Owns one view and the one visit at the door; what was asked before it is not shown."""

    def __init__(
        self,
        view: ArrivalsView,
        operations: ArrivalsOperations,
        *,
        session: Session,
        tasks: Tasks,
        signals: AppSignals,
        window: Window,
        clock: Clock,
        ask_second: Ask,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._do, self._window, self._clock = view, operations, window, clock
        self._session, self._tasks, self._signals = session, tasks, signals
        self._door: Door | None = None
        self._visit: Visit | None = None
        self._asked = 0
        self._is_letting_in = False
        self.excuses = Excuses(view, lambda: self._visit, ask_second=ask_second, parent=self)
        self.corrections = Corrections(
            view, operations, visit=lambda: self._visit, session=session, tasks=tasks,
            signals=signals, ask_second=ask_second, parent=self,
        )  # fmt: skip
        self.afterwards = Afterwards(
            view, operations, session=session, tasks=tasks, signals=signals, window=window,
            clock=clock, parent=self,
        )  # fmt: skip
        self._rereading = Rereading(
            self._look, show=self._show, failed=self.afterwards.fail, tasks=tasks
        )
        self._listen()

    @Slot()
    def reread(self) -> None:
        """Read the list again if it is in sight and somebody has signed in."""
        if self._view.isVisible() and self._session.agent is not None:
            self._rereading.ask()

    @Slot(str)
    def look_up(self, code: str) -> None:
        """Find what a scanned or typed code is worth now."""
        self._visit = None
        self._asked += 1
        find = partial(self._do.find, code, by=self._session.login)
        found = partial(self._on_found, self._asked, code)
        self._tasks.run(find, then=found, failed=partial(self._on_not_found, self._asked))

    @Slot()
    def let_in(self) -> None:
        """Let the holder in with the document that was shown; a code scanned instead is a code."""
        visit, typed = self._visit, self._view.card.last4.text()
        if visit is None or self._is_letting_in:
            return
        if len(typed) >= A_CODE:
            self.look_up(typed)
            return
        last4 = "" if visit.is_to_see else last_four_of(typed)
        if not last4 and not visit.is_to_see:
            self._on_not_let_in(DocumentNeeded(visit.found.appointment.procedure))
            return
        self._is_letting_in = True
        shown = visit.shown(last4)
        self._tasks.run(
            partial(self._do.let_in, shown, by=self._session.login, agreement=visit.agreement),
            then=self._on_let_in,
            failed=self._on_not_let_in,
        )

    @Slot()
    def start_again(self) -> None:
        """Forget who stands at the door."""
        self._forget()
        self._view.wait_for_code()

    def _listen(self) -> None:
        view = self._view
        view.shown.connect(self.reread)
        view.scanned.connect(self.look_up)
        view.card.primary.clicked.connect(self.let_in)
        self.excuses.excused.connect(self._on_excused)
        self.afterwards.taken_back.connect(self.start_again)
        self.corrections.corrected.connect(self.start_again)
        self.corrections.failed.connect(self.afterwards.fail)
        self._signals.changed.connect(self._on_changed)
        self._session.changed.connect(self._on_session)
        self._timer = QTimer(self, interval=REREAD_MS)
        self._timer.timeout.connect(self.reread)
        self._timer.start()

    def _forget(self) -> None:
        self._visit = None
        self._asked += 1
        self._view.card.show_nothing()
        self._view.show_at_the_door("")

    def _look(self) -> Door:
        return self._do.look(language=self._session.language, by=self._session.login)

    def _show(self, door: Door) -> None:
        self._door = door
        self._view.show_door(door)
        if self._view.isVisible():
            self._window.set_title(_("Arrivals"), door.site)
        if self.afterwards.number:
            papers = {str(number): state for number, state in door.papers.items()}
            self._view.card.show_paper(in_trouble=paper_in_trouble(self.afterwards.number, papers))

    def _on_found(self, turn: int, code: str, found: Found) -> None:
        if turn == self._asked:
            self._show_visit(Visit(code=code, found=found))
            self.reread()  # the list says how late as the verdict beside it does

    def _show_visit(self, visit: Visit) -> None:
        self._visit, self.excuses.mismatched = visit, None
        names = self._door.names if self._door is not None else {}
        verdict = verdict_of(visit, names, self._clock())
        offers = self.excuses.offers(verdict)
        self._view.card.show_verdict(verdict, offers, asks_document=True, is_to_see=visit.is_to_see)
        self._view.show_at_the_door(visit.found.appointment.reference)
        self._view.wait_for_document()

    def _on_not_found(self, turn: int, error: DeskError) -> None:
        if turn != self._asked:
            return
        if isinstance(error, Unavailable):
            self._view.card.show_nothing()
            self._view.card.refuse(sentence(error, now=self._clock()), level="warn")
            return
        self._end(error)

    def _end(self, error: DeskError) -> None:
        """Nobody comes in: the next code is awaited."""
        self._visit = None
        on = Offer(text=_("Next person"), callback=self.start_again, shortcut="Escape")
        self._view.card.show_verdict(refusal_of(error, self._clock()), (on,), asks_document=False)
        self._view.show_at_the_door(getattr(error, "reference", ""))
        self._view.wait_for_code()

    @Slot(object, object)
    def _on_excused(self, asked: Visit, excused: Visit) -> None:
        """An answer that comes once another stands at the door excuses nobody."""
        if self._visit is asked:
            typed = self._view.card.last4.text()
            self._show_visit(excused)
            self._view.card.last4.setText(typed)

    def _on_let_in(self, arrived: Arrived) -> None:
        is_excused = self._visit is not None and self._visit.is_excused
        self._is_letting_in, self._visit = False, None
        number, reference = arrived.ticket.number, arrived.appointment.reference
        self.afterwards.number = number
        said = let_in_said(arrived, is_excused=is_excused)
        self._view.card.show_let_in(number, arrived.name, said)
        self._view.show_at_the_door(reference)
        self._view.wait_for_code()
        done = _("{number} let in").format(number=spaced(number))
        self._window.show_undo(done, partial(self.afterwards.undo, reference))
        self._signals.changed.emit(arrived.changes)

    def _on_not_let_in(self, error: DeskError) -> None:
        self._is_letting_in, visit = False, self._visit
        if isinstance(error, DocumentMismatch) and visit is not None:
            self.excuses.refuse_document(visit, error, self._clock(), on=self.start_again)
            return
        if ends_the_visit(error) or isinstance(error, UnknownAppointment):
            self._end(error)
            self.reread()
            return
        level: Level = "warn" if isinstance(error, Unavailable) else "danger"
        self._view.card.refuse(sentence(error, now=self._clock()), level=level)
        self._view.wait_for_document()

    @Slot()
    def _on_session(self) -> None:
        """Another agent does not let in who stood before the first."""
        self.afterwards.number = ""
        self._forget()  # the focus is the sign-in's
        self._view.code.setText("")
        self.reread()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.topics & _TOPICS:
            self.reread()
