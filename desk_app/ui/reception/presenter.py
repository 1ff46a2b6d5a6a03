"""Accueil's acts: reading the screen, giving the ticket, its paper, taking it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Slot

from desk_app.domain.changes import Changes, Topic
from desk_app.domain.errors import (
    AlreadyHasTicket,
    BadDocument,
    DeskError,
    DocumentNeeded,
    Unavailable,
)
from desk_app.services.outcomes import Issued
from desk_app.services.ports import Clock
from desk_app.services.reception import Gate, LastTicket, ProcedureLine, Reception
from desk_app.ui.reception.afterwards import Afterwards, AfterwardsView, Undoing
from desk_app.ui.reception.document_check import DocumentCheck, DocumentView
from desk_app.ui.reception.faces import GivenFace, announced, paper_of
from desk_app.ui.reception.form import Form, Spot
from desk_app.ui.reception.local import Local
from desk_app.ui.reception.operations import ReceptionOperations
from desk_app.ui.reception.patience import Patience
from desk_app.ui.reception.preparation import Preparation, PreparationView
from desk_app.ui.reception.returns import Returns
from desk_app.ui.reception.returns import View as ReturnsView
from desk_app.ui.rereading import Rereading
from desk_app.ui.second.asking import Ask
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.ui.widgets.refusal import Level, Offer
from desk_app.words.catalogue import _, pgettext
from desk_app.words.errors import Said, sentence
from desk_app.words.moves import done

REREAD_MS = 30_000  # estimates grow old by themselves
_TOPICS = frozenset({Topic.TICKETS, Topic.PROCEDURES, Topic.PRINTS, Topic.COUNTERS, Topic.SITE})


class Desk(PreparationView, DocumentView, AfterwardsView, ReturnsView, Protocol):
    """The view, as the presenter needs it."""

    def isVisible(self) -> bool: ...
    def show_reception(self, reception: Reception, now: dt.datetime) -> None: ...
    def refuse_document(self, said: Said, offers: Sequence[Offer]) -> None: ...
    def refuse_ticket(self, said: Said, offers: Sequence[Offer], *, unavailable: bool) -> None: ...


class Window(Protocol):
    """The shell, as Accueil needs it."""

    @property
    def undo_bar(self) -> Undoing: ...
    def set_title(self, title: str, sub: str = "") -> None: ...
    def show_undo(self, text: str, callback: Callable[[], object]) -> None: ...
    def refuse(
        self, text: str, *, why: str = "", offers: Sequence[Offer] = (), level: Level = "danger"
    ) -> None: ...


class ReceptionPresenter(QObject):
    """Owns one view; its `preparation` keeps the choices, it does the acts."""

    def __init__(
        self,
        view: Desk,
        *,
        operations: ReceptionOperations,
        session: Session,
        tasks: Tasks,
        signals: AppSignals,
        window: Window,
        clock: Clock,
        ask_second: Ask,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._operations = operations
        self._session = session
        self._tasks, self._signals = tasks, signals
        self._window = window
        self._clock = clock
        self._is_giving = False
        self._is_ahead = False  # the next visitor is prepared while a ticket is being given
        self._given: GivenFace | None = None
        self._last: tuple[LastTicket, ...] = ()
        self._held = ""
        self.check = DocumentCheck(view, operations=operations, tasks=tasks, parent=self)
        self.check.refused.connect(self._on_refused)
        self._make_parts(window, ask_second)
        self._patience = Patience(view, go_on=self._go_ahead, parent=self)
        self._rereading = Rereading(
            self._look, show=self._show, failed=self._on_unread, tasks=tasks
        )
        self._listen()

    @Slot()
    def reread(self) -> None:
        """Read the screen again if it is in sight and somebody has signed in."""
        if self._view.isVisible() and self._session.agent is not None:
            self._rereading.ask()

    def choose(self, code: str) -> None:
        """Prepare a ticket for the procedure *code*; the one given before is put away."""
        if self._is_giving and not self._is_ahead:
            self._go_ahead()
        self._given = None
        self._view.notice.withdraw()
        self.preparation.choose(code)

    def give(self) -> None:
        """Hand out the ticket as prepared, once."""
        line = self.preparation.form.line
        if line is None or self.preparation.finds_nothing:
            return
        if self._is_giving:
            if self._is_ahead:
                self._patience.keep()
            return
        if line.gate is not Gate.OPEN:
            self.reread()  # the card already says why; perhaps it has opened since
            return
        fault = self.check.fault()
        if fault is not None:
            self._on_refused(fault)
            return
        self._give(self.preparation.form, is_ahead=False)

    def start_again(self) -> None:
        """Forget the visitor."""
        self._given = None
        self._view.notice.withdraw()
        self.preparation.start_again()

    def reprint_held(self) -> None:
        """Print again the ticket that this document already has."""
        held = self._held
        if held:
            self.start_again()
            self.afterwards.reprint_number(held)

    def _give(self, form: Form, *, is_ahead: bool) -> None:
        """Hand out the ticket of *form*; *is_ahead* where another visitor is being prepared."""
        if form.line is None or self._is_giving:
            return
        self._is_giving, self._is_ahead = True, is_ahead
        self._patience.start()
        order, by = form.order(), self._session.login
        issue = partial(self._operations.issue, order, by=by, agreement=form.agreement)
        self._tasks.run(issue, then=partial(self._on_given, form.line), failed=self._on_not_given)

    def _make_parts(self, window: Window, ask_second: Ask) -> None:
        self.afterwards = Afterwards(
            self._view, operations=self._operations, session=self._session, tasks=self._tasks,
            signals=self._signals,
            undo_bar=window.undo_bar, clock=self._clock, parent=self,
        )  # fmt: skip
        self.afterwards.taken_back.connect(self._on_taken_back)
        self.preparation = Preparation(self._view, check=self.check, now=self._clock, parent=self)
        self.returns = Returns(
            self._view, operations=self._operations, session=self._session, tasks=self._tasks,
            signals=self._signals,
            clock=self._clock, ask_second=ask_second, tell=self.afterwards.tell, parent=self,
        )  # fmt: skip
        self._local = Local(self.preparation, ask_second=ask_second, give=self._give)
        self.preparation.local_wanted.connect(self._local.ask)

    def _go_ahead(self) -> None:
        """Prepare the next visitor's ticket while one is being given."""
        self._is_ahead = True
        self.preparation.start_again()

    def _listen(self) -> None:
        self._timer = QTimer(self)
        self._timer.setInterval(REREAD_MS)
        self._timer.timeout.connect(self.reread)
        self._timer.start()
        self._signals.changed.connect(self._on_changed)
        self._session.changed.connect(self.reread)

    def _look(self) -> Reception:
        return self._operations.look(language=self._session.language)

    def _show(self, reception: Reception) -> None:
        self._last = reception.last
        self.afterwards.show_last(reception.last)
        self._view.show_reception(reception, self._clock())
        self.preparation.show_lines(reception.lines, reception.languages)
        if self._view.isVisible():
            self._window.set_title(pgettext("place", "Reception"), reception.site)
        self._show_given()

    def _show_given(self) -> None:
        if self._given is None or self.preparation.form.line is not None:
            return
        paper = paper_of(self._given.number, self._last)
        if paper is not self._given.paper:
            given = self._given
            self._given = GivenFace(
                number=given.number, name=given.name, wait=given.wait, paper=paper
            )
            self._view.show_nothing(self._given)

    def _on_given(self, line: ProcedureLine, issued: Issued) -> None:
        self._is_giving = False
        self._patience.stop()
        number = issued.ticket.number
        if not self._is_ahead:
            self._given = GivenFace(
                number=number,
                name=line.short,
                wait=announced(issued.wait),
                paper=paper_of(number, ()),
            )
            self.preparation.start_again(self._given)
        self._view.notice.withdraw()
        self._window.show_undo(done("issue", number), self.afterwards.undo)
        self._signals.changed.emit(issued.changes)

    def _on_not_given(self, error: DeskError) -> None:
        self._is_giving = False
        self._patience.stop()
        if self._is_ahead:
            self._on_unread(error)
            return
        self._on_refused(error)
        if isinstance(error, AlreadyHasTicket):
            self._view.focus_on(Spot.DOCUMENT_AGAIN)

    @Slot(object)
    def _on_refused(self, error: DeskError) -> None:
        said = sentence(error, now=self._clock())
        if isinstance(error, AlreadyHasTicket):
            self._held = error.number
            again = _("Print again as a duplicate")
            offer = Offer(text=again, callback=self.reprint_held, icon="printer")
            self._view.refuse_document(said, (offer,))
        elif isinstance(error, DocumentNeeded | BadDocument):
            self._view.refuse_document(said, ())
            self._view.focus_on(Spot.DOCUMENT_AGAIN)
        else:
            unavailable = isinstance(error, Unavailable)
            self._view.refuse_ticket(said, (), unavailable=unavailable)
            self.reread()

    @Slot(str)
    def _on_taken_back(self, number: str) -> None:
        if self._given is not None and self._given.number == number:
            self.start_again()

    def _on_unread(self, error: DeskError) -> None:
        said = sentence(error, now=self._clock())
        level: Level = "warn" if isinstance(error, Unavailable) else "danger"
        self._window.refuse(said.text, why=said.why, level=level)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.topics & _TOPICS:
            self.reread()
