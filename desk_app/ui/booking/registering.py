"""Enters the person of the page in the register and says what came of it. It draws nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from desk_app.domain.applicants import Applicant
from desk_app.domain.assistance import OnlineObstacle
from desk_app.domain.draw import ANY_TIME
from desk_app.domain.errors import BadDocument, DeskError
from desk_app.domain.identity_errors import BadPerson
from desk_app.services.asking import Wish
from desk_app.services.register import Entered
from desk_app.ui.booking.making import Making
from desk_app.ui.booking.model import Spot
from desk_app.ui.booking.operations import BookingOperations
from desk_app.ui.booking.register_sheet import Asked, RegisterSheet
from desk_app.ui.booking.seen import Seen
from desk_app.ui.booking.times import Times
from desk_app.ui.booking.view import BookingView
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.words.catalogue import _
from desk_app.words.errors import Said
from desk_app.words.register import next_line

ANYWHEN = Asked(constraints=ANY_TIME)


class Registering(QObject):
    """`entered` is told of a request; what bars it is said where a booking says it."""

    entered = Signal(object)  # Entered
    person_refused = Signal(object)  # BadPerson, BadDocument

    def __init__(
        self,
        view: BookingView,
        operations: BookingOperations,
        sheet: RegisterSheet,
        *,
        seen: Seen,
        session: Session,
        tasks: Tasks,
        signals: AppSignals,
        refuse: Callable[[DeskError], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view, self._do, self._sheet, self._seen = view, operations, sheet, seen
        self._session, self._tasks, self._signals = session, tasks, signals
        self._refuse = refuse
        self._is_busy = False
        self._making: Making | None = None
        self.today = dt.date.min
        self.next_draw: dt.datetime | None = None
        sheet.asked.connect(self._on_asked)

    def follow(self, times: Times, making: Making) -> None:
        """Know from *times* whether dates are drawn; *making*'s filled button then enters."""
        self._making = making
        times.drawn.connect(self._on_drawn)
        times.given.connect(self._on_given)
        making.request_wanted.connect(self._on_wanted)

    @Slot()
    def ask(self) -> None:
        """Ask when the person can come, once the page says who asks and for what."""
        self._seen.begin(self.ask)
        if self._applicant() is not None:
            said = next_line(self.next_draw) if self.next_draw else ""
            self._sheet.ask(self.today, said)

    @Slot()
    def enter(self, asked: Asked = ANYWHEN) -> None:
        """Enter the person of the page in the register and print the request's paper."""
        self._seen.begin(partial(self.enter, asked))
        applicant, draft = self._applicant(), self._view.draft()
        if applicant is None or self._is_busy:
            return
        wish = Wish(
            procedure=draft.procedure,
            applicant=applicant,
            obstacle=OnlineObstacle(draft.obstacle),
            helper=draft.representative(),
            constraints=asked.constraints,
            has_legal_priority=asked.has_legal_priority,
            deadline=asked.deadline,
        )
        self._is_busy = True
        seen = self._seen.agreements
        work = partial(self._do.enter, wish, by=self._session.login, seen=seen)
        self._tasks.run(work, then=self._on_entered, failed=self._on_failed)

    def tell(self, entered: Entered) -> None:
        """Show the reference of the request, large, and when the next draw is."""
        due = next_line(entered.next_draw) if entered.next_draw else ""
        if entered.is_new:
            said = _("Entered in the register; its paper is handed over.")
        else:
            said = _("This person had asked already: the request goes on, here is its paper again.")
        self._view.paper.show_booked(entered.request.reference, due, said)
        self._view.bring_in_sight(self._view.paper.result)
        self._signals.changed.emit(entered.changes)

    def _applicant(self) -> Applicant | None:
        """Return who asks; None where that cannot be said, which is told under its field."""
        draft = self._view.draft()
        if self._session.agent is None or self._view.is_closed():
            return None
        if not draft.procedure:
            said = Said(_("Choose the procedure first."))
            self._view.refuse(Spot.PROCEDURE, said, level="warn")
            self._view.procedure.choice.setFocus()
            return None
        try:
            draft.representative()
            applicant = draft.applicant(today=self.today, is_name_seen=self._seen.is_name_seen)
        except (BadPerson, BadDocument) as error:
            self.person_refused.emit(error)
            return None
        if not draft.obstacle:
            said = Said(_("Choose why it was not possible online: its digit."))
            self._view.refuse(Spot.HELP, said, level="warn")
            self._view.focus_field("obstacle")
            return None
        return applicant

    @Slot(object)
    def _on_drawn(self, next_draw: dt.datetime | None) -> None:
        self.next_draw = next_draw
        if self._making is not None:
            self._making.show_drawn(is_drawn=True)

    @Slot()
    def _on_given(self) -> None:
        self.next_draw = None
        if self._making is not None:
            self._making.show_drawn(is_drawn=False)

    @Slot()
    def _on_wanted(self) -> None:
        self.enter()

    @Slot(object)
    def _on_asked(self, asked: Asked) -> None:
        self._sheet.close_sheet()
        self.enter(asked)

    def _on_entered(self, entered: Entered) -> None:
        self._is_busy = False
        self.entered.emit(entered)

    def _on_failed(self, error: DeskError) -> None:
        self._is_busy = False
        self._refuse(error)
