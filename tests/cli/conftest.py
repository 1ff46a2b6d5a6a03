"""A rehearsal desk of the demonstration site, on a Monday at nine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app.words.catalogue import language, set_language
from desk_app.words.dates import show_times_in
from tests.cli.desks import DeskRoom


@pytest.fixture(autouse=True)
def _words() -> Iterator[None]:
    """Leave the language and the zone of the process as they were."""
    before = language()
    yield
    set_language(before)
    show_times_in(dt.UTC)


@pytest.fixture
def empty_room(tmp_path: Path) -> DeskRoom:
    """A folder without a desk."""
    return DeskRoom(tmp_path)


@pytest.fixture
def room(empty_room: DeskRoom) -> DeskRoom:
    """A rehearsal desk."""
    empty_room.json("store", "create", "--rehearsal")
    empty_room.codes.make(empty_room.now.date())
    return empty_room
