"""Procedures: what a visitor comes for. Values only; whether one is open is asked of the day."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from collections.abc import Mapping
from typing import NewType

ProcedureCode = NewType("ProcedureCode", str)
FamilyCode = NewType("FamilyCode", str)

SERIES_LETTERS = "ABCDEFGHJKLNPRSTUVXYZ"
"""Letters a series may have: I, M, O, Q, W are confusable or too wide."""


class Channel(enum.StrEnum):
    """How a procedure is received."""

    WALK_IN = "walk_in"
    APPOINTMENT = "appointment"
    HELP_DESK = "help_desk"
    CONVOCATION = "convocation"


class Binding(enum.StrEnum):
    """Whether a ticket is bound to a document (AT-11).

    OPTIONAL exists for emergencies and unlisted reasons: a person whose papers were stolen is
    still received (L-01).
    """

    REQUIRED = "required"
    OPTIONAL = "optional"
    NONE = "none"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Procedures that share a number series."""

    code: FamilyCode
    series: str
    name: Mapping[str, str]

    def named(self, language: str) -> str:
        """Return the name in *language*, else in French."""
        return self.name.get(language) or self.name["fr"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """One reason of visit as the site receives it.

    *name* and *short* are by language, French always present; *minutes* is the expected service
    time until the site's own times are learned; *quota* counts tickets a day (None: no limit);
    *tile* is the key 1-9 on Accueil (None: in the list below).
    """

    code: ProcedureCode
    family: FamilyCode
    name: Mapping[str, str]
    short: Mapping[str, str]
    channels: frozenset[Channel]
    minutes: float
    binding: Binding = Binding.REQUIRED
    quick: bool = False
    quota: int | None = None
    last_ticket: dt.time | None = None
    tile: int | None = None
    bring: tuple[str, ...] = ()
    note: str = ""

    @property
    def is_walk_in(self) -> bool:
        """True if a same-day ticket can be had without appointment or convocation."""
        return Channel.WALK_IN in self.channels

    def named(self, language: str) -> str:
        """Return the name in *language*, else in French."""
        return self.name.get(language) or self.name["fr"]

    def short_named(self, language: str) -> str:
        """Return the short name in *language*, else its full name, else the French ones."""
        own = self.short.get(language) or self.name.get(language)
        return own or self.short.get("fr") or self.name["fr"]
