"""The file is written anew when the windows close, or by hand: never while visitors are served."""

from __future__ import annotations

import pytest

from desk_app.app.compacting import close_and_compact, compact_by_hand
from desk_app.app.desk import make_desk, open_desk
from desk_app.app.guard import only_copy
from desk_app.app.keeping import purge_desk
from desk_app.domain.errors import DeskTaken, NotAllowed, QueueServed
from desk_app.domain.people import AgentLogin
from desk_app.store.compacting import freed
from desk_app.store.engine import sqlite_path
from tests.app.test_keeping import ADMIN, QUIET, TUESDAY, comes

NIGHT = {"DESK_APP_CLOCK": "2026-03-02T20:00:00+01:00"}


@pytest.fixture
def url(sqlite_url) -> str:
    """A desk whose purge has freed pages: forty papers of yesterday."""
    make_desk(sqlite_url, rehearsal=True)
    desk = open_desk(sqlite_url, environ=QUIET)
    for _ in range(40):
        comes(desk)
    desk.close()
    later = open_desk(sqlite_url, environ=TUESDAY)
    purge_desk(later, by=None)
    later.close()
    assert freed(sqlite_url) > 0
    return sqlite_url


def test_the_closing_gives_back_what_a_purge_freed(url):
    size = sqlite_path(url).stat().st_size

    close_and_compact(open_desk(url, environ=TUESDAY))

    assert freed(url) == 0
    assert sqlite_path(url).stat().st_size < size


def test_while_visitors_wait_the_file_stays_as_it_is(sqlite_url):
    make_desk(sqlite_url, rehearsal=True)
    desk = open_desk(sqlite_url, environ=QUIET)
    for _ in range(40):
        comes(desk)
    with desk.begin() as work:
        work.kept.forget_papers([job.id for job in work.prints.all()])
    pages = freed(sqlite_url)

    with pytest.raises(QueueServed) as refused:
        compact_by_hand(desk, ADMIN)
    close_and_compact(desk)
    kept = freed(sqlite_url)
    close_and_compact(open_desk(sqlite_url, environ=NIGHT))

    assert refused.value.count == 40
    assert kept == pages > 0
    assert freed(sqlite_url) == 0  # after hours nobody is called any more


def test_a_file_that_is_in_use_is_left_for_the_next_closing(url):
    other, desk = open_desk(url, environ=TUESDAY), open_desk(url, environ=TUESDAY)
    pages = freed(url)

    with other.begin():
        close_and_compact(desk)

    other.close()
    assert freed(url) == pages


def test_by_hand_it_is_an_administrator_s_and_the_windows_are_closed(url):
    desk = open_desk(url, environ=TUESDAY)

    with pytest.raises(NotAllowed):
        compact_by_hand(desk, AgentLogin("smarchand"))
    with only_copy(sqlite_path(url)), pytest.raises(DeskTaken):
        compact_by_hand(desk, ADMIN)
    given = compact_by_hand(desk, ADMIN)

    desk.close()
    assert given > 0
