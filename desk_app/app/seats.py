"""Who sits where on a played day, and Accueil key by key; when is not decided here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desk_app.app.day_book import DayBook
from desk_app.app.places import COUNTER, RECEPTION, SIGN_IN, SUPERVISION
from desk_app.app.program import Program
from desk_app.app.robot import Robot
from desk_app.domain.counters import CounterId
from desk_app.domain.people import Agent, Role
from desk_app.domain.procedures import Binding, ProcedureCode
from desk_app.domain.simulation import Visit
from desk_app.domain.tickets import Priority, TicketNumber, TicketStatus

FIRST_OPEN_TO_ALL = "1"  # the tile of what anybody can be received for
_PRIORITIES = {None: 0, Priority.CMI: 1, Priority.FAMILY: 2}  # presses of the priority's key

See = Callable[[str], None]
"""Takes the name of something worth a picture, while it is in sight."""


class Seats:
    """The agents and their seats; every act is done by keys in the real windows."""

    def __init__(self, program: Program, robot: Robot, book: DayBook, see: See) -> None:
        self._program, self._robot, self._see = program, robot, see
        self.book, self.site = book, book.site
        people = book.people
        self.clerk = _first(people, Role.AGENT)
        self.supervisor = _first(people, Role.SUPERVISOR)
        callers = [agent for agent in people if agent.role is Role.COUNTER]
        walk_in = {code for code, each in self.site.procedures.items() if each.is_walk_in}
        numbers = [each.number for each in self.site.counters.values() if each.procedures & walk_in]
        self.callers: Mapping[CounterId, Agent] = dict(zip(sorted(numbers), callers, strict=False))

    # --- places ------------------------------------------------------------------------------

    def sign_in(self, agent: Agent) -> None:
        """Sign *agent* in at the sign-in page, at the reception."""
        self._program.session.sit_at(None)
        if self._program.shell.place() != SIGN_IN:
            self._robot.press("F12")
        self._robot.type(agent.name.split()[-1])
        self._see("signin")
        self._robot.press("Return")

    def at_reception(self) -> None:
        """Go to Accueil."""
        self._robot.take_seat(self.clerk, None)
        self._go(RECEPTION, "F2")

    def at_counter(self, counter: CounterId) -> None:
        """Go to Guichet *counter*."""
        self._robot.take_seat(self.callers[counter], counter)
        self._go(COUNTER, "F3")

    def at_supervision(self) -> None:
        """Go to Supervision."""
        self._robot.take_seat(self.supervisor, None)
        self._go(SUPERVISION, "F7")

    # --- Accueil -------------------------------------------------------------------------------

    def give_ticket(self, visit: Visit) -> TicketNumber:
        """Give *visit* a ticket; one for information where the rules refuse what was asked."""
        self.at_reception()
        before = self.book.last()
        self.prepare(visit)
        self._robot.press("Return")
        if self.book.last() == before:
            self._see("reception-refused")
            self._robot.press("Escape", "Escape", FIRST_OPEN_TO_ALL, "Return")
        given = self.book.last()
        if given is None or given == before:
            raise AssertionError(f"no ticket for a visit of {visit.arrives_at}")
        self._see("reception-given")
        return given

    def prepare(self, visit: Visit) -> None:
        """Choose everything that *visit* needs, up to the last Enter."""
        self.choose(visit.procedure)
        languages = self.site.languages
        steps = languages.index(visit.language) if visit.language in languages else 0
        is_shorter_back = steps > len(languages) - steps
        walk = ["-"] * (len(languages) - steps) if is_shorter_back else ["+"] * steps
        presses = _PRIORITIES.get(visit.priority, 0)
        self._robot.press(*walk, *["*"] * presses, *["PageUp"] * (visit.party - 1))
        if visit.document and self.site.procedures[visit.procedure].binding is not Binding.NONE:
            self._robot.type(as_typed(visit.document))
            self._robot.press("Tab")
            self._robot.type(visit.hint)
        self._see("reception-arabic" if visit.language == "ar" else "reception-chosen")

    def choose(self, code: ProcedureCode) -> None:
        """Choose a procedure by its digit, or by as few letters as find it."""
        tile = self.site.procedures[code].tile
        if tile is not None:
            self._robot.press(str(tile))
            return
        self._robot.type(self.book.letters(code))
        self._see("reception-search")
        self._robot.press("Return")

    def take_back(self, number: TicketNumber) -> None:
        """Take the ticket *number*, just given, back. Raises AssertionError if it stays."""
        self.at_reception()
        self._robot.press("Ctrl+Z")
        if self.book.ticket(number).status is not TicketStatus.CANCELLED:
            raise AssertionError(f"{number} was not taken back")

    def _go(self, place: str, key: str) -> None:
        if self._program.shell.place() == place:
            self._robot.look()
        else:
            self._robot.press(key)


def as_typed(document: str) -> str:
    """Return `passport:DZA:AB123` as an agent types it: `DZA AB123`; others are typed as read."""
    kind, _, rest = document.partition(":")
    if kind == "foreigner_number":
        return rest
    return rest.replace(":", " ") if kind == "passport" else document


def _first(people: tuple[Agent, ...], role: Role) -> Agent:
    return next(agent for agent in people if agent.role is role)
