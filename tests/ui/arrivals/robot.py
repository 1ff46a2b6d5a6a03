"""An agent at the door of a desk in memory, with a scanner that types, and eyes."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desk_app.domain.people import Agent, AgentLogin, Role
from desk_app.security.codes import new_code, new_id
from desk_app.services import arrivals, call_lists, printing, reconfirmation, rectifications
from desk_app.services.door import door
from desk_app.services.exchange import import_day
from desk_app.services.handing import Printer
from desk_app.ui.arrivals.call_sheet import CallSheet
from desk_app.ui.arrivals.calls import Calls
from desk_app.ui.arrivals.commands import PLACE, arrivals_commands
from desk_app.ui.arrivals.lists import DayLists, ListOperations
from desk_app.ui.arrivals.operations import ArrivalsOperations, CallOperations
from desk_app.ui.arrivals.past import Past
from desk_app.ui.arrivals.presenter import ArrivalsPresenter
from desk_app.ui.arrivals.view import ArrivalsView
from desk_app.ui.keys import KeyGuard
from desk_app.ui.second.model import Case
from desk_app.ui.session import Session
from desk_app.ui.shell.window import Shell
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.words.dates import show_times_in
from tests.services.booking_desk import CODES, HASHED, HASHES, BookingDesk
from tests.services.online_desk import OnlineDesk, file
from tests.ui.hands import AtOnce, Clockwork, Hands, show_window

CHIEF = Agent(login=AgentLogin("hgarnier"), name="Hélène Garnier", role=Role.SUPERVISOR)
SYLVIE = Agent(login=AgentLogin("smarchand"), name="Sylvie Marchand", role=Role.AGENT)
PRINTER = Printer(address="file:///dev/null", profile="epson-tm-t20iii")


class Robot(Hands):
    """Sits at Arrivées, over the real services."""

    def __init__(
        self, app: QApplication, qtbot, desk: BookingDesk, *, codes=CODES, who=SYLVIE
    ) -> None:
        super().__init__(qtbot)
        self.desk, self.cases = desk, []
        self.platforms, self.lines = ["rdv"], ()
        with desk.store.read() as work:
            show_times_in(work.site.time_zone)
        self.tasks = Tasks(database=AtOnce(), world=AtOnce())
        self.bugs: list[Exception] = []
        self.tasks.bug.connect(self.bugs.append)
        self.session = Session(desk="Accueil 1")
        self.session.sign_in(who)
        self.signals = AppSignals()
        self.shell = Shell(app)
        self.shell.commands.guard = KeyGuard(now=Clockwork())
        self.view = ArrivalsView(
            overlay=self.shell.centralWidget(), guard=self.shell.commands.guard
        )
        self.presenter = ArrivalsPresenter(
            self.view,
            self._operations(codes),
            session=self.session,
            tasks=self.tasks,
            signals=self.signals,
            window=self.shell,
            clock=desk.clock,
            ask_second=self._ask,
            parent=self.view,
        )
        self.shell.add_place("elsewhere", "ticket", "Accueil", "F2", QLineEdit())
        self.shell.add_place(PLACE, "door-open", "Arrivées", "F5", self.view)
        self.calls = Calls(
            CallSheet(self.shell.centralWidget()),
            self._call_operations(),
            session=self.session,
            tasks=self.tasks,
            signals=self.signals,
            parent=self.view,
        )
        self.view.to_call.on_press(self.calls.open)
        self.lists = DayLists(
            self.view,
            self._lists(),
            session=self.session,
            tasks=self.tasks,
            signals=self.signals,
            window=self.shell,
        )
        self.past = Past(self.view, session=self.session)
        commands = arrivals_commands(self.presenter, self.calls, self.lists, self.past)
        self.shell.set_commands(PLACE, commands)
        self.shell.set_agent("Sylvie Marchand", "Accueil 1")
        show_window(qtbot, self.shell, PLACE)
        self.settle()

    def leaves(self) -> None:
        """Close the window and everything behind it."""
        self.tasks.close()
        self.shell.close()
        self.shell.deleteLater()
        assert self.bugs == []

    def scans(self, code: str) -> None:
        """Have the scanner type *code* where the cursor is, and Enter."""
        QTest.keyClicks(self.focus(), code)
        self.types("\n")

    def shows(self, last4: str) -> None:
        """Type the end of the document and Enter."""
        self.types(f"{last4}\n")

    def takes_in(self, *lines: str) -> None:
        """Press Alt L, then Alt F for a file of these *lines*."""
        self.lines = lines
        for key in (Qt.Key.Key_L, Qt.Key.Key_F):
            self.presses(key, modifier=Qt.KeyboardModifier.AltModifier)

    def report(self) -> str:
        """Return what the sheet says of the list."""
        label = self.find("arrivals.list.report")
        return label.text() if label.isVisible() else ""

    def undoes(self) -> None:
        """Press Ctrl Z."""
        self.presses(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)

    def excuses(self) -> None:
        """Press Alt U."""
        self.presses(Qt.Key.Key_U, modifier=Qt.KeyboardModifier.AltModifier)

    def is_agreed_to(self) -> None:
        """A colleague agrees to what was asked for last."""
        case = self.cases[-1]
        case.then(self.desk.agreed(case.kind, case.subject))
        self.settle()

    def verdict(self) -> str:
        """Return what is said of the code."""
        box = self.find("arrivals.verdict")
        return box.accessibleName() if box.isVisible() else ""

    def number(self) -> str:
        """Return the number of who has just been let in."""
        label = self.find("arrivals.number")
        return label.text() if label.isVisible() else ""

    def _ask(self, case: Case) -> None:
        self.cases.append(case)

    def _call_operations(self) -> CallOperations:
        desk = self.desk
        kept = {"keyed_hash": HASHED, **desk.writing}
        return CallOperations(
            look=partial(call_lists.call_list, read=desk.store.read, **kept),
            called=partial(reconfirmation.called, cool=lambda: desk.cooling, hashes=HASHES, **kept),
            printed=partial(
                call_lists.print_list, new_id=new_id, printer=lambda: PRINTER, **desk.writing
            ),
        )

    def _lists(self) -> ListOperations:
        """A desk whose mappings and chosen file are what the test says."""
        desk = OnlineDesk(self.desk.store, self.desk.clock)
        return ListOperations(
            mappings=lambda: [Path(f"{name}.toml") for name in self.platforms],
            folder=Path("/desk/correspondances"),
            pick=lambda: Path("jour.csv") if self.lines else None,
            look=lambda _file, _mapping, by: desk.looks_at(file(*self.lines), by=by),
            take=lambda _file, _mapping, by: import_day(file(*self.lines), by=by, **desk.taking_in),
        )

    def _operations(self, codes) -> ArrivalsOperations:
        desk = self.desk
        made = {"new_id": new_id, "printer": lambda: PRINTER, **desk.writing}
        return ArrivalsOperations(
            look=partial(door, **desk.ports),
            find=partial(arrivals.find, codes=codes, hashes=HASHES, **desk.ports),
            let_in=partial(
                arrivals.check_in, codes=codes, hashes=HASHES, new_code=new_code, **made
            ),
            correct=partial(rectifications.correct, hashes=HASHES, codes=codes, **made),
            undo=partial(arrivals.undo, **desk.writing),
            reprint=partial(printing.reprint_ticket, **made),
        )
