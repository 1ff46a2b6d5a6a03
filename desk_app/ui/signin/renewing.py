"""Choosing a password after a one-time code: the desk stays closed until it is saved."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot

from desk_app.domain.changes import Changes
from desk_app.domain.errors import DeskError
from desk_app.domain.sessions import End
from desk_app.ui.signals import AppSignals
from desk_app.ui.signin.model import Seat
from desk_app.ui.signin.operations import Opened, SignInOperations
from desk_app.ui.tasks import Lane, Tasks
from desk_app.words.catalogue import _
from desk_app.words.errors import Said, sentence


class Card(Protocol):
    """What this asks of the card."""

    save_requested: SignalInstance
    leave_requested: SignalInstance

    def typed(self) -> tuple[str, str]: ...
    def show_busy(self, *, busy: bool) -> None: ...
    def refuse(self, said: Said) -> None: ...


class Page(Protocol):
    """What this asks of the page around the card."""

    def show_renewal(self, name: str | None) -> None: ...


class Renewing(QObject):
    """Holds who signed in with a code; `chosen` carries their Seat and Opened once it is done."""

    chosen = Signal(object, object)

    def __init__(
        self,
        page: Page,
        card: Card,
        operations: SignInOperations,
        *,
        tasks: Tasks,
        signals: AppSignals,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._page, self._card, self._do = page, card, operations
        self._tasks, self._signals = tasks, signals
        self._pending: tuple[Seat, Opened] | None = None
        self._is_busy = False
        card.save_requested.connect(self.save)
        card.leave_requested.connect(self.leave)

    def begin(self, seat: Seat, opened: Opened) -> None:
        """Ask who *opened* the desk for a password of their own."""
        self._pending = (seat, opened)
        self._page.show_renewal(opened.agent.name)

    def is_asking(self) -> bool:
        """True while the card is in sight."""
        return self._pending is not None

    @Slot()
    def save(self) -> None:
        """Save the password if both are the same."""
        if self._pending is None or self._is_busy:
            return
        first, again = self._card.typed()
        if first != again:
            self._card.refuse(Said(_("The two passwords are not the same."), _("Type them again.")))
            return
        login = self._pending[1].agent.login
        self._is_busy = True
        self._card.show_busy(busy=True)
        self._tasks.run(
            partial(self._do.change_password, login, first, by=login),
            then=self._on_saved,
            failed=self._on_refused,
            lane=Lane.WORLD,
        )

    @Slot()
    def leave(self) -> None:
        """Close what was opened, and go back to the list."""
        if self._pending is None or self._is_busy:
            return
        session = self._pending[1].session
        self._pending = None
        self._page.show_renewal(None)
        if session is not None:
            self._tasks.run(
                partial(self._do.sign_out, session, End.LEFT), then=self._signals.changed.emit
            )

    def _on_saved(self, changes: Changes) -> None:
        self._is_busy = False
        if self._pending is not None:
            (seat, opened), self._pending = self._pending, None
            self.chosen.emit(seat, opened)
            self._signals.changed.emit(changes)

    def _on_refused(self, error: DeskError) -> None:
        self._is_busy = False
        self._card.show_busy(busy=False)
        self._card.refuse(sentence(error))
