"""What a platform's list does, or would do, in counts. Who comes is not in it."""

from __future__ import annotations

import dataclasses
import datetime as dt

from desk_app.domain.daylist import Refusal


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a list does, or would do: counts, and each line that was refused.

    *inside* have come in already and stay as they are; *missing* were in an earlier list and are
    in this one no more: given up where the mapping says that lists are complete.
    """

    platform: str
    days: tuple[dt.date, ...]
    added: int
    updated: int
    unchanged: int
    cancelled: int
    inside: int
    missing: int
    passed_over: int
    refused: tuple[Refusal, ...]
    is_junk: bool
