"""Forgetting on time: the keys of past days first, then what they sealed, in small batches.

What is kept and how long is domain/retention.py. Interrupted, it goes on where it stopped.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Mapping

from desk_app.domain.account_facts import Purged
from desk_app.domain.hours import business_day, is_open
from desk_app.domain.journal import Entry
from desk_app.domain.people import AgentLogin
from desk_app.domain.retention import RULES, Kept, Rule
from desk_app.domain.roles import Power
from desk_app.services.day import allow, locked, today
from desk_app.services.journal_ports import Sought
from desk_app.services.keeping_ports import KEPT_AS, OldPaper
from desk_app.services.months import drop_months
from desk_app.services.pace import Pace, Watch
from desk_app.services.ports import Begin, Clock, Holidays, Read

_ELSEWHERE = frozenset({Kept.JOURNAL, Kept.REPLACED})
"""The journal goes by whole closed months, files put aside are no rows."""
LATEST = 500
"""Facts that are looked at to say what was forgotten last."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What lies outside the database: both say what they took away.

    *forget_page* takes the page of a paper away and is false where it could not; *forget_files*
    takes files put aside before a day, and says how many.
    """

    forget_page: Callable[[OldPaper], bool]
    forget_files: Callable[[dt.date], int]


def purge(
    *,
    by: AgentLogin | None,
    begin: Begin,
    read: Read,
    clock: Clock,
    outside: Outside,
    watch: Watch,
) -> Mapping[Kept, int]:
    """Forget what was kept long enough and return how much of each kind it was (R-02 to R-06).

    Cheap when there is nothing. The program itself is *by* None; a person needs Power.CONFIGURE.
    *watch* tells seconds that only go forward: by them the batches find their size.
    Raises what `day.allow` does.
    """
    with read() as work:
        now = clock()
        allow(work, now, by, Power.CONFIGURE)
        day = today(work, now).day
    run = _Run(by=by, begin=begin, read=read, clock=clock, day=day, watch=watch)
    run.destroy_keys()
    return {rule.kept: run.forget(rule, outside) for rule in RULES}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Whether forgetting is up to date: what is *overdue*, and what went on the latest *day*."""

    overdue: tuple[Kept, ...]
    day: dt.date | None
    gone: Mapping[str, int]


def standing(*, read: Read, clock: Clock, late: int = 0) -> Standing:
    """Return how forgetting stands, by the tables and by its own facts in the journal.

    Overdue is what should have gone more than *late* days ago.
    """
    with read() as work:
        current = today(work, clock())
        overdue = tuple(
            rule.kept
            for rule in RULES
            if rule.kept not in _ELSEWHERE
            and work.kept.holds(rule.kept, rule.first_kept(current.day - dt.timedelta(days=late)))
        )
        facts = work.journal.found(Sought(kinds=frozenset({"Purged"})), LATEST)
    days = [business_day(fact.at, current.site.time_zone) for fact in facts]
    of_day = [fact for fact, day in zip(facts, days, strict=True) if day == days[0]]
    return Standing(overdue=overdue, day=days[0] if days else None, gone=counted(of_day))


def still_served(*, read: Read, clock: Clock, holidays: Holidays) -> int:
    """Return how many visitors are waiting or served while the site is open, 0 once it is not.

    The file is written anew only then: nobody can be called meanwhile.
    """
    with read() as work:
        now = clock()
        current = today(work, now)
        if not is_open(current.site, now, holidays(current.site)):
            return 0
        return len(work.tickets.open_before(current.day + dt.timedelta(days=1)))


def allow_compacting(*, by: AgentLogin, read: Read, clock: Clock) -> None:
    """Refuse unless *by* may have the file written anew. Raises what `day.allow` does."""
    with read() as work:
        allow(work, clock(), by, Power.CONFIGURE)


def counted(facts: Iterable[Entry]) -> Mapping[str, int]:
    """Return how much of each kind these facts say was forgotten."""
    gone: dict[str, int] = {}
    for fact in facts:
        if fact.kind == "Purged":
            kind, count = str(fact.header["kind"]), fact.header["count"]
            gone[kind] = gone.get(kind, 0) + (count if isinstance(count, int) else 0)
    return gone


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """One purge: everything of the days its rules let go."""

    by: AgentLogin | None
    begin: Begin
    read: Read
    clock: Clock
    day: dt.date
    watch: Watch

    def destroy_keys(self) -> None:
        """First the keys: whatever happens next, nothing they sealed can be read again."""
        until = {
            purpose: rule.first_kept(self.day)
            for purpose, kept in KEPT_AS.items()
            for rule in RULES
            if rule.kept is kept
        }
        with self.read() as work:
            if not any(work.seals.holds(purpose, before) for purpose, before in until.items()):
                return
        with self.begin() as work:
            locked(work, self.clock(), self.by, Power.CONFIGURE)
            for purpose, before in until.items():
                work.seals.forget(purpose, before)

    def forget(self, rule: Rule, outside: Outside) -> int:
        """Forget what *rule* lets go and return how much it was."""
        before = rule.first_kept(self.day)
        if rule.kept is Kept.JOURNAL:
            return drop_months(begin=self.begin, read=self.read, clock=self.clock, watch=self.watch)
        if rule.kept is Kept.REPLACED:
            return self._noted(rule, before, outside.forget_files(before))
        if rule.kept is Kept.PAPERS:
            return self._papers(rule, before, outside)
        return self._rows(rule, before)

    def _rows(self, rule: Rule, before: dt.date) -> int:
        gone, pace = 0, Pace(self.watch)
        while self._holds(rule.kept, before):
            with pace.batch(), self.begin() as work:
                pace.starts()
                act = locked(work, self.clock(), self.by, Power.CONFIGURE)
                count = work.kept.forget(rule.kept, before, pace.size)
                act.record(_fact(rule, before, count))
            gone += count
        return gone

    def _papers(self, rule: Rule, before: dt.date, outside: Outside) -> int:
        """A page that cannot be taken away now keeps its job, so that it is tried again."""
        gone, place, pace = 0, -1, Pace(self.watch)
        while True:
            with self.read() as work:
                papers = work.kept.papers(before, place, pace.size)
            if not papers:
                return gone
            place = papers[-1].place
            done = [paper.job for paper in papers if outside.forget_page(paper)]
            if done:
                with pace.batch(), self.begin() as work:
                    pace.starts()
                    act = locked(work, self.clock(), self.by, Power.CONFIGURE)
                    count = work.kept.forget_papers(done)
                    act.record(_fact(rule, before, count))
                gone += count

    def _noted(self, rule: Rule, before: dt.date, count: int) -> int:
        if count:
            with self.begin() as work:
                act = locked(work, self.clock(), self.by, Power.CONFIGURE)
                act.record(_fact(rule, before, count))
        return count

    def _holds(self, kept: Kept, before: dt.date) -> bool:
        with self.read() as work:
            return work.kept.holds(kept, before)


def _fact(rule: Rule, before: dt.date, count: int) -> Purged:
    return Purged(kind=rule.kept, until=before - dt.timedelta(days=1), count=count)
