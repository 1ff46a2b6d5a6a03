"""Asks for the times the rule offers for the chosen procedure, and shows them. It books none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from desk_app.domain import unmet
from desk_app.domain.booking_errors import DrawnByLot, SlotTaken
from desk_app.domain.errors import DeskError
from desk_app.domain.offers import Offer as Offered
from desk_app.ui.booking.again import Kept
from desk_app.ui.booking.model import SlotFace, Spot, slot_face
from desk_app.ui.booking.operations import AskOffers, BookingOperations
from desk_app.ui.booking.slots import OFFERED
from desk_app.ui.booking.view import BookingView
from desk_app.ui.session import Session
from desk_app.ui.tasks import Tasks
from desk_app.ui.widgets.refusal import Offer
from desk_app.words.catalogue import _
from desk_app.words.errors import Said, sentence
from desk_app.words.register import next_line


class Times(QObject):
    """Keeps the three cards true, or says that the dates are drawn; *register* goes on to it."""

    drawn = Signal(object)  # the next draw or None, each time it is known whether dates are drawn
    given = Signal()  # they are booked at once

    def __init__(
        self,
        view: BookingView,
        operations: BookingOperations,
        *,
        session: Session,
        tasks: Tasks,
        refuse: Callable[[DeskError], None],
        register: Callable[[], object],
        kept: Kept,
        prove: Callable[[], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view, self._do = view, operations
        self._session, self._tasks, self._refuse = session, tasks, refuse
        self._register, self._prove, self._kept = register, prove, kept
        self.offered = unmet.Offered.NOTHING
        self.today = dt.date.min
        view.slots.register.on_press(self.to_register)
        view.slots.proof.on_press(prove)
        view.slots.urgent.on_press(self.turn_urgent)

    def begin(self, code: str) -> None:
        """Take another procedure, "" for none."""
        searching = _("Looking for times…") if code else _("Choose the procedure first")
        self._view.slots.show_urgent(is_urgent=False)
        self._view.slots.show_nothing(searching, "")
        self.ask()

    def ask(self) -> None:
        """Ask for the times of the chosen procedure as they are now."""
        code = self._view.draft().procedure
        if code and self._session.agent is not None:
            self._tasks.run(
                partial(self._offer, code, by=self._session.login),
                then=partial(self._show, code),
                failed=partial(self._on_failed, code),
            )

    @Slot()
    def turn_urgent(self) -> None:
        """Offer what is kept for emergencies, or the usual times again (A-06)."""
        if self._session.agent is not None and self._view.draft().procedure:
            self._turn(is_urgent=not self._view.slots.is_urgent)
            self._view.bring_in_sight(self._view.slots)

    @Slot()
    def leave_urgent(self) -> None:
        """Offer the usual times again."""
        if self._view.slots.is_urgent:
            self._turn(is_urgent=False)

    def _turn(self, *, is_urgent: bool) -> None:
        slots = self._view.slots
        slots.show_urgent(is_urgent=is_urgent)
        self._view.withdraw(Spot.SLOT, Spot.ACT)
        slots.show_nothing(_("Looking for times…"), "")
        self.ask()

    @property
    def _offer(self) -> AskOffers:
        return self._do.offer_urgent if self._view.slots.is_urgent else self._do.offer

    def strike(self) -> None:
        """The chosen time has gone: strike it through, and ask for others."""
        slots = self._view.slots
        slots.show_gone(slots.chosen_face())
        slots.forget_choice()
        self.ask()

    @Slot()
    def to_register(self) -> None:
        """None of the dates suits, or they are drawn: on to the register."""
        self._register()

    def _show(self, code: str, offered: tuple[Offered, ...]) -> None:
        if code != self._view.draft().procedure:  # another was chosen meanwhile
            return
        self.given.emit()
        slots, before = self._view.slots, self._view.slots.chosen_face()
        faces = self._with_kept([slot_face(each, today=self.today) for each in offered])
        if not slots.is_urgent:
            self.offered = unmet.Offered.DATES if faces else unmet.Offered.NOTHING
        if not faces:
            self._show_none()
            return
        if before is not None and before.slot not in {face.slot for face in faces}:
            slots.show_gone(before)
            self._view.refuse(Spot.SLOT, sentence(SlotTaken(before.slot)), level="warn")
        slots.show_slots(faces)

    def _on_failed(self, code: str, error: DeskError) -> None:
        """Dates that are drawn are no trouble: the filled button enters the request instead."""
        if not isinstance(error, DrawnByLot):
            self._refuse(error)
        elif code == self._view.draft().procedure:
            self.offered = unmet.Offered.A_DRAW
            due = next_line(error.next_draw) if error.next_draw else ""
            self._view.slots.show_nothing(_("These dates are drawn by lot."), due)
            self.drawn.emit(error.next_draw)

    def _with_kept(self, faces: list[SlotFace]) -> list[SlotFace]:
        """The time taken back in this visit stands first: its person may have it again."""
        kept = self._kept.face
        if kept is None:
            return faces
        return [kept, *(each for each in faces if each.slot != kept.slot)][:OFFERED]

    def _show_none(self) -> None:
        is_urgent = self._view.slots.is_urgent
        self._view.slots.show_nothing(
            _("Nothing is left of what is kept for emergencies.")
            if is_urgent
            else _("No date is free in the weeks to come."),
            _("The request is not lost: it can be entered in the register."),
        )
        register = Offer(
            text=_("Enter in the register"),
            callback=self.to_register,
            shortcut="Alt+G",
            icon="list-ordered",
        )
        proof = Offer(
            text=_("Proof of the request"),
            callback=self._prove,
            shortcut="Alt+P",
            icon="file-check",
        )
        said = Said(_("Nobody is sent away for that."))
        self._view.refuse(Spot.SLOT, said, level="warn", offers=(register, proof))
