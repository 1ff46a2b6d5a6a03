"""A store or a copy that could not be made whole leaves nothing behind."""

from __future__ import annotations

import resource
from contextlib import contextmanager
from functools import partial

import pytest
from sqlalchemy import Engine, event

from desk_app.domain.errors import DiskFull, NoStore, StoreDamaged, StoreReadOnly, Unavailable
from desk_app.domain.sitefile import parse_site
from desk_app.security.codes import new_id
from desk_app.store.engine import sqlite_path
from desk_app.store.setup import backup, integrity, open_store
from tests.conftest import make_store

PAGE = 4096
opens = partial(open_store, parse_site=partial(parse_site, file="x"), new_id=new_id)


@contextmanager
def disk_of(pages):
    """Let no database grow past *pages* pages."""

    def limits(connection, _):
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(Engine, "connect", limits)
    try:
        yield
    finally:
        event.remove(Engine, "connect", limits)


@contextmanager
def files_of(size):
    """Let this process write no file longer than *size* bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def damaged(store):
    """Overwrite everything of the file but its first page, which says whose it is."""
    store.close()
    path = sqlite_path(store.url)
    content = path.read_bytes()
    path.write_bytes(content[:PAGE] + b"\xa5" * (len(content) - PAGE))


def test_a_store_that_found_the_disk_full_is_not_there_and_can_be_made_later(
    tmp_path, sqlite_url, site, site_text, clock
):
    with disk_of(pages=3), pytest.raises(DiskFull):
        make_store(sqlite_url, site, site_text, clock)
    left = list(tmp_path.iterdir())

    make_store(sqlite_url, site, site_text, clock).close()

    assert left == []
    opened = opens(sqlite_url)
    assert integrity(opened) == ()
    opened.close()


def test_a_copy_that_could_not_be_written_to_its_end_is_not_there(sqlite_store, tmp_path):
    before = sorted(tmp_path.iterdir())

    with files_of(16 * PAGE), pytest.raises(Unavailable):
        backup(sqlite_store.url, tmp_path / "copy.sqlite")

    assert sorted(tmp_path.iterdir()) == before


def test_a_copy_into_a_folder_that_is_not_there_is_said(sqlite_store, tmp_path):
    nowhere = tmp_path / "usb" / "copy.sqlite"

    with pytest.raises(StoreReadOnly) as said:
        backup(sqlite_store.url, nowhere)

    assert said.value.path == str(nowhere)


def test_a_copy_of_a_missing_store_makes_neither(tmp_path, sqlite_url):
    with pytest.raises(NoStore):
        backup(sqlite_url, tmp_path / "copy.sqlite")

    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_of_ours_is_called_damaged_not_another_s(sqlite_store):
    damaged(sqlite_store)

    with pytest.raises(StoreDamaged) as said:
        opens(sqlite_store.url)

    assert said.value.path == str(sqlite_path(sqlite_store.url))
