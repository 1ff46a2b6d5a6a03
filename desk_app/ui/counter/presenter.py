"""Guichet's screen: reading it when it may have changed, and which act a button stands for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desk_app.domain.changes import Changes, Topic
from desk_app.domain.errors import DeskError
from desk_app.services.counter import CounterScreen
from desk_app.services.places import Place
from desk_app.services.ports import Clock
from desk_app.ui.counter.acting import Acting
from desk_app.ui.counter.acts import Act
from desk_app.ui.counter.desk import Desk, Window
from desk_app.ui.counter.identities import Identities
from desk_app.ui.counter.operations import CounterOperations
from desk_app.ui.counter.partings import Partings
from desk_app.ui.counter.seat import Seat
from desk_app.ui.counter.seating import Seating
from desk_app.ui.counter.visits import VISIT_ACTS, Visits
from desk_app.ui.rereading import Rereading
from desk_app.ui.second.asking import Ask
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.words.catalogue import _, pgettext

TICK_MS = 1_000  # the timer is read in seconds
REREAD_MS = 30_000  # waits grow old by themselves
_TOPICS = frozenset({Topic.TICKETS, Topic.COUNTERS, Topic.SITE})


class CounterPresenter(QObject):
    """Owns one view; its `visits`, `partings` and `seating` do what is asked for."""

    booking_wanted = Signal(str)  # the procedure of who is at the counter, "" for nobody

    def __init__(
        self,
        view: Desk,
        *,
        operations: CounterOperations,
        session: Session,
        tasks: Tasks,
        signals: AppSignals,
        window: Window,
        clock: Clock,
        ask_second: Ask,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._operations = operations
        self._session = session
        self._tasks, self._signals = tasks, signals
        self._window = window
        self._clock = clock
        self._seat = Seat(session)
        self._is_fresh = True
        self._wished: Act | None = None
        self._hinted: Act | None = None
        self._acting = Acting(
            view,
            operations=operations,
            seat=self._seat,
            tasks=tasks,
            signals=signals,
            window=window,
            clock=clock,
            reread=self.reread,
            ask_second=ask_second,
        )
        self._make_parts(operations)
        self._rereading: Rereading[CounterScreen | tuple[Place, ...]] = Rereading(
            self._look, show=self._show, failed=self._on_unread, tasks=tasks
        )
        self._listen()

    @Slot()
    def reread(self) -> None:
        """Read the screen again if it is in sight and somebody has signed in."""
        if self._view.isVisible() and self._session.agent is not None:
            self._rereading.ask()
        else:
            self._acting.release()

    @Slot()
    def come(self) -> None:
        """Read the screen that has come in sight: what was read before may be old."""
        self._is_fresh, self._wished = False, None
        self.reread()

    def has_counter(self) -> bool:
        """Return whether the agent has chosen a counter."""
        return self._session.counter is not None

    def why_not(self, act: Act) -> str:
        """Return why *act* cannot be done now, "" if it can, or if it is not known from here."""
        if not self.has_counter():
            return _("Choose a counter first.")
        return self._view.hint(act) if self._view.isVisible() else ""

    @Slot()
    def tick(self) -> None:
        """Show the time that has run."""
        screen = self._seat.screen
        if screen is not None and screen.current is not None and self._view.isVisible():
            self._view.show_time(screen, self._clock())
            if self._hinted is not None and not self._view.hint(self._hinted):
                self._hinted = None
                self._view.withdraw_refusal()  # it told when: that time has come

    @Slot(str)
    def do(self, act: str) -> None:
        """Do *act*, or say why it cannot be done now; just come here, once the counter is read."""
        wanted = Act(act)
        if not self._is_fresh:
            self._wished = wanted
            return
        if self._seat.screen is None or self._acting.is_busy():
            return
        hint = self._view.hint(wanted)
        self._hinted = wanted if hint else None
        if hint:
            self._acting.refuse_words(hint)
        elif wanted in VISIT_ACTS:
            self._acting.begin()
            work = self.visits.work(wanted)
            self._tasks.run(work, then=self._acting.tell, failed=self._acting.stop)
        else:
            self._others()[wanted]()

    @Slot(str)
    def ask_number(self, number: str) -> None:
        """Ask which number to serve out of its turn, *number* already written."""
        hint = self._view.hint(Act.NUMBER)
        if hint:
            self._acting.refuse_words(hint)
        else:
            self._view.sheets.open_number(number)

    def _make_parts(self, operations: CounterOperations) -> None:
        view, acting, seat = self._view, self._acting, self._seat
        self.visits = Visits(view, operations=operations, seat=seat, acting=acting, parent=self)
        self.identities = Identities(
            view, operations=operations, seat=seat, acting=acting, parent=self
        )
        self.partings = Partings(view, operations=operations, seat=seat, acting=acting, parent=self)
        self.seating = Seating(
            view,
            operations=operations,
            session=self._session,
            seat=seat,
            acting=acting,
            signals=self._signals,
            window=self._window,
            parent=self,
        )

    def _listen(self) -> None:
        self._every(TICK_MS, self.tick)
        self._every(REREAD_MS, self.reread)
        self._signals.changed.connect(self._on_changed)
        self._session.changed.connect(self.reread)

    def _others(self) -> dict[Act, Callable[[], None]]:
        visits, partings = self.visits, self.partings
        return {
            Act.BOOK: self._ask_booking,
            Act.PARK: partings.ask_park,
            Act.TAKE_UP: partings.ask_take_up,
            Act.TRANSFER: partings.ask_transfer,
            Act.PAUSE: self.seating.pause,
            Act.OPEN: self.seating.open,
            Act.NUMBER: partial(self._view.sheets.open_number, ""),
            Act.HOLDER: visits.ask_holder,
            Act.IDENTITY: self.identities.ask,
            Act.CHOOSE: self.seating.leave,
        }

    def _ask_booking(self) -> None:
        current = self._seat.screen.current if self._seat.screen is not None else None
        self.booking_wanted.emit(current.procedure if current is not None else "")

    def _look(self) -> CounterScreen | tuple[Place, ...]:
        counter, language = self._session.counter, self._session.language
        if counter is None:
            return self._operations.places(language=language)
        return self._operations.look(counter, by=self._session.login, language=language)

    def _show(self, read: CounterScreen | tuple[Place, ...]) -> None:
        self._acting.release()
        wished = self._settle()
        if isinstance(read, tuple):
            self._seat.screen = None
            self._view.show_places(read)
            self._set_title(pgettext("place", "Counter"), "")
            return
        self._seat.screen = read
        self._view.show_screen(read, self._clock())
        title = _("Counter {number}").format(number=read.counter)
        self._set_title(title, read.serves)
        if wished is not None:
            self.do(wished)

    def _settle(self) -> Act | None:
        """Be up to date; return what was wished before."""
        wished, self._wished, self._is_fresh = self._wished, None, True
        return wished

    def _set_title(self, title: str, sub: str | Sequence[str]) -> None:
        if self._view.isVisible():
            self._window.set_title(title, sub)

    def _every(self, interval: int, call: Callable[[], None]) -> None:
        timer = QTimer(self)
        timer.setInterval(interval)
        timer.timeout.connect(call)
        timer.start()

    def _on_unread(self, error: DeskError) -> None:
        self._acting.release()
        self._settle()
        self._acting.refuse(error)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.topics & _TOPICS:
            self.reread()
