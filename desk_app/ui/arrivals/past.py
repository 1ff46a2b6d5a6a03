"""Asks for the history of the slot of a row, for supervisors alone (AT-25). It reads none."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from desk_app.domain.appointments import Appointment
from desk_app.domain.roles import Power, may
from desk_app.services.door import Expected
from desk_app.ui.arrivals.view import ArrivalsView
from desk_app.ui.session import Session
from desk_app.words.catalogue import _
from desk_app.words.errors import Said


class Past(QObject):
    """`wanted` is told of the slot: of the chosen row, else of who stands at the door."""

    wanted = Signal(str)

    def __init__(self, view: ArrivalsView, *, session: Session) -> None:
        super().__init__(view)
        self._view, self._session = view, session
        view.past.on_press(self.ask)
        session.changed.connect(self._on_session)
        self._on_session()

    def can_ask(self) -> bool:
        """Return whether who sits here may see what happened to a slot."""
        agent = self._session.agent
        return agent is not None and may(agent.role, Power.WATCH)

    @Slot()
    def ask(self) -> None:
        """Ask for the history; an appointment of an online platform has no slot here."""
        if not self.can_ask():
            return
        row = self._view.chosen() or self._view.at_the_door()
        if row is None:
            said = Said(_("Choose an appointment in the list first."))
            self._view.card.refuse(said, level="warn")
            return
        slot = _slot(row)
        if not slot:
            said = Said(_("This place is an online platform’s: its history is kept there."))
            self._view.card.refuse(said, level="warn")
            return
        self.wanted.emit(slot)

    @Slot()
    def _on_session(self) -> None:
        self._view.past.setVisible(self.can_ask())


def _slot(row: Expected) -> str:
    found = row.appointment
    return found.place.slots[0] if isinstance(found, Appointment) else ""
