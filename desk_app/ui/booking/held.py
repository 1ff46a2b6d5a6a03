"""What can be done with an appointment the person has already: move, cancel, print again."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from desk_app.domain.appointments import Appointment
from desk_app.domain.errors import DeskError
from desk_app.domain.identity_errors import ActiveAlready, TwoActive
from desk_app.ui.booking.model import Spot
from desk_app.ui.booking.operations import BookingOperations, Done
from desk_app.ui.booking.view import BookingView
from desk_app.ui.session import Session
from desk_app.ui.tasks import Tasks
from desk_app.ui.theme import current
from desk_app.ui.widgets.refusal import Offer
from desk_app.words.catalogue import _, pgettext
from desk_app.words.dates import when
from desk_app.words.errors import Said, sentence

MOVE_KEY, CANCEL_KEY, PRINT_KEY = "Alt+M", "Alt+A", "Ctrl+P"


class Refuse(Protocol):
    """Says why something was not done."""

    def __call__(self, error: DeskError) -> None: ...


class Held(QObject):
    """Says what a document's holder has, and does what is asked for it."""

    move_wanted = Signal(object)  # Appointment
    cancelled = Signal(object)  # Done
    printed = Signal(object)  # Done

    def __init__(
        self,
        view: BookingView,
        operations: BookingOperations,
        *,
        session: Session,
        tasks: Tasks,
        refuse: Refuse,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view, self._do = view, operations
        self._session, self._tasks, self._refuse = session, tasks, refuse
        self._active: tuple[Appointment, ...] = ()
        self._same: Appointment | None = None

    def standing(self) -> Appointment | None:
        """Return the appointment whose ways on are in sight, None where there is none."""
        box = self._view.person.box(Spot.DOCUMENT)
        return self._same if box.isVisible() and box.buttons() else None

    def can_change(self) -> bool:
        """Return whether there is something to move or to cancel."""
        return self.standing() is not None

    def move(self) -> None:
        """Move the appointment in sight."""
        found = self.standing()
        if found is not None:
            self.move_wanted.emit(found)

    def cancel(self) -> None:
        """Cancel the appointment in sight, once it is said again."""
        found = self.standing()
        if found is not None:
            self._ask_cancel(found)

    def reprint(self) -> None:
        """Print again the convocation of the appointment in sight, else the last one."""
        found = self.standing()
        reference = found.reference if found is not None else self._view.paper.reference()
        if reference and self._session.agent is not None:
            self._print(reference)
        else:
            text = _("There is no convocation to print again.")
            why = _("Pass the document of its holder: it is then offered under the number.")
            self._view.refuse(Spot.ACT, Said(text, why), level="warn")

    def show(self, active: tuple[Appointment, ...], family: str) -> bool:
        """Say what bars a booking in *family* under the number; True if something does."""
        self._active = active
        same = next((each for each in active if each.family == family), None)
        self._same = same
        if same is not None:
            self._tell(same, family)
        elif len(active) > 1:
            both = tuple(each.reference for each in active)
            offers = [self._cancel_offer(each, named=True) for each in active]
            self._view.refuse(Spot.DOCUMENT, sentence(TwoActive(both)), offers=offers)
        return same is not None or len(active) > 1

    def said(self, active: tuple[Appointment, ...]) -> str:
        """Return what is said of somebody whom nothing bars."""
        if not active:
            return _("No other active appointment.")
        form = _("Another active appointment, for another procedure: {when}.")
        return form.format(when=when(active[0].starts_at))

    def _tell(self, appointment: Appointment, family: str) -> None:
        error = ActiveAlready(family, appointment.reference, appointment.starts_at)
        move = Offer(text=pgettext("button", "Move"),
                     callback=partial(self.move_wanted.emit, appointment),
                     icon=_icon("calendar-clock"), shortcut=MOVE_KEY)  # fmt: skip
        again = Offer(
            text=pgettext("button", "Print again"),
            callback=partial(self._print, appointment.reference),
            icon=_icon("printer"),
            shortcut=PRINT_KEY,
        )
        offers = (move, self._cancel_offer(appointment), again)
        self._view.refuse(Spot.DOCUMENT, sentence(error), offers=offers, field="number")

    def _cancel_offer(self, appointment: Appointment, *, named: bool = False) -> Offer:
        text = pgettext("button", "Cancel it")
        if named:
            text = _("Cancel {reference}").format(reference=appointment.reference)
        return Offer(
            text=text,
            callback=partial(self._ask_cancel, appointment),
            icon=_icon("calendar-x"),
            shortcut="" if named else CANCEL_KEY,
        )

    def _ask_cancel(self, appointment: Appointment) -> None:
        """Ask once more: the place is lost, and nobody gets it at once."""
        text = _("Cancel the appointment of {when}?").format(when=when(appointment.starts_at))
        why = _("The place is lost: it is not given back, to anybody, before some hours.")
        keep = Offer(text=pgettext("booking", "Keep it"), callback=partial(self.show, self._active,
                                                         appointment.family))  # fmt: skip
        sure = Offer(
            text=_("Yes, cancel"), callback=partial(self._cancel, appointment), icon="calendar-x"
        )
        self._view.refuse(Spot.DOCUMENT, Said(text, why), offers=(sure, keep), level="warn")
        self._view.focus_offer(Spot.DOCUMENT, 1)  # a second Enter keeps it

    def _cancel(self, appointment: Appointment) -> None:
        work = partial(self._do.cancel, appointment.reference, by=self._session.login)
        self._tasks.run(work, then=self._on_cancelled, failed=self._refuse)

    def _print(self, reference: str) -> None:
        work = partial(self._do.reprint, reference, by=self._session.login)
        self._tasks.run(work, then=self._on_printed, failed=self._refuse)

    def _on_cancelled(self, done: Done) -> None:
        self.cancelled.emit(done)

    def _on_printed(self, done: Done) -> None:
        self.printed.emit(done)


def _icon(name: str) -> str:
    """Return *name*, "" where the text is so large that three ways on need its room."""
    return "" if current().stacked else name
