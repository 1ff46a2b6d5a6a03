"""The business day a service works in, and the act it does: who, when, in which transaction."""

from __future__ import annotations

import dataclasses
import datetime as dt

from desk_app.domain.account_facts import ActDenied
from desk_app.domain.errors import AccountEnded, NotAllowed
from desk_app.domain.facts import Fact
from desk_app.domain.hours import business_day
from desk_app.domain.people import AgentLogin
from desk_app.domain.roles import Power, require
from desk_app.domain.site import Site
from desk_app.domain.tickets import DeskCode
from desk_app.services.ports import UnitOfWork


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """An instant and the local day it belongs to at the site."""

    now: dt.datetime
    day: dt.date
    site: Site
    desk: DeskCode


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What somebody does now, inside one transaction that holds the day's lock.

    *by* is None for what the program does itself: closing a day nobody closed.
    """

    work: UnitOfWork
    today: Today
    by: AgentLogin | None

    @property
    def now(self) -> dt.datetime:
        """The instant of the act."""
        return self.today.now

    @property
    def day(self) -> dt.date:
        """The local business day of the act."""
        return self.today.day

    @property
    def site(self) -> Site:
        """The site's configuration in force."""
        return self.today.site

    def record(self, fact: Fact) -> None:
        """Write *fact* to the journal, in the agent's name."""
        self.work.record(fact, by=self.by, at=self.now)


def today(work: UnitOfWork, now: dt.datetime) -> Today:
    """Return the day of *now* at the site: never the machine's day, nor UTC's."""
    site = work.site
    return Today(now=now, day=business_day(now, site.time_zone), site=site, desk=work.rights.desk)


def locked(work: UnitOfWork, now: dt.datetime, by: AgentLogin | None, power: Power) -> Act:
    """Take the lock of the day of *now*; whoever changes the queue does so first.

    Raises what `allow` does.
    """
    current = today(work, now)
    work.days.lock(current.day)
    allow(work, now, by, power)
    return Act(work=work, today=current, by=by)


def allow(work: UnitOfWork, now: dt.datetime, by: AgentLogin | None, power: Power) -> None:
    """Refuse unless *by* may do this; a refusal is a fact. The program itself (None) may.

    Raises NotAllowed, AccountEnded, or UnknownAgent.
    """
    if by is None:
        return
    account = work.accounts.get(by)
    if not account.is_active:
        raise AccountEnded(by)
    try:
        require(account.role, power)
    except NotAllowed:
        work.deny(ActDenied(power=power), by=by, at=now)
        raise
