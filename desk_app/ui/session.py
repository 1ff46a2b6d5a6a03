"""Who sits at this desk now, and at which counter. What they may do is the domain's to say."""

from __future__ import annotations

import enum

from PySide6.QtCore import QObject, Signal

from desk_app.domain.counters import CounterId
from desk_app.domain.people import Agent, AgentLogin
from desk_app.domain.sessions import SessionId


class Post(enum.StrEnum):
    """What an agent does at a desk."""

    RECEPTION = "reception"
    COUNTER = "counter"
    SUPERVISION = "supervision"


class Session(QObject):
    """The present agent and place; screens read it when they act and redraw on `changed`."""

    changed = Signal()

    def __init__(self, *, desk: str, language: str = "fr", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._language = language
        self._agent: Agent | None = None
        self._id: SessionId | None = None
        self._counter: CounterId | None = None
        self._post = Post.RECEPTION

    @property
    def agent(self) -> Agent | None:
        """The signed-in agent, None at the sign-in page."""
        return self._agent

    @property
    def login(self) -> AgentLogin:
        """The login for `by=`. Asking without an agent is a bug: no screen acts before sign-in."""
        if self._agent is None:
            raise AssertionError("nobody has signed in")
        return self._agent.login

    @property
    def id(self) -> SessionId | None:
        """The session the store knows this sign-in by, None where it knows of none."""
        return self._id

    @property
    def counter(self) -> CounterId | None:
        """The counter the agent sits at, None at the reception."""
        return self._counter

    @property
    def post(self) -> Post:
        """What the agent does here: the counter where one is taken."""
        return self._post

    @property
    def desk(self) -> str:
        """The desk's name for people, such as `Accueil 1`."""
        return self._desk

    @property
    def language(self) -> str:
        """The language of the windows."""
        return self._language

    def sign_in(self, agent: Agent, session: SessionId | None = None) -> None:
        """Take *agent* as the one who acts from now on, known to the store as *session*."""
        self._agent, self._id = agent, session
        self.changed.emit()

    def sign_out(self) -> None:
        """Back to the sign-in page; the counter stays with the desk."""
        self._agent, self._id = None, None
        self.changed.emit()

    def sit_at(self, counter: CounterId | None, post: Post | None = None) -> None:
        """Take place at *counter*; without one, *post* says where, the reception unless told."""
        self._counter = counter
        self._post = Post.COUNTER if counter is not None else post or Post.RECEPTION
        self.changed.emit()
