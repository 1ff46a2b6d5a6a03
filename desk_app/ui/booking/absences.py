"""Has a booking after absences confirmed by a supervisor (A-04). It books nothing."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import partial

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


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """A booking that was asked for, and the draft it was typed as."""

    booking: Booking
    draft: Draft


class Absences:
    """Keeps the attempt that waits for a supervisor's word; *then* is told of the word."""

    def __init__(
        self, view: BookingView, *, then: Callable[[Attempt, Agreement], None], ask_second: Ask
    ) -> None:
        self._view, self._then, self._ask_second = view, then, ask_second
        self._waiting: Attempt | None = None

    def refuse(self, error: NeedsSupervisor, attempt: Attempt | None) -> None:
        """Say that *attempt* needs a supervisor, and how to ask for one."""
        self._waiting = attempt
        why = _("An absence bars nobody: a supervisor confirms, here or from their desk.")
        ask = Offer(text=_("Have it confirmed"), callback=self.ask,
                    shortcut=SUPERVISOR_KEY, icon="user-check")  # fmt: skip
        said = Said(sentence(error).text, why)
        self._view.refuse(Spot.ACT, said, level="warn", offers=(ask,))

    def forget(self) -> None:
        """Nothing waits for a word any more."""
        self._waiting = None

    def can_ask(self) -> bool:
        """True while a booking waits for a supervisor's word."""
        return self._waiting is not None

    def ask(self) -> None:
        """Have the supervisor confirm: at this desk or at theirs."""
        waiting = self._waiting
        if waiting is not None:
            self._ask_second(
                Case(
                    kind=Override.AFTER_ABSENCES,
                    subject=waiting.booking.procedure,
                    act=_("Book and print"),
                    icon="calendar-check",
                    then=partial(self._then, waiting),
                )
            )
