"""An agent's hands and eyes at the sign-in page: the only code that knows its widgets by name."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QTableView, QWidget

from desk_app.domain.changes import Changes, Topic, changes
from desk_app.domain.counters import CounterId
from desk_app.domain.errors import DeskError
from desk_app.domain.people import Agent, AgentLogin, Role
from desk_app.ui.session import Session
from desk_app.ui.shell.window import Shell
from desk_app.ui.signals import AppSignals
from desk_app.ui.signin.commands import PLACE, signin_commands
from desk_app.ui.signin.operations import Choices, SignInOperations
from desk_app.ui.signin.presenter import SignInPresenter
from desk_app.ui.signin.view import SignInView
from desk_app.ui.tasks import Tasks
from desk_app.ui.widgets.refusal import RefusalBox
from tests.ui.hands import AtOnce, show_window, type_keys

PEOPLE = tuple(
    Agent(login=AgentLogin(login), name=name, role=role)
    for login, name, role in (
        ("hgarnier", "Hélène Garnier", Role.SUPERVISOR),
        ("kbelhadj", "Karim Belhadj", Role.COUNTER),
        ("mlemaire", "Marc Lemaire", Role.COUNTER),
        ("mdiarra", "Mariam Diarra", Role.COUNTER),
        ("smarchand", "Sylvie Marchand", Role.AGENT),
    )
)


class Robot:
    """The page in its window, with a keyboard."""

    def __init__(self, app: QApplication, qtbot) -> None:
        self.asked: list[str] = []
        self.refusal: DeskError | None = None
        self.people = PEOPLE
        self.opened: list[Agent] = []
        self.changes: list[Changes] = []
        self.session = Session(desk="Accueil 1")
        self.signals = AppSignals()
        self.signals.changed.connect(self.changes.append)
        self.tasks = Tasks(database=AtOnce(), world=AtOnce())
        self.shell = Shell(app)
        self.view = SignInView(guard=self.shell.commands.guard)
        self.shell.add_page(PLACE, self.view)
        self.shell.add_page("elsewhere", QWidget())
        self.presenter = SignInPresenter(
            self.view,
            SignInOperations(choices=self._choices, sign_in=self._sign_in),
            session=self.session,
            tasks=self.tasks,
            signals=self.signals,
        )
        self.presenter.signed_in.connect(self.opened.append)
        self.shell.set_commands(PLACE, signin_commands(self.presenter))
        show_window(qtbot, self.shell, PLACE)

    def leaves(self) -> None:
        """Close the window and everything behind it."""
        self.tasks.close()
        self.shell.close()
        self.shell.deleteLater()

    def types(self, keys: str) -> None:
        """Type *keys* where the cursor is."""
        type_keys(self.shell, keys)

    def sees_names(self) -> list[str]:
        """Return the names left in the list."""
        table = self.view.findChild(QTableView, "signin.agents")
        assert table is not None
        model = table.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def reads_button(self) -> str:
        """Return what the filled button says, "" where it cannot be pressed."""
        button = self.view.findChild(QPushButton, "signin.open")
        assert button is not None
        return button.accessibleName() if button.isEnabled() else ""

    def reads_refusal(self) -> str:
        """Return what is refused, "" where nothing is."""
        box = self.view.findChild(RefusalBox)
        assert box is not None
        return box.accessibleName() if box.isVisible() else ""

    def takes_place(self, words: str) -> None:
        """Choose a place by its words."""
        place = self.view.findChild(QComboBox, "signin.place")
        assert place is not None
        place.setCurrentIndex(place.findText(words))

    def comes_back(self) -> None:
        """Lock the desk and come to the page again."""
        self.shell.show_place("elsewhere")
        self.shell.show_place(PLACE)

    def _choices(self) -> Choices:
        return Choices(
            site="Préfecture de la Seine-Saint-Denis",
            agents=self.people,
            counters=(CounterId(1), CounterId(2)),
        )

    def _sign_in(self, login: str) -> tuple[Agent, Changes]:
        if self.refusal is not None:
            raise self.refusal
        self.asked.append(login)
        agent = next(agent for agent in self.people if agent.login == login)
        return agent, changes("sign_in", Topic.AGENTS)
