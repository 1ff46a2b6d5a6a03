"""Short codes on paper and time-ordered ids. Signed codes are made in convocations.py."""

from __future__ import annotations

import os
import secrets
import time
from uuid import UUID

from desk_app.domain import crockford

ALPHABET = crockford.ALPHABET
LENGTH = 8


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
