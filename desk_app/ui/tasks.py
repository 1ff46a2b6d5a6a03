"""The one bridge between the window's thread and the workers; it decides nothing."""

from __future__ import annotations

import enum
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from desk_app.domain.errors import DeskError

T = TypeVar("T")


class Lane(enum.Enum):
    """Where work runs: the database keeps its order, the world (paper, network) may wait."""

    DATABASE = "database"
    WORLD = "world"


class Tasks(QObject):
    """Runs callables on workers and hands their results over on the thread of the windows.

    One object for the life of the application. The signal that crosses threads carries
    nothing: results wait in a deque, so no object can die while a signal is being sent.
    """

    failed = Signal(object)  # DeskError nobody else asked for
    bug = Signal(object)  # any other exception: ours
    waiting = Signal(bool)  # whether anything that was asked here is still to come

    def __init__(
        self,
        *,
        database: Executor | None = None,
        world: Executor | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._executors = {
            Lane.DATABASE: database or ThreadPoolExecutor(1, "desk-database"),
            Lane.WORLD: world or ThreadPoolExecutor(4, "desk-world"),
        }
        self._deliveries: deque[Callable[[], object]] = deque()
        self._closed = False
        self._awaited = 0
        self._arrived.connect(self._deliver)

    def run(
        self,
        work: Callable[[], T],
        *,
        then: Callable[[T], object],
        failed: Callable[[DeskError], object] | None = None,
        lane: Lane = Lane.DATABASE,
    ) -> None:
        """Do *work* on a worker, then give its result to *then* here.

        A DeskError goes to *failed*, or to the `failed` signal where none is given;
        anything else is a bug and goes to the `bug` signal. After `close` nothing is done.
        """
        if self._closed:
            return
        self._awaited += 1
        if self._awaited == 1:
            self.waiting.emit(True)
        future = self._executors[lane].submit(work)
        future.add_done_callback(partial(self._settle_later, then, failed))

    def post(self, call: Callable[[], object]) -> None:
        """Have *call* called on the thread of the windows; safe from any thread."""
        if not self._closed:
            self._deliveries.append(call)
            self._arrived.emit()

    def close(self) -> None:
        """Drop waiting work, finish running work, deliver nothing more."""
        self._closed = True
        for executor in self._executors.values():
            executor.shutdown(cancel_futures=True)
        self._deliveries.clear()

    _arrived = Signal()

    def _settle_later(
        self,
        then: Callable[[T], object],
        failed: Callable[[DeskError], object] | None,
        future: Future[T],
    ) -> None:
        if not future.cancelled():
            self.post(partial(self._settle, then, failed, future))

    def _settle(
        self,
        then: Callable[[T], object],
        failed: Callable[[DeskError], object] | None,
        future: Future[T],
    ) -> None:
        error = future.exception()
        try:
            if error is None:
                then(future.result())
            elif not isinstance(error, DeskError):
                self.bug.emit(error)
            elif failed is not None:
                failed(error)
            else:
                self.failed.emit(error)
        finally:  # what this led to has been asked by now: one wait, not two
            self._awaited -= 1
            if self._awaited == 0:
                self.waiting.emit(False)

    @Slot()
    def _deliver(self) -> None:
        while self._deliveries:
            call = self._deliveries.popleft()
            try:
                call()
            except Exception as error:  # noqa: BLE001 - a slot that raises must not stop the rest
                self.bug.emit(error)
