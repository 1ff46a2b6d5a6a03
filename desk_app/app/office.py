"""The windows of one open desk: screens, status, watcher, timers, opened and closed together."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from desk_app.app.alarm import alarm_of
from desk_app.app.chain import ChainWatch
from desk_app.app.clocks import ForwardWatch
from desk_app.app.compacting import close_and_compact
from desk_app.app.desk import Desk
from desk_app.app.keeper import Keeper
from desk_app.app.locking import Locking
from desk_app.app.past import close_past
from desk_app.app.places import DISPLAY, SIGN_IN, Places
from desk_app.app.sign_ins import take_over as take_over_counter
from desk_app.domain.changes import Changes, Topic
from desk_app.domain.people import Agent
from desk_app.services.counter import counter_screen
from desk_app.services.hour import behind, note_forward
from desk_app.services.printing import printer_standing
from desk_app.store.notify import Watcher
from desk_app.ui.session import Session
from desk_app.ui.shell.standing import Standing
from desk_app.ui.shell.window import Shell
from desk_app.ui.signals import AppSignals
from desk_app.ui.signin.presenter import Lock
from desk_app.ui.tasks import Tasks
from desk_app.ui.widgets.refusal import Offer
from desk_app.ui.widgets.sheet import Sheet
from desk_app.words.catalogue import _
from desk_app.words.dates import clock as hour
from desk_app.words.dates import show_times_in
from desk_app.words.texts import spaced

NIGHT_MS = 60_000
"""How often the end of the day is looked for: bindings are gone by 23:59 (R-02)."""


class Office(QObject):
    """Everything that lives while a desk is open; `close` ends it in reverse order."""

    def __init__(
        self,
        desk: Desk,
        *,
        shell: Shell,
        session: Session,
        tasks: Tasks,
        signals: AppSignals,
        told: Callable[[Changes], object],
    ) -> None:
        super().__init__(shell)
        self.desk = desk
        self._shell, self._session, self._tasks, self._signals = shell, session, tasks, signals
        self._last_act = ""
        self._may_leave = False
        with desk.read() as work:
            self._site = work.site
        show_times_in(self._site.time_zone)
        signals.changed.connect(self._on_changed)  # paper first: screens read again after it
        self.places = Places(desk, shell=shell, session=session, tasks=tasks, signals=signals)
        self._standing = Standing(
            shell,
            printer=partial(printer_standing, read=desk.read),
            display_is_open=self.places.display.is_open,
            clock=desk.clock,
            behind=partial(behind, read=desk.read, clock=desk.clock),
            zone=lambda: self._site.time_zone,
            tasks=tasks,
            signals=signals,
            parent=self,
        )
        self.locking = Locking(desk, session=session, tasks=tasks, signals=signals, parent=self)
        self.alarm = alarm_of(desk, shell=shell, session=session, tasks=tasks, signals=signals)
        self._watcher = Watcher(desk.store, told)
        self._keeper = Keeper(desk)
        self._chain = ChainWatch(desk, self.places, shell=shell, session=session, tasks=tasks)
        self._night = QTimer(self, interval=NIGHT_MS)
        self._night.timeout.connect(self._on_night)
        self._forward = ForwardWatch(desk.clock)
        self._connect()

    def start(self) -> None:
        """Show the sign-in page and begin to print, watch and tell the time."""
        self._shell.set_rehearsal(self.desk.rehearsal)
        self.desk.spool.start(self.desk.printer().address)
        self._watcher.start()
        self._standing.start()
        self.alarm.start()
        self._night.start()
        self._keeper.start()
        self._chain.start()
        self._show_sign_in()

    def close(self) -> None:
        """Stop everything that runs, then let go of the store."""
        self._night.stop()
        self._chain.close()
        self._keeper.close()
        self.locking.close()
        self._standing.close()
        self._watcher.close()
        self.places.close()
        self._tasks.close()
        close_and_compact(self.desk)

    def may_close(self) -> bool:
        """Return whether the window may close: it asks while somebody is being served here."""
        if self._may_leave or self._session.agent is None or self._session.counter is None:
            return True
        screen = counter_screen(
            self._session.counter,
            by=self._session.login,
            language=self._session.language,
            read=self.desk.read,
            clock=self.desk.clock,
        )
        if screen.current is None:
            return True
        text = _("{number} is still at this counter.").format(number=spaced(screen.current.number))
        leave = Offer(text=_("Close all the same"), callback=self._leave)
        self._shell.refuse(text, offers=(leave,), level="warn")
        return False

    def last_act(self) -> str:
        """Return the sentence of the crash page about what was recorded last."""
        return self._last_act

    def resume(self, place: str) -> None:
        """Come back from the crash page: the screen reads everything again."""
        agent = self._session.agent
        known = self.places.of(agent.role) if agent is not None else ()
        self._shell.show_place(place if place in known else self.places.first())
        self._signals.changed.emit(Changes("resume", frozenset(Topic)))

    def _connect(self) -> None:
        self._shell.lock_requested.connect(self._on_lock)
        self.locking.locked.connect(self._on_locked)
        self._shell.status_pressed.connect(self._on_status_pressed)
        self.places.entrance.signed_in.connect(self._on_signed_in)
        self.places.entrance.moved_from.connect(self._on_moved)
        self.places.display.changed.connect(self._standing.show_display)

    def _leave(self) -> None:
        self._may_leave = True
        self._shell.close()

    @Slot()
    def _on_lock(self) -> None:
        """Back to the sign-in page; the desk goes on printing and keeps its call."""
        if self._session.agent is None:
            self._show_sign_in()
        else:
            self.locking.lock()

    @Slot(object)
    def _on_locked(self, lock: Lock) -> None:
        self.places.entrance.tell(lock)
        self._show_sign_in()

    def _show_sign_in(self) -> None:
        self._shell.finder.hide()
        for sheet in self._shell.findChildren(Sheet):
            sheet.give_up()
            if sheet.isVisible():
                sheet.leave()  # nothing can be done, or read, over a locked desk
        self._shell.set_agent("", "")
        self._shell.undo_bar.forget()
        self._shell.show_place(SIGN_IN)
        self._shell.set_title(_("Desk App"))

    @Slot(object)
    def _on_signed_in(self, agent: Agent) -> None:
        printer = self.desk.printer()
        self.desk.spool.warm_up(printer.address, printer.profile)
        self._shell.show_place(self.places.first())
        self.places.second.asking.announce()  # the place began without what was said before it
        self._chain.remind()
        counter = self._session.counter
        if counter is not None:
            take_over = partial(take_over_counter, self.desk, counter, agent.login)
            self._tasks.run(take_over, then=self._signals.changed.emit)

    @Slot(str)
    def _on_moved(self, place: str) -> None:
        text = _("Your account was still open at another place, {place}: it is locked there now.")
        self._shell.refuse(text.format(place=place), level="warn")

    @Slot(str)
    def _on_status_pressed(self, item: str) -> None:
        if item == "display" and self._session.agent is not None:
            self._shell.show_place(DISPLAY)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if Topic.PRINTS in changes.topics and changes.operation != "print":
            self.desk.spool.wake()
            # Before whatever the screens will read: theirs come behind it on the same thread.
            self._tasks.run(self.desk.spool.give_way, then=_nothing)
        if changes.subject and changes.operation != "elsewhere":
            at = hour(self.desk.clock())
            self._last_act = _("Nothing is lost: the last act recorded is {act} at {hour}.").format(
                act=spaced(changes.subject), hour=at
            )

    @Slot()
    def _on_night(self) -> None:
        """A desk left on over midnight closes the day it left, and the month.

        A clock that leapt forward is an incident first: what that ends was not due (S-07).
        """
        leapt = 0 if self.desk.rehearsal else self._forward.leapt()
        if leapt:
            note = partial(note_forward, leapt, begin=self.desk.begin, clock=self.desk.clock)
            self._tasks.run(note, then=self._after_night)
        close = partial(close_past, self.desk.store, self.desk.clock)
        self._tasks.run(close, then=self._after_night)
        self._keeper.wake()

    def _after_night(self, changes: Changes) -> None:
        if changes.topics:
            self._signals.changed.emit(changes)


def _nothing(_is_clear: bool) -> None:
    """The way is clear, or was long enough not to be."""
