"""Acts of agents beside those of the site, for supervisors alone: looking is a fact (AT-18).

It is for the control of fraud and measures nobody's work (R-11); it bars nothing.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping

from desk_app.domain.account_facts import PatternsSeen
from desk_app.domain.anomalies import PERIOD_DAYS, Pattern, Standing, standings
from desk_app.domain.hours import Holidays as Days
from desk_app.domain.hours import business_day, opening_on
from desk_app.domain.journal import Entry
from desk_app.domain.people import AgentLogin
from desk_app.domain.roles import Power
from desk_app.domain.site import Site
from desk_app.domain.tickets import Move
from desk_app.domain.watching import ACTS, BOOKINGS, Act, watched
from desk_app.services.day import locked
from desk_app.services.journal_ports import Sought
from desk_app.services.ports import Begin, Clock, Holidays, Read, UnitOfWork

LOOK_BACK = dt.timedelta(weeks=13)
"""Who entered a person is looked for this much further back: the longest horizon and a week."""
MARGIN = dt.timedelta(minutes=45)
"""People work this long before the doors open and after they close (D)."""
MOST = 60_000
"""Entries looked at: 28 days of the largest site leave half as many."""
_DAY = dt.timedelta(days=1)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Anomalies:
    """Every agent who acted in the days from *first* to *until*, the most striking first.

    *acts* are the entries behind each figure, the oldest first: references and times, no names.
    *people* are what agents are called.
    """

    first: dt.date
    until: dt.date
    standings: tuple[Standing, ...]
    acts: Mapping[tuple[AgentLogin, Pattern], tuple[Act, ...]]
    people: Mapping[AgentLogin, str]


def anomalies(
    until: dt.date | None,
    *,
    by: AgentLogin,
    begin: Begin,
    read: Read,
    clock: Clock,
    holidays: Holidays,
) -> Anomalies:
    """Compare the 28 days that end with *until*, else with today. Raises NotAllowed."""
    now = clock()
    with begin() as work:
        act = locked(work, now, by, Power.WATCH)
        last = until or act.day
        act.record(PatternsSeen(until=last, acts=work.journal.head()[0]))
    with read() as work:
        return _compared(last, work, holidays(work.site))


def _compared(until: dt.date, work: UnitOfWork, holidays: Days) -> Anomalies:
    site, first = work.site, until - (PERIOD_DAYS - 1) * _DAY
    since = dt.datetime.combine(first, dt.time(), site.time_zone)
    end = dt.datetime.combine(until + _DAY, dt.time(), site.time_zone)
    seen = watched(
        _entries(work, since, end),
        since=since,
        zone=site.time_zone,
        is_open=lambda at: _is_worked(site, at, holidays),
    )
    return Anomalies(
        first=first,
        until=until,
        standings=standings(seen.tallies, until),
        acts=seen.acts,
        people={agent.login: agent.name for agent in work.accounts.of_ref().values()},
    )


def _entries(work: UnitOfWork, since: dt.datetime, end: dt.datetime) -> list[Entry]:
    """Return what is looked at, the oldest first: three questions, each by its kinds."""
    put_off = Sought(kinds=frozenset({"TicketMoved"}), since=since, until=end, move=Move.POSTPONE)
    found = [
        *work.journal.found(Sought(kinds=ACTS, since=since, until=end), MOST),
        *work.journal.found(Sought(kinds=BOOKINGS, since=since - LOOK_BACK, until=since), MOST),
        *work.journal.found(put_off, MOST),
    ]
    return sorted(found, key=lambda entry: entry.seq)


def _is_worked(site: Site, at: dt.datetime, holidays: Days) -> bool:
    """True while people work at the site: its opening, and a margin before and behind."""
    day = business_day(at, site.time_zone)
    opening = opening_on(site, day, holidays)
    if opening is None:
        return False
    opens = dt.datetime.combine(day, opening.opens, site.time_zone) - MARGIN
    return opens <= at <= dt.datetime.combine(day, opening.closes, site.time_zone) + MARGIN
