"""What somebody with a hand on the files may try, each by its name: said plainly, nothing lost."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from desk_app.app.commands import tools
from desk_app.app.desk import make_desk, open_desk
from desk_app.app.keeping import copies_folder, copy_daily, do_daily_work, last_copy, purge_desk
from desk_app.cli.main import main
from desk_app.cli.output import Console
from desk_app.domain.errors import (
    BadValue,
    DiskFull,
    KeyUnknown,
    NotOurStore,
    StoreDamaged,
    StoreExists,
    StoreReadOnly,
    StoreUnavailable,
    Unavailable,
)
from desk_app.security.keys import new_keys, written
from desk_app.store.copies import backup
from desk_app.store.engine import APPLICATION_ID, sqlite_path
from tests.app.test_keeping import HINT, PERMIT, QUIET, TUESDAY, comes
from tests.store.test_making import files_of

TEN_GIGABYTES = 10_000_000_000
MONDAY = dt.date(2026, 3, 2)


@pytest.fixture
def url(sqlite_url) -> str:
    """A rehearsal desk where one person with a document has been."""
    make_desk(sqlite_url, rehearsal=True)
    desk = open_desk(sqlite_url, environ=QUIET)
    comes(desk, PERMIT, document="foreigner_number:9304218765", hint=HINT)
    desk.close()
    return sqlite_url


def commanded(store: Path, *words: str) -> tuple[int, dict[str, object]]:
    environ = {"DESK_APP_STORE": f"sqlite:///{store}", **QUIET}
    out, err = io.StringIO(), io.StringIO()
    console = Console(out=out, err=err, source=io.StringIO(""))
    code = main(("--json", *words), tools=tools(environ), environ=environ, console=console)
    return code, json.loads(out.getvalue())


# --- what is no store, or no longer one ---------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"junk" * 64,
        b"SQLite format 3\0" + b"\xa5" * 200,
        b"SQLite format 3\0" + b"\0" * 52 + APPLICATION_ID.to_bytes(4, "big") + b"\xa5" * 100,
    ],
    ids=["zeros", "junk", "a database's first words", "our own mark"],
)
def test_ten_gigabytes_of_junk_are_refused_in_under_a_second_and_kept(tmp_path, head):
    store = tmp_path / "poste.sqlite"
    store.write_bytes(head)
    os.truncate(store, TEN_GIGABYTES)

    started = time.monotonic()
    code, said = commanded(store, "store", "status")
    took = time.monotonic() - started

    assert code in {3, 4}
    assert said["error"] in {"NotOurStore", "StoreDamaged"}
    assert str(store) in said["message"]
    assert took < 1
    assert store.stat().st_size == TEN_GIGABYTES
    assert [file.name for file in tmp_path.iterdir()] == ["poste.sqlite"]


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.95])
def test_a_truncated_store_is_said_and_left_as_it_is(url, share):
    store = sqlite_path(url)
    os.truncate(store, int(store.stat().st_size * share))
    torn = store.read_bytes()

    with pytest.raises((NotOurStore, StoreDamaged)):
        open_desk(url, environ=QUIET)
    assert store.read_bytes() == torn


def test_a_store_with_corrupted_pages_is_said_and_left_as_it_is(url):
    store = sqlite_path(url)
    size = store.stat().st_size
    with store.open("r+b") as file:
        file.seek(4096)
        file.write(b"\x5a" * (size - 4096))
    torn = store.read_bytes()

    with pytest.raises(StoreDamaged):
        open_desk(url, environ=QUIET)
    assert store.read_bytes() == torn


# --- keys ---------------------------------------------------------------------------------------


def test_a_wrong_key_file_is_refused_before_anything_is_sealed_under_it(url):
    Path(f"{sqlite_path(url)}.key").write_text(written(new_keys(MONDAY)), encoding="ascii")
    before = rows(url, "SELECT master, wrapped FROM data_keys")

    with pytest.raises(KeyUnknown):
        open_desk(url, environ=QUIET)
    assert rows(url, "SELECT master, wrapped FROM data_keys") == before


@pytest.mark.parametrize(
    "text", ["", "{}", "null", '{"version": 2}', "x" * 100_000, '{"version": 9, "hash": []}', "é"]
)
def test_a_key_file_that_is_none_is_said_and_not_replaced(url, text):
    file = Path(f"{sqlite_path(url)}.key")
    file.write_text(text, encoding="utf-8")

    with pytest.raises(StoreUnavailable):
        open_desk(url, environ=QUIET)
    assert file.read_text(encoding="utf-8") == text


def test_a_value_sealed_for_another_ticket_is_not_shown_as_this_ones(url):
    desk = open_desk(url, environ=QUIET)
    comes(desk, PERMIT, document="foreigner_number:9304218766", hint="A. Autre, 1970")
    desk.close()
    with closing(sqlite3.connect(sqlite_path(url))) as connection, connection:
        connection.execute(
            "UPDATE bindings SET hint = (SELECT hint FROM bindings AS other "
            "WHERE other.ticket <> bindings.ticket)"
        )

    code, said = commanded(
        sqlite_path(url), "person", "show", "--document", "foreigner_number:9304218765"
    )

    assert (code, said["error"]) == (4, "StoreDamaged")


def rows(url: str, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(sqlite_path(url))) as connection:
        return connection.execute(query).fetchall()


# --- path tricks --------------------------------------------------------------------------------

DEVICES = ["CON", "nul", "Aux.sqlite", "COM1", "lpt9.sqlite", "PRN .sqlite"]


@pytest.mark.parametrize("name", [*DEVICES, "a\0b.sqlite", "..", "desk.sqlite-wal"])
def test_a_copy_is_not_given_the_name_of_a_device_or_of_the_database_s_own(url, tmp_path, name):
    with pytest.raises(BadValue):
        backup(url, tmp_path / name)
    assert not list(tmp_path.glob(".copie-*"))


@pytest.mark.parametrize("name", ["COM", "COM10", "console.sqlite", "null", "auxiliaire"])
def test_a_name_that_only_looks_like_a_device_s_is_taken(url, tmp_path, name):
    backup(url, tmp_path / name)

    assert (tmp_path / name).exists()


PATHS = ["../../x", "A001/../../x", "..\\x", "CON", "A\0", "%n%s", "{0}"]


@pytest.mark.parametrize("number", PATHS)
def test_a_ticket_s_number_is_never_a_path(url, tmp_path, number):
    before = sorted(tmp_path.rglob("*"))

    code, said = commanded(sqlite_path(url), "ticket", "show", number)

    assert (code, said["error"]) in {(3, "UnknownTicket"), (2, "Usage")}
    assert sorted(tmp_path.rglob("*")) == before


def test_a_link_in_the_place_of_the_pages_leads_the_purge_nowhere(url, tmp_path):
    theirs, pages = tmp_path / "documents", tmp_path / "papiers"
    theirs.mkdir()
    (theirs / "impots.pdf").write_text("mine", encoding="ascii")
    shutil.rmtree(pages)
    pages.symlink_to(theirs)

    desk = open_desk(url, environ={"DESK_APP_CLOCK": "2099-03-02T09:00:00+01:00"})
    purge_desk(desk, by=None)
    desk.close()

    assert [file.name for file in theirs.iterdir()] == ["impots.pdf"]


def test_a_link_among_the_pages_goes_and_what_it_leads_to_stays(url, tmp_path):
    theirs = tmp_path / "impots.txt"
    theirs.write_text("mine", encoding="ascii")
    (tmp_path / "papiers" / "x.pdf").symlink_to(theirs)
    (tmp_path / "papiers" / "folder.pdf").mkdir()

    desk = open_desk(url, environ={"DESK_APP_CLOCK": "2099-03-02T09:00:00+01:00"})
    purge_desk(desk, by=None)
    desk.close()

    assert theirs.read_text(encoding="ascii") == "mine"
    assert [file.name for file in (tmp_path / "papiers").iterdir()] == ["folder.pdf"]


def test_a_link_with_the_name_of_today_s_copy_is_no_copy_and_stops_nothing(url, tmp_path):
    folder, theirs = copies_folder(sqlite_path(url)), tmp_path / "theirs"
    folder.mkdir()
    theirs.write_text("mine", encoding="ascii")
    (folder / "desk-2026-03-02.sqlite").symlink_to(theirs)
    (folder / "desk-2020-01-01.sqlite").symlink_to(theirs)
    (folder / "desk-2026-03-03.sqlite").symlink_to(tmp_path / "nowhere")
    desk = open_desk(url, environ=TUESDAY)

    with pytest.raises(StoreExists):
        copy_daily(desk)
    do_daily_work(desk)

    desk.close()
    assert last_copy(sqlite_path(url)) is None
    assert theirs.read_text(encoding="ascii") == "mine"
    assert not (tmp_path / "nowhere").exists()


# --- no room, no folder -------------------------------------------------------------------------


def test_a_folder_of_copies_that_cannot_be_made_is_said_and_the_work_goes_on(url):
    copies_folder(sqlite_path(url)).write_text("in the way", encoding="ascii")
    desk = open_desk(url, environ=QUIET)

    with pytest.raises(StoreReadOnly):
        copy_daily(desk)
    do_daily_work(desk)
    number = comes(desk)

    desk.close()
    assert number == "A001"
    assert last_copy(sqlite_path(url)) is None


def test_a_full_disk_makes_no_half_copy_and_the_work_goes_on(url):
    desk = open_desk(url, environ=QUIET)
    comes(desk)

    with files_of(64 * 1024):
        with pytest.raises((DiskFull, Unavailable)):
            copy_daily(desk)
        do_daily_work(desk)
    left = list(copies_folder(sqlite_path(url)).iterdir())
    made = copy_daily(desk)

    desk.close()
    assert left == []
    assert made is not None
