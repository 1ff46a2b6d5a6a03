"""The screens of one desk, each put together and given its place in the window."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from desk_app.app.arrivals import add_arrivals
from desk_app.app.booking import add_booking
from desk_app.app.calendar import add_calendar
from desk_app.app.desk import Desk
from desk_app.app.entrance import Entrance
from desk_app.app.history import history_of
from desk_app.app.journal import journal_operations
from desk_app.app.opening import add_opening
from desk_app.app.operations import (
    counter_operations,
    reception_operations,
    supervision_operations,
)
from desk_app.app.register import add_register
from desk_app.app.second import second_of
from desk_app.app.ties import ties_of
from desk_app.app.watching import add_watching
from desk_app.domain.people import Role
from desk_app.domain.roles import Power, may
from desk_app.services.board import board
from desk_app.ui.counter.screen import counter_place
from desk_app.ui.display.control_presenter import ControlPresenter
from desk_app.ui.display.control_view import ControlView
from desk_app.ui.display.opening import make_display
from desk_app.ui.journal.commands import journal_commands
from desk_app.ui.journal.presenter import JournalPresenter
from desk_app.ui.journal.view import JournalView
from desk_app.ui.reception.screen import reception_screen
from desk_app.ui.session import Post, Session
from desk_app.ui.shell.window import Shell
from desk_app.ui.signals import AppSignals
from desk_app.ui.signin.commands import PLACE as SIGN_IN
from desk_app.ui.signin.commands import code_command
from desk_app.ui.supervisor.commands import supervision_commands
from desk_app.ui.supervisor.presenter import SupervisionPresenter
from desk_app.ui.supervisor.view import SupervisionView
from desk_app.ui.tasks import Tasks
from desk_app.ui.watching.commands import PLACE as WATCHING
from desk_app.ui.watching.commands import way_in
from desk_app.words.catalogue import _

RECEPTION, COUNTER, SUPERVISION, DISPLAY = "reception", "counter", "supervisor", "display"
JOURNAL, ARRIVALS, BOOKING, REGISTER = "journal", "arrivals", "booking", "register"
CALENDAR = "calendar"
__all__ = (
    "ARRIVALS",
    "BOOKING",
    "CALENDAR",
    "COUNTER",
    "DISPLAY",
    "JOURNAL",
    "RECEPTION",
    "REGISTER",
    "SIGN_IN",
    "SUPERVISION",
    "Places",
)
_ASKS = {
    RECEPTION: Power.ISSUE,
    COUNTER: Power.CALL,
    ARRIVALS: Power.BOOK,
    BOOKING: Power.BOOK,
    REGISTER: Power.BOOK,
    CALENDAR: Power.PLAN,
    SUPERVISION: Power.SUPERVISE,
    JOURNAL: Power.JOURNAL,
}
"""What a place asks of who opens it; the others are anybody's."""
_ALL = (
    RECEPTION, COUNTER, BOOKING, CALENDAR, ARRIVALS, REGISTER, SUPERVISION, JOURNAL, DISPLAY,
)  # fmt: skip
_POSTS = {Post.RECEPTION: RECEPTION, Post.COUNTER: COUNTER, Post.SUPERVISION: SUPERVISION}


