"""Opens the history of a slot for whoever may see it. Not how it looks."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Slot

from desk_app.domain.errors import DeskError
from desk_app.domain.people import AgentLogin
from desk_app.domain.roles import Power, may
from desk_app.domain.slot_history import Event
from desk_app.services.ports import Clock
from desk_app.services.slot_history import SlotHistory
from desk_app.ui.history.sheet import HistorySheet
from desk_app.ui.session import Session
from desk_app.ui.tasks import Tasks
from desk_app.words.booking_journal import slot_in_words
from desk_app.words.catalogue import _
from desk_app.words.dates import clock, day_of_month, local
from desk_app.words.errors import sentence
from desk_app.words.watching import happened, place_now


class Look(Protocol):
    """`services.slot_history.slot_history` with its ports filled."""

    def __call__(self, slot: str, /, *, by: AgentLogin) -> SlotHistory: ...


class HistoryPresenter(QObject):
    """Owns the sheet; any page hands it a slot."""

    def __init__(
        self,
        sheet: HistorySheet,
        look: Look,
        *,
        session: Session,
        tasks: Tasks,
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._sheet, self._look = sheet, look
        self._session, self._tasks, self._clock = session, tasks, clock

    def may_open(self) -> bool:
        """True for who may see what happened to a slot."""
        agent = self._session.agent
        return agent is not None and may(agent.role, Power.WATCH)

    @Slot(str)
    def open_for(self, slot: str) -> None:
        """Read what happened to *slot* and show it; nothing for who may not see it."""
        if slot and self.may_open():
            read = partial(self._look, slot, by=self._session.login)
            self._tasks.run(read, then=self._show, failed=self._refuse)

    def _show(self, told: SlotHistory) -> None:
        places = [
            place_now(
                place.seat,
                appointment=place.appointment,
                is_cooling=place.is_cooling,
                waits_for_draw=place.waits_for_draw,
            )
            for place in told.places
        ]
        if not told.is_open:
            places.insert(0, _("The calendar does not have this time any more."))
        events = [(_caption(told, event), happened(event)) for event in reversed(told.events)]
        self._sheet.show_story(slot_in_words(told.slot), places, events)

    def _refuse(self, error: DeskError) -> None:
        self._sheet.show_refusal(sentence(error, now=local(self._clock())))


def _caption(told: SlotHistory, event: Event) -> str:
    at = f"{day_of_month(local(event.at).date())} {clock(event.at)}"
    who = told.people.get(event.agent, "") if event.agent else ""
    return f"{at} · {who}" if who else at
