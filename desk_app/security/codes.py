"""Short codes on paper and time-ordered ids. Signed codes are made in convocations.py."""

from __future__ import annotations

import datetime as dt
import os
import secrets
import time
from uuid import UUID

from desk_app.domain import crockford

ALPHABET = crockford.ALPHABET
LENGTH = 8
COOLING = (dt.timedelta(hours=4), dt.timedelta(hours=48))
"""Nobody can wait in front of a place that comes back at an hour nobody knows."""


def new_code() -> str:
    """Return an unpredictable code of 8 signs (40 bits), such as `7K4M2QXD`."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def new_id() -> UUID:
    """Return a UUID of version 7 (RFC 9562): ordered by time, unique without asking anybody."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds << 80) | int.from_bytes(os.urandom(10), "big")
    value = (value & ~(0xF << 76)) | (0x7 << 76)
    value = (value & ~(0x3 << 62)) | (0x2 << 62)
    return UUID(int=value)


def new_draw_secret() -> str:
    """Return an unpredictable secret of a draw: 256 bits as hex digits (AT-14)."""
    return secrets.token_hex(32)


def cooling() -> dt.timedelta:
    """Return how long a place that was given back cools: 4 to 48 hours, evenly spread (AT-03)."""
    first, last = (int(hours.total_seconds()) for hours in COOLING)
    return dt.timedelta(seconds=first + secrets.randbelow(last - first + 1))
