"""How many rows a long work takes at a time, so that a queue that is served never waits for it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

Watch = Callable[[], float]
"""Seconds that only go forward: a duration is the difference of two of them."""
BATCH = 200
"""Rows of a first batch; how long it took says how many the next one takes."""
SMALLEST, LARGEST = 10, 2000
AIM_S = 0.05
"""How long a batch should hold the file: the queue waits for none of them longer than 200 ms."""


class Pace:
    """How many rows a batch takes, so that it holds the file for about AIM_S and never for long.

    Measured is what others wait for: from the lock to the end of the commit, not the wait for it.
    """

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self._began = 0.0
        self.size = BATCH

    def starts(self) -> None:
        """The transaction has begun: the lock is ours."""
        self._began = self._watch()

    @contextlib.contextmanager
    def batch(self) -> Iterator[None]:
        """Measure one batch and say by it how many rows the next one takes.

        It grows to its double at most: one quick batch promises nothing of the next.
        """
        yield
        took = max(self._watch() - self._began, AIM_S / 100)
        self.size = min(max(int(self.size * min(AIM_S / took, 2.0)), SMALLEST), LARGEST)
