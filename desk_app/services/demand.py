"""Demand without a place this week, and contacts that served many (AT-23, AT-05).

Counts only: it names nobody and reads no request.
"""

from __future__ import annotations

import collections
import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence

from desk_app.domain.journal import Entry
from desk_app.domain.people import AgentLogin
from desk_app.domain.procedures import Family, FamilyCode
from desk_app.domain.roles import Power
from desk_app.domain.unmet import UnmetReason
from desk_app.services.day import Today, allow, today
from desk_app.services.journal_ports import Sought
from desk_app.services.ports import Clock, Read

MOST = 10_000
"""Entries of a week looked at; a site refuses some hundred requests."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class UnmetLine:
    """Requests of one family that ended without a place this week, for one reason."""

    family: FamilyCode
    name: str
    reason: UnmetReason
    count: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ContactLine:
    """One phone or e-mail, never told: how many people it served, and when that was last seen."""

    persons: int
    last_at: dt.datetime


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """The week from *monday* on, the most frequent first."""

    monday: dt.date
    unmet: tuple[UnmetLine, ...]
    contacts: tuple[ContactLine, ...]

    @property
    def total(self) -> int:
        """Requests that ended without a place."""
        return sum(line.count for line in self.unmet)


def demand(*, language: str, by: AgentLogin, read: Read, clock: Clock) -> Demand:
    """Return what this week's requests and contacts tell. Raises NotAllowed."""
    with read() as work:
        now = today(work, clock())
        allow(work, now.now, by, Power.SUPERVISE)
        monday = now.day - dt.timedelta(days=now.day.weekday())
        since = dt.datetime.combine(monday, dt.time(), now.site.time_zone)
        unmet = work.journal.found(Sought(kinds=frozenset({"DemandUnmet"}), since=since), MOST)
        reused = work.journal.found(Sought(kinds=frozenset({"ContactReused"}), since=since), MOST)
    return Demand(
        monday=monday,
        unmet=_unmet(unmet, now, language),
        contacts=_contacts(reused),
    )


def _unmet(entries: Sequence[Entry], now: Today, language: str) -> tuple[UnmetLine, ...]:
    counts = collections.Counter(
        (str(each.header["family"]), str(each.header["reason"])) for each in entries
    )
    families = now.site.families
    return tuple(
        UnmetLine(
            family=FamilyCode(family),
            name=_name(families, FamilyCode(family), language),
            reason=UnmetReason(reason),
            count=count,
        )
        for (family, reason), count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    )


def _name(families: Mapping[FamilyCode, Family], code: FamilyCode, language: str) -> str:
    """A family that the site has no more is told by its code."""
    name = families[code].name if code in families else {}
    return name.get(language) or name.get("fr") or code


def _contacts(entries: Sequence[Entry]) -> tuple[ContactLine, ...]:
    """One line for each contact: the latest entry, which comes first, has the highest count."""
    latest: dict[str, ContactLine] = {}
    for entry in entries:
        persons = entry.header["persons"]
        line = ContactLine(persons=int(str(persons)), last_at=entry.at)
        latest.setdefault(str(entry.header["contact"]), line)
    return tuple(sorted(latest.values(), key=lambda line: -line.persons))
