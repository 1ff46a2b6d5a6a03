"""A supervisor, or an agent, at the page of the register of a desk in memory."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QApplication, QLineEdit

from desk_app.domain.draw_replay import replay
from desk_app.domain.people import Agent, Role
from desk_app.security.codes import new_code, new_id
from desk_app.services import answers, draw_secrets, draws, register, winners
from desk_app.services.handing import Printer
from desk_app.services.register_page import register_page
from desk_app.ui.keys import KeyGuard
from desk_app.ui.register.commands import PLACE, register_commands
from desk_app.ui.register.operations import RegisterOperations
from desk_app.ui.register.presenter import RegisterPresenter
from desk_app.ui.register.view import RegisterView
from desk_app.ui.second.model import Case
from desk_app.ui.session import Session
from desk_app.ui.shell.window import Shell
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.words.dates import show_times_in
from tests.services.booking_desk import CODES, HASHES, PARIS
from tests.services.desk import CHIEF, SYLVIE
from tests.services.register_desk import OPENS, RegisterDesk, nobody_is_away
from tests.ui.hands import AtOnce, Clockwork, Hands, show_window

PRINTER = Printer(address="file:///dev/null", profile="epson-tm-t20iii")
PEOPLE = {
    CHIEF: Agent(login=CHIEF, name="Hélène Garnier", role=Role.SUPERVISOR),
    SYLVIE: Agent(login=SYLVIE, name="Sylvie Marchand", role=Role.AGENT),
}


class Robot(Hands):
    """The page in its window, over the real services."""

    def __init__(self, app: QApplication, qtbot, desk: RegisterDesk, *, who=CHIEF) -> None:
        super().__init__(qtbot)
        self.desk, self.cases = desk, []
        show_times_in(PARIS)
        self.tasks = Tasks(database=AtOnce(), world=AtOnce())
        self.bugs: list[Exception] = []
        self.tasks.bug.connect(self.bugs.append)
        self.session = Session(desk="Accueil 1")
        self.session.sign_in(PEOPLE[who])
        self.signals = AppSignals()
        self.shell = Shell(app)
        self.shell.commands.guard = KeyGuard(now=Clockwork())
        self.view = RegisterView(
            overlay=self.shell.centralWidget(), guard=self.shell.commands.guard
        )
        self.exported: list[str] = []
        self.presenter = RegisterPresenter(
            self.view,
            self._operations(),
            session=self.session,
            tasks=self.tasks,
            signals=self.signals,
            window=self.shell,
            clock=desk.clock,
            ask_second=self._ask,
            parent=self.view,
        )
        self.shell.add_place("elsewhere", "ticket", "Accueil", "F2", QLineEdit())
        self.shell.add_place(PLACE, "dices", "Registre", "F6", self.view)
        self.shell.set_commands(PLACE, register_commands(self.presenter))
        show_window(qtbot, self.shell, PLACE)
        self.settle()

    def leaves(self) -> None:
        """Close the window and everything behind it."""
        self.tasks.close()
        self.shell.close()
        self.shell.deleteLater()
        assert self.bugs == []

    def signs_in(self, who) -> None:
        """Another agent takes the desk."""
        self.session.sign_in(PEOPLE[who])
        self.settle()

    def sheet_says(self) -> str:
        """Return the words of the draw's sheet."""
        names = ("register.before", "register.after", "register.seed")
        shown = (self.find(name) for name in names)
        return "\n".join(each.text() for each in shown if each.isVisible())  # type: ignore[attr-defined]

    def secret(self) -> str:
        """Return the secret that is shown, "" for none."""
        label = self.find("register.secret")
        return label.text() if label.isVisible() else ""  # type: ignore[attr-defined]

    def held(self):
        """Return the latest draw that was held."""
        with self.desk.store.read() as work:
            return work.draws.held("DEPOT")

    def _ask(self, case: Case) -> None:
        self.cases.append(case)

    def _export(self, _family, number, *, by) -> str:
        self.exported.append(str(number))
        return f"/desk/tirages/{number}.jsonl"

    def _replay(self, family, number, *, by):
        found = draws.held(family, None, number=number, by=by, **self.desk.ports)
        return replay(found.export.encode(), published=found.closing)

    def _operations(self) -> RegisterOperations:
        desk = self.desk
        papers = {"codes": CODES, "new_id": new_id, "printer": lambda: PRINTER}
        return RegisterOperations(
            look=partial(register_page, laid=desk.laid, **desk.ports),
            commit=partial(
                draw_secrets.commit_to, holidays=nobody_is_away, opens=OPENS, **desk.writing
            ),
            close=partial(draws.close, laid=desk.laid, opens=OPENS, **desk.writing),
            void=partial(draws.void, **desk.writing),
            run=partial(
                draws.run, new_code=new_code, laid=desk.laid, opens=OPENS,
                cool=lambda: desk.cooling, **desk.writing,
            ),
            told=partial(answers.told, hashes=HASHES, **desk.writing),
            confirm=partial(winners.confirm, hashes=HASHES, **papers, **desk.writing),
            paper=partial(answers.paper, **papers, **desk.writing),
            withdraw=partial(
                register.withdraw, cool=lambda: desk.cooling, hashes=HASHES, **desk.writing
            ),
            replay=self._replay,
            export=self._export,
        )  # fmt: skip
