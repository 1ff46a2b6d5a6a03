"""Calls for help in one window: its key, its band, and quiet news for the desk that called."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Slot

from desk_app.domain.alarms import NEWS, AlarmId
from desk_app.domain.changes import Changes, Topic
from desk_app.domain.errors import DeskError
from desk_app.domain.roles import Power, may
from desk_app.services.alarms import Call, Called, Watch
from desk_app.ui.alarm.band import ANSWER_KEY, AlarmBand
from desk_app.ui.alarm.operations import AlarmOperations
from desk_app.ui.commands import Command
from desk_app.ui.rereading import Rereading
from desk_app.ui.session import Session
from desk_app.ui.shell.status import StatusKind, StatusLevel
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.words.catalogue import _
from desk_app.words.dates import clock as hour
from desk_app.words.errors import sentence

ALARM_KEY = "Ctrl+Shift+Space"
"""Two keys under one finger and the longest bar: found without looking, never hit by accident."""


class Window(Protocol):
    """The shell, as calls for help need it."""

    def set_status(self, item: StatusKind, text: str, level: StatusLevel = "normal") -> None: ...
    def refuse(self, text: str, *, why: str = "") -> None: ...


class AlarmPresenter(QObject):
    """Raises for whoever is at the desk, locked or not; answers in the name of who is signed in.

    The desk that called shows no band, whoever sits there: the visitor may see its screen.
    """

    def __init__(
        self,
        window: Window,
        band: AlarmBand,
        *,
        operations: AlarmOperations,
        session: Session,
        tasks: Tasks,
        signals: AppSignals,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window, self._band, self._operations = window, band, operations
        self._session, self._tasks, self._signals = session, tasks, signals
        self._from_here: set[AlarmId] = set()
        self._standing: AlarmId | None = None
        self._reading = Rereading(operations.look, show=self._show, failed=_unseen, tasks=tasks)
        self._old_news = QTimer(self, singleShot=True, interval=round(NEWS.total_seconds() * 1000))
        self._old_news.timeout.connect(self.start)
        band.answered.connect(self._on_answered)
        signals.changed.connect(self._on_changed)
        session.changed.connect(self.start)

    def commands(self) -> tuple[Command, ...]:
        """Return the acts of every window: call for help, go to who called."""
        group = _("In every window")
        return (
            Command(id="alarm.raise", text=_("Call colleagues for help"), shortcut=ALARM_KEY,
                    callback=self.raise_alarm, is_enabled=self.can_call, group=group),
            Command(id="alarm.answer", text=_("Go to who calls for help"), shortcut=ANSWER_KEY,
                    callback=self._band.answer, is_enabled=self._band.can_answer, group=group),
            Command(id="alarm.end", text=_("End my call for help: all is well"),
                    callback=self.end, is_enabled=self._has_called, group=group),
        )  # fmt: skip

    @Slot()
    def start(self) -> None:
        """Show what stands now."""
        self._reading.ask()

    def can_act(self) -> bool:
        """Return whether somebody has signed in who may answer."""
        agent = self._session.agent
        return agent is not None and may(agent.role, Power.ALARM)

    def can_call(self) -> bool:
        """Return whether this desk may call: a locked one may, a reader's may not."""
        return self._session.agent is None or self.can_act()

    @Slot()
    def raise_alarm(self) -> None:
        """Call for help from here, without a sound."""
        if self.can_call():
            work = partial(
                self._operations.raise_alarm,
                self._session.counter,
                place=self._session.desk,
                by=None if self._session.agent is None else self._session.login,
            )
            self._tasks.run(work, then=self._on_raised, failed=self._on_failed)

    @Slot()
    def end(self) -> None:
        """Take this desk's call back: it is answered in the name of who says so."""
        if self._standing is not None:
            self._on_answered(self._standing)

    def _show(self, watch: Watch) -> None:
        mine = [call for call in watch.calls if self._is_ours(call)]
        others = [call for call in watch.calls if not self._is_ours(call)]
        told = [call for call in watch.answered if not self._is_ours(call)]
        self._band.show_calls(others, told, can_answer=self.can_act())
        self._standing = mine[0].id if mine else None
        answers = [call for call in watch.answered if self._is_ours(call)]
        self._window.set_status("alarm", _news((*answers, *mine)))
        if watch.answered:
            self._old_news.start()

    def _is_ours(self, call: Call) -> bool:
        """True for a call from this desk, or of who sits at it now."""
        agent = self._session.agent
        return call.id in self._from_here or (agent is not None and call.raised_by == agent.login)

    def _has_called(self) -> bool:
        return self.can_act() and self._standing is not None

    def _on_raised(self, called: Called) -> None:
        self._from_here.add(called.call.id)
        self._window.set_status("alarm", _news((called.call,)))
        self._on_told(called)

    def _on_told(self, called: Called) -> None:
        self._signals.changed.emit(called.changes)
        self._reading.ask()

    def _on_failed(self, error: DeskError) -> None:
        said = sentence(error)
        self._window.refuse(said.text, why=said.why)

    @Slot(object)
    def _on_answered(self, alarm: AlarmId) -> None:
        if self.can_act():
            work = partial(self._operations.acknowledge, alarm, by=self._session.login)
            self._tasks.run(work, then=self._on_told, failed=self._on_failed)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if Topic.ALARMS in changes.topics:
            self._reading.ask()


def _unseen(_error: DeskError) -> None:
    """A store that cannot be read is said by every screen already."""


def _news(calls: Iterable[Call]) -> str:
    """Return what the desk that called is told: small, in the status bar, never aloud."""
    said = ""
    for call in calls:
        if call.is_over:
            said = ""
        elif call.answered_by:
            said = _("{name} is coming").format(name=call.answered_by)
        else:
            said = _("Called at {hour}").format(hour=hour(call.at))
    return said
