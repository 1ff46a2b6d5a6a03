"""Which papers were just committed and have not begun to leave. It prints nothing itself."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Way:
    """Lets what else would use the store wait until the paper in front of it has gone.

    In a rollback journal a reader keeps a writer's commit waiting, and a screen read again takes
    the processor from the paper's thread. A printer at work, or one that cannot be reached, is
    waited for by nobody.
    """

    def __init__(self) -> None:
        self._moved = threading.Condition()
        self._awaited: set[str] = set()
        self._at_work: set[str] = set()

    @contextmanager
    def at_work(self, printer: str) -> Iterator[None]:
        """Say that *printer* is worked on this thread until the end of the block."""
        with self._moved:
            self._at_work.add(printer)
        try:
            yield
        finally:
            with self._moved:
                self._at_work.discard(printer)
            self.give(printer)

    def is_at_work(self, printer: str) -> bool:
        """Return whether *printer* is being worked."""
        with self._moved:
            return printer in self._at_work

    def take(self, printer: str) -> None:
        """Say that a paper for *printer* was committed; one at work has others before it."""
        with self._moved:
            if printer not in self._at_work:
                self._awaited.add(printer)

    def give(self, printer: str) -> None:
        """Say that the paper for *printer* has begun to leave, or will not leave now."""
        with self._moved:
            self._awaited.discard(printer)
            self._moved.notify_all()

    def wait(self, seconds: float) -> bool:
        """Wait until no paper is awaited; after *seconds* none is awaited any more, and False."""
        with self._moved:
            is_clear = self._moved.wait_for(lambda: not self._awaited, seconds)
            self._awaited.clear()
        return is_clear
