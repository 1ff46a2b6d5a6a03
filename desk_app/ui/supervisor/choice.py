"""What is chosen at Supervision, and what keeps an act from being done on it. It does none."""

from __future__ import annotations

from desk_app.domain.counters import CounterState
from desk_app.domain.roles import Power, may
from desk_app.services.supervision import CounterLine, WaitingLine
from desk_app.ui.session import Session
from desk_app.ui.supervisor.known import Known
from desk_app.ui.supervisor.screen import Place, Screen
from desk_app.words.catalogue import _
from desk_app.words.errors import Said


class Choice:
    """Reads the view's selection against what is known; a reason is "" where nothing is missing."""

    def __init__(self, view: Screen, known: Known, session: Session) -> None:
        self._view, self._known, self._session = view, known, session
        self._has_told = False

    def counter(self) -> CounterLine | None:
        """Return the chosen counter."""
        return self._known.counter(self._view.selection().counter)

    def procedure(self) -> WaitingLine | None:
        """Return the chosen procedure."""
        return self._known.procedure(self._view.selection().procedure)

    def may_direct(self) -> bool:
        """True if who looks may also act: an auditor reads (roles)."""
        agent = self._session.agent
        return agent is not None and may(agent.role, Power.DIRECT)

    def why_not_toggle(self) -> str:
        """Return what to choose before it can be opened or closed."""
        if self.counter() is not None or self.procedure() is not None:
            return ""
        return self._told(_("Choose a procedure or a counter first"))

    def why_not_pause(self) -> str:
        """Return what to choose before it can be paused."""
        counter = self.counter()
        if counter is not None and counter.state not in {None, CounterState.CLOSED}:
            return ""
        return self._told(_("Choose a counter that is open first"))

    def why_not_quota(self) -> str:
        """Return what to choose before its quota can be set."""
        return "" if self.procedure() is not None else self._told(_("Choose a procedure first"))

    def is_free(self, why_not: str, *, place: Place) -> bool:
        """Say at *place* what to choose; True where nothing is missing and who asks may act."""
        if not self.may_direct():
            return False
        self._view.settle()
        self._has_told = bool(why_not)
        if why_not:
            self._view.refuse(place, Said(text=why_not, why=""), unavailable=True)
        return not why_not

    def made(self) -> None:
        """Something was chosen: what was missing is said no more."""
        if self._has_told:
            self._has_told = False
            self._view.settle()

    def _told(self, why: str) -> str:
        """A reader is told nothing: the act is not theirs."""
        return why if self.may_direct() else ""
