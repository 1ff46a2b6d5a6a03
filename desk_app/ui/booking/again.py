"""Takes back what was just booked, and puts the draft back as it was typed. It books nothing."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from desk_app.domain.errors import DeskError
from desk_app.ui.booking.model import Draft, SlotFace, Spot
from desk_app.ui.booking.operations import BookingOperations, Done
from desk_app.ui.booking.view import BookingView
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.words.catalogue import _
from desk_app.words.dates import when
from desk_app.words.errors import Said


class Window(Protocol):
    """The shell, as this needs it."""

    def show_undo(self, text: str, callback: Callable[[], object]) -> None: ...


class Refuse(Protocol):
    """Says why something was not done."""

    def __call__(self, error: DeskError) -> None: ...


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What was booked last: as it was typed, and how its time was shown."""

    reference: str
    draft: Draft
    face: SlotFace | None


@dataclasses.dataclass(slots=True)
class Kept:
    """The booking taken back in this visit: its *reference* and time, "" and None for none."""

    reference: str = ""
    face: SlotFace | None = None


class Again(QObject):
    """Keeps in *kept* what was taken back in this visit."""

    taken_back = Signal(str)  # the procedure of what stands as a draft again

    def __init__(
        self,
        view: BookingView,
        operations: BookingOperations,
        *,
        session: Session,
        tasks: Tasks,
        signals: AppSignals,
        window: Window,
        kept: Kept,
        refuse: Refuse,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view, self._do, self._refuse = view, operations, refuse
        self._window = window
        self._session, self._tasks, self._signals = session, tasks, signals
        self._kept = kept

    def forget(self) -> None:
        """Another visit begins: its seat is nobody's before it has cooled."""
        self._kept.reference, self._kept.face = "", None

    def offer(self, given: Given) -> None:
        """Say in the window what was given, and how it is taken back."""
        self._view.paper.phone.setVisible(bool(given.draft.phone))
        said = _("Appointment {reference} given").format(reference=given.reference)
        self._window.show_undo(said, partial(self.take_back, given))

    def has_booked(self) -> bool:
        """True while the reference of a booking stands on the page."""
        return bool(self._view.paper.reference())

    def verify_phone(self) -> None:
        """The phone of who was just booked has rung here (AT-21)."""
        reference = self._view.paper.reference()
        if reference:
            work = partial(self._do.verify_phone, reference, by=self._session.login)
            self._tasks.run(work, then=self._on_verified, failed=self._refuse)

    def take_back(self, given: Given) -> None:
        """Take *given* back; the paper that was printed is good no more."""
        work = partial(self._do.take_back, given.reference, by=self._session.login)
        self._tasks.run(work, then=partial(self._on_taken_back, given), failed=self._refuse)

    def _on_verified(self, done: Done) -> None:
        said = _("Phone verified: it rang here ({reference}).")
        text = said.format(reference=done.appointment.reference)
        self._view.refuse(Spot.ACT, Said(text), level="ok")

    def _on_taken_back(self, given: Given, done: Done) -> None:
        self._kept.reference, self._kept.face = given.reference, given.face
        view = self._view
        view.paper.show_booked("", "", "")
        if view.draft().procedure != given.draft.procedure:
            view.procedure.choose(given.draft.procedure)
        view.person.fill(given.draft.typed())
        self.taken_back.emit(given.draft.procedure)
        view.focus_field("family_name")
        text = _("Taken back: the appointment of {when} ({reference}).").format(
            when=when(done.appointment.starts_at), reference=given.reference
        )
        why = _("Take its paper back. The same person may have this time again, nobody else.")
        self._view.refuse(Spot.ACT, Said(text, why), level="ok")
        self._signals.changed.emit(done.changes)
