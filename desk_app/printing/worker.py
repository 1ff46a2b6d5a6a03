"""A thread that works one printer: asleep until woken, or until it is time to try again."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

from desk_app.domain.errors import Unavailable

FIRST_RETRY_S = 1.0
LAST_RETRY_S = 30.0
_JOIN_S = 10.0


class Worker:
    """Calls *work* until it says that it is through; sleeps longer after each time it is not."""

    def __init__(
        self, printer: str, work: Callable[[], bool], *, first_retry_s: float = FIRST_RETRY_S
    ) -> None:
        self._work = work
        self._first_retry_s = first_retry_s
        self._told = threading.Event()
        self._errands: deque[Callable[[], None]] = deque()
        self._is_woken = False
        self._is_stopping = False
        # A daemon: a printer that hangs never keeps the program from ending.
        self._thread = threading.Thread(target=self._run, name=f"printer {printer}", daemon=True)
        self._thread.start()

    @property
    def is_alive(self) -> bool:
        """Whether the thread runs; a bug ends it, and the next wake starts another."""
        return self._thread.is_alive()

    def wake(self) -> None:
        """Try now."""
        self._is_woken = True
        self._told.set()

    def prepare(self, errand: Callable[[], None]) -> None:
        """Do *errand* on the thread, before the work that will need it; it is no wake."""
        self._errands.append(errand)
        self._told.set()

    def stop(self) -> None:
        """End after what is in hand."""
        self._is_stopping = True
        self._told.set()

    def join(self) -> None:
        """Wait for the end, at most 10 s."""
        self._thread.join(_JOIN_S)

    def _run(self) -> None:
        retry: float | None = None
        while self._sleeps(retry):
            if self._is_through():
                retry = None
            else:
                retry = min(LAST_RETRY_S, 2 * retry) if retry else self._first_retry_s

    def _sleeps(self, retry: float | None) -> bool:
        """Sleep until woken or for *retry* seconds, errands apart; False when it is to stop."""
        due = None if retry is None else time.monotonic() + retry
        while True:
            left = None if due is None else max(0.0, due - time.monotonic())
            is_told = self._told.wait(left)
            if self._is_stopping:
                return False
            self._told.clear()
            while self._errands:
                self._errands.popleft()()
            if self._is_woken or not is_told:
                self._is_woken = False
                return True

    def _is_through(self) -> bool:
        try:
            return self._work()
        except Unavailable:  # the store is locked or gone for a moment
            return False
