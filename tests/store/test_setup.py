"""Making and opening a store: every wrong file is told apart, and nothing is overwritten."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from functools import partial

import pytest

from desk_app.domain.errors import (
    FolderNotStore,
    NoStore,
    NotOurStore,
    StoreExists,
    StoreReadOnly,
    StoreTooNew,
)
from desk_app.domain.sitefile import parse_site
from desk_app.security.codes import new_id
from desk_app.store.engine import journal_mode, sqlite_path, store_name
from desk_app.store.revisions import HEAD
from desk_app.store.setup import backup, integrity, open_store, stored_revision, upgrade
from tests.conftest import make_store

opens = partial(open_store, parse_site=partial(parse_site, file="x"), new_id=new_id)


def test_a_store_is_opened_as_it_was_made(sqlite_store):
    again = opens(sqlite_store.url)

    with again.read() as work:
        assert (work.rehearsal, work.revision) == (True, 1)
    again.close()


def test_no_file_is_no_store(tmp_path):
    with pytest.raises(NoStore):
        opens(f"sqlite:///{tmp_path / 'nothing.sqlite'}")


def test_a_store_is_never_overwritten(sqlite_store, site, site_text, clock):
    with pytest.raises(StoreExists):
        make_store(sqlite_store.url, site, site_text, clock)


def test_a_postgres_store_is_never_overwritten(postgres_url, site, site_text, clock):
    make_store(postgres_url, site, site_text, clock).close()

    with pytest.raises(StoreExists):
        make_store(postgres_url, site, site_text, clock)


@pytest.mark.parametrize("content", [b"", b"junk" * 4000, b"SQLite format 3\0" + b"x" * 5000])
def test_a_file_that_is_no_database_is_not_ours(tmp_path, content):
    path = tmp_path / "photo.sqlite"
    path.write_bytes(content)

    with pytest.raises(NotOurStore):
        opens(f"sqlite:///{path}")
    assert path.read_bytes() == content


def test_a_folder_is_told_from_a_file(tmp_path):
    with pytest.raises(FolderNotStore) as refused:
        opens(f"sqlite:///{tmp_path}")

    assert refused.value.path == str(tmp_path)


@pytest.mark.parametrize("wrong", ["folder", "missing"])
def test_only_a_store_is_upgraded_and_nothing_is_made_of_what_is_none(tmp_path, clock, wrong):
    path = tmp_path / "here"
    if wrong == "folder":
        path.mkdir()

    with pytest.raises((FolderNotStore, NoStore)):
        upgrade(f"sqlite:///{path}", now=clock())
    assert path.exists() == (wrong == "folder")


def test_a_person_reads_a_path_or_an_address_without_its_password():
    assert store_name("sqlite:////srv/poste.sqlite") == "/srv/poste.sqlite"
    assert store_name("postgresql://desk:secret@base/site") == "postgresql://desk:***@base/site"


def test_another_program_s_database_is_not_ours(tmp_path):
    path = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")

    with pytest.raises(NotOurStore):
        opens(f"sqlite:///{path}")


def test_a_store_from_a_newer_version_is_left_alone(sqlite_store):
    with closing(sqlite3.connect(sqlite_path(sqlite_store.url))) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()

    with pytest.raises(StoreTooNew):
        opens(sqlite_store.url)
    with pytest.raises(StoreTooNew):
        upgrade(sqlite_store.url, now=None)


def test_a_folder_that_may_not_be_written_is_said(tmp_path, site, site_text, clock, monkeypatch):
    def refuses(*_args):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuses)

    with pytest.raises(StoreReadOnly):
        make_store(f"sqlite:///{tmp_path / 'x.sqlite'}", site, site_text, clock)


def test_a_read_only_file_is_said(sqlite_store, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everything

    with pytest.raises(StoreReadOnly):
        opens(sqlite_store.url)


def test_commits_are_durable(sqlite_store):
    with sqlite_store.begin() as work:
        connection = work.journal._connection  # the pragma is the connection's own
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
        synchronous = connection.exec_driver_sql("PRAGMA synchronous").scalar()

    assert mode.upper() == journal_mode()
    assert synchronous == 2  # FULL


def test_the_journal_mode_follows_the_linked_sqlite(monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 2))
    assert journal_mode() == "TRUNCATE"
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 3))
    assert journal_mode() == "WAL"


def test_a_backup_of_an_open_store_opens(sqlite_store, tmp_path):
    copy = tmp_path / "copy.sqlite"

    backup(sqlite_store.url, copy)

    opened = opens(f"sqlite:///{copy}")
    assert integrity(opened) == ()
    opened.close()
    with pytest.raises(StoreExists):
        backup(sqlite_store.url, copy)


def test_a_store_of_this_version_needs_no_upgrade(store):
    assert upgrade(store.url, now=None) == HEAD
    assert stored_revision(store.url) == HEAD
