"""Has a supervisor confirm the booking that is typed: after absences, or an urgent place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from desk_app.domain.booking_errors import NeedsSupervisor
from desk_app.domain.overrides import Override
from desk_app.services.booking_people import Booking
from desk_app.services.questions import Agreement
from desk_app.ui.booking.model import Draft, Spot
from desk_app.ui.booking.view import BookingView
from desk_app.ui.second.asking import Ask
from desk_app.ui.second.model import Case
from desk_app.ui.widgets.refusal import Offer
from desk_app.words.catalogue import _
from desk_app.words.errors import Said, sentence

SUPERVISOR_KEY = "Alt+S"


class Confirming(QObject):
    """Keeps the *attempt* that waits for a supervisor's word, and what was typed for it."""

    def __init__(
        self,
        view: BookingView,
        *,
        ask_second: Ask,
        book: Callable[[Booking, Agreement | None], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view, self._ask_second, self._book = view, ask_second, book
        self.attempt: tuple[Booking, Draft] | None = None
        self.is_refused = False

    def can_ask(self) -> bool:
        """True while a booking waits for a supervisor's word (A-04)."""
        return self.is_refused and self.attempt is not None

    def ask_supervisor(self) -> None:
        """Have the supervisor confirm after absences: at this desk or at theirs (A-04)."""
        if self.is_refused:
            self.ask(Override.AFTER_ABSENCES)

    def ask(self, kind: Override) -> None:
        """Have the supervisor agree to what is typed, for the reason that *kind* has."""
        if self.attempt is not None:
            self._ask_second(
                Case(
                    kind=kind,
                    subject=self.attempt[0].procedure,
                    act=_("Book and print"),
                    icon="calendar-check",
                    then=self._on_confirmed,
                )
            )

    def offer(self, error: NeedsSupervisor) -> None:
        """Say that absences wait for a supervisor, and the way to one."""
        self.is_refused = True
        said = sentence(error)
        why = _("An absence bars nobody: a supervisor confirms, here or from their desk.")
        ask = Offer(text=_("Have it confirmed"), callback=self.ask_supervisor,
                    shortcut=SUPERVISOR_KEY, icon="user-check")  # fmt: skip
        self._view.refuse(Spot.ACT, Said(said.text, why), level="warn", offers=(ask,))

    def _on_confirmed(self, agreement: Agreement) -> None:
        """An answer that comes once another person is typed books nobody."""
        if self.attempt is not None and self.attempt[1] == self._view.draft():
            self._book(self.attempt[0], agreement)
