"""What is done about a ticket once it is given: its paper again, taking it back. It gives none."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot

from desk_app.domain.errors import DeskError, Unavailable
from desk_app.domain.tickets import TicketStatus
from desk_app.services.outcomes import Outcome, Reprinted
from desk_app.services.ports import Clock
from desk_app.services.reception import LastTicket
from desk_app.ui.reception.notice import Notice
from desk_app.ui.reception.operations import ReceptionOperations
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.ui.widgets.refusal import Level
from desk_app.words.catalogue import _
from desk_app.words.errors import Said, sentence
from desk_app.words.moves import done
from desk_app.words.texts import spaced


class AfterwardsView(Protocol):
    """The parts of the screen that say what came of it."""

    @property
    def notice(self) -> Notice: ...
    def chosen_ticket(self) -> LastTicket | None: ...


class Undoing(Protocol):
    """The window's undo bar, as Accueil needs it."""

    def can_undo(self) -> bool: ...
    def undo(self) -> None: ...
    def hide(self) -> None: ...


class Afterwards(QObject):
    """Each act says in sight what came of it, or why nothing did."""

    taken_back = Signal(str)  # the number of the ticket

    def __init__(
        self,
        view: AfterwardsView,
        *,
        operations: ReceptionOperations,
        session: Session,
        tasks: Tasks,
        signals: AppSignals,
        undo_bar: Undoing,
        clock: Clock,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._operations = operations
        self._session = session
        self._tasks = tasks
        self._signals = signals
        self._undo_bar = undo_bar
        self._clock = clock
        self._last: tuple[LastTicket, ...] = ()

    def show_last(self, last: Sequence[LastTicket]) -> None:
        """Take the last tickets as they are now, newest first."""
        self._last = tuple(last)

    @Slot()
    def reprint(self) -> None:
        """Print the ticket chosen among the last ones again, else the newest that still stands."""
        standing = (each for each in self._last if each.status is not TicketStatus.CANCELLED)
        ticket = self._view.chosen_ticket() or next(standing, None)
        if ticket is not None:
            self.reprint_number(ticket.number)
            return
        said = Said(_("There is no ticket to print again."), _("None has been handed out today."))
        self._view.notice.refuse(said, level="warn")

    def reprint_number(self, number: str) -> None:
        """Print the ticket of *number* again, as a duplicate."""
        self._tasks.run(
            partial(self._operations.reprint, number, by=self._session.login),
            then=self._on_reprinted,
            failed=self.refuse,
        )

    @Slot(object, bool)
    def answer(self, ticket: LastTicket, came_out: bool) -> None:
        """Settle a doubtful paper: it came out, or it did not."""
        if ticket.job is None:
            return
        self._tasks.run(
            partial(
                self._operations.confirm, ticket.job, came_out=came_out, by=self._session.login
            ),
            then=self._on_settled,
            failed=self.refuse,
        )

    @Slot()
    def take_back(self) -> None:
        """Take the last act back where that is still possible, else say why not."""
        if self._undo_bar.can_undo():
            self._undo_bar.undo()
            return
        said = Said(
            _("There is nothing to take back."),
            _("Only your last act can be taken back, and only once."),
        )
        self._view.notice.refuse(said, level="warn")

    def undo(self) -> None:
        """Take back the agent's last act: a ticket's number is cancelled, never given again."""
        self._tasks.run(
            partial(self._operations.undo, by=self._session.login),
            then=self._on_undone,
            failed=self.refuse,
        )

    def refuse(self, error: DeskError) -> None:
        """Say why it was not done; what is out of reach is no fault of anybody."""
        level: Level = "warn" if isinstance(error, Unavailable) else "danger"
        self._undo_bar.hide()  # the same place; taking back stays possible
        self._view.notice.refuse(sentence(error, now=self._clock()), level=level)

    def tell(self, text: str, icon: str) -> None:
        """Say in sight what was done."""
        self._undo_bar.hide()  # the same place; taking back stays possible
        self._view.notice.tell(text, icon=icon)

    def _on_reprinted(self, reprinted: Reprinted) -> None:
        job = reprinted.job
        if job.copy_of is None:
            form = _("{number}: its first paper is still to come, it is not doubled")
        else:
            form = _("{number} printed again: DUPLICATA {copy}")
        self.tell(form.format(number=spaced(job.slip.number), copy=job.slip.copy_no), "printer")
        self._signals.changed.emit(reprinted.changes)

    def _on_settled(self, settled: Reprinted) -> None:
        self.tell(done("confirm", settled.job.slip.number), "check")
        self._signals.changed.emit(settled.changes)

    def _on_undone(self, outcome: Outcome) -> None:
        ticket = outcome.ticket
        said = done("undo", ticket.number)
        if ticket.status is TicketStatus.CANCELLED:
            form = _("{number} cancelled: take its paper back, the number is not given again")
            said = form.format(number=spaced(ticket.number))
        self.taken_back.emit(ticket.number)
        self.tell(said, "undo-2")
        self._signals.changed.emit(outcome.changes)
