"""The appointment a person has already: it is shown, moved, cancelled or printed from the page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from desk_app.domain.appointments import Appointment
from desk_app.ui.booking.held import Held
from desk_app.ui.booking.making import Making
from desk_app.ui.booking.model import Spot
from desk_app.ui.booking.operations import Done
from desk_app.ui.booking.person_check import PersonCheck
from desk_app.ui.booking.view import BookingView


class Standing(QObject):
    """Leads from what *held* offers to what *making* does; *pick* takes another procedure."""

    def __init__(
        self,
        view: BookingView,
        *,
        held: Held,
        making: Making,
        check: PersonCheck,
        pick: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view, self._held, self._making = view, held, making
        self._check, self._pick = check, pick
        making.barred.connect(self._on_barred)
        held.move_wanted.connect(self._on_move_wanted)
        held.cancelled.connect(self._on_cancelled)
        held.printed.connect(self._on_printed)

    @Slot(object)
    def _on_barred(self, active: Appointment) -> None:
        self._held.show((active,), active.family)
        self._view.focus_offer(Spot.DOCUMENT)

    @Slot(object)
    def _on_move_wanted(self, appointment: Appointment) -> None:
        self._making.moving = appointment
        if self._view.draft().procedure != appointment.procedure:
            self._view.procedure.choose(appointment.procedure)
            self._pick(appointment.procedure)
        self._view.withdraw(Spot.DOCUMENT)
        self._making.begin_move(appointment)

    @Slot(object)
    def _on_cancelled(self, booked: Done) -> None:
        self._view.withdraw(Spot.DOCUMENT)
        self._check.forget()
        self._check.look_at("number")
        self._making.tell_cancelled(booked)

    @Slot(object)
    def _on_printed(self, booked: Done) -> None:
        self._making.tell(booked)
