"""Drives the page of bookings: what is in sight and what follows what. Its parts do the acts."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Protocol, TypedDict

from PySide6.QtCore import QObject, Slot

from desk_app.domain.changes import Changes, Topic
from desk_app.domain.errors import DeskError
from desk_app.domain.procedures import Procedure
from desk_app.services.register import Entered
from desk_app.ui.booking import again
from desk_app.ui.booking.again import Again, Kept
from desk_app.ui.booking.held import Held
from desk_app.ui.booking.making import Making
from desk_app.ui.booking.model import Spot
from desk_app.ui.booking.operations import BookingOperations, Done, Opening
from desk_app.ui.booking.person_check import PersonCheck
from desk_app.ui.booking.proof_sheet import ProofSheet
from desk_app.ui.booking.proving import Proving
from desk_app.ui.booking.register_sheet import RegisterSheet
from desk_app.ui.booking.registering import Registering
from desk_app.ui.booking.seen import Seen
from desk_app.ui.booking.standing import Standing
from desk_app.ui.booking.times import Times
from desk_app.ui.booking.view import BookingView
from desk_app.ui.second.asking import Ask
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.ui.widgets.buttons import Button
from desk_app.words.catalogue import _
from desk_app.words.errors import sentence


class Window(again.Window, Protocol):
    """What the presenter asks of the window around."""

    def set_title(self, title: str, sub: str = "") -> None: ...


class _Around(TypedDict):
    session: Session
    tasks: Tasks
    signals: AppSignals
    parent: QObject


class BookingPresenter(QObject):
    """Owns one view; the draft stands in its fields until it is booked or cleared.

    *register* is the sheet of a request for the register, *proof* that of a request in vain.
    """

    def __init__(
        self,
        view: BookingView,
        operations: BookingOperations,
        *,
        session: Session,
        tasks: Tasks,
        signals: AppSignals,
        window: Window,
        ask_second: Ask,
        register: RegisterSheet,
        proof: ProofSheet,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._do, self._window = view, operations, window
        self._session, self._tasks = session, tasks
        self._wished = ""
        self._opening = Opening(procedures=(), languages=(), today=dt.date.min)
        kept = Kept()
        around: _Around = {"session": session, "tasks": tasks, "signals": signals, "parent": self}
        self.seen = Seen(view, operations, ask_second=ask_second, **around)
        self.making = Making(
            view, operations, ask_second=ask_second, kept=kept, seen=self.seen, **around
        )
        refuse = self.making.refuse
        self.again = Again(view, operations, window=window, kept=kept, refuse=refuse, **around)
        self.registering = Registering(
            view, operations, register, seen=self.seen, refuse=refuse, **around
        )
        self.proving = Proving(
            view, operations, proof, refuse=refuse, offered=lambda: self.times.offered, **around
        )
        self.times = Times(
            view, operations, session=session, tasks=tasks, refuse=refuse,
            register=self.registering.ask, prove=self.proving.ask, kept=kept, parent=self,
        )  # fmt: skip
        self._make_person_parts()
        signals.changed.connect(self._on_changed)
        self._connect()

    @Slot()
    def clear(self) -> None:
        """Forget the draft: another person, another procedure."""
        self.making.leave_move()
        self.again.forget()
        self.check.forget()
        self._view.withdraw()
        self._view.person.clear()
        self._view.paper.show_booked("", "", "")
        self._view.procedure.choose("")
        self.pick("")
        self._view.procedure.choice.setFocus()

    @Slot(str)
    def begin_for(self, code: str) -> None:
        """Come from another place with the procedure of *code*, unless a draft has its own."""
        if code and not self._view.draft().procedure:
            self._wished = code

    @Slot(str)
    def pick(self, code: str) -> None:
        """Take the procedure of *code* and ask for its times."""
        moving = self.making.moving
        if moving is not None and moving.procedure != code:
            self.making.leave_move()
        self.seen.forget()
        self._view.withdraw(Spot.PROCEDURE, Spot.ACT)
        self._view.procedure.show_procedure(self.procedure(), self._session.language)
        self.times.begin(code)
        self.check.refresh()

    def offers(self) -> tuple[Button, ...]:
        """Return the ways on that stand under the number."""
        return self._view.person.box(Spot.DOCUMENT).buttons()

    def procedure(self) -> Procedure | None:
        """Return the procedure chosen, None for none."""
        code = self._view.draft().procedure
        return next((each for each in self._opening.procedures if each.code == code), None)

    def _make_person_parts(self) -> None:
        view, session, tasks = self._view, self._session, self._tasks
        self.held = Held(
            view, self._do, session=session, tasks=tasks, refuse=self.making.refuse, parent=self
        )
        self.making.bars = self.held.standing
        self.check = PersonCheck(
            view, self._do, held=self.held, seen=self.seen, session=session, tasks=tasks,
            family=self._family, parent=self,
        )  # fmt: skip
        self.standing = Standing(
            view, held=self.held, making=self.making, check=self.check, pick=self.pick, parent=self
        )

    def _connect(self) -> None:
        view, making = self._view, self.making
        view.shown.connect(self._on_shown)
        view.procedure.picked.connect(self.pick)
        view.paper.primary.on_press(making.book)
        view.paper.phone.on_press(self.again.verify_phone)
        view.person.edited.connect(self._on_edited)
        self.check.touched.connect(self._on_touched)
        self.registering.follow(self.times, making)
        self.registering.entered.connect(self._on_entered)
        self.registering.person_refused.connect(self._on_person_refused)
        self.again.taken_back.connect(self._on_taken_back)
        making.booked.connect(self._on_booked)
        making.slot_gone.connect(self.times.strike)
        making.usual_wanted.connect(self.times.leave_urgent)
        making.person_refused.connect(self._on_person_refused)
        self.seen.ready.connect(making.book)
        self.seen.refused.connect(making.refuse)
        self.proving.person_refused.connect(self._on_person_refused)

    @Slot()
    def _on_shown(self) -> None:
        self._window.set_title(_("New appointment"), _("for a person at the reception"))
        if self._session.agent is not None:
            look = partial(self._do.look, by=self._session.login)
            self._tasks.run(look, then=self._on_opened, failed=self._on_closed)

    def _on_opened(self, opening: Opening) -> None:
        view, self._opening = self._view, opening
        self.check.today = self.times.today = self.making.today = opening.today
        self.registering.today = opening.today
        self.seen.today = opening.today
        view.show_closed(None)
        view.person.show_languages(opening.languages)
        view.procedure.show_procedures(opening.procedures, self._session.language)
        self._view.paper.show_language(self._view.person.text("language"))
        wished, self._wished = self._wished, ""
        if wished in {each.code for each in opening.procedures}:
            view.procedure.choose(wished)
            self.pick(wished)
            view.focus_field("kind")
        else:
            self.times.ask()

    def _on_closed(self, error: DeskError) -> None:
        self._view.show_closed(sentence(error))

    @Slot(object)
    def _on_entered(self, entered: Entered) -> None:
        self._make_room()
        self.registering.tell(entered)

    @Slot(object)
    def _on_booked(self, booked: Done) -> None:
        self._make_room()
        self.again.forget()
        self.making.tell(booked)
        if self.making.given is not None:
            self.again.offer(self.making.given)

    def _make_room(self) -> None:
        """Forget who was here; the procedure stays for the next person."""
        self.check.forget()
        self._view.withdraw()
        self._view.person.clear()
        self._view.slots.forget()
        self.times.leave_urgent()
        self._view.paper.show_language(self._view.person.text("language"))
        self._view.focus_field("kind")

    @Slot(str)
    def _on_taken_back(self, procedure: str) -> None:
        """The draft stands again as it was typed, its time first."""
        self.pick(procedure)
        self.check.look_at("number")

    @Slot(object)
    def _on_person_refused(self, error: DeskError) -> None:
        self._view.focus_field(self.check.refuse(error))

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if Topic.APPOINTMENTS in changes.topics and self._view.isVisible():
            self.times.ask()

    @Slot()
    def _on_touched(self) -> None:
        if self._view.paper.reference():
            self._view.paper.show_booked("", "", "")

    @Slot(str)
    def _on_edited(self, field: str) -> None:
        if field == "language":
            self._view.paper.show_language(self._view.person.text("language"))

    def _family(self) -> str:
        found = self.procedure()
        return found.family if found is not None else ""
