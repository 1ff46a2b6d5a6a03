"""An agent's hands and eyes at the sign-in page: the only code that knows its widgets by name."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import Executor
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QTableView, QWidget

from desk_app.domain.changes import Changes, Topic, changes
from desk_app.domain.counters import CounterId
from desk_app.domain.errors import DeskError
from desk_app.domain.people import Agent, AgentLogin, Role
from desk_app.domain.sessions import End, SessionId
from desk_app.domain.tickets import TicketNumber
from desk_app.ui.keys import KeyGuard
from desk_app.ui.session import Session
from desk_app.ui.shell.window import Shell
from desk_app.ui.signals import AppSignals
from desk_app.ui.signin.code_sheet import CodeSheet
from desk_app.ui.signin.codes import Codes
from desk_app.ui.signin.commands import PLACE, code_command, signin_commands
from desk_app.ui.signin.model import Person
from desk_app.ui.signin.operations import (
    Choices,
    CodeOperations,
    Given,
    Opened,
    SignInOperations,
)
from desk_app.ui.signin.presenter import Lock, SignInPresenter
from desk_app.ui.signin.renewing import Renewing
from desk_app.ui.signin.view import SignInView
from desk_app.ui.tasks import Tasks
from desk_app.ui.widgets.buttons import Button
from desk_app.ui.widgets.refusal import RefusalBox
from tests.ui.hands import AtOnce, Clockwork, show_window, type_keys

NOW = dt.datetime(2026, 3, 3, 9, 31, tzinfo=dt.UTC)
SESSION = SessionId(UUID(int=7))
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


class Accounts:
    """What the services would know; it writes down what it was asked."""

    def __init__(self) -> None:
        self.passwords: dict[str, str] = {}
        self.last: dict[str, dt.datetime] = {}
        self.with_code: set[str] = set()
        self.refusal: DeskError | None = None
        self.serving: TicketNumber | None = None
        self.asked: list[tuple[str, str, str]] = []
        self.chosen: list[tuple[str, str]] = []
        self.ended: list[tuple[SessionId, End]] = []
        self.given: list[tuple[str, str]] = []
        self.has_paper = False
        self.checked: list[tuple[str, str]] = []

    def choices(self, counter: CounterId | None) -> Choices:
        """Answer `SignInOperations.choices`."""
        return Choices(
            site="Préfecture de la Seine-Saint-Denis",
            people=self.people(),
            counters=(CounterId(1), CounterId(2)),
            now=NOW,
            serving=self.serving if counter is not None else None,
        )

    def people(self) -> tuple[Person, ...]:
        """Answer `CodeOperations.people`."""
        return tuple(
            Person(
                agent=agent,
                needs_password=agent.login in self.passwords,
                last=self.last.get(agent.login),
            )
            for agent in PEOPLE
        )

    def sign_in(self, login: AgentLogin, password: str, /, *, place: str) -> Opened:
        """Answer `SignInOperations.sign_in`."""
        self._refuse()
        self.asked.append((login, password, place))
        return Opened(
            agent=_agent(login),
            session=SESSION,
            must_choose_password=login in self.with_code,
            changes=changes("sign_in", Topic.AGENTS),
        )

    def change_password(self, login: AgentLogin, new: str, /, *, by: AgentLogin) -> Changes:
        """Answer `SignInOperations.change_password`."""
        self._refuse()
        assert by == login
        self.chosen.append((login, new))
        return changes("password", Topic.AGENTS)

    def sign_out(self, session: SessionId, why: End, /) -> Changes:
        """Answer `SignInOperations.sign_out`."""
        self.ended.append((session, why))
        return changes("sign_out", Topic.AGENTS)

    def give(self, login: AgentLogin, /, *, by: AgentLogin) -> Given:
        """Answer `CodeOperations.give`."""
        self._refuse()
        self.given.append((login, by))
        told = changes("reset", Topic.AGENTS)
        return Given(code="7K4M2QXD", is_printing=self.has_paper, changes=told)

    def check(self, login: AgentLogin, password: str, /) -> Agent:
        """Answer `CodeOperations.check`."""
        self.checked.append((login, password))
        return _agent(login)

    def _refuse(self) -> None:
        if self.refusal is not None:
            raise self.refusal


class Robot:
    """The page in its window, with a keyboard; "elsewhere" stands for every other place."""

    def __init__(
        self, app: QApplication, qtbot, *, world: Executor | None = None, **passwords: str
    ) -> None:
        self.accounts = Accounts()
        self.accounts.passwords.update(passwords)
        self.opened: list[Agent] = []
        self.changes: list[Changes] = []
        self.session = Session(desk="Accueil 1")
        self.signals = AppSignals()
        self.signals.changed.connect(self.changes.append)
        self.tasks = Tasks(database=AtOnce(), world=world or AtOnce())
        self.shell = Shell(app)
        self.shell.commands.guard = KeyGuard(now=Clockwork())
        self.view = SignInView(guard=self.shell.commands.guard)
        self.shell.add_page(PLACE, self.view)
        self.shell.add_page("elsewhere", QWidget())
        self._wire()
        show_window(qtbot, self.shell, PLACE)
        for _turn in range(4):  # let the window lay itself out
            app.processEvents()

    def leaves(self) -> None:
        """Close the window and everything behind it."""
        self.tasks.close()
        self.shell.close()
        self.shell.deleteLater()

    def types(self, keys: str) -> None:
        """Type *keys* where the cursor is."""
        type_keys(self.shell, keys)

    def asked(self) -> list[str]:
        """Return who was to be signed in, in order."""
        return [login for login, _, _ in self.accounts.asked]

    def sees_names(self) -> list[str]:
        """Return the names left in the list."""
        return self._column("signin.agents", 0)

    def sees_last(self) -> list[str]:
        """Return when each came last."""
        return self._column("signin.agents", 2)

    def sees_colleagues(self) -> list[str]:
        """Return the names left in the sheet of the one-time codes."""
        return self._column("code.agents", 0)

    def reads_button(self, name: str = "signin.open") -> str:
        """Return what the filled button says, "" where it cannot be pressed."""
        button = self.shell.findChild(Button, name)
        assert button is not None
        return button.accessibleName() if button.isEnabled() else ""

    def reads_refusal(self) -> str:
        """Return what is refused, "" where nothing is."""
        boxes = self.shell.findChildren(RefusalBox)
        return " ".join(box.accessibleName() for box in boxes if box.isVisible())

    def sees(self) -> list[str]:
        """Return every word in sight that a label holds."""
        return [each.text() for each in self.shell.findChildren(QLabel) if each.isVisible()]

    def reads_field(self, name: str) -> str | None:
        """Return what is typed in a field, None where it is out of sight or not to be typed in."""
        field = self.shell.findChild(QLineEdit, name)
        assert field is not None
        return field.text() if field.isVisible() and field.isEnabled() else None

    def has_cursor(self) -> str:
        """Return the name of what has the cursor."""
        focused = self.shell.focusWidget()
        return focused.objectName() if focused is not None else ""

    def reads_place(self) -> str:
        """Return the place that is proposed."""
        return self._place().currentText()

    def sees_places(self) -> list[str]:
        """Return every place that is offered."""
        place = self._place()
        return [place.itemText(row) for row in range(place.count())]

    def takes_place(self, words: str) -> None:
        """Choose a place by its words, with the arrows, and go back to the name."""
        place = self._place()
        place.setFocus()
        down = place.findText(words) - place.currentIndex()
        self.types("↓" * down + "↑" * -down)
        self.view.field.setFocus()

    def asks_for_code(self) -> None:
        """Press Alt U where the cursor is."""
        target = self.shell.focusWidget() or self.shell
        QTest.keyClick(target, Qt.Key.Key_U, Qt.KeyboardModifier.AltModifier)

    def comes_back(self, lock: Lock | None = None) -> None:
        """Lock the desk and come to the page again."""
        self.session.sign_out()
        if lock is not None:
            self.presenter.lock(lock)
        self.shell.show_place("elsewhere")
        self.shell.show_place(PLACE)

    def _column(self, name: str, column: int) -> list[str]:
        table = self.shell.findChild(QTableView, name)
        assert table is not None
        model = table.model()
        return [str(model.index(row, column).data()) for row in range(model.rowCount())]

    def _place(self) -> QComboBox:
        place = self.view.findChild(QComboBox, "signin.place")
        assert place is not None
        return place

    def _wire(self) -> None:
        known = self.accounts
        operations = SignInOperations(
            choices=known.choices,
            sign_in=known.sign_in,
            change_password=known.change_password,
            sign_out=known.sign_out,
        )
        self.sheet = CodeSheet(self.shell.centralWidget())
        self.codes = Codes(
            self.sheet,
            CodeOperations(people=known.people, give=known.give, check=known.check),
            session=self.session,
            tasks=self.tasks,
            signals=self.signals,
            clock=lambda: NOW,
        )
        self.renewing = Renewing(
            self.view, self.view.renewal, operations, tasks=self.tasks, signals=self.signals
        )
        self.presenter = SignInPresenter(
            self.view,
            operations,
            renewing=self.renewing,
            session=self.session,
            tasks=self.tasks,
            signals=self.signals,
            ask_code=self.codes.ask_for,
        )
        self.presenter.signed_in.connect(self.opened.append)
        self.shell.set_commands(PLACE, signin_commands(self.presenter, self.renewing))
        give = code_command("elsewhere", self.codes.ask, is_enabled=self.codes.can_ask)
        self.shell.set_commands("elsewhere", (give,))


def _agent(login: str) -> Agent:
    return next(agent for agent in PEOPLE if agent.login == login)
