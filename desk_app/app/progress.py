"""How far a long piece of work is, on the terminal it was started from; it does no work."""

from __future__ import annotations

import time
from typing import TextIO

from desk_app.words.catalogue import _

WIDTH = 30
_STEP = 10  # per cent between two lines where there is no terminal


class Progress:
    """A bar with what is left, or a line every tenth where nobody watches."""

    def __init__(self, stream: TextIO, total: int, what: str) -> None:
        self._stream, self._total, self._what = stream, max(1, total), what
        self._is_watched = stream.isatty()
        self._started = time.monotonic()
        self._told = 0

    def show(self, done: int) -> None:
        """Say that *done* of the total are done."""
        share = min(1.0, done / self._total)
        if self._is_watched:
            full = round(WIDTH * share)
            bar = "█" * full + "·" * (WIDTH - full)
            self._stream.write(f"\r{bar} {done}/{self._total} {self._what}, {self._left(share)} ")
            self._stream.flush()
        elif int(share * 100) >= self._told + _STEP:
            self._told = int(share * 100) // _STEP * _STEP
            self._stream.write(f"{done}/{self._total} {self._what}\n")
            self._stream.flush()

    def end(self) -> None:
        """Leave the bar's line."""
        if self._is_watched:
            self._stream.write("\n")

    def _left(self, share: float) -> str:
        spent = time.monotonic() - self._started
        seconds = round(spent / share - spent) if share else 0
        return _("{seconds} s left").format(seconds=seconds)
