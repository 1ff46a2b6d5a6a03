"""A desk put back from a copy: by whom, with which keys, and what has happened since."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from desk_app.app.desk import make_desk, open_desk
from desk_app.app.guard import only_copy
from desk_app.app.restoring import SKIPPED, restore
from desk_app.domain.errors import (
    BackupUnsound,
    BadValue,
    DeskTaken,
    KeyMissing,
    KeyUnknown,
    NotAllowed,
    NotOurStore,
    SignInRefused,
    StoreExists,
    StoreUnavailable,
)
from desk_app.domain.people import AgentLogin
from desk_app.security.keys import new_keys, written
from desk_app.store.copies import backup, examine
from desk_app.store.engine import sqlite_path
from tests.app.test_keeping import ADMIN, HINT, PERMIT, QUIET, TUESDAY, comes
from tests.conftest import ROOT

MONDAY = dt.date(2026, 3, 2)
APRIL = {"DESK_APP_CLOCK": "2099-04-02T09:00:00+02:00"}


@pytest.fixture
def url(sqlite_url) -> str:
    """A rehearsal desk with its keys."""
    make_desk(sqlite_url, rehearsal=True)
    return sqlite_url


def head(url: str) -> str:
    """The head of the journal of the store at *url*."""
    with closing(sqlite3.connect(sqlite_path(url))) as connection:
        return connection.execute("SELECT hash FROM journal ORDER BY seq DESC").fetchone()[0]


def kinds(url: str) -> list[str]:
    """What the journal of the store at *url* is of, in order."""
    with closing(sqlite3.connect(sqlite_path(url))) as connection:
        return [row[0] for row in connection.execute("SELECT kind FROM journal ORDER BY seq")]


def admin(_desk) -> AgentLogin:
    """Whoever asks is the administrator."""
    return ADMIN


def a_copy(url: str, tmp_path: Path, *more: str) -> Path:
    """A copy of a desk that has handed out two tickets, one to a person with a hint."""
    desk = open_desk(url, environ=QUIET)
    comes(desk, PERMIT, document="foreigner_number:9304218765", hint=HINT)
    comes(desk)
    copy = tmp_path / "copy.sqlite"
    backup(url, copy)
    for _ in more:
        comes(desk)
    desk.close()
    return copy


def test_a_desk_is_not_put_back_over_another_in_silence(url, tmp_path):
    copy = a_copy(url, tmp_path)
    before = sqlite_path(url).read_bytes()

    with pytest.raises(StoreExists):
        restore(url, copy, replace=False, prove=admin, environ=QUIET)
    assert sqlite_path(url).read_bytes() == before


def test_numbers_go_on_behind_what_was_handed_out_since_the_copy(url, tmp_path):
    copy = a_copy(url, tmp_path, "one more", "and another")

    back = restore(url, copy, replace=True, prove=admin, environ=QUIET)

    desk = open_desk(url, environ=QUIET)
    assert (back.lost_tickets, back.skipped) == (2, 0)
    assert comes(desk) == "A004"
    with desk.read() as work:
        today = work.tickets.of_day(dt.date(2026, 3, 2))
        assert [ticket.sequence for ticket in today] == [1, 2, 5]
        hint = work.bindings.of_ticket(today[0].id).hint
    assert hint == HINT
    desk.close()


def test_the_replaced_file_is_kept_beside_and_the_journal_goes_on(url, tmp_path):
    copy = a_copy(url, tmp_path, "one more")
    before = head(url)

    back = restore(url, copy, replace=True, prove=admin, environ=QUIET)

    desk = open_desk(url, environ=QUIET)
    with desk.read() as work:
        entries = work.journal.after(back.entries, 50)
    desk.close()
    assert [entry.kind for entry in entries][-1] == "StoreRestored"
    assert entries[-1].header == {"head": back.head, "replaced": before}
    assert entries[-1].agent == ADMIN
    with closing(sqlite3.connect(back.replaced)) as connection:
        assert connection.execute("SELECT count(*) FROM tickets").fetchone() == (3,)


def test_a_second_restore_keeps_both_and_older_copies_still_fit(url, tmp_path):
    copy = a_copy(url, tmp_path)

    first = restore(url, copy, replace=True, prove=admin, environ=QUIET)
    second = restore(url, copy, replace=True, prove=admin, environ=QUIET)

    assert first.replaced != second.replaced
    assert all(Path(kept.replaced).exists() for kept in (first, second))


@pytest.mark.parametrize("nth", [1, 2, 4, 8, 9])
def test_a_restore_that_is_killed_leaves_one_whole_desk_under_its_name(url, tmp_path, nth):
    """Killed while it is copied, made ready or put in place: the old desk is there, or the new."""
    copy = a_copy(url, tmp_path, "one more")
    script = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from desk_app.app.restoring import restore\n"
        "left = int(sys.argv[3])\n"
        "def watch(event, args):\n"
        "    global left\n"
        "    if event in {'sqlite3.connect', 'os.link', 'os.rename'} and 'copie-' in str(args):\n"
        "        left -= 1\n"
        "        if left == 0:\n"
        "            os.kill(os.getpid(), signal.SIGKILL)\n"
        "sys.addaudithook(watch)\n"
        "restore(sys.argv[1], Path(sys.argv[2]), replace=True, prove=lambda _: 'admin', "
        "environ=os.environ)\n"
    )

    killed = subprocess.run(
        [sys.executable, "-c", script, url, str(copy), str(nth)],
        cwd=ROOT,
        check=False,
        env={**os.environ, **QUIET, "PYTHONPATH": str(ROOT)},
    )

    assert killed.returncode == -signal.SIGKILL
    assert examine(sqlite_path(url)).entries
    restore(url, copy, replace=True, prove=admin, environ=QUIET)
    desk = open_desk(url, environ=QUIET)
    number = comes(desk)
    desk.close()
    assert number == "A003"  # behind what was handed out, whichever desk was there


def test_a_restored_desk_is_another_incarnation(url, tmp_path):
    def incarnation(file: Path) -> str:
        with closing(sqlite3.connect(file)) as connection:
            return connection.execute("SELECT incarnation FROM store").fetchone()[0]

    copy = a_copy(url, tmp_path)

    restore(url, copy, replace=True, prove=admin, environ=QUIET)

    assert incarnation(sqlite_path(url)) != incarnation(copy)


def test_an_old_copy_is_purged_before_it_opens(url, tmp_path):
    copy = a_copy(url, tmp_path)
    sqlite_path(url).unlink()

    restore(url, copy, replace=False, prove=admin, environ=TUESDAY)

    with closing(sqlite3.connect(sqlite_path(url))) as connection:
        for table in ("data_keys", "bindings", "print_jobs"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


@pytest.mark.parametrize("wreck", ["missing", "torn"])
def test_where_nobody_can_tell_the_numbers_leave_a_gap(url, tmp_path, wreck):
    copy, store = a_copy(url, tmp_path, "one more"), sqlite_path(url)
    if wreck == "missing":
        store.unlink()
    else:
        size = store.stat().st_size
        with store.open("r+b") as file:
            file.seek(4096)
            file.write(b"\x5a" * (size - 4096))

    back = restore(url, copy, replace=True, prove=admin, environ=QUIET)

    desk = open_desk(url, environ=QUIET)
    assert (back.lost_tickets, back.skipped) == (None, SKIPPED)
    assert comes(desk) == f"A{SKIPPED + 2}"
    assert bool(back.replaced) == (wreck == "torn")
    desk.close()


def test_a_copy_of_another_desk_is_refused(url, tmp_path):
    other = f"sqlite:///{tmp_path / 'other.sqlite'}"
    make_desk(other, rehearsal=True)
    copy = tmp_path / "other-copy.sqlite"
    backup(other, copy)
    shutil.copy(f"{sqlite_path(url)}.key", f"{sqlite_path(other)}.key")
    before = head(url)

    with pytest.raises(BackupUnsound) as refused:
        restore(url, copy, replace=True, prove=admin, environ=QUIET)
    assert refused.value.why == "other_desk"
    assert head(url) == before


def test_a_changed_journal_and_junk_are_refused(url, tmp_path):
    copy = a_copy(url, tmp_path)
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("DROP TRIGGER journal_no_update")
        connection.execute("UPDATE journal SET kind = 'x' WHERE seq = 2")
        connection.commit()
    junk = tmp_path / "junk"
    junk.write_bytes(b"junk")
    os.truncate(junk, 10_000_000_000)

    for wrong, why in ((copy, "journal"), (junk, "not_ours")):
        with pytest.raises(BackupUnsound) as refused:
            restore(url, wrong, replace=True, prove=admin, environ=QUIET)
        assert refused.value.why == why
    open_desk(url, environ=QUIET).close()


def test_a_desk_is_not_put_back_while_its_windows_are_open(url, tmp_path):
    copy = a_copy(url, tmp_path)

    with only_copy(sqlite_path(url)), pytest.raises(DeskTaken):
        restore(url, copy, replace=True, prove=admin, environ=QUIET)


def test_without_the_keys_no_copy_is_put_in_place(url, tmp_path):
    copy = a_copy(url, tmp_path)
    Path(f"{sqlite_path(url)}.key").unlink()

    with pytest.raises(KeyMissing):
        restore(url, copy, replace=True, prove=admin, environ=QUIET)
    with pytest.raises(KeyMissing):
        open_desk(url, environ=QUIET)


def test_only_an_administrator_puts_a_desk_back_and_the_attempt_is_a_fact(url, tmp_path):
    copy = a_copy(url, tmp_path)

    with pytest.raises(NotAllowed):
        restore(url, copy, replace=True, prove=lambda _desk: AgentLogin("smarchand"), environ=QUIET)
    assert kinds(url)[-1] == "ActDenied"
    assert not list(tmp_path.glob("*.remplace-*"))


def test_a_file_of_somebody_else_is_not_replaced(tmp_path, url):
    copy = a_copy(url, tmp_path)
    photo = tmp_path / "photo.sqlite"
    photo.write_bytes(b"photo" * 1000)
    shutil.copy(f"{sqlite_path(url)}.key", f"{photo}.key")

    with pytest.raises(NotOurStore):
        restore(f"sqlite:///{photo}", copy, replace=True, prove=admin, environ=QUIET)
    assert photo.read_bytes() == b"photo" * 1000


def test_a_desk_is_not_its_own_copy(url, tmp_path):
    link = tmp_path / "link.sqlite"
    link.symlink_to(sqlite_path(url))

    for same in (sqlite_path(url), link):
        with pytest.raises(BadValue):
            restore(url, same, replace=True, prove=admin, environ=QUIET)


def test_a_site_s_database_is_put_back_by_its_own_means(tmp_path):
    put_back = partial(restore, replace=True, prove=admin, environ=QUIET)

    with pytest.raises(StoreUnavailable):
        put_back("postgresql://base/site", tmp_path / "copy")


# --- a desk that has moved on -------------------------------------------------------------------


def at_the_desk(url: str, act) -> None:
    """Do one act at the open desk."""
    desk = open_desk(url, environ=QUIET)
    act(desk)
    desk.close()


def account(url: str, login: str) -> tuple[object, ...]:
    with closing(sqlite3.connect(sqlite_path(url))) as connection:
        query = "SELECT active, password, failures FROM agents WHERE login = ?"
        return connection.execute(query, (login,)).fetchone()


def edited(url: str, statement: str) -> None:
    with closing(sqlite3.connect(sqlite_path(url))) as connection, connection:
        connection.execute(statement)


def test_a_restored_old_backup_on_a_desk_that_has_moved_on_revives_no_account(url, tmp_path):
    copy = a_copy(url, tmp_path)
    edited(url, "UPDATE agents SET active = 0 WHERE login = 'smarchand'")
    edited(url, "UPDATE agents SET password = 'changed', failures = 4 WHERE login = 'hgarnier'")
    edited(
        url,
        "INSERT INTO agents (login, name, role, ref, person) "
        "VALUES ('new', 'New', 'administrator', 'r-new', 'p-new')",
    )

    restore(url, copy, replace=True, prove=lambda _desk: AgentLogin("new"), environ=QUIET)

    assert account(url, "smarchand")[0] == 0
    assert account(url, "hgarnier")[1:] == ("changed", 4)
    assert account(url, "new")[0] == 1


def test_nor_does_it_give_back_the_exceptions_of_the_day(url, tmp_path):
    copy = a_copy(url, tmp_path)
    edited(
        url,
        "INSERT INTO overrides (id, day, kind, subject, why, asker, asked_at, state) VALUES "
        "('0a', '2026-03-02', 'out_of_order', 'A001', 'our_mistake', 'smarchand', "
        "'2026-03-02 09:00:00.000000', 'used')",
    )

    restore(url, copy, replace=True, prove=admin, environ=QUIET)

    with closing(sqlite3.connect(sqlite_path(url))) as connection:
        assert connection.execute("SELECT count(*) FROM overrides").fetchone() == (1,)


def test_nobody_is_still_signed_in_at_a_desk_that_was_put_back(url, tmp_path):
    copy = tmp_path / "copy.sqlite"
    edited(
        url,
        "INSERT INTO sessions (id, agent, place, since) "
        "VALUES ('0b', 'admin', 'Guichet 1', '2026-03-02 08:00:00.000000')",
    )
    backup(url, copy)

    restore(url, copy, replace=True, prove=admin, environ=QUIET)

    with closing(sqlite3.connect(sqlite_path(url))) as connection:
        query = 'SELECT "end", ended_at IS NULL FROM sessions'
        assert connection.execute(query).fetchall() == [("stopped", 0)]


# --- who, and with which keys -------------------------------------------------------------------


def test_where_no_desk_is_there_the_copy_s_own_people_are_asked(url, tmp_path):
    copy, asked = a_copy(url, tmp_path), []
    sqlite_path(url).unlink()

    def prove(desk) -> AgentLogin:
        with desk.read() as work:
            asked.append(work.accounts.get(ADMIN).login)
        return ADMIN

    restore(url, copy, replace=False, prove=prove, environ=QUIET)

    assert asked == [ADMIN]
    assert kinds(url)[-1] == "StoreRestored"


def test_where_nobody_proves_who_they_are_no_desk_is_made(url, tmp_path):
    copy = a_copy(url, tmp_path)
    sqlite_path(url).unlink()

    def prove(_desk) -> AgentLogin:
        raise SignInRefused(2)

    with pytest.raises(SignInRefused):
        restore(url, copy, replace=False, prove=prove, environ=QUIET)
    with pytest.raises(NotAllowed):
        restore(
            url, copy, replace=False, prove=lambda _desk: AgentLogin("smarchand"), environ=QUIET
        )
    assert not sqlite_path(url).exists()


def test_keys_beside_a_copy_are_carried_to_a_new_computer(url, tmp_path):
    copy, store = a_copy(url, tmp_path), sqlite_path(url)
    signs(url)
    stick, there = tmp_path / "stick", tmp_path / "there" / "poste.sqlite"
    stick.mkdir()
    for end in ("key", "sign"):
        shutil.copy(f"{store}.{end}", stick / f"copy.sqlite.{end}")
    taken = shutil.copy(copy, stick)

    back = restore(f"sqlite:///{there}", Path(taken), replace=False, prove=admin, environ=QUIET)

    desk = open_desk(f"sqlite:///{there}", environ=QUIET)
    with desk.read() as work:
        hints = [work.bindings.of_ticket(one.id) for one in work.tickets.of_day(MONDAY)]
    desk.close()
    assert back.signed
    assert hints[0].hint == HINT
    for end in ("key", "sign"):
        carried = Path(f"{there}.{end}")
        assert carried.read_bytes() == Path(f"{store}.{end}").read_bytes()
        assert stat.S_IMODE(carried.stat().st_mode) == 0o600


def test_the_desk_s_own_keys_are_never_written_over_by_those_beside_a_copy(url, tmp_path):
    copy = a_copy(url, tmp_path)
    own = Path(f"{sqlite_path(url)}.key").read_bytes()
    Path(f"{copy}.key").write_text(written(new_keys(MONDAY)), encoding="ascii")

    restore(url, copy, replace=True, prove=admin, environ=QUIET)

    assert Path(f"{sqlite_path(url)}.key").read_bytes() == own


def test_a_copy_with_a_foreign_key_is_refused(url, tmp_path):
    copy = a_copy(url, tmp_path)
    foreign = written(new_keys(MONDAY))
    Path(f"{sqlite_path(url)}.key").write_text(foreign, encoding="ascii")
    before = head(url)

    with pytest.raises(KeyUnknown):
        restore(url, copy, replace=True, prove=admin, environ=QUIET)
    assert head(url) == before


def signs(url: str) -> None:
    """Close the month, so that a checkpoint is signed."""
    desk = open_desk(url, environ=APRIL)
    desk.close()


def test_a_month_that_another_key_has_signed_is_refused(url, tmp_path):
    at_the_desk(url, comes)
    signs(url)
    copy = tmp_path / "copy.sqlite"
    backup(url, copy)
    sign = Path(f"{sqlite_path(url)}.sign")
    theirs = sign.read_bytes()

    sign.write_text("11" * 32 + "\n", encoding="ascii")
    with pytest.raises(BackupUnsound) as refused:
        restore(url, copy, replace=True, prove=admin, environ=APRIL)
    sign.unlink()
    unsigned = restore(url, copy, replace=True, prove=admin, environ=APRIL)
    sign.write_bytes(theirs)
    signed = restore(url, copy, replace=True, prove=admin, environ=APRIL)

    assert refused.value.why == "signature"
    assert (unsigned.signed, signed.signed) == (False, True)
