"""A thread that does the desk's daily work for its own data. What that work is: keeping.py."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager

from desk_app.app.desk import Desk
from desk_app.app.keeping import do_daily_work
from desk_app.domain.errors import DeskError
from desk_app.services.ports import UnitOfWork

_JOIN_S = 10.0


class Keeper:
    """Forgets and copies at the start and whenever woken, without a window waiting for it.

    Stopped in the middle it ends after the transaction in hand; the next start goes on there.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._told = threading.Event()
        self._is_stopping = False
        # A daemon: a disk that hangs never keeps the program from ending.
        self._thread = threading.Thread(target=self._run, name="keeper", daemon=True)

    def start(self) -> None:
        """Begin, with what is due now."""
        self._told.set()
        self._thread.start()

    def wake(self) -> None:
        """Look again whether something is due."""
        self._told.set()

    def close(self) -> None:
        """End after the transaction in hand and wait for it, at most 10 s."""
        self._is_stopping = True
        self._told.set()
        if self._thread.is_alive():
            self._thread.join(_JOIN_S)

    def _run(self) -> None:
        while self._told.wait() and not self._is_stopping:
            self._told.clear()
            with contextlib.suppress(DeskError, _Stopping):  # tried again when next woken
                do_daily_work(self._desk, begin=self._begin)

    def _begin(self) -> AbstractContextManager[UnitOfWork]:
        return self._unless_stopping()

    @contextlib.contextmanager
    def _unless_stopping(self) -> Iterator[UnitOfWork]:
        if self._is_stopping:
            raise _Stopping
        with self._desk.begin() as work:
            yield work


class _Stopping(Exception):
    """The program ends: no transaction is begun any more."""
