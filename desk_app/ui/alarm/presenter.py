"""Calls for help in one window: its key, its band, and quiet news for the one who called."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Slot

from desk_app.domain.alarms import AlarmId
from desk_app.domain.changes import Changes, Topic
from desk_app.domain.errors import DeskError
from desk_app.domain.people import AgentLogin
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

    @property
    def alarm(self) -> AlarmBand: ...
    def set_status(self, item: StatusKind, text: str, level: StatusLevel = "normal") -> None: ...
    def refuse(self, text: str, *, why: str = "") -> None: ...


class AlarmPresenter(QObject):
    """Raises and answers in the name of who is signed in; who called sees no band."""

    def __init__(
        self,
        window: Window,
        *,
        operations: AlarmOperations,
        session: Session,
        tasks: Tasks,
        signals: AppSignals,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window, self._operations, self._session = window, operations, session
        self._tasks, self._signals = tasks, signals
        self._who: AgentLogin | None = None
        self._mine: AlarmId | None = None
        self._reading = Rereading(self._look, show=self._show, failed=self._on_failed, tasks=tasks)
        window.alarm.answered.connect(self._on_answered)
        signals.changed.connect(self._on_changed)
        session.changed.connect(self._on_session)

    def commands(self) -> tuple[Command, ...]:
        """Return the acts of every window: call for help, go to who called."""
        group = _("In every window")
        return (
            Command(id="alarm.raise", text=_("Call colleagues for help"), shortcut=ALARM_KEY,
                    callback=self.raise_alarm, is_enabled=self.can_act, group=group),
            Command(id="alarm.answer", text=_("Go to who calls for help"), shortcut=ANSWER_KEY,
                    callback=self._window.alarm.answer, is_enabled=self._can_answer,
                    group=group),
            Command(id="alarm.end", text=_("End my call for help: all is well"),
                    callback=self.end, is_enabled=self._has_called, group=group),
        )  # fmt: skip

    def start(self) -> None:
        """Show what stands now."""
        self._reading.ask()

    def can_act(self) -> bool:
        """Return whether somebody has signed in who may call and answer."""
        agent = self._session.agent
        return agent is not None and may(agent.role, Power.ALARM)

    @Slot()
    def raise_alarm(self) -> None:
        """Call for help from here, without a sound."""
        if self.can_act():
            work = partial(
                self._operations.raise_alarm,
                self._session.counter,
                place=self._session.desk,
                by=self._session.login,
            )
            self._tasks.run(work, then=self._on_raised, failed=self._on_failed)

    @Slot()
    def end(self) -> None:
        """Take one's own call back: it is answered in one's own name."""
        if self._mine is not None:
            self._on_answered(self._mine)

    def _look(self) -> Watch:
        return self._operations.look(self._mine)

    def _show(self, watch: Watch) -> None:
        agent = self._session.agent
        mine = [call for call in watch.calls if agent and call.raised_by == agent.login]
        others = [call for call in watch.calls if call not in mine]
        self._window.alarm.show_calls(others, can_answer=self.can_act())
        if mine:
            self._mine = mine[0].id
        self._window.set_status("alarm", _news(mine[0] if mine else watch.mine))

    def _can_answer(self) -> bool:
        return self.can_act() and self._window.alarm.isVisible()

    def _has_called(self) -> bool:
        return self.can_act() and self._mine is not None

    def _on_raised(self, called: Called) -> None:
        self._mine = called.call.id
        self._window.set_status("alarm", _news(called.call))
        self._signals.changed.emit(called.changes)

    def _on_told(self, called: Called) -> None:
        self._signals.changed.emit(called.changes)
        self._reading.ask()

    def _on_failed(self, error: DeskError) -> None:
        said = sentence(error)
        self._window.refuse(said.text, why=said.why)

    @Slot(object)
    def _on_answered(self, alarm: AlarmId) -> None:
        work = partial(self._operations.acknowledge, alarm, by=self._session.login)
        self._tasks.run(work, then=self._on_told, failed=self._on_failed)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if Topic.ALARMS in changes.topics:
            self._reading.ask()

    @Slot()
    def _on_session(self) -> None:
        """News of a call is for who called, not for the next one at this desk."""
        agent = self._session.agent
        who = agent.login if agent else None
        if who != self._who:
            self._who, self._mine = who, None
        self._reading.ask()


def _news(call: Call | None) -> str:
    """Return what who called is told: small, in the status bar, never aloud."""
    if call is None or call.is_over:
        return ""
    if call.answered_by:
        return _("{name} is coming").format(name=call.answered_by)
    return _("Called at {hour}").format(hour=hour(call.at))
