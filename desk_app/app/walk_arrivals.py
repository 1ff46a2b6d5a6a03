"""The pictures of Arrivées on the fixed morning: a walk through what a code can be worth."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.app import fixed_day
from desk_app.app.program import Program
from desk_app.app.robot import Robot
from desk_app.domain.appointments import AppointmentStatus
from desk_app.services.appointments import Line, agenda
from desk_app.words.catalogue import _


class Arrivals:
    """Who signs in must be able to give appointments; *keep* keeps a picture under a name."""

    def __init__(self, program: Program, robot: Robot, *, keep: Callable[[str], None]) -> None:
        self._program, self._robot, self._keep = program, robot, keep

    def walk(self) -> None:
        """Every verdict, the excuse, the ticket; one holder is let in."""
        robot = self._robot
        robot.press("F5")
        self._keep("arrivals-opening")
        robot.press("Alt+R")
        self._keep("arrivals-calls")
        robot.press("Escape")
        awaited = [each for each in self._lines() if _status(each) is AppointmentStatus.BOOKED]
        late = [each for each in awaited if each.appointment.starts_at < fixed_day.NOW]
        due = [each for each in awaited if each.appointment.starts_at >= fixed_day.NOW]
        self._scan(due[-1])
        self._keep("arrivals-too-early")
        inside = [each for each in self._lines() if _status(each) is AppointmentStatus.ARRIVED]
        self._scan(inside[0])
        self._keep("arrivals-already-used")
        self._scan(late[0])
        robot.press("Alt+U")
        self._keep("arrivals-second-person")
        robot.press("Escape", "Escape")
        self._scan(late[-1])
        self._keep("arrivals-late")
        robot.press("Alt+U")
        self._keep("arrivals-excuse")
        robot.press("2", "Return")
        self._keep("arrivals-excused")
        self._scan_and_show(due[0], "0000")
        self._keep("arrivals-another-document")
        self._scan(due[0])
        self._keep("arrivals-valid")
        robot.press("Alt+I")
        self._keep("arrivals-correct")
        robot.press("Escape", "Escape")
        self._scan_and_show(due[0], due[0].last4)
        self._keep("arrivals-let-in")
        robot.press("Ctrl+K")
        robot.type(_("Declare a tie…")[:-1])
        robot.press("Return")
        self._keep("ties")
        robot.press("Escape")

    def _scan(self, line: Line) -> None:
        """Have the code of *line* typed where codes are."""
        self._robot.press("Escape")
        self._robot.type(line.appointment.reference)
        self._robot.press("Return")

    def _scan_and_show(self, line: Line, last4: str) -> None:
        self._scan(line)
        self._robot.type(last4)
        self._robot.press("Return")

    def _lines(self) -> list[Line]:
        assert self._program.office is not None
        desk = self._program.office.desk
        return list(agenda(None, by=fixed_day.CLERK, read=desk.read, clock=desk.clock))


def _status(line: Line) -> AppointmentStatus:
    return line.appointment.status
