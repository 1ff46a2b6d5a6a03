"""A supervisor at the calendar of a desk in memory, with keys and eyes."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from desk_app.domain.agenda import Wanted
from desk_app.domain.people import Agent, Role
from desk_app.security.codes import new_code, new_id
from desk_app.services import agenda_export, appointments, calling, closures, openings, replacing
from desk_app.services.week import week
from desk_app.ui.calendar.commands import PLACE, calendar_commands
from desk_app.ui.calendar.exporting import AgendaOperations
from desk_app.ui.calendar.operations import CalendarOperations
from desk_app.ui.calendar.presenter import CalendarPresenter
from desk_app.ui.calendar.view import CalendarView
from desk_app.ui.keys import KeyGuard
from desk_app.ui.second.model import Case
from desk_app.ui.session import Session
from desk_app.ui.shell.window import Shell
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.words.dates import show_times_in
from tests.services.booking_desk import HASHES
from tests.services.calendar_desk import CalendarDesk
from tests.services.desk import CHIEF
from tests.ui.hands import AtOnce, Clockwork, Hands, show_window

GARNIER = Agent(login=CHIEF, name="Hélène Garnier", role=Role.SUPERVISOR)


class Robot(Hands):
    """Sits at Calendrier, over the real services."""

    def __init__(self, app: QApplication, qtbot, desk: CalendarDesk) -> None:
        super().__init__(qtbot)
        self.desk = desk
        self.file: Path | None = None
        self.proposed: list[str] = []
        self.written: list[tuple[Wanted, Path, int]] = []
        with desk.store.read() as work:
            show_times_in(work.site.time_zone)
        self.tasks = Tasks(database=AtOnce(), world=AtOnce())
        self.bugs: list[Exception] = []
        self.tasks.bug.connect(self.bugs.append)
        self.cases: list[Case] = []
        self.session = Session(desk="Accueil 1")
        self.session.sign_in(GARNIER)
        self.signals = AppSignals()
        self.shell = Shell(app)
        self.shell.commands.guard = KeyGuard(now=Clockwork())
        self.view = CalendarView(overlay=self.shell.centralWidget())
        self.view.close_sheet.primary._guard = self.shell.commands.guard  # pressed twice in a row
        self.presenter = CalendarPresenter(
            self.view,
            self._operations(),
            session=self.session,
            tasks=self.tasks,
            signals=self.signals,
            window=self.shell,
            clock=desk.clock,
            ask_second=self.cases.append,
            agendas=AgendaOperations(pick=self._pick, write=self._write),
            parent=self.view,
        )
        self.shell.add_place("elsewhere", "ticket", "Accueil", "F2", QLineEdit())
        self.shell.add_place(PLACE, "calendar", "Calendrier", "Shift+F4", self.view)
        self.shell.set_commands(PLACE, calendar_commands(self.presenter))
        self.shell.set_agent("Hélène Garnier", "Accueil 1")
        show_window(qtbot, self.shell, PLACE)
        self.settle()

    def leaves(self) -> None:
        """Close the window and everything behind it."""
        self.tasks.close()
        self.shell.close()
        self.shell.deleteLater()
        assert self.bugs == []

    def walks(self, *arrows: str) -> None:
        """Press arrows by name in the grid."""
        for arrow in arrows:
            self.presses(getattr(Qt.Key, f"Key_{arrow}"))

    def acts(self) -> None:
        """Press Ctrl Enter."""
        self.presses(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)

    def undoes(self) -> None:
        """Press Ctrl Z."""
        self.presses(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)

    def says(self) -> str:
        """Return what is told of the chosen hour."""
        return self.view.grid.accessibleDescription()

    def writes(self, name: str, text: str) -> None:
        """Write *text* in the field called *name*."""
        field = self.find(name)
        assert isinstance(field, QLineEdit)
        field.setText(text)
        self.settle()

    def _pick(self, name: str) -> Path | None:
        self.proposed.append(name)
        return self.file

    def _write(self, wanted: Wanted, file: Path, *, by) -> int:
        lines = agenda_export.export(wanted, by=by, **self.desk.writing).lines
        self.written.append((wanted, file, len(lines)))
        return len(lines)

    def _operations(self) -> CalendarOperations:
        desk, reads, writes = self.desk, self.desk.ports, self.desk.writing
        laid = desk.laid_out
        holidays = {"holidays": laid["holidays"]}
        return CalendarOperations(
            look=partial(week, **reads, **laid),
            agenda=partial(appointments.agenda, **reads),
            look_at_closure=partial(closures.impact, **reads, **holidays),
            close=partial(closures.close, new_code=new_code, **writes, **holidays),
            look_at_end=partial(closures.impact_of_taking_back, **reads, **holidays),
            take_back=partial(closures.take_back, **writes, **holidays),
            open_day=partial(openings.open_day, new_code=new_code, **writes, **holidays),
            waiting=partial(replacing.waiting, **reads, **laid),
            places_for=partial(replacing.places_for, **reads, **laid),
            replace=partial(replacing.replace, ways=desk.ways, **writes),
            replace_all=partial(
                replacing.replace_affected, ways=desk.ways, read=desk.store.read, **writes
            ),
            print_calls=partial(
                calling.print_calls, new_id=new_id, printer=desk.printer, **writes, **laid
            ),
            calls=partial(calling.call_list, **writes, **laid),
            told=partial(calling.told, hashes=HASHES, **writes),
        )
