"""The real program on a real desk's file, with a keyboard and a clock; nothing in it is a fake."""

from __future__ import annotations

import dataclasses
import datetime as dt
import gc
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QLabel, QTableView, QWidget

from desk_app.app.desk import make_desk
from desk_app.app.program import Program
from desk_app.app.robot import PlayedClock, Robot
from desk_app.domain.tickets import Ticket
from desk_app.services.day import today
from desk_app.settings.desk import DeskSettings, settings_file, write_settings
from desk_app.ui.widgets.refusal import RefusalBox
from tests.conftest import ROOT

MORNING = dt.datetime(2026, 3, 3, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=1)))
COMMAND = (sys.executable, "-m", "desk_app")


@dataclasses.dataclass
class House:
    """A desk with its windows open."""

    folder: Path
    program: Program
    robot: Robot
    clock: PlayedClock

    @property
    def store(self) -> str:
        """The address of the desk's file."""
        return address(self.folder)

    @property
    def printer(self) -> Path:
        """What the printer has been sent."""
        return self.folder / "printer.bin"

    def sits(self, name: str) -> None:
        """Who is called *name* signs in at the reception."""
        self.robot.settle()
        if self.program.session.agent is not None:
            self.robot.press("F12")
        self.robot.type(name)
        self.robot.press("Return")

    def tickets(self) -> tuple[Ticket, ...]:
        """Return the day's tickets, as the store has them."""
        office = self.program.office
        with office.desk.read() as work:
            return tuple(work.tickets.of_day(today(work, self.clock()).day))

    def column(self, table: str, column: int = 0) -> list[str]:
        """Return the words of a table's column, by the table's name."""
        model = self.program.shell.findChild(QTableView, table).model()
        return [model.index(row, column).data() for row in range(model.rowCount())]

    def reads(self) -> str:
        """Return every word in sight that a label holds."""
        labels = self.program.shell.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())

    def refused(self) -> str:
        """Return what the refusals in sight say."""
        boxes = self.program.shell.findChildren(RefusalBox)
        return "\n".join(each.accessibleName() for each in boxes if each.isVisible())

    def board(self) -> list[str]:
        """Return the live calls that the waiting room sees, the newest first."""
        presenter = self.program.office.places.display.presenter
        presenter.refresh()
        scene = presenter.picture().scene
        first = [scene.first] if scene.first is not None and scene.first.is_live else []
        return [line.number for line in (*first, *scene.live(9))]

    def another_process(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command on the same store, at the same hour."""
        return run("--store", self.store, *arguments, DESK_APP_CLOCK=self.clock().isoformat())

    def focusable(self) -> list[QWidget]:
        """Return everything in sight that Tab can reach."""
        return [
            widget
            for widget in self.program.shell.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
        ]


@contextmanager
def living(
    folder: Path, *, percent: int = 100, makes: bool = True, breaks: bool = False
) -> Iterator[House]:
    """Open the windows of the desk in *folder*, made first unless told not to."""
    if makes:
        make_desk(address(folder), rehearsal=True)
        settings = DeskSettings(printer=f"file://{folder / 'printer.bin'}", theme="light")
        write_settings(settings_file(folder / "poste.sqlite"), settings)
    app = QApplication.instance()
    font = QFont(app.font())
    font.setPixelSize(round(14 * percent / 100))
    app.setFont(font)
    clock = PlayedClock(MORNING)
    program = Program(address(folder), rehearsed=clock)
    house = House(folder, program, Robot(program, clock), clock)
    house.robot.expects_crash = breaks
    program.shell.resize(1366, 768)
    try:
        program.start()
        program.shell.show()
        program.shell.activateWindow()
        house.robot.settle()
        yield house
    finally:
        program.close()
        program.shell.deleteLater()
        program.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        gc.freeze()  # closing the program had thawed what outlives it


def address(folder: Path) -> str:
    """Return the address of the desk's file in *folder*."""
    return f"sqlite:///{folder / 'poste.sqlite'}"


def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run `desk-app` in a process of its own, without a screen."""
    environ = {"PATH": "/usr/bin:/bin", "HOME": "/tmp", "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}
    return subprocess.run(
        [*COMMAND, *arguments],
        env=environ | variables,
        capture_output=True,
        text=True,
        timeout=170,
        check=False,
    )
