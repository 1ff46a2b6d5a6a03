"""Forgetting on time, on memory and on both databases: keys first, small batches, its facts."""

from __future__ import annotations

import contextlib
import datetime as dt

import pytest

from desk_app.domain.counters import CounterId
from desk_app.domain.errors import NotAllowed
from desk_app.domain.people import AgentLogin, parse_document
from desk_app.domain.retention import Kept
from desk_app.security.keys import keyed_hash
from desk_app.services.direction import close_past_days, sit_down
from desk_app.services.keeping_ports import Purpose
from desk_app.services.pace import BATCH
from desk_app.services.retention import (
    Outside,
    allow_compacting,
    counted,
    purge,
    standing,
    still_served,
)
from tests.services.desk import DOCUMENT, PERMIT, SYLVIE, Desk

TODAY = dt.date(2026, 3, 2)
KEY = keyed_hash(b"k" * 32, parse_document(DOCUMENT).canonical)


class FakeWorld:
    """Pages that go when asked, unless *is_stuck*; *files* put aside."""

    def __init__(self, files: int = 0) -> None:
        self.is_stuck = False
        self.files = files
        self.pages: list[str] = []

    @property
    def outside(self) -> Outside:
        return Outside(forget_page=self._page, forget_files=self._files)

    def _page(self, paper) -> bool:
        self.pages.append(paper.what)
        return not self.is_stuck

    def _files(self, _before: dt.date) -> int:
        gone, self.files = self.files, 0
        return gone


@pytest.fixture(params=["memory", "sqlite_store", "postgres"])
def any_store(request):
    """The same desk in memory and on each database."""
    if request.param != "postgres":
        yield request.getfixturevalue(request.param)
        return
    from tests.store.test_sealing import opens

    store = opens(request.getfixturevalue("postgres_copy"))
    yield store
    store.close()


def purged(store, clock, world=None, *, by=None):
    outside = (world or FakeWorld()).outside
    return purge(
        by=by, begin=store.begin, read=store.read, clock=clock, outside=outside, watch=at_once
    )


def at_once() -> float:
    """A watch that stands still: no batch takes any time."""
    return 0.0


def facts(store) -> list[tuple[str, int]]:
    with store.read() as work:
        entries = work.journal.after(0, 500)
    return [(e.header["kind"], e.header["count"]) for e in entries if e.kind == "Purged"]


def test_a_past_day_leaves_no_person_and_says_what_went(any_store, clock):
    desk, world = Desk(any_store, clock), FakeWorld(files=2)
    desk.issued(PERMIT, document=DOCUMENT, hint="N. B., 1988")
    desk.comes()
    clock.passes(days=1)

    gone = purged(any_store, clock, world)

    with any_store.read() as work:
        assert not work.bindings.of_person(KEY)
        assert not work.prints.all()
    assert (gone[Kept.BINDINGS], gone[Kept.PAPERS], gone[Kept.REPLACED]) == (1, 2, 2)
    assert {"bindings", "papers", "replaced"} <= {kind for kind, _ in facts(any_store)}
    assert world.pages == ["ticket C001", "ticket A001"]


def test_today_stays_whole(any_store, clock):
    desk = Desk(any_store, clock)
    ticket = desk.issued(PERMIT, document=DOCUMENT, hint="N. B., 1988").ticket

    gone = purged(any_store, clock)

    with any_store.read() as work:
        assert work.bindings.of_ticket(ticket.id).hint == "N. B., 1988"
        assert len(work.prints.all()) == 1
    assert not any(gone.values())
    assert not facts(any_store)


def test_a_page_that_cannot_go_keeps_its_job_for_the_next_time(any_store, clock):
    Desk(any_store, clock).comes()
    clock.passes(days=1)
    world = FakeWorld()
    world.is_stuck = True

    first = purged(any_store, clock, world)
    world.is_stuck = False
    second = purged(any_store, clock, world)

    assert (first[Kept.PAPERS], second[Kept.PAPERS]) == (0, 1)


@pytest.mark.parametrize("is_after", [False, True], ids=["before its commit", "after it"])
def test_killed_at_any_batch_a_purge_is_finished_by_the_next_ones(any_store, clock, is_after):
    """Each attempt dies at its first transaction, later at its second, and so on."""
    desk = Desk(any_store, clock)
    for _ in range(3):
        desk.comes(language="ar")
    desk.issued(PERMIT, document=DOCUMENT, hint="N. B., 1988")
    clock.passes(days=1)
    left, attempts = 0, 0

    @contextlib.contextmanager
    def begin():
        nonlocal left
        with any_store.begin() as work:
            yield work
            if left == 0 and not is_after:
                raise KeyboardInterrupt
        if left == 0:
            raise KeyboardInterrupt
        left -= 1

    def is_killed() -> bool:
        nonlocal left
        left = attempts
        try:
            purge(
                by=None, begin=begin, read=any_store.read, clock=clock,
                outside=FakeWorld().outside, watch=at_once,
            )  # fmt: skip
        except KeyboardInterrupt:
            return True
        return False

    while is_killed():
        attempts += 1

    assert attempts > 0
    gone = counted_facts(any_store)
    assert gone.pop("bodies", 1) == 1  # memory has none
    assert gone == {"bindings": 1, "notes": 4, "papers": 4}
    assert not any(purged(any_store, clock).values())


