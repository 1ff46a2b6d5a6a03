"""What agents do at the counters of a played day, key by key; when is not decided here."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desk_app.app.program import Program
from desk_app.app.robot import Robot
from desk_app.app.seats import Seats, See
from desk_app.domain.counters import CounterId
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.tickets import TicketNumber
from desk_app.words.texts import spaced

_SHEETS = frozenset({"counter.take_up.field", "counter.readmit.field"})


class Counters:
    """Guichet in the hands of its agents, one counter after another in the one window."""

    def __init__(self, program: Program, robot: Robot, seats: Seats, see: See) -> None:
        self._program, self._robot, self._seats, self._see = program, robot, seats, see

    def open_counter(self, counter: CounterId) -> None:
        """Sit down at *counter*, which opens it."""
        self._seats.sign_in(self._seats.callers[counter])
        self._robot.press("F3")
        self._robot.type(str(counter))
        self._see("counter-choice")
        self._robot.press("Return")
        if self._program.session.counter != counter:
            raise AssertionError(f"nobody sits at counter {counter}")

    def call(self, counter: CounterId) -> TicketNumber | None:
        """Call the next one; return who is called, None if nobody waits."""
        self._seats.at_counter(counter)
        self._see("counter-free")
        self._robot.press("Return")
        self._see("counter-called")
        return self._seats.book.here(counter)

    def start(self, counter: CounterId) -> None:
        """The person is here."""
        self._seats.at_counter(counter)
        self._robot.press("Return")
        self._see("counter-serving")

    def finish_and_call(self, counter: CounterId) -> TicketNumber | None:
        """End the visit; return who is called next, None if nobody waits."""
        self._seats.at_counter(counter)
        self._robot.press("Return")
        return self._seats.book.here(counter)

    def do(self, counter: CounterId, *keys: str) -> TicketNumber | None:
        """Press *keys* at *counter*; return who is there then."""
        self._seats.at_counter(counter)
        self._robot.press(*keys)
        return self._seats.book.here(counter)

    def transfer(self, counter: CounterId, procedure: ProcedureCode) -> None:
        """Send the person here to *procedure*."""
        self.do(counter, "F")
        tile = self._seats.site.procedures[procedure].tile
        self._robot.type(procedure.lower() if tile is None else str(tile))
        self._see("counter-transfer")
        self._robot.press("Return")

    def park(self, counter: CounterId, note: int) -> None:
        """Put the person here aside with the note of key *note*."""
        self.do(counter, "C")
        self._robot.type(str(note))
        self._see("counter-aside")
        self._robot.press("Return")

    def take_up(self, counter: CounterId, number: TicketNumber) -> None:
        """Go on with *number*, put aside before."""
        self.do(counter, "E")
        self._choose_in_sheet(number)

    def readmit(self, counter: CounterId, number: TicketNumber) -> None:
        """Put *number*, absent when called, back in the queue by its act's French name."""
        self._seats.at_counter(counter)
        act = next(
            each for each in self._program.shell.commands.here() if each.id == "counter.readmit"
        )
        self._robot.press("Ctrl+K")
        self._robot.type(act.text)
        self._see("find-an-act")
        self._robot.press("Return")
        self._choose_in_sheet(number)

    def _choose_in_sheet(self, number: TicketNumber) -> None:
        """Where several could be meant a sheet has opened: mark *number* by typing it."""
        self._robot.settle()
        focus: QWidget | None = self._program.shell.focusWidget()
        if focus is not None and focus.objectName() in _SHEETS:
            self._robot.type(spaced(number).lower())
            self._robot.press("Return")
