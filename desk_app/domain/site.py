"""A site: its procedures, counters, hours and rules, as its site file says. Not the day's state."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from desk_app.domain.counters import Counter, CounterId
from desk_app.domain.people import Agent, AgentLogin
from desk_app.domain.procedures import Family, FamilyCode, Procedure, ProcedureCode
from desk_app.domain.series import Series


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Hours on some weekdays (0 is Monday), in the site's own time."""

    days: frozenset[int]
    opens: dt.time
    closes: dt.time
    last_ticket: dt.time


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The numbers of the queue and of presence, for this site; each with its rule's id."""

    calls_before_no_show: int = 3
    recall_after: dt.timedelta = dt.timedelta(seconds=60)
    late_return_within: dt.timedelta = dt.timedelta(minutes=20)
    late_acceptance: dt.timedelta = dt.timedelta(minutes=30)  # AT-16, behind the late return
    overtaken_at_most: int = 5
    wait_at_most: dt.timedelta = dt.timedelta(minutes=90)
    check_in_opens: dt.timedelta = dt.timedelta(minutes=30)
    appointment_early: dt.timedelta = dt.timedelta(minutes=10)
    appointment_late: dt.timedelta = dt.timedelta(minutes=15)
    target_wait: dt.timedelta = dt.timedelta(minutes=20)  # Q-08, an objectif local
    target_share: float = 0.8
    local_share_alert: float = 0.1  # PR-05
    party_extra: float = 0.5  # each further member of a household adds this share of the time
    booking_weeks: int = 8  # A-05, how far ahead appointments are given
    draw_at: tuple[dt.time, ...] = (dt.time(12, 15), dt.time(16, 15))  # AT-14, hours of draws


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A sentence for the waiting room, by language. *legal*: CASF L.241-3, shown every minute."""

    text: Mapping[str, str]
    legal: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Everything a site file says, checked. *access* is how to get there, for papers."""

    code: str
    name: str
    time_zone: ZoneInfo
    holidays: str
    address: tuple[str, ...]
    languages: tuple[str, ...]
    openings: tuple[Opening, ...]
    closed_on: frozenset[dt.date]
    open_on_holidays: frozenset[dt.date]
    rules: Rules
    families: Mapping[FamilyCode, Family]
    procedures: Mapping[ProcedureCode, Procedure]
    counters: Mapping[CounterId, Counter]
    agents: Mapping[AgentLogin, Agent]
    messages: tuple[Message, ...]
    appointment_series: tuple[Series, ...] = ()
    access: tuple[str, ...] = ()

    def series(self, procedure: ProcedureCode) -> str:
        """Return the number series of *procedure*: its family's letter."""
        return self.families[self.procedures[procedure].family].series
