"""A site on each database, and desks on files of their own."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

import pytest

from desk_app.store.setup import open_store
from tests.sync.desks import Desk, Ids, Site, numbered
from tests.sync.mutants import without


@pytest.fixture
def ids() -> Ids:
    return Ids(1)


@pytest.fixture
def meeting(sqlite_copy, site, ids) -> Site:
    """The site's store with three desks enrolled."""
    yield from _meeting(sqlite_copy, site, ids)


@pytest.fixture(params=["sqlite", "postgres"])
def each_meeting(request, site, ids) -> Site:
    """The same on each database in turn: for what locks, constraints and text depend on."""
    yield from _meeting(request.getfixturevalue(f"{request.param}_copy"), site, ids)


def _meeting(url: str, site, ids) -> Iterator[Site]:
    store = open_store(url, parse_site=lambda _: site, new_id=ids)
    made = Site(store)
    made.create()
    for code in ("01", "02", "03"):
        made.authority.enrol(code)
    yield made
    store.close()


@pytest.fixture
def desks(tmp_path, sqlite_template, site, ids) -> list[Desk]:
    """Three desks that have joined."""
    made = []
    for code in ("01", "02", "03"):
        desk = Desk(code, numbered(sqlite_template, tmp_path / f"{code}.sqlite", code), site, ids)
        desk.join()
        made.append(desk)
    yield made
    for desk in made:
        desk.store.close()


@pytest.fixture(autouse=True)
def _without_a_safeguard():
    """The long form runs these tests again without one safeguard: somebody has to notice."""
    name = os.environ.get("DESK_APP_WITHOUT")
    with without(name) if name else contextlib.nullcontext():
        yield
