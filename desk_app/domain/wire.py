"""What offers and answers are written with, and read with by somebody who trusts nobody."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
from collections.abc import Mapping
from typing import NoReturn

from desk_app.domain.errors import BadValue
from desk_app.domain.facts import Plain

FACT_BYTES = 16_000
IMAGE_FIELDS = 64
"""How many fields an image may have: twice as many as the widest row today."""


def written(value: object) -> str:
    """Return *value* as it travels: JSON, keys in order."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def short(text: object, at_most: int) -> str:
    """Return a text of a bounded length. Raises BadValue."""
    if not isinstance(text, str) or len(text) > at_most:
        refuse("text", str(text)[:40], f"at most {at_most} characters")
    return text


def count(number: object) -> int:
    """Return a number that counts something. Raises BadValue."""
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < 2**53:
        refuse("number", str(number)[:40], "a count")
    return number


def day(text: object) -> dt.date:
    """Return a date. Raises BadValue or ValueError."""
    return dt.date.fromisoformat(short(text, 10))


def instant(text: object) -> dt.datetime:
    """Return an aware instant. Raises BadValue or ValueError."""
    read = dt.datetime.fromisoformat(short(text, 40))
    if read.tzinfo is None:
        refuse("instant", str(text), "with its offset")
    return read


def image_fields(read: Mapping[str, Plain]) -> dict[str, Plain]:
    """Return an image of a bounded size. Raises BadValue."""
    if len(read) > IMAGE_FIELDS or len(written(read).encode()) > FACT_BYTES:
        refuse("image", f"{len(read)} fields", f"at most {IMAGE_FIELDS}")
    return {short(name, 64): value for name, value in read.items()}


def sealed_bytes(text: str | None) -> bytes | None:
    """Return a sealed body, None where there is none. Raises BadValue."""
    if text is None:
        return None
    if len(text) > FACT_BYTES:
        refuse("fact", "body", f"at most {FACT_BYTES} characters")
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise BadValue("fact", "body", "base64") from error


def refuse(field: str, given: str, allowed: str) -> NoReturn:
    """Raise BadValue."""
    raise BadValue(field, given, allowed)
