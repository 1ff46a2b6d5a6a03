"""Guichet's screen: which counter, reading it, its pause, and which act a button stands for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from desk_app.domain.changes import Changes, Topic
from desk_app.domain.counters import CounterId, CounterState
from desk_app.domain.errors import DeskError
from desk_app.services.counter import CounterScreen
from desk_app.services.places import Place
from desk_app.services.ports import Clock
from desk_app.ui.counter.acting import Acting
from desk_app.ui.counter.acts import Act
from desk_app.ui.counter.desk import Desk, Window
from desk_app.ui.counter.operations import CounterOperations
from desk_app.ui.counter.partings import Partings
from desk_app.ui.counter.seat import Seat
from desk_app.ui.counter.visits import Visits
from desk_app.ui.rereading import Rereading
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.words.catalogue import _, pgettext

TICK_MS = 1_000  # the timer is read in seconds
REREAD_MS = 30_000  # waits grow old by themselves
_TOPICS = frozenset({Topic.TICKETS, Topic.COUNTERS, Topic.SITE})


class CounterPresenter(QObject):
    """Owns one view; its `visits` and `partings` do what is done with tickets."""

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
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._operations = operations
        self._session = session
        self._signals = signals
        self._window = window
        self._clock = clock
        self._seat = Seat(session)
        self._acting = Acting(
            view,
            operations=operations,
            seat=self._seat,
            tasks=tasks,
            signals=signals,
            window=window,
            clock=clock,
            reread=self.reread,
        )
        self.visits = Visits(
            view, operations=operations, seat=self._seat, acting=self._acting, parent=self
        )
        self.partings = Partings(
            view, operations=operations, seat=self._seat, acting=self._acting, parent=self
        )
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
    def tick(self) -> None:
        """Show the time that has run."""
        screen = self._seat.screen
        if screen is not None and screen.current is not None and self._view.isVisible():
            self._view.show_time(screen, self._clock())

    @Slot(str)
    def do(self, act: str) -> None:
        """Do *act*, or say why it cannot be done now."""
        wanted = Act(act)
        if self._seat.screen is None:
            return
        hint = self._view.hint(wanted)
        if hint:
            self._acting.refuse_words(hint)
        else:
            self._acts()[wanted]()

    @Slot(str)
    def ask_number(self, number: str) -> None:
        """Ask which number to serve out of its turn, *number* already written."""
        hint = self._view.hint(Act.NUMBER)
        if hint:
            self._acting.refuse_words(hint)
        else:
            self._view.sheets.open_number(number)

    @Slot(int)
    def sit_at(self, counter: int) -> None:
        """Take place at *counter*, which opens it."""
        number = CounterId(counter)
        sit = partial(self._operations.sit_down, number, by=self._session.login)
        self._acting.run(sit, partial(self._on_seated, number))

    def leave_counter(self) -> None:
        """Choose another counter; the one left is closed, for nobody sits there any more."""
        screen = self._seat.screen
        if screen is None:
            return
        if screen.current is not None:
            self._acting.refuse_words(_("Finish first with the person at the counter."))
        elif screen.state in {CounterState.OPEN, CounterState.PAUSED}:
            self._set_counter(CounterState.CLOSED, self._on_left)
        else:
            self._forget_counter()

    def _listen(self) -> None:
        self._every(TICK_MS, self.tick)
        self._every(REREAD_MS, self.reread)
        self._signals.changed.connect(self._on_changed)
        self._session.changed.connect(self.reread)

    def _acts(self) -> dict[Act, Callable[[], None]]:
        visits, partings = self.visits, self.partings
        return {
            Act.CALL: visits.call,
            Act.START: visits.start,
            Act.FINISH_AND_CALL: visits.finish_and_call,
            Act.FINISH: visits.finish,
            Act.RECALL: visits.recall,
            Act.ABSENT: visits.absent,
            Act.PARK: partings.ask_park,
            Act.TAKE_UP: partings.ask_take_up,
            Act.TRANSFER: partings.ask_transfer,
            Act.PAUSE: partial(self._set_counter, CounterState.PAUSED, self._on_set),
            Act.OPEN: partial(self._set_counter, CounterState.OPEN, self._on_set),
            Act.NUMBER: partial(self._view.sheets.open_number, ""),
            Act.HOLDER: visits.ask_holder,
            Act.UNDO: visits.undo,
            Act.CHOOSE: self.leave_counter,
        }

    def _set_counter(self, state: CounterState, then: Callable[[Changes], None]) -> None:
        counter = self._session.counter
        if counter is not None:
            work = partial(self._operations.set_counter, counter, state, by=self._session.login)
            self._acting.run(work, then)

    def _look(self) -> CounterScreen | tuple[Place, ...]:
        counter, language = self._session.counter, self._session.language
        if counter is None:
            return self._operations.places(language=language)
        return self._operations.look(counter, by=self._session.login, language=language)

    def _show(self, read: CounterScreen | tuple[Place, ...]) -> None:
        self._acting.release()
        if isinstance(read, tuple):
            self._seat.screen = None
            self._view.show_places(read)
            self._set_title(pgettext("place", "Counter"), "")
            return
        self._seat.screen = read
        self._view.show_screen(read, self._clock())
        title = _("Counter {number}").format(number=read.counter)
        self._set_title(title, ", ".join(read.serves))

    def _set_title(self, title: str, sub: str) -> None:
        if self._view.isVisible():
            self._window.set_title(title, sub)

    def _every(self, interval: int, call: Callable[[], None]) -> None:
        timer = QTimer(self)
        timer.setInterval(interval)
        timer.timeout.connect(call)
        timer.start()

    def _on_seated(self, number: CounterId, changes: Changes) -> None:
        self._acting.release()
        self._view.withdraw_refusal()
        self._session.sit_at(number)
        self._signals.changed.emit(changes)

    def _on_set(self, changes: Changes) -> None:
        self._view.withdraw_refusal()
        self._window.undo_bar.forget()
        self._signals.changed.emit(changes)

    def _on_left(self, changes: Changes) -> None:
        self._forget_counter()
        self._signals.changed.emit(changes)

    def _forget_counter(self) -> None:
        self._acting.release()
        self._view.withdraw_refusal()
        self._session.sit_at(None)

    def _on_unread(self, error: DeskError) -> None:
        self._acting.release()
        self._acting.refuse(error)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.topics & _TOPICS:
            self.reread()
