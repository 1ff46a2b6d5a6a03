"""What every way to a printer has: send, hear the answer, close. It opens none of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

OnProgress = Callable[[int], None]
"""Called with the bytes handed over so far."""

STALL_S = 20.0
"""A printer that takes no byte for so long is given up on."""


def unheard(handed: int) -> None:
    """Let the progress of a paper pass unheard: a ticket is over in a blink."""
    del handed


class LinkLost(Exception):
    """The printer went away or stopped taking data after *handed* bytes; *cause* is a code."""

    def __init__(self, handed: int, cause: str) -> None:
        super().__init__(f"{cause} after {handed} bytes")
        self.handed = handed
        self.cause = cause


class Link(Protocol):
    """An open way to a printer, used for one paper.

    *answers*: the printer can be asked whether it is through; otherwise `send` returning is all
    the proof there is, and it is one only where *is_durable* (a file on disk).
    """

    @property
    def answers(self) -> bool: ...
    @property
    def is_durable(self) -> bool: ...
    @property
    def bytes_per_second(self) -> float: ...
    def send(self, payload: bytes, on_progress: OnProgress) -> None:
        """Hand over every byte; raises LinkLost."""

    def acknowledged(self, seconds: float) -> bool:
        """Wait for the answer to the fence; False when none came in time or the link is gone."""

    def close(self) -> None:
        """Leave without taking back what the printer has not read yet."""


class FenceAnswers:
    """Finds the answer to `GS r` among the other bytes a printer sends by itself."""

    def __init__(self) -> None:
        self._skip = 0
        self._is_in_block = False

    def feed(self, received: bytes) -> bool:
        """Take *received*; True when the answer is in it. Frames may be split between calls."""
        answers = [self._is_answer(byte) for byte in received]  # each byte moves the state
        return True in answers

    def _is_answer(self, byte: int) -> bool:
        if byte in {0x11, 0x13}:  # XON, XOFF: may stand anywhere
            return False
        if self._is_in_block:
            self._is_in_block = byte != 0
            return False
        if self._skip:
            self._skip -= 1
            return False
        if byte in {0x35, 0x37, 0x3B, 0x3D, 0x5F}:
            self._is_in_block = True
        elif byte & 0x93 == 0x10:  # an automatic status: three more bytes
            self._skip = 3
        return byte & 0x90 == 0