class Places(QObject):
    """Every screen and its keys; it knows which comes first for who has signed in."""

    def __init__(
        self, desk: Desk, *, shell: Shell, session: Session, tasks: Tasks, signals: AppSignals
    ) -> None:
        super().__init__(shell)
        self._desk, self._shell, self._session = desk, shell, session
        self._tasks, self._signals = tasks, signals
        self._overlay: QWidget = shell.centralWidget() or shell
        self.display = make_display(
            board=partial(board, read=desk.read, clock=desk.clock, holidays=desk.holidays),
            tasks=tasks,
            signals=signals,
            clock=desk.clock,
        )
        self.entrance = Entrance(
            desk, shell=shell, overlay=self._overlay, session=session, tasks=tasks,
            signals=signals,
        )  # fmt: skip
        self.second = second_of(
            desk, shell=shell, overlay=self._overlay, session=session, tasks=tasks,
            signals=signals,
        )  # fmt: skip
        self.history = history_of(desk, overlay=self._overlay, session=session, tasks=tasks)
        self._add_opening()
        self._add_reception()
        self._add_counter()
        self._add_booking()
        self._add_calendar()
        self._add_arrivals()
        self._add_register()
        self._add_ties()
        self._add_supervision()
        self._add_journal()
        self._add_display()
        session.changed.connect(self._on_session)

    def first(self) -> str:
        """Return the place to open: that of the agent's post, the sign-in page for nobody."""
        agent = self._session.agent
        if agent is None:
            return SIGN_IN
        wished = _POSTS[self._session.post]
        return wished if wished in self.of(agent.role) else self.of(agent.role)[0]

    def of(self, role: Role) -> tuple[str, ...]:
        """Return the places that *role* may open, in the order of the rail."""
        return tuple(place for place in _ALL if place not in _ASKS or may(role, _ASKS[place]))

    def close(self) -> None:
        """Take the waiting room's screen away."""
        self.display.close()
        self.display.presenter.stop()

    def _add_opening(self) -> None:
        self.opening = add_opening(
            self._desk, shell=self._shell, overlay=self._overlay, session=self._session,
            tasks=self._tasks, signals=self._signals,
        )  # fmt: skip

    def _add_reception(self) -> None:
        screen = reception_screen(
            operations=reception_operations(self._desk),
            session=self._session,
            tasks=self._tasks,
            signals=self._signals,
            window=self._shell,
            overlay=self._overlay,
            guard=self._shell.commands.guard,
            clock=self._desk.clock,
            ask_second=self.second.ask,
        )
        self._shell.add_place(RECEPTION, "ticket", _("Reception"), "F2", screen.view)
        opening = self.opening.command(RECEPTION)
        self._shell.set_commands(RECEPTION, (*screen.commands, opening))
        screen.presenter.preparation.booking_wanted.connect(self._on_booking_wanted)

    def _add_counter(self) -> None:
        screen = counter_place(
            operations=counter_operations(self._desk),
            session=self._session,
            tasks=self._tasks,
            signals=self._signals,
            window=self._shell,
            overlay=self._overlay,
            guard=self._shell.commands.guard,
            clock=self._desk.clock,
            ask_second=self.second.ask,
        )
        self._shell.add_place(COUNTER, "megaphone", _("Counter"), "F3", screen.view)
        self._shell.set_commands(COUNTER, screen.commands)
        screen.presenter.booking_wanted.connect(self._on_booking_wanted)

    def _add_booking(self) -> None:
        self.booking = add_booking(
            self._desk, shell=self._shell, overlay=self._overlay, session=self._session,
            tasks=self._tasks, signals=self._signals, ask_second=self.second.ask,
        )  # fmt: skip

    def _add_calendar(self) -> None:
        self.calendar = add_calendar(
            self._desk, shell=self._shell, overlay=self._overlay, session=self._session,
            tasks=self._tasks, signals=self._signals, open_history=self.history.open_for,
            ask_second=self.second.ask,
        )  # fmt: skip

    def _add_ties(self) -> None:
        self.ties = ties_of(
            self._desk, shell=self._shell, overlay=self._overlay, session=self._session,
            tasks=self._tasks, signals=self._signals,
        )  # fmt: skip

    def _add_arrivals(self) -> None:
        self.arrivals = add_arrivals(
            self._desk, shell=self._shell, overlay=self._overlay, session=self._session,
            tasks=self._tasks, signals=self._signals, ask_second=self.second.ask,
            open_history=self.history.open_for,
        )  # fmt: skip

    def _add_register(self) -> None:
        self.register = add_register(
            self._desk, shell=self._shell, overlay=self._overlay, session=self._session,
            tasks=self._tasks, signals=self._signals, ask_second=self.second.ask,
        )  # fmt: skip

    def _add_supervision(self) -> None:
        view = SupervisionView(overlay=self._overlay)
        presenter = SupervisionPresenter(
            view,
            supervision_operations(self._desk),
            session=self._session,
            tasks=self._tasks,
            signals=self._signals,
            window=self._shell,
            clock=self._desk.clock,
            parent=view,
        )
        self._shell.add_place(SUPERVISION, "gauge", _("Supervision"), "F7", view)
        self.watching = add_watching(
            self._desk, shell=self._shell, session=self._session, tasks=self._tasks,
            supervision=SUPERVISION, open_history=self.history.open_for,
        )  # fmt: skip
        view.anomalies_requested.connect(self._on_anomalies)
        watch = way_in(SUPERVISION, self._on_anomalies, is_enabled=self.watching.may_watch)
        codes = self.entrance.codes
        code = code_command(SUPERVISION, codes.ask, is_enabled=codes.can_ask)
        opening = self.opening.command(SUPERVISION)
        commands = (*supervision_commands(presenter), watch, code, opening)
        self._shell.set_commands(SUPERVISION, commands)

    def _add_journal(self) -> None:
        view = JournalView()
        self.journal = presenter = JournalPresenter(
            view,
            journal_operations(self._desk),
            session=self._session,
            tasks=self._tasks,
            window=self._shell,
            clock=self._desk.clock,
            parent=view,
        )
        self._shell.add_place(JOURNAL, "book-open-text", _("Journal"), "F8", view)
        self._shell.set_commands(JOURNAL, journal_commands(presenter))

    def _add_display(self) -> None:
        view = ControlView(guard=self._shell.commands.guard)
        ControlPresenter(view, self.display, parent=view)
        self._shell.add_place(DISPLAY, "monitor", _("Display"), "F9", view)
        self._shell.set_commands(DISPLAY, view.commands())
        view.shown.connect(self._on_display_shown)

    @Slot(str)
    def _on_booking_wanted(self, procedure: str) -> None:
        self.booking.begin_for(procedure)
        self._shell.show_place(BOOKING)

    @Slot()
    def _on_anomalies(self) -> None:
        if self.watching.may_watch():
            self._shell.show_place(WATCHING)

    @Slot(bool)
    def _on_display_shown(self, in_sight: bool) -> None:
        if in_sight:
            self._shell.set_title(_("Display"), _("The waiting room’s screen"))

    @Slot()
    def _on_session(self) -> None:
        agent, counter = self._session.agent, self._session.counter
        if agent is not None:
            here = _("Counter {n}").format(n=counter) if counter else self._session.desk
            self._shell.set_agent(agent.name, here, self.of(agent.role))
