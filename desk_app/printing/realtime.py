"""Keeps real-time commands out of image data: a printer obeys them even there. It sends nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

# DLE EOT (status), DLE ENQ (recover, clear), DLE DC4 (drawer pulse, power off, clear buffers).
# Wider than any one model's list: a byte too many costs one dot, one too few opens a drawer.
COMMAND = re.compile(rb"\x10(?:\x04[\x01-\x08\x12]|\x05[\x00-\x03]|\x14[\x01-\x08])", re.DOTALL)

Region = tuple[int, int]


def without_commands(payload: bytes, images: Sequence[Region]) -> bytes:
    """Return *payload* with one dot flipped wherever a real-time command stood in it.

    *images* are the (start, end) of image data, where a dot may change; the flipped dot touches
    a black one, so that a line grows by a dot and no speck appears. A command outside image data
    is a bug of the encoder.
    """
    data = bytearray(payload)
    found = COMMAND.search(data)
    while found:
        at = next((at for at in range(*found.span()) if _is_image(at, images)), None)
        if at is None:
            raise AssertionError(f"real-time command at byte {found.start()} of the text")
        data[at] |= _beside(data[at])
        found = COMMAND.search(data, max(0, found.start() - 2))
    return bytes(data)


def _is_image(at: int, images: Sequence[Region]) -> bool:
    return any(start <= at < end for start, end in images)


def _beside(byte: int) -> int:
    """Return the bit of a white dot that touches a black one of *byte*, or its last bit."""
    edges = ((byte << 1) | (byte >> 1)) & 0xFF & ~byte
    return edges & -edges or 1
