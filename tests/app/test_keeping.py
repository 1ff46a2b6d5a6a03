"""A desk's care for its own data: forgetting on time, daily copies, being put back from one."""

from __future__ import annotations

import datetime as dt
import json
import re
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from desk_app.app.care import hashes
from desk_app.app.desk import make_desk, new_desk, open_desk
from desk_app.app.keeper import Keeper
from desk_app.app.keeping import (
    copies_folder,
    copy_daily,
    do_daily_work,
    forget_files,
    last_copy,
    purge_desk,
)
from desk_app.app.turning import rotate
from desk_app.domain.draw import Constraints
from desk_app.domain.people import AgentLogin, parse_document
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.register import RequestState
from desk_app.domain.retention import Kept
from desk_app.security.codes import new_code, new_id
from desk_app.services.issuing import Order, issue
from desk_app.store.engine import sqlite_path
from tests.services.register_desk import RegisterDesk

ADMIN = AgentLogin("admin")
INFO, PERMIT = ProcedureCode("INFO"), ProcedureCode("REM_TITRE")
MONDAY = "2026-03-02T09:00:00+01:00"
HINT = "N. Bouazza-Quimper, 1988"
TUESDAY = {"DESK_APP_CLOCK": "2026-03-03T08:00:00+01:00"}
QUIET = {"DESK_APP_CLOCK": MONDAY}


@pytest.fixture
def url(sqlite_url) -> str:
    """A rehearsal desk with its keys."""
    make_desk(sqlite_url, rehearsal=True)
    return sqlite_url


def comes(desk, procedure=INFO, *, document="", hint="") -> str:
    """Somebody comes; the number of the ticket, its paper printed."""
    shown = parse_document(document) if document else None
    done = issue(
        Order(procedure=procedure, document=shown, hint=hint),
        by=ADMIN,
        begin=desk.begin,
        clock=desk.clock,
        new_id=new_id,
        new_code=new_code,
        keyed_hash=desk.keyed_hash,
        holidays=desk.holidays,
        printer=desk.printer,
    )
    desk.spool.print_pending()
    return done.ticket.number


def raw(folder: Path) -> bytes:
    """Every byte of the store, its journal and its pages."""
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_a_winner_is_not_forgotten_while_the_place_is_held(url):
    """The desk is off for a month; the seat is later still."""
    desk = open_desk(url, environ=QUIET)
    drawn = RegisterDesk(desk.store, desk.clock)
    made = drawn.asks(by=ADMIN, constraints=Constraints(not_before=dt.date(2026, 4, 10)))
    drawn.draws(by=ADMIN)
    desk.close()

    later = open_desk(url, environ={"DESK_APP_CLOCK": "2026-04-03T08:00:00+02:00"})
    do_daily_work(later)
    with later.read() as work:
        state = work.register.get(made.request.reference).state
    later.close()

    assert state is RequestState.WAITING


