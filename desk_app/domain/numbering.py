"""Ticket numbers: series, width and wrap. Which number is next is the store's counter."""

from __future__ import annotations

import re

from desk_app.domain.text import clean
from desk_app.domain.tickets import DeskCode, TicketNumber

_LETTERS = "BCDEFGHJKLNPRSTUVXYZ"
"""Letters that are not taken for another, nor for a figure."""


def number(series: str, count: int) -> TicketNumber:
    """Return the *count*-th number of *series*: A001 ... A999, then A1000."""
    if count < 1:
        raise ValueError(count)
    return TicketNumber(f"{series}{count:03d}")


def own_series(series: str, desk: DeskCode, letter: str = "") -> str:
    """Return the series in which *desk* numbers alone: `A07`, and `A07B` after it was put back."""
    return f"{series}{desk}{letter}"


def letter_of(ordinal: int) -> str:
    """Return what tells the own numbers of a desk's *ordinal*-th copy from those before.

    After two dozen copies of one file the letters begin again.
    """
    return "" if ordinal <= 1 else _LETTERS[(ordinal - 2) % len(_LETTERS)]


def own_number(series: str, count: int) -> TicketNumber:
    """Return the *count*-th number of a desk's own series: A07-12. No other desk can print it."""
    if count < 1:
        raise ValueError(count)
    return TicketNumber(f"{series}-{count}")


def read_number(text: str) -> TicketNumber:
    """Return the number in data form of what a person typed (`c 042`, `C042`, `c42`).

    Text that is no number comes back upper-case without spaces, and is then unknown.
    """
    packed = re.sub(r"\s", "", clean(text, at_most=40)).upper()
    match = re.fullmatch(r"([A-Z])([0-9]{1,6})", packed)
    return number(match[1], int(match[2])) if match and int(match[2]) else TicketNumber(packed)
