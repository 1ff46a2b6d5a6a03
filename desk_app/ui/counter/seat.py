"""Where the agent sits and what was read there last. It asks nobody."""

from __future__ import annotations

from desk_app.domain.counters import CounterId
from desk_app.domain.people import AgentLogin
from desk_app.services.counter import CounterScreen, Current
from desk_app.ui.session import Session


class Seat:
    """The counter, its agent, and its *screen* as read last; asking for what is not is a bug."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.screen: CounterScreen | None = None

    @property
    def login(self) -> AgentLogin:
        """Who acts."""
        return self._session.login

    @property
    def language(self) -> str:
        """The language of the windows."""
        return self._session.language

    @property
    def counter(self) -> CounterId:
        """The counter the agent sits at."""
        if self._session.counter is None:
            raise AssertionError("no counter has been chosen")
        return self._session.counter

    @property
    def current(self) -> Current:
        """The visitor called or served here."""
        if self.screen is None or self.screen.current is None:
            raise AssertionError("nobody is at the counter")
        return self.screen.current