def test_a_past_day_leaves_no_key_no_row_and_no_page(url, tmp_path):
    desk = open_desk(url, environ=QUIET)
    comes(desk, PERMIT, document="foreigner_number:9304218765", hint=HINT)
    pages = tmp_path / "papiers"
    assert len(list(pages.iterdir())) == 1
    desk.close()

    later = open_desk(url, environ=TUESDAY)
    gone = purge_desk(later, by=None)
    later.close()

    assert (gone[Kept.PAPERS], gone[Kept.BINDINGS], gone[Kept.NOTES]) == (1, 1, 1)
    assert not list(pages.iterdir())
    with closing(sqlite3.connect(sqlite_path(url))) as connection:
        for table in ("data_keys", "bindings", "print_jobs"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    assert not re.search(rb"Bouazza|9304218765", raw(tmp_path))


def test_a_purge_that_was_done_has_nothing_left_to_do(url):
    desk = open_desk(url, environ=QUIET)
    comes(desk)
    desk.close()
    later = open_desk(url, environ=TUESDAY)
    purge_desk(later, by=None)
    with later.read() as work:
        head = work.journal.head()

    again = purge_desk(later, by=None)

    with later.read() as work:
        assert work.journal.head() == head
    assert not any(again.values())
    later.close()


def test_files_of_others_in_a_folder_of_pages_stay(url, tmp_path):
    mine = tmp_path / "mine"
    desk = open_desk(url, environ={**QUIET, "DESK_APP_PRINTER": f"pdf://{mine}"})
    comes(desk)
    desk.close()
    (mine / "impots.pdf").write_text("mine", encoding="ascii")

    later = open_desk(url, environ=TUESDAY)
    purge_desk(later, by=None)
    later.close()

    assert [file.name for file in mine.iterdir()] == ["impots.pdf"]


def test_pages_that_no_job_knows_any_more_go_by_their_age(url, tmp_path):
    pages = tmp_path / "papiers"
    pages.mkdir()
    for name in ("ticket-A001-12345678.pdf", ".page-x"):
        (pages / name).write_text("x", encoding="ascii")
    far = {"DESK_APP_CLOCK": "2099-03-02T09:00:00+01:00"}

    desk = open_desk(url, environ=far)
    purge_desk(desk, by=None)
    desk.close()

    assert not list(pages.iterdir())


def test_the_daily_work_copies_once_a_day(url):
    desk = open_desk(url, environ=QUIET)
    store = sqlite_path(url)

    do_daily_work(desk)
    assert copy_daily(desk) is None
    desk.close()
    later = open_desk(url, environ=TUESDAY)
    do_daily_work(later)
    later.close()

    names = sorted(file.name for file in copies_folder(store).iterdir())
    assert names == ["desk-2026-03-02.sqlite", "desk-2026-03-03.sqlite"]
    assert last_copy(store) == dt.date(2026, 3, 3)


def test_old_copies_go_and_what_is_no_copy_stays(url):
    store = sqlite_path(url)
    folder = copies_folder(store)
    folder.mkdir()
    for day in range(1, 29):
        (folder / f"desk-2026-02-{day:02}.sqlite").touch()
    (folder / "desk-mine.sqlite").touch()
    desk = open_desk(url, environ=QUIET)

    copy_daily(desk)

    desk.close()
    days = sorted(file.stem.removeprefix("desk-2026-") for file in folder.iterdir())
    assert days == [
        "02-01", "02-08", "02-15", "02-22", "02-23", "02-24", "02-25", "02-26", "02-27", "02-28",
        "03-02", "desk-mine",
    ]  # fmt: skip


def test_a_store_elsewhere_is_copied_by_its_own_means(url):
    desk = open_desk(url, environ=QUIET)
    desk.url = "postgresql://base/site"

    assert copy_daily(desk) is None
    desk.close()


def test_what_was_put_aside_goes_after_its_time(tmp_path):
    store = tmp_path / "desk[1].sqlite"
    kept = [store, tmp_path / "desk[1].sqlite.key", tmp_path / "other.sqlite.remplace-1"]
    aside = [
        tmp_path / "desk[1].sqlite.remplace-20260302-090000",
        tmp_path / "desk[1].sqlite.before-0002-20260302090000",
    ]
    half = tmp_path / ".copie-0a.part"
    for file in (*kept, *aside, half):
        file.touch()
    today = dt.datetime.now(dt.UTC).date()

    assert forget_files(store, today - dt.timedelta(days=1)) == 0
    assert half.exists()
    assert forget_files(store, today + dt.timedelta(days=2)) == 2
    assert sorted(tmp_path.iterdir()) == sorted(kept)


def test_once_a_year_another_key_of_hashes_takes_over_by_itself_and_the_old_one_goes(url):
    def on(day: str) -> list[tuple[bool, bool]]:
        """Do the daily work on *day*; each key of hashes: is it retired, is it in force."""
        desk = open_desk(url, environ={"DESK_APP_CLOCK": f"{day}T08:00:00+02:00"})
        do_daily_work(desk)
        date = dt.date.fromisoformat(day)
        keys = desk.keys()
        desk.close()
        return [(key.retired_on is not None, key is keys.hash_key(date)) for key in keys.hashes]

    made = open_desk(url, environ=QUIET)
    since = made.keys().hashes[0].since
    made.close()

    def later(days: int) -> str:
        return str(since + dt.timedelta(days=days))

    assert on(later(364)) == [(False, True)]
    assert on(later(365)) == [(True, True), (False, False)]  # today's visitors are still compared
    assert on(later(366)) == [(True, False), (False, True)]
    assert on(later(366 + 365)) == [(True, False), (True, True), (False, False)]
    assert on(later(366 + 366)) == [(True, False), (False, True)]


def test_a_turned_key_is_a_fact_of_the_program_itself(url):
    desk = open_desk(url, environ={"DESK_APP_CLOCK": "2099-03-02T08:00:00+01:00"})

    do_daily_work(desk)

    with desk.read() as work:
        [turned] = [one for one in work.journal.after(0, 99) if one.kind == "KeysRotated"]
    desk.close()
    assert (turned.header["kind"], turned.agent) == ("hash", None)


def test_two_processes_that_turn_keys_at_once_lose_none(url):
    desks = [open_desk(url, environ=QUIET) for _ in range(4)]
    names: list[str] = []

    def turn(desk) -> None:
        names.extend(rotate(desk, "master", ADMIN) for _ in range(5))

    agents = [threading.Thread(target=turn, args=(desk,)) for desk in desks]
    for agent in agents:
        agent.start()
    for agent in agents:
        agent.join()

    kept = {key.name for key in desks[0].keys.look().masters}
    for desk in desks:
        desk.close()
    assert len(names) == 20
    assert set(names) <= kept


def test_what_a_person_is_known_by_under_last_year_s_key_is_still_found(url):
    desk = open_desk(url, environ=QUIET)
    document = parse_document("foreigner_number:9304218765")
    before = desk.keyed_hash(document.canonical)
    rotate(desk, "hash", ADMIN)
    rotate(desk, "master", ADMIN)

    known = hashes(desk, document.canonical)

    comes(desk, PERMIT, document="foreigner_number:9304218765", hint=HINT)
    with desk.read() as work:
        [held] = [one for key in known for one in work.bindings.of_person(key)]
    desk.close()
    assert (known[0], held.hint) == (before, HINT)


def test_people_are_looked_for_under_every_key_and_kept_under_today_s(url):  # R-05, AT-04
    def on(day: str):
        desk = open_desk(url, environ={"DESK_APP_CLOCK": f"{day}T09:00:00+01:00"})
        try:
            return desk.hashes(b"who"), desk.keyed_hash(b"who"), rotate(desk, "hash", ADMIN)
        finally:
            desk.close()

    (before,), in_force, _name = on("2026-03-02")
    after, in_force_then, _name = on("2026-03-03")

    assert before == in_force
    assert (after[0], after[-1]) == (before, in_force_then)
    assert len(set(after)) == 2


def test_the_keeper_works_by_itself_and_ends_when_told(url):
    desk = open_desk(url, environ=QUIET)
    keeper, copied = Keeper(desk), copies_folder(sqlite_path(url)) / "desk-2026-03-02.sqlite"
    told, deadline = threading.Event(), time.monotonic() + 20

    keeper.start()
    while not copied.exists() and time.monotonic() < deadline:
        told.wait(0.01)
    keeper.wake()
    keeper.close()

    with desk.read() as work:
        kinds = [entry.kind for entry in work.journal.after(0, 99)]
    desk.close()
    assert copied.exists()
    assert kinds.count("BackupMade") <= 1


def test_a_keeper_that_never_started_ends_too(url):
    desk = open_desk(url, environ=QUIET)

    Keeper(desk).close()

    desk.close()


def test_a_new_desk_has_keys_and_says_where(tmp_path):
    desk = new_desk(f"sqlite:///{tmp_path / 'new.sqlite'}", rehearsal=True, environ={})

    held = json.loads((tmp_path / "new.sqlite.key").read_text(encoding="ascii"))

    assert desk.keys.place.name == str(tmp_path / "new.sqlite.key")
    assert [len(held[kind]) for kind in ("hash", "master")] == [1, 1]
    desk.close()
