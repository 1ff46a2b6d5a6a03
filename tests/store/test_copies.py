"""Copies: made while the store is in use, whole or not at all, read through before trusted."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from collections import namedtuple
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from desk_app.domain.errors import (
    BackupUnsound,
    BadValue,
    DiskFull,
    NoStore,
    NotOurStore,
    StoreExists,
    StoreReadOnly,
    StoreTooNew,
    StoreUnavailable,
)
from desk_app.domain.sitefile import parse_site
from desk_app.security.codes import new_id
from desk_app.store.copies import RESERVE, backup, copy_pages, examine, file_digest, part_beside
from desk_app.store.engine import sqlite_path
from desk_app.store.setup import open_store
from tests.conftest import ROOT
from tests.services.desk import Desk

opens = partial(open_store, parse_site=partial(parse_site, file="x"), new_id=new_id)


def rows_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT count(*) FROM tickets").fetchone()[0]


def test_a_copy_is_the_store_for_its_account_alone(sqlite_store, clock, tmp_path):
    Desk(sqlite_store, clock).comes()
    target = tmp_path / "copy.sqlite"

    digest = backup(sqlite_store.url, target)

    with sqlite_store.read() as work:
        assert examine(target).head == work.journal.head()[1]
    assert digest == file_digest(target)
    assert rows_of(target) == 1
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert sorted(file.name for file in tmp_path.iterdir() if "copy" in file.name) == [target.name]


def test_a_copy_is_consistent_while_tickets_are_handed_out(sqlite_store, clock, tmp_path):
    desk, done = Desk(sqlite_store, clock), threading.Event()

    def hand_out():
        for _ in range(15):
            desk.comes()
        done.set()

    agent = threading.Thread(target=hand_out)
    agent.start()
    copies = []
    while not done.is_set() or not copies:
        copies.append(tmp_path / f"{len(copies)}.sqlite")
        backup(sqlite_store.url, copies[-1])
    agent.join()

    assert all(examine(copy).entries >= rows_of(copy) for copy in copies)
    assert rows_of(sqlite_path(sqlite_store.url)) == 15


@pytest.mark.parametrize("nth", range(4))
def test_a_copy_that_is_killed_leaves_no_half_and_the_store_whole(sqlite_copy, tmp_path, nth):
    """Killed at one of its steps: while pages are copied, read through, hashed or named."""
    store, folder = sqlite_path(sqlite_copy), tmp_path / "copies"
    folder.mkdir()
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("CREATE TABLE ballast (bytes BLOB)")
        connection.execute("INSERT INTO ballast VALUES (zeroblob(40000000))")
        connection.commit()
    script = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "seen = 0\n"
        "def watch(event, args):\n"
        "    global seen\n"
        "    if event in {'sqlite3.connect', 'open', 'os.link'} and '.copie-' in str(args):\n"
        "        seen += 1\n"
        f"        if seen == {nth + 2}:\n"
        "            os.kill(os.getpid(), signal.SIGKILL)\n"
        "from desk_app.store.copies import backup\n"
        "sys.addaudithook(watch)\n"
        "backup(sys.argv[1], Path(sys.argv[2]))\n"
    )
    target = folder / "copy.sqlite"

    killed = subprocess.run(
        [sys.executable, "-c", script, sqlite_copy, str(target)],
        cwd=ROOT,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )

    assert killed.returncode == -signal.SIGKILL
    assert not target.exists()
    assert [file.suffix for file in folder.iterdir()] == [".part"]
    backup(sqlite_copy, target)
    assert examine(target).head == examine(store).head


def test_a_copy_that_would_fill_the_disk_is_not_begun(sqlite_copy, tmp_path, monkeypatch):
    size, target = sqlite_path(sqlite_copy).stat().st_size, tmp_path / "copies" / "copy.sqlite"
    target.parent.mkdir()
    room = namedtuple("room", "free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: room(size + RESERVE - 1))

    with pytest.raises(DiskFull):
        backup(sqlite_copy, target)
    assert not list(target.parent.iterdir())

    monkeypatch.setattr(shutil, "disk_usage", lambda _: room(size + RESERVE))
    backup(sqlite_copy, target)
    assert target.exists()


def test_nothing_is_overwritten_by_a_copy(sqlite_copy, tmp_path):
    there, link = tmp_path / "there", tmp_path / "link"
    there.write_text("mine", encoding="ascii")
    link.symlink_to(tmp_path / "nowhere")

    for target in (there, link, sqlite_path(sqlite_copy)):
        with pytest.raises(StoreExists):
            backup(sqlite_copy, target)
    assert there.read_text(encoding="ascii") == "mine"


@pytest.mark.parametrize(
    "name",
    [
        "a copy?mode=memory#1.sqlite",
        "file:x",
        ":memory:",
        "-rf",
        "l'été; DROP TABLE tickets --",
        "%s%n{0}",
        "ligne\nsuivante",
    ],
)
def test_an_odd_name_is_a_name(sqlite_copy, tmp_path, name):
    folder = tmp_path / "odd"
    folder.mkdir()

    backup(sqlite_copy, folder / name)

    assert examine(folder / name).entries
    assert [file.name for file in folder.iterdir()] == [name]


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("desk.sqlite-journal", BadValue),
        ("desk.sqlite-wal", BadValue),
        ("../{here}/desk.sqlite-wal", BadValue),
        ("a\0b", BadValue),
        ("..", BadValue),
        ("", BadValue),
        ("x" * 300, StoreReadOnly),
        ("no folder/copy", StoreReadOnly),
    ],
)
def test_a_name_that_is_none_is_refused(sqlite_copy, tmp_path, name, refusal):
    target = tmp_path / name.format(here=tmp_path.name) if name else Path()

    with pytest.raises(refusal):
        backup(sqlite_copy, target)
    assert [file.name for file in tmp_path.iterdir()] == ["desk.sqlite"]


def test_only_a_store_is_copied(tmp_path):
    for wrong, refusal in (
        (f"sqlite:///{tmp_path / 'nothing'}", NoStore),
        ("postgresql://base/site", StoreUnavailable),
        ("sqlite:////dev/zero", NotOurStore),
    ):
        with pytest.raises(refusal):
            backup(wrong, tmp_path / "copy")
    assert not list(tmp_path.iterdir())


def test_ten_gigabytes_of_junk_are_no_copy_and_told_at_once(tmp_path):
    junk = tmp_path / "junk.sqlite"
    junk.write_bytes(b"junk" * 4096)
    os.truncate(junk, 10_000_000_000)

    with pytest.raises(BackupUnsound) as refused:
        examine(junk)
    assert refused.value.why == "not_ours"


def test_a_missing_copy_is_said(tmp_path):
    with pytest.raises(NoStore):
        examine(tmp_path / "nothing")


@pytest.mark.parametrize("wrong", ["/dev/null", "/tmp"])
def test_what_is_no_file_is_no_copy(wrong):
    with pytest.raises(BackupUnsound) as refused:
        examine(Path(wrong))
    assert refused.value.why == "not_ours"


def spoiled(sqlite_copy: str, tmp_path: Path, *statements: str) -> Path:
    """A copy that somebody has edited, the guards out of the way."""
    copy = tmp_path / "spoiled.sqlite"
    shutil.copy(sqlite_path(sqlite_copy), copy)
    with closing(sqlite3.connect(copy)) as connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return copy


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET header = replace(header, '1', '2') WHERE seq = 1",
        "DELETE FROM journal WHERE seq = 1",
        "UPDATE journal SET hash = 'x' WHERE seq = 1",
        "INSERT INTO checkpoints (segment, first_seq, last_seq, head, closed_at, key, signature)"
        " VALUES ('2026-01', 1, 999, 'x', '2026-02-01 00:00:00.000000', 'k', 's')",
    ],
)
def test_a_copy_whose_journal_was_changed_is_unsound(sqlite_store, clock, tmp_path, statement):
    Desk(sqlite_store, clock).comes()
    copy = spoiled(sqlite_store.url, tmp_path, statement)

    with pytest.raises(BackupUnsound) as refused:
        examine(copy)
    assert refused.value.why == "journal"


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM store", "DROP TABLE journal", "DELETE FROM alembic_version"],
)
def test_a_copy_that_lacks_something_is_damaged(sqlite_copy, tmp_path, statement):
    copy = spoiled(sqlite_copy, tmp_path, statement)

    with pytest.raises(BackupUnsound) as refused:
        examine(copy)
    assert refused.value.why == "damaged"


def test_a_copy_with_a_torn_page_is_damaged(sqlite_store, clock, tmp_path):
    Desk(sqlite_store, clock).comes()
    copy = tmp_path / "torn.sqlite"
    backup(sqlite_store.url, copy)
    with copy.open("r+b") as file:
        file.seek(4096 * 8)
        file.write(b"\x5a" * 4096 * 4)

    with pytest.raises(BackupUnsound) as refused:
        examine(copy)
    assert refused.value.why == "damaged"


def test_a_copy_from_a_newer_version_is_said(sqlite_copy, tmp_path):
    copy = spoiled(sqlite_copy, tmp_path, "UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(StoreTooNew):
        examine(copy)


def test_a_damaged_store_is_not_copied_as_a_sound_one(sqlite_copy, tmp_path):
    damaged = spoiled(sqlite_copy, tmp_path, "UPDATE journal SET hash = 'x' WHERE seq = 1")
    target = tmp_path / "copy.sqlite"

    with pytest.raises(BackupUnsound):
        backup(f"sqlite:///{damaged}", target)
    assert not target.exists()


def test_what_was_begun_goes_when_it_fails(tmp_path):
    target = tmp_path / "copy"

    with pytest.raises(StoreReadOnly), part_beside(target) as part:
        copy_pages(tmp_path / "no folder" / "nothing", part)

    assert not list(tmp_path.iterdir())
