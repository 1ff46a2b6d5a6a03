"""Months of the journal: when one is closed by a signed checkpoint and when it has been kept
long enough. Not how it is signed, nor where it is kept."""

from __future__ import annotations

import dataclasses
import datetime as dt
from zoneinfo import ZoneInfo

KEPT_MONTHS = 12
"""How long a closed month is kept before it is dropped whole (R-04)."""
SET_BACK = dt.timedelta(minutes=2)
"""A clock that stands this much before the last act was set back; less is a correction (S-07)."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """The end of a month of the journal: its entries by number, the hash of the last, signed.

    *segment* is the month, `2026-11`. *key* names the key of *signature* (hex). *dropped_at* is
    when the entries went; what stays is this row, and the chain goes on from its *head*.
    """

    segment: str
    first_seq: int
    last_seq: int
    head: str
    closed_at: dt.datetime
    key: str = ""
    signature: str = ""
    dropped_at: dt.datetime | None = None

    @property
    def count(self) -> int:
        """How many entries the month has."""
        return self.last_seq - self.first_seq + 1

    @property
    def signed_text(self) -> bytes:
        """What the signature covers: everything but itself and the dropping."""
        closed = self.closed_at.astimezone(dt.UTC).isoformat(timespec="microseconds")
        fields = (
            "desk-app journal",
            self.segment,
            self.first_seq,
            self.last_seq,
            self.head,
            closed,
        )
        return "\x1f".join(map(str, fields)).encode()


def month_of(at: dt.datetime, zone: ZoneInfo) -> str:
    """Return the local month of *at*: `2026-11`."""
    return f"{at.astimezone(zone):%Y-%m}"


def starts_at(segment: str, zone: ZoneInfo) -> dt.datetime:
    """Return the first instant of the month *segment*, aware."""
    return dt.datetime.strptime(segment, "%Y-%m").replace(tzinfo=zone).astimezone(dt.UTC)


def after(segment: str, months: int = 1) -> str:
    """Return the month *months* later."""
    year, month = map(int, segment.split("-"))
    total = year * 12 + month - 1 + months
    return f"{total // 12:04d}-{total % 12 + 1:02d}"


def is_kept_long_enough(segment: str, today: str) -> bool:
    """True once every entry of *segment* is at least KEPT_MONTHS old in the month *today*."""
    return after(segment, KEPT_MONTHS + 1) <= today


def last_day(segment: str) -> dt.date:
    """Return the last day of the month *segment*."""
    return dt.date.fromisoformat(f"{after(segment)}-01") - dt.timedelta(days=1)


def set_back(last: dt.datetime, now: dt.datetime) -> int:
    """Return by how many seconds the clock was set back since the act at *last*, or 0."""
    behind = last - now
    return int(behind.total_seconds()) if behind > SET_BACK else 0
