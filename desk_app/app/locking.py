"""Locks the desk: by its key, by nobody's hand, or because its account was opened elsewhere."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from desk_app.app.desk import Desk
from desk_app.app.sign_ins import place_of
from desk_app.domain.changes import Changes, Topic
from desk_app.domain.errors import Unavailable
from desk_app.domain.people import AgentLogin
from desk_app.domain.sessions import End, SessionId
from desk_app.services import accounts
from desk_app.ui.idle import IdleWatch, seconds_since_start
from desk_app.ui.session import Post, Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.signin.model import Seat
from desk_app.ui.signin.presenter import Lock
from desk_app.ui.signin.sentences import seat_name
from desk_app.ui.tasks import Tasks


class Locking(QObject):
    """Ends the agent's session and emits `locked`; printing and the counter's call go on."""

    locked = Signal(object)  # Lock

    def __init__(
        self,
        desk: Desk,
        *,
        session: Session,
        tasks: Tasks,
        signals: AppSignals,
        seconds: Callable[[], float] = seconds_since_start,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._session = desk, session
        self._tasks, self._signals = tasks, signals
        self.idle = IdleWatch(seconds=seconds, parent=self)
        self.idle.idle.connect(self._on_idle)
        session.changed.connect(self._on_session)
        signals.changed.connect(self._on_changed)

    def lock(self, why: End = End.LEFT, place: str = "") -> None:
        """Lock the desk now; *place* is where the account has been opened instead."""
        agent, session = self._session.agent, self._session.id
        if agent is None:
            return
        left = self._left()
        lock = Lock(at=self._desk.clock(), why=why, login=agent.login, place=place)
        self._session.sign_out()
        self.locked.emit(lock)
        if session is not None and why in (End.LEFT, End.IDLE):
            self._tasks.run(partial(self._end, session, why, left), then=self._signals.changed.emit)

    def close(self) -> None:
        """The program ends: so does the session, at once."""
        self.idle.stop()
        if self._session.id is not None:
            with contextlib.suppress(Unavailable):  # the next sign-in ends it then
                self._end(self._session.id, End.STOPPED, self._left())

    def _end(self, session: SessionId, why: End, left: str) -> Changes:
        return accounts.sign_out(
            session, why, begin=self._desk.begin, clock=self._desk.clock, place=left
        )

    def _left(self) -> str:
        """Return the counter that is left: it may have been taken since the sign-in; else ""."""
        counter = self._session.counter
        if counter is None:
            return ""
        return seat_name(Seat(post=Post.COUNTER, counter=counter), self._session.desk)

    def _on_place(self, login: AgentLogin, session: SessionId, place: str | None) -> None:
        if place is not None and self._session.id == session and self._session.login == login:
            self.lock(End.ELSEWHERE if place else End.RESET, place)

    @Slot()
    def _on_idle(self) -> None:
        self.lock(End.IDLE)

    @Slot()
    def _on_session(self) -> None:
        if self._session.agent is None:
            self.idle.stop()
        else:
            self.idle.start()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        """Another process may have opened this account, or a supervisor reset it."""
        session = self._session.id
        if Topic.AGENTS in changes.topics and session is not None:
            self._tasks.run(
                partial(place_of, self._desk, session),
                then=partial(self._on_place, self._session.login, session),
            )
