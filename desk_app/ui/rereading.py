"""Reading again what a screen shows: one read under way and one to come, never more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from desk_app.domain.errors import DeskError
from desk_app.ui.tasks import Tasks

R = TypeVar("R")


class Rereading(Generic[R]):
    """Asks for *read* as often as told, and does it no more often than needed.

    What is asked while a read is under way is answered by one further read, because the
    first may have begun before the change.
    """

    def __init__(
        self,
        read: Callable[[], R],
        *,
        show: Callable[[R], object],
        failed: Callable[[DeskError], object],
        tasks: Tasks,
    ) -> None:
        self._read = read
        self._show = show
        self._failed = failed
        self._tasks = tasks
        self._is_reading = False
        self._is_asked_again = False

    def ask(self) -> None:
        """Read, or read once more when the read under way is done."""
        if self._is_reading:
            self._is_asked_again = True
            return
        self._is_reading = True
        self._tasks.run(self._read, then=self._on_read, failed=self._on_failed)

    def _on_read(self, result: R) -> None:
        self._is_reading = False
        self._show(result)
        self._go_on()

    def _on_failed(self, error: DeskError) -> None:
        self._is_reading = False
        self._failed(error)
        self._go_on()

    def _go_on(self) -> None:
        if self._is_asked_again:
            self._is_asked_again = False
            self.ask()