def counted_facts(store) -> dict[str, int]:
    with store.read() as work:
        return dict(counted(work.journal.after(0, 500)))


def test_many_rows_go_in_small_batches(sqlite_store, clock):
    with sqlite_store.begin() as work:
        for n in range(BATCH + 7):
            work.requests.remember(f"r{n}", "{}", clock())
    clock.passes(days=3)

    gone = purged(sqlite_store, clock)

    assert gone[Kept.ANSWERS] == BATCH + 7
    assert facts(sqlite_store) == [("answers", BATCH), ("answers", 7)]


def test_notes_and_languages_are_counted_and_their_tickets_stay(any_store, clock):
    desk = Desk(any_store, clock)
    number = desk.issued(language="ar").ticket.number
    desk.comes()
    day = clock().date()
    clock.passes(days=1)

    gone = purged(any_store, clock)

    with any_store.read() as work:
        assert work.tickets.by_number(day, number).language == ""
        assert len(work.tickets.of_day(day)) == 2
    assert gone[Kept.NOTES] == 2  # what language somebody speaks is said of each ticket


def test_the_closing_says_what_it_forgot(any_store, clock):
    desk = Desk(any_store, clock)
    desk.issued(PERMIT, document=DOCUMENT, hint="N. B., 1988", language="ar")
    clock.passes(days=1)

    close_past_days(begin=any_store.begin, read=any_store.read, clock=clock)

    assert facts(any_store) == [("bindings", 1), ("notes", 1)]


def test_visitors_are_served_until_the_site_closes(any_store, clock):
    desk = Desk(any_store, clock)
    desk.comes()
    ports = {"read": any_store.read, "clock": clock, "holidays": lambda _site: frozenset()}

    here = still_served(**ports)
    clock.passes(hours=9)
    gone_home = still_served(**ports)

    assert (here, gone_home) == (1, 0)


def test_who_may_not_set_up_the_site_has_no_file_written_anew(memory, clock):
    with pytest.raises(NotAllowed):
        allow_compacting(by=SYLVIE, read=memory.read, clock=clock)


def test_what_is_kept_too_long_is_known_until_it_is_forgotten(any_store, clock):
    desk = Desk(any_store, clock)
    desk.issued(PERMIT, document=DOCUMENT, language="ar")
    before = standing(read=any_store.read, clock=clock)
    clock.passes(days=1)

    overdue = standing(read=any_store.read, clock=clock)
    a_night = standing(read=any_store.read, clock=clock, late=1)
    purged(any_store, clock)
    clock.passes(days=1)
    after = standing(read=any_store.read, clock=clock)

    assert (before.overdue, before.day, before.gone) == ((), None, {})
    assert set(overdue.overdue) >= {Kept.BINDINGS, Kept.NOTES}
    assert a_night.overdue == ()
    assert after.overdue == ()
    assert after.day == TODAY + dt.timedelta(days=1)
    assert after.gone == {"bindings": 1, "notes": 1, "papers": 1}


def test_the_keys_of_past_days_go_first(memory, clock):
    memory.shelf.data_keys |= {
        (Purpose.VISITOR, TODAY - dt.timedelta(days=1)): "first",
        (Purpose.PAPER, TODAY): "first",
    }

    purged(memory, clock)

    assert list(memory.shelf.data_keys) == [(Purpose.PAPER, TODAY)]


def test_who_has_the_right_may_purge_and_nobody_else(any_store, clock):
    with pytest.raises(NotAllowed):
        purged(any_store, clock, by=SYLVIE)

    assert not any(purged(any_store, clock, by=AgentLogin("admin")).values())


def test_a_year_later_nothing_is_left_that_names_an_agent(sqlite_store, clock):
    desk = Desk(sqlite_store, clock)
    sit_down(CounterId(1), by=SYLVIE, **desk.writing)
    desk.comes()
    desk.calls()
    close_past_days(begin=sqlite_store.begin, read=sqlite_store.read, clock=clock)
    clock.passes(days=400)

    gone = purged(sqlite_store, clock)

    assert gone[Kept.SEATS] == 1
    assert gone[Kept.PROMISES] == 1
    assert gone[Kept.TICKETS] == 0
