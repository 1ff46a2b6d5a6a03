"""What a winner answers: told, confirmed by phone, here for the paper, given up."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from desk_app.domain.booking_errors import NeedsSupervisor
from desk_app.domain.errors import DeskError, Unavailable
from desk_app.domain.overrides import Override
from desk_app.services.booking import Booked
from desk_app.services.ports import Clock
from desk_app.services.questions import Agreement
from desk_app.services.register import Entered
from desk_app.services.winners import Call
from desk_app.ui.register.operations import RegisterOperations
from desk_app.ui.register.view import RegisterView
from desk_app.ui.second.asking import Ask
from desk_app.ui.second.model import Case
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.ui.widgets.refusal import Level, Offer
from desk_app.words.catalogue import _, pgettext
from desk_app.words.dates import when
from desk_app.words.errors import Said, sentence


class Calling(QObject):
    """Acts on the winner who is chosen in the list."""

    def __init__(
        self,
        view: RegisterView,
        operations: RegisterOperations,
        *,
        session: Session,
        tasks: Tasks,
        signals: AppSignals,
        clock: Clock,
        ask_second: Ask,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view, self._do = view, operations
        self._session, self._tasks, self._signals = session, tasks, signals
        self._clock, self._ask_second = clock, ask_second

    def can_tell(self) -> bool:
        """Return whether a winner who has not answered is chosen."""
        call = self._view.calls.chosen()
        return call is not None and not call.is_paper_due

    def has_chosen(self) -> bool:
        """Return whether anybody is chosen."""
        return self._view.calls.chosen() is not None

    def told(self) -> None:
        """Note that the winner knows."""
        call = self._view.calls.chosen()
        if call is not None and self.can_tell():
            self._view.withdraw()
            work = partial(self._do.told, call.request.reference, by=self._session.login)
            self._tasks.run(work, then=partial(self._on_told, call), failed=self._on_failed)

    def confirms(self) -> None:
        """The winner takes the place by phone; the paper is due."""
        self._confirm(is_here=False)

    def is_here(self) -> None:
        """The winner is here: the place is theirs and the paper comes out."""
        call = self._view.calls.chosen()
        if call is not None and call.is_paper_due:
            self._view.withdraw()
            work = partial(self._do.paper, call.request.reference, by=self._session.login)
            self._tasks.run(work, then=self._on_printed, failed=self._on_failed)
        else:
            self._confirm(is_here=True)

    def gives_up(self) -> None:
        """Ask once more: the place goes into the next draw."""
        call = self._view.calls.chosen()
        if call is None or not self.can_tell():
            return
        self._view.withdraw()
        text = _("Give the place of …{last4} up?").format(last4=call.last4)
        why = _("It goes into the next draw; the request is withdrawn. Another can be made.")
        sure = Offer(
            text=_("Yes, give the place back"),
            callback=partial(self._withdraw, call),
            icon="user-x",
        )
        keep = Offer(text=pgettext("draw", "Keep it"), callback=self._view.calls.box.withdraw)
        self._view.calls.say(Said(text, why), level="warn", offers=(sure, keep))

    def _confirm(self, *, is_here: bool) -> None:
        call = self._view.calls.chosen()
        if call is not None and self.can_tell():
            self._place(call, is_here, None)

    def _place(self, call: Call, is_here: bool, agreement: Agreement | None) -> None:
        self._view.withdraw()
        by, reference = self._session.login, call.request.reference
        work = partial(self._do.confirm, reference, by=by, is_here=is_here, agreement=agreement)
        then = self._on_printed if is_here else self._on_confirmed
        failed = partial(self._on_not_placed, call, is_here)
        self._tasks.run(work, then=then, failed=failed)

    def _on_not_placed(self, call: Call, is_here: bool, error: DeskError) -> None:
        """After absences a supervisor confirms, here or from their desk (A-04)."""
        if not isinstance(error, NeedsSupervisor):
            self._on_failed(error)
            return
        ask = Offer(
            text=_("Have it confirmed"),
            callback=partial(self._ask_supervisor, call, is_here),
            icon="user-check",
        )
        why = _("An absence bars nobody: a supervisor confirms, here or from their desk.")
        self._view.calls.say(Said(sentence(error).text, why), level="warn", offers=(ask,))

    def _ask_supervisor(self, call: Call, is_here: bool) -> None:
        self._ask_second(
            Case(
                kind=Override.AFTER_ABSENCES,
                subject=call.request.procedure,
                act=_("Confirm the place"),
                icon="calendar-check",
                then=partial(self._place, call, is_here),
            )
        )

    def _withdraw(self, call: Call) -> None:
        self._view.withdraw()
        work = partial(self._do.withdraw, call.request.reference, by=self._session.login)
        self._tasks.run(work, then=self._on_withdrawn, failed=self._on_failed)

    def _on_told(self, call: Call, entered: Entered) -> None:
        said = _("…{last4} knows: the place of {when} is held for them.")
        text = said.format(last4=call.last4, when=when(call.appointment.starts_at))
        self._view.calls.say(Said(text), level="ok")
        self._signals.changed.emit(entered.changes)

    def _on_confirmed(self, booked: Booked) -> None:
        said = _("Confirmed: {when}, reference {reference}.")
        made = booked.appointment
        text = said.format(when=when(made.starts_at), reference=made.reference)
        why = _("The convocation is printed when they come back, from this list.")
        self._view.calls.say(Said(text, why), level="ok")
        self._signals.changed.emit(booked.changes)

    def _on_printed(self, booked: Booked) -> None:
        said = _("The convocation {reference} is printed: {when}.")
        made = booked.appointment
        text = said.format(when=when(made.starts_at), reference=made.reference)
        self._view.calls.say(Said(text), level="ok")
        self._signals.changed.emit(booked.changes)

    def _on_withdrawn(self, entered: Entered) -> None:
        self._view.calls.say(Said(_("The place goes into the next draw.")), level="ok")
        self._signals.changed.emit(entered.changes)

    def _on_failed(self, error: DeskError) -> None:
        level: Level = "warn" if isinstance(error, Unavailable) else "danger"
        self._view.calls.say(sentence(error, now=self._clock()), level=level)
