"""A supervisor in front of the comparison, with a keyboard."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QApplication, QWidget

from bench.simulated_acts import week_of_agents
from desk_app.domain.anomalies import standings
from desk_app.domain.people import Agent, AgentLogin, Role
from desk_app.domain.procedures import FamilyCode
from desk_app.domain.unmet import UnmetReason
from desk_app.domain.watching import watched
from desk_app.services.anomalies import Anomalies
from desk_app.services.demand import ContactLine, Demand, UnmetLine
from desk_app.ui.session import Session
from desk_app.ui.shell.window import Shell
from desk_app.ui.tasks import Tasks
from desk_app.ui.watching.commands import PLACE, watching_commands, way_in
from desk_app.ui.watching.operations import WatchingOperations
from desk_app.ui.watching.presenter import WatchingPresenter
from desk_app.ui.watching.view import WatchingView
from tests.ui.hands import AtOnce, Hands, show_window

CHIEF = Agent(login=AgentLogin("hgarnier"), name="Hélène Garnier", role=Role.SUPERVISOR)
CLERK = Agent(login=AgentLogin("smarchand"), name="Sylvie Marchand", role=Role.AGENT)
FRIDAY = dt.date(2026, 3, 27)
NOON = dt.datetime(2026, 3, 27, 11, tzinfo=dt.UTC)


def a_month(run: int = 1, *, favours: float = 0.1) -> Anomalies:
    """What twenty agents left, one of whom grants favours."""
    since = dt.datetime.combine(FRIDAY, dt.time(), dt.UTC) - dt.timedelta(days=27)
    seen = watched(
        week_of_agents(run, FRIDAY, favours=favours),
        since=since,
        zone=dt.UTC,
        is_open=lambda at: 7 <= at.hour < 17,
    )
    return Anomalies(
        first=since.date(),
        until=FRIDAY,
        standings=standings(seen.tallies, FRIDAY),
        acts=seen.acts,
        people={AgentLogin("agent-00"): "Sylvie Marchand", AgentLogin("agent-01"): "Karim B."},
    )


def a_week() -> Demand:
    """Nine people turned away, one phone of four."""
    line = UnmetLine(
        family=FamilyCode("DEPOT"), name="Dépôt de dossier", reason=UnmetReason.NO_PLACE, count=9
    )
    contact = ContactLine(persons=4, last_at=NOON)
    return Demand(monday=dt.date(2026, 3, 23), unmet=(line,), contacts=(contact,))


NOTHING = Demand(monday=dt.date(2026, 3, 23), unmet=(), contacts=())


class Robot(Hands):
    """The page in its window, behind a place that leads to it."""

    def __init__(
        self, app: QApplication, qtbot, *, seen=None, demand=NOTHING, error=None, agent=CHIEF
    ) -> None:
        super().__init__(qtbot)
        self.looks: list[AgentLogin] = []
        self.seen, self.demand, self.error = seen or a_month(), demand, error
        self.tasks = Tasks(database=AtOnce(), world=AtOnce())
        self.session = Session(desk="Accueil 1")
        self.session.sign_in(agent)
        self.shell = Shell(app)
        self.view = WatchingView()
        self.shell.add_place("supervisor", "gauge", "Supervision", "F7", QWidget())
        self.shell.add_page(PLACE, self.view)
        self.presenter = WatchingPresenter(
            self.view,
            WatchingOperations(compare=self._compare, demand=lambda **_: self.demand),
            session=self.session,
            tasks=self.tasks,
            window=self.shell,
            clock=lambda: NOON,
            leave=lambda: self.shell.show_place("supervisor"),
        )
        self.shell.set_commands(PLACE, watching_commands(self.presenter))
        way = way_in(
            "supervisor", lambda: self.shell.show_place(PLACE), is_enabled=self.presenter.may_watch
        )
        self.shell.set_commands("supervisor", (way,))
        show_window(qtbot, self.shell, PLACE)

    def leaves(self) -> None:
        """Close the window and everything behind it."""
        self.tasks.close()
        self.shell.close()
        self.shell.deleteLater()

    def table(self, name: str) -> list[list[str]]:
        """Return what stands in a table."""
        model = getattr(self.view, name).model()
        return [
            [str(model.index(row, column).data()) for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]

    def _compare(self, *, by: AgentLogin) -> Anomalies:
        self.looks.append(by)
        if self.error is not None:
            raise self.error
        return self.seen
