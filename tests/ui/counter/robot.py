"""An agent at Guichet 3: types keys and reads the screen. The only code here that knows widgets."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QApplication

from desk_app.ui.counter.screen import counter_place
from desk_app.ui.keys import KeyGuard
from desk_app.ui.second.model import Case
from desk_app.ui.session import Session
from desk_app.ui.shell.window import Shell
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from tests.ui.counter.day import NOW
from tests.ui.counter.fakes import BELHADJ, Services
from tests.ui.hands import ENTER, ESCAPE, AtOnce, Clockwork, Hands

__all__ = ["ENTER", "ESCAPE", "Robot"]


class FakeClock:
    """The hour of the pictures, until the test moves it."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dt.datetime:
        return self.now


class Robot(Hands):
    """Sits at Guichet 3. `types` counts its keys."""

    def __init__(
        self,
        app: QApplication,
        qtbot,
        services: Services,
        *,
        counter: int | None = 3,
        database=None,
    ) -> None:
        super().__init__(qtbot)
        self.services = services
        self.tasks = Tasks(database=database or AtOnce(), world=AtOnce())
        self.bugs: list[Exception] = []
        self.cases: list[Case] = []
        self.tasks.bug.connect(self.bugs.append)
        self.session = Session(desk="Guichet 3")
        self.session.sign_in(BELHADJ)
        self.session.sit_at(counter)
        self.clock = FakeClock()
        self.signals = AppSignals()
        self.shell = Shell(app)
        self.shell.commands.guard = KeyGuard(now=Clockwork())
        self.screen = counter_place(
            operations=services.operations(),
            session=self.session,
            tasks=self.tasks,
            signals=self.signals,
            window=self.shell,
            overlay=self.shell.centralWidget(),
            guard=self.shell.commands.guard,
            clock=self.clock,
            ask_second=self.cases.append,
        )
        qtbot.addWidget(self.shell)
        self.shell.add_place("counter", "megaphone", "Guichet", "F3", self.screen.view)
        self.shell.set_commands("counter", self.screen.commands)
        self.shell.set_agent("Karim Belhadj", "Guichet 3")
        self.shell.resize(1366, 768)
        with qtbot.waitExposed(self.shell):
            self.shell.show()
        self.shell.show_place("counter")
        self.settle()
