"""Books what is typed, or moves what the person has, and says what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from desk_app.domain.appointments import Appointment
from desk_app.domain.booking_errors import NeedsSupervisor
from desk_app.domain.errors import BadDocument, DeskError, Unavailable
from desk_app.domain.identity_errors import ActiveAlready, BadPerson, PerhapsKnown
from desk_app.domain.overrides import Override
from desk_app.services.booking import Booked
from desk_app.services.booking_people import Booking
from desk_app.services.questions import Agreement
from desk_app.ui.booking.again import Given, Kept
from desk_app.ui.booking.confirming import Confirming
from desk_app.ui.booking.model import Draft, Spot, has_gone, spot_of
from desk_app.ui.booking.operations import BookingOperations, Done
from desk_app.ui.booking.seen import Seen
from desk_app.ui.booking.view import BookingView
from desk_app.ui.second.asking import Ask
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.ui.widgets.refusal import Level, Offer
from desk_app.words.catalogue import _
from desk_app.words.dates import when
from desk_app.words.errors import Said, sentence


class Making(QObject):
    """The one filled button. `booked` is told of a new or moved one, `barred` of what bars it."""

    booked = Signal(object)  # Booked
    request_wanted = Signal()  # the dates are drawn: the filled button enters the request
    barred = Signal(object)  # Appointment
    slot_gone = Signal()
    usual_wanted = Signal()  # what is moved goes to no place kept for emergencies
    person_refused = Signal(object)  # BadPerson, BadDocument

    def __init__(
        self,
        view: BookingView,
        operations: BookingOperations,
        *,
        session: Session,
        tasks: Tasks,
        signals: AppSignals,
        ask_second: Ask,
        kept: Kept,
        seen: Seen,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view, self._do, self._seen = view, operations, seen
        self._session, self._tasks, self._signals = session, tasks, signals
        self._kept, self._is_busy, self._is_drawn = kept, False, False
        self.confirming = Confirming(view, ask_second=ask_second, book=self._book, parent=self)
        self.moving: Appointment | None = None
        self.given: Given | None = None
        self.bars: Callable[[], Appointment | None] = _nothing
        self.today = dt.date.min

    @Slot()
    def book(self) -> None:
        """Do what the filled button says, or go to what is missing."""
        slot, draft = self._view.slots.chosen(), self._view.draft()
        if self._is_busy or self._session.agent is None or self._view.is_closed():
            return
        if not draft.procedure:
            self._ask_for(Spot.PROCEDURE, _("Choose the procedure first."))
            self._view.procedure.choice.setFocus()
        elif self.moving is None and (standing := self.bars()) is not None:
            self.barred.emit(standing)
        elif self._is_drawn:
            self.request_wanted.emit()
        elif not slot:
            self._ask_for(Spot.SLOT, _("Choose a time first."))
        elif self.moving is not None:
            move = partial(self._do.move, self.moving.reference, slot, by=self._session.login)
            self._run(move)
        elif self._is_whole(draft):
            self._seen.begin(self.book)
            self._try(slot, draft)

    def _try(self, slot: str, draft: Draft) -> None:
        """Book what is typed; an urgent place is agreed to first (A-06)."""
        booking = draft.booking(
            slot,
            today=self.today,
            again=self._kept.reference,
            is_name_seen=self._seen.is_name_seen,
            is_urgent=self._view.slots.is_urgent,
        )
        self.confirming.attempt = (booking, draft)
        if booking.is_urgent and not booking.again:
            self.confirming.ask(Override.URGENT_PLACE)
        else:
            self._book(booking)

    def begin_move(self, appointment: Appointment) -> None:
        """From now on the filled button moves *appointment*, to a usual time."""
        self.moving = appointment
        self._view.slots.urgent.setEnabled(False)
        self.usual_wanted.emit()
        text = _("Moving the appointment of {when} ({reference}).").format(
            when=when(appointment.starts_at), reference=appointment.reference
        )
        stay = Offer(text=_("Do not move it"), callback=self.leave_move, icon="undo-2")
        why = _("Choose the new date above; the paper printed before is then good no more.")
        self._view.refuse(Spot.ACT, Said(text, why), level="warn", offers=(stay,))
        self._view.paper.primary.set_words(_("Move and print"), icon="calendar-clock")

    def leave_move(self) -> None:
        """Book again; the appointment stays where it is."""
        self.moving = None
        self._view.slots.urgent.setEnabled(True)
        self._view.withdraw(Spot.ACT)
        self._word()

    def show_drawn(self, *, is_drawn: bool) -> None:
        """Dates that are drawn are not booked: the filled button enters the request (AT-14).

        Nor are they moved to: an appointment keeps its place until it is given up.
        """
        self._is_drawn = is_drawn
        if is_drawn and self.moving is not None:
            moving, text = self.moving, _("These dates are drawn: an appointment is not moved.")
            self.leave_move()
            why = _("{when} stays. Who cannot come cancels it, then enters a request.")
            said = Said(text, why.format(when=when(moving.starts_at)))
            self._view.refuse(Spot.ACT, said, level="warn")
        elif self.moving is None:
            self._word()

    def tell(self, booked: Done) -> None:
        """Show the reference of what was just booked or printed, large."""
        made = booked.appointment
        said = _("Signed convocation, copy {copy}: it is handed over with the papers to bring.")
        self._view.paper.show_booked(
            made.reference, when(made.starts_at), said.format(copy=made.copy_no)
        )
        self._view.bring_in_sight(self._view.paper.result)
        self._signals.changed.emit(booked.changes)

    def tell_cancelled(self, booked: Done) -> None:
        """Say that an appointment is no more."""
        said = _("The appointment {reference} is cancelled.")
        text = said.format(reference=booked.appointment.reference)
        self._view.refuse(Spot.ACT, Said(text), level="ok")
        self._signals.changed.emit(booked.changes)

    @Slot(object)
    def refuse(self, error: DeskError) -> None:
        """Say why nothing was done, where it can be mended."""
        self._is_busy = False
        if isinstance(error, ActiveAlready):
            show = partial(self._do.show, error.reference, by=self._session.login)
            self._tasks.run(show, then=self.barred.emit, failed=self.person_refused.emit)
        elif isinstance(error, NeedsSupervisor):
            self.confirming.offer(error)
        elif isinstance(error, PerhapsKnown):
            self._seen.refuse_perhaps(error)
        elif isinstance(error, BadPerson | BadDocument):
            self.person_refused.emit(error)
        else:
            is_soft = has_gone(error) or isinstance(error, Unavailable)
            level: Level = "warn" if is_soft else "danger"
            if has_gone(error):
                self.slot_gone.emit()
            self._view.refuse(spot_of(error), sentence(error), level=level)

    def is_booking(self) -> bool:
        """True while the filled button books, and moves nothing."""
        return self.moving is None

    def _word(self) -> None:
        if self._is_drawn:
            self._view.paper.primary.set_words(_("Enter in the register"), icon="list-ordered")
        else:
            self._view.paper.primary.set_words(_("Book and print"), icon="calendar-check")

    def _book(self, booking: Booking, agreement: Agreement | None = None) -> None:
        by, seen = self._session.login, self._seen.agreements
        self._run(partial(self._do.book, booking, by=by, agreement=agreement, seen=seen))

    def _run(self, work: Callable[[], Booked]) -> None:
        self._is_busy, self.confirming.is_refused = True, False
        self._view.withdraw(Spot.SLOT, Spot.ACT)
        self._tasks.run(work, then=self._on_booked, failed=self.refuse)

    def _on_booked(self, booked: Booked) -> None:
        self._is_busy = False
        self.given, attempt = None, self.confirming.attempt
        if self.moving is None and attempt is not None:
            self.given = Given(
                reference=booked.appointment.reference,
                draft=attempt[1],
                face=self._view.slots.chosen_face(),
            )
        self.confirming.attempt = None
        self.leave_move()
        self.booked.emit(booked)

    def _ask_for(self, spot: Spot, text: str, *, field: str = "") -> None:
        self._view.refuse(spot, Said(text), level="warn", field=field)

    def _is_whole(self, draft: Draft) -> bool:
        """True if the draft can be booked; else it is said under the first field that cannot."""
        try:
            draft.applicant(today=self.today, is_name_seen=self._seen.is_name_seen)
            draft.representative()
        except (BadPerson, BadDocument) as error:
            self.person_refused.emit(error)
            return False
        if not draft.obstacle:
            text = _("Choose why it was not possible online: its digit.")
            self._ask_for(Spot.HELP, text, field="obstacle")
            self._view.focus_field("obstacle")
            return False
        return True


def _nothing() -> None:
    """Nothing bars the person."""
