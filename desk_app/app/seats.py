"""What people do at the desks of a played day, key by key; when they do it is not decided here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from desk_app.app.office import Office
from desk_app.app.places import COUNTER, RECEPTION, SIGN_IN, SUPERVISION
from desk_app.app.program import Program
from desk_app.app.robot import Robot
from desk_app.domain.counters import CounterId
from desk_app.domain.people import Agent, Role
from desk_app.domain.procedures import Binding, ProcedureCode
from desk_app.domain.simulation import Visit
from desk_app.domain.site import Site
from desk_app.domain.tickets import Priority, Ticket, TicketNumber, TicketStatus
from desk_app.services.day import today
from desk_app.services.reception import ProcedureLine, reception
from desk_app.ui.reception.search import found
from desk_app.words.texts import spaced

FIRST_OPEN_TO_ALL = "1"  # the tile of what anybody can be received for
_PRIORITIES = {None: 0, Priority.CMI: 1, Priority.FAMILY: 2}  # presses of the priority's key

See = Callable[[str], None]
"""Takes the name of something worth a picture, while it is in sight."""


class Seats:
    """The agents and their seats; every act is done by keys in the real windows."""

    def __init__(self, program: Program, robot: Robot, office: Office, see: See) -> None:
        self._program, self._robot, self._office, self._see = program, robot, office, see
        with office.desk.read() as work:
            self.site: Site = work.site
            people = tuple(work.sites.agents().values())
        self.clerk = _first(people, Role.AGENT)
        self.supervisor = _first(people, Role.SUPERVISOR)
        callers = [agent for agent in people if agent.role is Role.COUNTER]
        walk_in = {code for code, each in self.site.procedures.items() if each.is_walk_in}
        numbers = [each.number for each in self.site.counters.values() if each.procedures & walk_in]
        self.callers: Mapping[CounterId, Agent] = dict(zip(sorted(numbers), callers, strict=False))
        self._typed: dict[ProcedureCode, str] = {}

    # --- places ------------------------------------------------------------------------------

    def sign_in(self, agent: Agent) -> None:
        """Sign *agent* in at the sign-in page, at the reception."""
        self._program.session.sit_at(None)
        if self._program.shell.place() != SIGN_IN:
            self._robot.press("F12")
        self._robot.type(agent.name.split()[-1])
        self._see("signin")
        self._robot.press("Return")

    def open_counter(self, counter: CounterId) -> None:
        """Sit down at *counter*, which opens it."""
        self.sign_in(self.callers[counter])
        self._robot.press("F3")
        self._robot.type(str(counter))
        self._see("counter-choice")
        self._robot.press("Return")
        if self._program.session.counter != counter:
            raise AssertionError(f"nobody sits at counter {counter}")

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
        before = self._last()
        self.prepare(visit)
        self._robot.press("Return")
        if self._last() == before:
            self._see("reception-refused")
            self._robot.press("Escape", "Escape", FIRST_OPEN_TO_ALL, "Return")
        given = self._last()
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
        self._robot.type(self._letters(code))
        self._see("reception-search")
        self._robot.press("Return")

    def take_back(self, number: TicketNumber) -> None:
        """Take the ticket *number*, just given, back. Raises AssertionError if it stays."""
        self.at_reception()
        self._robot.press("Ctrl+Z")
        if self.ticket(number).status is not TicketStatus.CANCELLED:
            raise AssertionError(f"{number} was not taken back")

    # --- Guichet -------------------------------------------------------------------------------

    def call(self, counter: CounterId) -> TicketNumber | None:
        """Call the next one; return who is called, None if nobody waits."""
        self.at_counter(counter)
        self._see("counter-free")
        self._robot.press("Return")
        self._see("counter-called")
        return self.here(counter)

    def start(self, counter: CounterId) -> None:
        """The person is here."""
        self.at_counter(counter)
        self._robot.press("Return")
        self._see("counter-serving")

    def finish_and_call(self, counter: CounterId) -> TicketNumber | None:
        """End the visit; return who is called next, None if nobody waits."""
        self.at_counter(counter)
        self._robot.press("Return")
        return self.here(counter)

    def do(self, counter: CounterId, *keys: str) -> TicketNumber | None:
        """Press *keys* at *counter*; return who is there then."""
        self.at_counter(counter)
        self._robot.press(*keys)
        return self.here(counter)

    def transfer(self, counter: CounterId, procedure: ProcedureCode) -> None:
        """Send the person here to *procedure*."""
        self.do(counter, "F")
        tile = self.site.procedures[procedure].tile
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
        self.at_counter(counter)
        act = next(
            each for each in self._program.shell.commands.here() if each.id == "counter.readmit"
        )
        self._robot.press("Ctrl+K")
        self._robot.type(act.text)
        self._see("find-an-act")
        self._robot.press("Return")
        self._choose_in_sheet(number)

    def here(self, counter: CounterId) -> TicketNumber | None:
        """Return who is called or served at *counter*."""
        with self._office.desk.read() as work:
            now = today(work, self._office.desk.clock())
            at = work.tickets.at_counter(now.day, counter)
        return at[0].number if at else None

    def ticket(self, number: TicketNumber) -> Ticket:
        """Return the ticket of *number*."""
        with self._office.desk.read() as work:
            return work.tickets.by_number(today(work, self._office.desk.clock()).day, number)

    def callable(self) -> int:
        """Return how many can be called now."""
        with self._office.desk.read() as work:
            now = today(work, self._office.desk.clock())
            heads = work.tickets.heads(
                now.day, self.site.procedures, now=now.now, counter=CounterId(0), per_lane=99
            )
        return len(heads)

    def _choose_in_sheet(self, number: TicketNumber) -> None:
        """Where several could be meant a sheet has opened: mark *number* by typing it."""
        self._robot.settle()
        focus: QWidget | None = self._program.shell.focusWidget()
        if focus is not None and focus.objectName() in {
            "counter.take_up.field",
            "counter.readmit.field",
        }:
            self._robot.type(spaced(number).lower())
            self._robot.press("Return")

    def _go(self, place: str, key: str) -> None:
        if self._program.shell.place() == place:
            self._robot.look()
        else:
            self._robot.press(key)

    def _last(self) -> TicketNumber | None:
        with self._office.desk.read() as work:
            latest = work.tickets.last_issued(today(work, self._office.desk.clock()).day, 1)
        return latest[0].number if latest else None

    def _letters(self, code: ProcedureCode) -> str:
        """Return the shortest beginning of the name that finds procedure *code* first."""
        if code not in self._typed:
            desk = self._office.desk
            seen = reception(
                language="fr", read=desk.read, clock=desk.clock, holidays=desk.holidays
            )
            name = self.site.procedures[code].named("fr")
            tries = (name[:length] for length in range(3, len(name) + 1))
            self._typed[code] = next(
                typed for typed in tries if _is_first(code, found(seen.lines, typed))
            )
        return self._typed[code]


def as_typed(document: str) -> str:
    """Return `passport:DZA:AB123` as an agent types it: `DZA AB123`; others are typed as read."""
    kind, _, rest = document.partition(":")
    if kind == "foreigner_number":
        return rest
    return rest.replace(":", " ") if kind == "passport" else document


def _is_first(code: ProcedureCode, lines: tuple[ProcedureLine, ...]) -> bool:
    return next((line.code for line in lines), None) == code


def _first(people: tuple[Agent, ...], role: Role) -> Agent:
    return next(agent for agent in people if agent.role is role)
