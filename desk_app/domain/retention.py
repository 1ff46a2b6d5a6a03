"""What is kept, why and how long: the one table. Not how it is forgotten."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from collections.abc import Iterable


class Kept(enum.StrEnum):
    """A kind of thing that is kept for a time."""

    BINDINGS = "bindings"  # who a ticket is for: keyed hash and hint
    NOTES = "notes"  # what agents noted of a ticket, and its language
    BODIES = "bodies"  # what the journal says of visitors, beside its entries
    PAPERS = "papers"  # print jobs, and the pages of a printer that is a folder
    ANSWERS = "answers"  # answers to repeated commands
    ONLINE = "online"  # lines of online platforms' lists: reference, name, end of the document
    HOLDERS = "holders"  # who an appointment is for: identity, keyed hash, language
    CONTACTS = "contacts"  # which phones served or answered for whom, as keyed hashes
    TRACES = "traces"  # absences, helpers, calls, unmet requests: dated, without a name
    APPOINTMENTS = "appointments"  # appointments as anonymous rows: procedure, times, end
    REQUESTS = "requests"  # the register: who asked for a place, and when they can come
    SETTLED = "settled"  # requests that came to an end
    DRAWS = "draws"  # draws held: numbers, seats and secrets, no person
    PLACES = "places"  # places of the calendar that were taken
    TICKETS = "tickets"  # tickets as anonymous rows: procedure, times, end
    PROMISES = "promises"  # waits that were told, and what came true
    SEATS = "seats"  # who sat at which counter
    SESSIONS = "sessions"  # who was signed in where
    OVERRIDES = "overrides"  # exceptions, who asked and who agreed
    ALARMS = "alarms"  # calls for help, who called and who answered
    JOURNAL = "journal"  # the journal, by whole months
    REPLACED = "replaced"  # files put aside by a restore or an upgrade


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How long *kept* is kept: *days* whole days after its own, and the statement it follows.

    With 0 days it is gone at the closing, or before the next day's first act.
    """

    kept: Kept
    days: int
    source: str

    def first_kept(self, today: dt.date) -> dt.date:
        """Return the first day of which everything stays."""
        return today - dt.timedelta(days=self.days)


YEAR = 366
HALF_YEAR = 183
RULES: tuple[Rule, ...] = (
    Rule(kept=Kept.BINDINGS, days=0, source="R-02"),
    Rule(kept=Kept.NOTES, days=0, source="R-02, LG-06"),
    Rule(kept=Kept.BODIES, days=0, source="R-02, R-04"),
    Rule(kept=Kept.ONLINE, days=0, source="R-02"),
    Rule(kept=Kept.PAPERS, days=0, source="R-02, R-09"),
    Rule(kept=Kept.ANSWERS, days=1, source="R-02"),
    Rule(kept=Kept.HOLDERS, days=30, source="R-01"),
    Rule(kept=Kept.SETTLED, days=30, source="R-03"),
    Rule(kept=Kept.REQUESTS, days=HALF_YEAR, source="R-03"),
    Rule(kept=Kept.DRAWS, days=HALF_YEAR, source="R-03"),
    Rule(kept=Kept.CONTACTS, days=90, source="R-05"),
    Rule(kept=Kept.TRACES, days=YEAR, source="R-05b"),
    Rule(kept=Kept.PLACES, days=30, source="R-01"),
    Rule(kept=Kept.APPOINTMENTS, days=3 * YEAR, source="R-01, R-10"),
    Rule(kept=Kept.PROMISES, days=YEAR, source="R-01"),
    Rule(kept=Kept.TICKETS, days=3 * YEAR, source="R-01, R-10"),
    Rule(kept=Kept.SEATS, days=YEAR, source="R-04, R-11"),
    Rule(kept=Kept.SESSIONS, days=YEAR, source="R-04"),
    Rule(kept=Kept.OVERRIDES, days=YEAR, source="R-04, R-11"),
    Rule(kept=Kept.ALARMS, days=YEAR, source="R-04"),
    Rule(kept=Kept.JOURNAL, days=YEAR, source="R-04"),
    Rule(kept=Kept.REPLACED, days=7, source="R-02"),
)
"""The table. What names a visitor stands first: it goes first."""

DAILY_COPIES = 7
WEEKLY_COPIES = 4


def copies_kept(days: Iterable[dt.date]) -> frozenset[dt.date]:
    """Return the days whose copies stay: the last seven, and the last of each of four weeks.

    The weeks are those before the week of the oldest of the seven; gaps make nothing go sooner.
    """
    newest_first = sorted(set(days), reverse=True)
    daily = newest_first[:DAILY_COPIES]
    weeks: dict[tuple[int, int], dt.date] = {}
    for day in newest_first[DAILY_COPIES:]:
        weeks.setdefault(day.isocalendar()[:2], day)
    weekly = sorted(weeks.values(), reverse=True)[:WEEKLY_COPIES]
    return frozenset((*daily, *weekly))
