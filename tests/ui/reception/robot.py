"""An agent at Accueil: types keys and reads the screen. The only code here that knows widgets."""

from __future__ import annotations

from concurrent.futures import Executor

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk_app.ui.keys import KeyGuard
from desk_app.ui.reception.screen import reception_screen
from desk_app.ui.second.model import Case
from desk_app.ui.session import Session
from desk_app.ui.shell.window import Shell
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.ui.widgets.tiles import Tile
from tests.ui.hands import ENTER, ESCAPE, AtOnce, Clockwork, Hands
from tests.ui.reception.fakes import SYLVIE, Services, now

__all__ = ["ENTER", "ESCAPE", "Robot"]


class Robot(Hands):
    """Sits at Accueil. `types` counts its keys."""

    def __init__(
        self,
        app: QApplication,
        qtbot,
        services: Services,
        *,
        database: Executor | None = None,
        is_fast: bool = False,
    ) -> None:
        super().__init__(qtbot)
        self.services = services
        self.tasks = Tasks(database=database or AtOnce(), world=AtOnce())
        self.bugs: list[Exception] = []
        self.cases: list[Case] = []
        self.tasks.bug.connect(self.bugs.append)
        self.session = Session(desk="Accueil 1")
        self.session.sign_in(SYLVIE)
        self.signals = AppSignals()
        self.shell = Shell(app)
        self.shell.commands.guard = KeyGuard(now=Clockwork())
        self.screen = reception_screen(
            operations=services.operations(),
            session=self.session,
            tasks=self.tasks,
            signals=self.signals,
            window=self.shell,
            overlay=self.shell.centralWidget(),
            guard=self.shell.commands.guard,
            clock=now,
            ask_second=self.cases.append,
            seconds=(lambda: 0.0) if is_fast else Clockwork(),
        )
        qtbot.addWidget(self.shell)
        self.shell.add_place("reception", "ticket", "Accueil", "F2", self.screen.view)
        self.shell.set_commands("reception", self.screen.commands)
        self.shell.set_agent("Sylvie Marchand", "Accueil 1")
        self.shell.resize(1366, 768)
        with qtbot.waitExposed(self.shell):
            self.shell.show()
        self.shell.show_place("reception")
        self.settle()

    def types_sign(self, sign: str) -> None:
        """Press a key of which only the sign is known, such as the é of a French top row."""
        press = QKeyEvent(
            QKeyEvent.Type.KeyPress, ord(sign.upper()), Qt.KeyboardModifier.NoModifier, sign
        )
        QApplication.sendEvent(self.focus(), press)
        self.settle()

    def scans(self, number: str) -> None:
        """Have a document reader write *number* and end it with Enter."""
        QTest.keyClicks(self.focus(), number)
        QTest.keyClick(self.focus(), Qt.Key.Key_Return)
        self.settle()

    def tile(self, digit: int) -> Tile:
        """Return the tile of *digit*."""
        found = self.find(f"reception.tile.{digit}")
        assert isinstance(found, Tile)
        return found

    def settle(self) -> None:
        """Let the window do what it has to do."""
        for _turn in range(4):
            QCoreApplication.sendPostedEvents()
