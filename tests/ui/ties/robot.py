"""An agent who declares ties in a window of one page."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QApplication, QLineEdit

from desk_app.domain.people import Agent, AgentLogin, Role
from desk_app.services import ties
from desk_app.ui.commands import EVERYWHERE
from desk_app.ui.keys import KeyGuard
from desk_app.ui.session import Session
from desk_app.ui.shell.window import Shell
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.ui.ties.operations import TieOperations
from desk_app.ui.ties.presenter import Ties
from desk_app.ui.ties.sheet import TieSheet
from tests.services.booking_desk import DAY, HASHES, BookingDesk
from tests.ui.hands import AtOnce, Clockwork, Hands, show_window

SYLVIE = Agent(login=AgentLogin("smarchand"), name="Sylvie Marchand", role=Role.AGENT)


class Robot(Hands):
    """Sits at any page, over the real services."""

    def __init__(self, app: QApplication, qtbot, desk: BookingDesk) -> None:
        super().__init__(qtbot)
        self.begin = desk.store.begin
        self.tasks = Tasks(database=AtOnce(), world=AtOnce())
        self.bugs: list[Exception] = []
        self.tasks.bug.connect(self.bugs.append)
        self.session = Session(desk="Accueil 1")
        self.session.sign_in(SYLVIE)
        self.shell = Shell(app)
        self.shell.commands.guard = KeyGuard(now=Clockwork())
        self.sheet = TieSheet(self.shell.centralWidget())
        self.presenter = Ties(
            self.sheet, self._operations(desk), session=self.session, tasks=self.tasks,
            signals=AppSignals(), parent=self.shell,
        )  # fmt: skip
        self.shell.add_place("place", "ticket", "Accueil", "F2", QLineEdit())
        self.shell.set_commands(EVERYWHERE, self.presenter.commands())
        show_window(qtbot, self.shell, "place")
        self.settle()

    def leaves(self) -> None:
        """Close the window and everything behind it."""
        self.tasks.close()
        self.shell.close()
        self.shell.deleteLater()
        assert self.bugs == []

    def declares(self, kind: str, **fields: str) -> None:
        """Open the sheet if need be, choose and type, press the button."""
        if not self.sheet.isVisible():
            self.presenter.ask()
        choice = self.find("ties.kind")
        choice.setCurrentIndex(choice.findData(kind))
        for name, text in fields.items():
            self.focuses(f"ties.{name}")
            self.types(text)
        self.sheet.primary.click()  # the mouse is not heard twice within 400 ms
        self.settle()

    def _begin(self):
        return self.begin()

    def _operations(self, desk: BookingDesk) -> TieOperations:
        return TieOperations(
            look=partial(ties.declared, **desk.ports),
            declare=partial(ties.declare, hashes=HASHES, begin=self._begin, clock=desk.clock),
            today=lambda: DAY,
        )
