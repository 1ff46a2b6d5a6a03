"""Looks at the journal's whole chain at each start, and says so where it is broken (AT-17).

It is no fact, changes nothing and stops nobody's work; whoever may read the journal is told at
each sign-in, and the Journal's page says it as long as it is so.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from functools import partial

from desk_app.app.desk import Desk
from desk_app.app.places import JOURNAL, Places
from desk_app.domain.errors import Unavailable
from desk_app.domain.roles import Power, may
from desk_app.services.journal import Verdict, looked
from desk_app.services.ports import UnitOfWork
from desk_app.ui.session import Session
from desk_app.ui.shell.window import Shell
from desk_app.ui.tasks import Tasks
from desk_app.ui.widgets.refusal import Offer
from desk_app.words.catalogue import _
from desk_app.words.journal import broken_at

_JOIN_S = 10.0
_TURN_S = 0.002
"""Between two pages: whoever hands out a ticket goes first, nobody waits for this look."""


class ChainWatch:
    """One look of its own thread; the verdict is told on the thread of the windows."""

    def __init__(
        self, desk: Desk, places: Places, *, shell: Shell, session: Session, tasks: Tasks
    ) -> None:
        self._desk, self._shell, self._session, self._tasks = desk, shell, session, tasks
        self._told = places.journal.tell
        self._open_journal = partial(shell.show_place, JOURNAL)
        self._is_stopping = False
        self._broken: int | None = None
        # A daemon: a disk that hangs never keeps the program from ending.
        self._thread = threading.Thread(target=self._look, name="chain", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def close(self) -> None:
        """End after the reading in hand and wait for it, at most 10 s."""
        self._is_stopping = True
        if self._thread.is_alive():
            self._thread.join(_JOIN_S)

    def remind(self) -> None:
        """Say again that the chain is broken, to whoever may read the journal."""
        agent = self._session.agent
        if self._broken is None or agent is None or not may(agent.role, Power.JOURNAL):
            return
        self._shell.refuse(
            broken_at(self._broken),
            why=_("Somebody changed the file. Keep it, and call who looks after the desks."),
            offers=(Offer(text=_("Open the journal"), callback=self._open_journal),),
        )

    def _look(self) -> None:
        with contextlib.suppress(Unavailable, _Stopping):  # tried again at the next start
            verdict = looked(read=self._read, clock=self._desk.clock, signer=self._desk.signer)
            self._tasks.post(lambda: self._tell(verdict))

    def _tell(self, verdict: Verdict) -> None:
        self._broken = verdict.first_broken
        self._told(verdict)
        self.remind()

    @contextlib.contextmanager
    def _read(self) -> Iterator[UnitOfWork]:
        if self._is_stopping:
            raise _Stopping
        time.sleep(_TURN_S)
        with self._desk.read() as work:
            yield work


class _Stopping(Exception):
    """The program ends: nothing more is read."""
