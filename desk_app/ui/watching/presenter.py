"""Drives the comparison: it looks when the page is opened, and that is a fact. Not its looks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Slot

from desk_app.domain.errors import DeskError, Unavailable
from desk_app.domain.roles import Power, may
from desk_app.services.anomalies import Anomalies
from desk_app.services.demand import Demand
from desk_app.services.ports import Clock
from desk_app.ui.session import Session
from desk_app.ui.tasks import Tasks
from desk_app.ui.watching.operations import WatchingOperations
from desk_app.ui.watching.rows import act_rows, agent_rows, demand_lines, figure_rows
from desk_app.ui.watching.view import WatchingView
from desk_app.ui.widgets.refusal import Level
from desk_app.words.catalogue import _
from desk_app.words.dates import local, long_date
from desk_app.words.errors import sentence
from desk_app.words.watching import pattern_why


class Window(Protocol):
    """What the presenter asks of the window around."""

    def set_title(self, title: str, sub: str = "") -> None: ...


class WatchingPresenter(QObject):
    """Owns one view; nothing is looked at that nobody opened."""

    def __init__(
        self,
        view: WatchingView,
        operations: WatchingOperations,
        *,
        session: Session,
        tasks: Tasks,
        window: Window,
        clock: Clock,
        leave: Callable[[], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._do = view, operations
        self._session, self._tasks, self._window = session, tasks, window
        self._clock, self._leave = clock, leave
        self._seen: Anomalies | None = None
        view.shown.connect(self._on_shown)
        view.agent_chosen.connect(self._show_figures)
        view.figure_chosen.connect(self._show_acts)
        view.back.on_press(self.leave)

    def may_watch(self) -> bool:
        """True for who may compare the acts of agents."""
        agent = self._session.agent
        return agent is not None and may(agent.role, Power.WATCH)

    @Slot()
    def leave(self) -> None:
        """Go back to Supervision."""
        self._leave()

    @Slot()
    def _on_shown(self) -> None:
        self._window.set_title(_("Anomalies"), _("Acts of agents beside those of the site"))
        self._view.settle()
        if self._session.agent is None:
            return
        by, language = self._session.login, self._session.language
        self._tasks.run(partial(self._do.compare, by=by), then=self._show, failed=self._on_failed)
        self._tasks.run(
            partial(self._do.demand, language=language, by=by),
            then=self._show_demand,
            failed=self._on_failed,
        )

    def _show(self, seen: Anomalies) -> None:
        self._seen = seen
        period = _("{first} to {until}").format(
            first=long_date(seen.first), until=long_date(seen.until)
        )
        self._window.set_title(_("Anomalies"), period)
        self._view.show_agents(agent_rows(seen))

    def _show_demand(self, demand: Demand) -> None:
        self._view.show_demand(demand_lines(demand))

    @Slot()
    def _show_figures(self) -> None:
        if self._seen is not None:
            self._view.show_figures(figure_rows(self._seen, self._view.agent()))

    @Slot()
    def _show_acts(self) -> None:
        agent, pattern = self._view.agent(), self._view.figure()
        if self._seen is None or agent is None or pattern is None:
            self._view.show_acts((), "")
            return
        acts = self._seen.acts.get((agent, pattern), ())
        self._view.show_acts(act_rows(acts), pattern_why(pattern))

    def _on_failed(self, error: DeskError) -> None:
        level: Level = "warn" if isinstance(error, Unavailable) else "danger"
        self._view.refuse(sentence(error, now=local(self._clock())), level=level)
