"""What is done about an arrival once it is one: taking it back, its paper again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from desk_app.domain.errors import DeskError, Unavailable
from desk_app.services.arrivals import Undone
from desk_app.services.outcomes import Reprinted
from desk_app.services.ports import Clock
from desk_app.ui.arrivals.model import taken_back
from desk_app.ui.arrivals.operations import ArrivalsOperations
from desk_app.ui.arrivals.view import ArrivalsView
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.ui.widgets.refusal import Level, Offer
from desk_app.words.catalogue import _
from desk_app.words.errors import Said, sentence
from desk_app.words.texts import spaced


class Window(Protocol):
    """The shell, as this needs it."""

    def refuse(
        self, text: str, *, why: str = "", offers: Sequence[Offer] = (), level: Level = "danger"
    ) -> None: ...


class Afterwards(QObject):
    """Each act says in the card what came of it, and in the window why it was not done.

    *number* is the ticket of the last arrival that stands, "" for none.
    """

    taken_back = Signal()

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
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view, self._do, self._window, self._clock = view, operations, window, clock
        self._session, self._tasks, self._signals = session, tasks, signals
        self.number = ""

    def undo(self, reference: str) -> None:
        """Take the arrival of *reference* back."""
        back = partial(self._do.undo, reference, by=self._session.login)
        self._tasks.run(back, then=self._on_undone, failed=self.fail)

    def reprint(self) -> None:
        """Print the ticket of the chosen arrival again, else of the last one."""
        chosen = self._view.chosen()
        number = (chosen.appointment.number if chosen else None) or self.number
        if not number:
            self._view.card.refuse(Said(_("There is no ticket to print again.")), level="warn")
            return
        again = partial(self._do.reprint, number, by=self._session.login)
        self._tasks.run(again, then=self._on_reprinted, failed=self.fail)

    def fail(self, error: DeskError) -> None:
        """Say why something was not done or read; what is out of reach is nobody's fault."""
        said = sentence(error, now=self._clock())
        level: Level = "warn" if isinstance(error, Unavailable) else "danger"
        self._window.refuse(said.text, why=said.why, level=level)

    def _on_undone(self, undone: Undone) -> None:
        self.number = ""
        self.taken_back.emit()
        self._view.card.show_told(taken_back(undone.ticket.number), "ok")
        self._signals.changed.emit(undone.changes)

    def _on_reprinted(self, reprinted: Reprinted) -> None:
        slip = reprinted.job.slip
        said = _("{number} printed again: DUPLICATA {copy}")
        text = said.format(number=spaced(slip.number), copy=slip.copy_no)
        self._view.card.refuse(Said(text), level="ok")
        self._signals.changed.emit(reprinted.changes)
