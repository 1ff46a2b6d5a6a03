"""A supervisor in front of the Journal of a real store, with a keyboard."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desk_app.domain.people import Agent, AgentLogin, Role
from desk_app.security.signing import DeskSigner
from desk_app.services.journal import found, verify
from desk_app.ui.journal.commands import PLACE, journal_commands
from desk_app.ui.journal.operations import JournalOperations
from desk_app.ui.journal.presenter import JournalPresenter
from desk_app.ui.journal.view import JournalView
from desk_app.ui.session import Session
from desk_app.ui.shell.window import Shell
from desk_app.ui.tasks import Tasks
from desk_app.ui.widgets.refusal import RefusalBox
from tests.ui.hands import AtOnce, show_window, type_keys

CHIEF = Agent(login=AgentLogin("hgarnier"), name="Hélène Garnier", role=Role.SUPERVISOR)
CLERK = Agent(login=AgentLogin("smarchand"), name="Sylvie Marchand", role=Role.AGENT)


class Robot:
    """The page in its window."""

    def __init__(self, app: QApplication, qtbot, store, clock, folder, *, agent=CHIEF) -> None:
        self.tasks = Tasks(database=AtOnce(), world=AtOnce())
        self.exported: list[AgentLogin] = []
        signer = DeskSigner(folder / "desk.sqlite.sign")
        looking = {"read": store.read, "clock": clock}
        session = Session(desk="Accueil 1")
        session.sign_in(agent)
        self.shell = Shell(app)
        self.view = JournalView()
        self.shell.add_place("elsewhere", "ticket", "Ailleurs", "F2", QWidget())
        self.shell.add_place(PLACE, "book-open-text", "Journal", "F8", self.view)
        self.presenter = JournalPresenter(
            self.view,
            JournalOperations(
                look=partial(found, **looking),
                verify=partial(verify, **looking, begin=store.begin, signer=signer),
                export=self._export,
            ),
            session=session,
            tasks=self.tasks,
            window=self.shell,
            clock=clock,
        )
        self.shell.set_commands(PLACE, journal_commands(self.presenter))
        show_window(qtbot, self.shell, PLACE)

    def leaves(self) -> None:
        """Close the window and everything behind it."""
        self.tasks.close()
        self.shell.close()
        self.shell.deleteLater()

    def types(self, keys: str) -> None:
        """Type *keys* where the cursor is."""
        type_keys(self.shell, keys)

    def searches(self, text: str) -> None:
        """Type into the search field and press Enter."""
        self.view.search.setFocus()
        self.view.search.clear()
        self.types(f"{text}\n")

    def picks(self, *, day: str = "", act: str = "") -> None:
        """Pick a day or a kind of acts by hand."""
        for chooser, chosen in ((self.view.day, day), (self.view.act, act)):
            if chosen:
                chooser.choose(chosen)
                chooser.picked.emit(chosen)

    def sentences(self) -> list[str]:
        """Return what the list says."""
        model = self.view.table.model()
        return [model.index(row, 2).data() for row in range(model.rowCount())]

    def refused(self) -> str:
        """Return what the page says above the list."""
        boxes = self.view.findChildren(RefusalBox)
        return "\n".join(each.accessibleName() for each in boxes if each.isVisible())

    def reads(self) -> str:
        """Return every word in sight."""
        QCoreApplication.sendPostedEvents()
        labels = self.view.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())

    def _export(self, by: AgentLogin) -> str:
        self.exported.append(by)
        return "/desk/journal.jsonl"
