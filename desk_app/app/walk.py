"""A walk through every window and its states on the fixed morning, by keys; it keeps pictures."""

from __future__ import annotations

from PySide6.QtCore import QSize

from desk_app.app import fixed_day
from desk_app.app.album import Album
from desk_app.app.places import COUNTER
from desk_app.app.program import Program
from desk_app.app.robot import Robot
from desk_app.app.walk_arrivals import Arrivals
from desk_app.app.walk_booking import Bookings
from desk_app.app.walk_calendar import Calendars
from desk_app.app.walk_direction import Direction
from desk_app.app.walk_lists import Lists
from desk_app.app.walk_register import Registers
from desk_app.domain.counters import CounterId
from desk_app.domain.tickets import TicketStatus
from desk_app.words.catalogue import _

ROOMS = {"wide": QSize(1920, 1080), "high": QSize(1080, 1920)}


class Walk:
    """One program in one look; names end in *suffix*."""

    def __init__(self, program: Program, robot: Robot, album: Album, suffix: str) -> None:
        self._program, self._robot = program, robot
        self._album, self._suffix = album, suffix

    def through_the_morning(self) -> None:
        """Every screen of a busy desk."""
        self._sign_in()
        self._reception()
        self._found_and_keys()
        Arrivals(self._program, self._robot, keep=self._keep).walk()
        self._counter()
        Bookings(self._program, self._robot, sit=self._sit, keep=self._keep).walk()
        Registers(self._program, self._robot, sit=self._sit, keep=self._keep).walk()
        Calendars(self._program, self._robot, sit=self._sit, keep=self._keep).walk()
        Direction(self._program, self._robot, sit=self._sit, keep=self._keep).walk()
        Lists(self._program, self._robot, sit=self._sit, keep=self._keep).walk()
        self._display()
        self._crash()

    def from_the_first_start(self) -> None:
        """From no desk at all to an empty morning."""
        self._robot.settle()
        self._keep("welcome-first")
        self._robot.press("Return")
        self._robot.wait_until(lambda: self._program.office is not None)
        self._sit("Marchand")
        self._keep("reception-opening")
        self._sit("Belhadj")
        self._robot.press("F3")
        self._keep("counter-choice")
        self._robot.press("Return")
        self._keep("counter-empty")
        self._robot.press("P")
        self._keep("counter-paused")

    def without_paper(self) -> None:
        """A ticket whose printer is gone."""
        self._sit("Marchand")
        self._robot.press("1", "Return")
        self._robot.rest(300)
        self._robot.look()
        self._keep("reception-without-paper")

    def when_closed(self) -> None:
        """After hours."""
        self._sit("Marchand")
        self._robot.press("1")
        self._keep("reception-closed")

    def when_not_ours(self) -> None:
        """A file that is no desk."""
        self._robot.expects_crash = True
        self._robot.settle()
        self._keep("store-not-ours")

    # --- the morning, window by window -----------------------------------------------------------

    def _sign_in(self) -> None:
        self._robot.settle()
        self._keep("signin-everybody")
        self._robot.type("mar")
        self._keep("signin-some")
        self._robot.type("zz")
        self._keep("signin-nobody")
        self._robot.press("Escape")

    def _reception(self) -> None:
        robot = self._robot
        self._sit("Marchand")
        self._keep("reception-empty")
        robot.press("1")
        self._keep("reception-chosen")
        robot.press("Escape", "3", "+")
        robot.type("9304 2187 00")
        self._keep("reception-arabic")
        robot.press("Escape", "Escape", "3")
        robot.type(fixed_day.DOCUMENT)
        robot.press("Return")
        self._keep("reception-already-has-ticket")
        robot.press("Escape", "Escape", "3")
        robot.type(fixed_day.DOCUMENT[:-1])
        robot.press("Return")
        self._keep("reception-doubtful-document")
        robot.press("Escape", "Escape", "1", "*", "*", "*")
        self._keep("reception-local-priority")
        self._second_person()
        robot.press("Escape", "8")
        self._keep("reception-quota")
        robot.press("Escape")
        robot.type("ti")
        self._keep("reception-search")
        robot.press("Escape", "Escape", "1", "+", "Return")
        self._keep("reception-given")

    def _second_person(self) -> None:
        robot = self._robot
        robot.press("4")
        robot.type("marchand")
        self._keep("second-same-person")
        robot.press("Escape")
        robot.type("belh")
        self._keep("second-colleague")
        robot.press("Alt+D")
        self._keep("second-asked")
        robot.press("Return")

    def _found_and_keys(self) -> None:
        self._robot.press("Ctrl+K")
        self._keep("find-all")
        self._robot.type(_("Counter")[:4])
        self._keep("find-some")
        self._robot.press("Escape", "Escape", "F1")
        self._keep("keys-reception")
        self._robot.press("Escape")

    def _counter(self) -> None:
        robot = self._robot
        self._take(1, "Belhadj")
        self._keep("counter-free")
        robot.press("Return")
        self._keep("counter-called")
        robot.press("Return")
        self._keep("counter-begun")
        robot.press("F")
        self._keep("counter-transfer")
        robot.press("Escape", "C")
        self._keep("counter-aside")
        robot.press("Escape", "X")
        self._keep("counter-another-person")
        robot.press("Escape", "I")
        self._keep("counter-identity")
        robot.press("Escape")
        self._take(3, "Diarra")
        self._keep("counter-serving")
        self._take(2, "Lemaire")
        self._keep("counter-waiting")
        robot.press("Return", "T", "N")
        self._keep("counter-number")
        self._out_of_turn()
        robot.press("Escape", "F1")
        self._keep("keys-counter")
        robot.press("Escape", "F12")
        self._keep("signin-locked")

    def _out_of_turn(self) -> None:
        self._robot.type(self._last_waiting())
        self._robot.press("Return")
        self._keep("second-out-of-turn")
        self._robot.press("Escape", "Escape")  # the sheet, then what is typed

    def _last_waiting(self) -> str:
        assert self._program.office is not None
        with self._program.office.desk.read() as work:
            waiting = work.tickets.in_status(fixed_day.NOW.date(), TicketStatus.WAITING)
        return max(waiting, key=lambda ticket: ticket.arrived_at).number

    def _display(self) -> None:
        self._robot.press("F9")
        self._keep("display-control")
        self._robot.press("U")
        self._keep("display-control-emergency")
        self._robot.press("Escape", "Escape")

    def _crash(self) -> None:
        self._robot.press("F2")
        self._robot.expects_crash = True
        self._program.tasks.post(_mistake)
        self._robot.settle()
        self._keep("crash")

    # --- hands -------------------------------------------------------------------------------

    def _sit(self, name: str) -> None:
        """Sign in at the reception as who is called *name*."""
        self._robot.settle()
        if self._program.session.agent is not None:
            self._robot.press("F12")
        self._robot.type(name)
        self._robot.press("Return")

    def _take(self, counter: int, name: str) -> None:
        """Go to a counter where *name* sits already."""
        self._program.session.sit_at(CounterId(counter))
        self._sit(name)
        if self._program.shell.place() != COUNTER:
            self._robot.press("F3")

    def _keep(self, name: str) -> None:
        self._album.keep(f"{name}-{self._suffix}", self._robot.picture())


def _mistake() -> None:
    raise RuntimeError("a mistake, made on purpose to show its page")
