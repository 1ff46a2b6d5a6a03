"""The desk locks by itself, by its key and when its account is opened elsewhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desk_app.app.desk import make_desk, open_desk
from desk_app.app.locking import Locking
from desk_app.app.sign_ins import sign_in_operations
from desk_app.domain.counters import CounterId
from desk_app.domain.sessions import End
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from tests.ui.hands import AtOnce

MINUTE = 60.0


class Seconds:
    """A clock moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Post:
    """A desk with its lock, and Sylvie signed in."""

    def __init__(self, desk, parent: QObject) -> None:
        self.desk, self.seconds = desk, Seconds()
        self.session = Session(desk="Accueil 1", parent=parent)
        self.signals = AppSignals(parent)
        self.tasks = Tasks(database=AtOnce(), world=AtOnce(), parent=parent)
        self.locks = []
        self.changes = []
        self.signals.changed.connect(self.changes.append)
        self.locking = Locking(
            desk,
            session=self.session,
            tasks=self.tasks,
            signals=self.signals,
            seconds=self.seconds,
            parent=parent,
        )
        self.locking.locked.connect(self.locks.append)
        self.signs_in()

    def signs_in(self) -> None:
        """Sylvie takes the desk."""
        opened = self.elsewhere("smarchand", "Accueil 1")
        self.session.sign_in(opened.agent, opened.session)

    def elsewhere(self, login: str, place: str):
        """Sign *login* in at *place*, as any other program on the store would."""
        return sign_in_operations(self.desk).sign_in(login, "", place=place)

    def end(self):
        """Return why the first session ended, None while it is open."""
        with self.desk.read() as work:
            return work.sessions.get(self.first).end

    def passes(self, seconds: float) -> None:
        """Let *seconds* pass."""
        self.seconds.now += seconds
        self.locking.idle.look()


@pytest.fixture
def post(qapp, sqlite_url):
    make_desk(sqlite_url, rehearsal=True)
    desk = open_desk(sqlite_url, environ={})
    parent = QObject()
    post = Post(desk, parent)
    post.first = post.session.id
    yield post
    post.locking.close()
    post.tasks.close()
    desk.close()


def test_five_minutes_without_a_hand_lock_the_desk(post):
    post.passes(5 * MINUTE)

    assert post.session.agent is None
    assert [(lock.why, lock.login) for lock in post.locks] == [(End.IDLE, "smarchand")]
    assert post.end() is End.IDLE


def test_a_key_a_second_before_keeps_it_open(post, qtbot):
    field = QWidget()
    qtbot.addWidget(field)
    post.passes(5 * MINUTE - 1)

    QTest.keyClick(field, Qt.Key.Key_A)
    post.passes(5 * MINUTE - 1)

    assert post.session.agent is not None


def test_the_lock_key_ends_the_session_as_left(post):
    post.locking.lock()

    assert post.end() is End.LEFT
    assert [change.operation for change in post.changes] == ["sign_out"]


def test_a_locked_desk_does_not_lock_again(post):
    post.locking.lock()

    post.passes(10 * MINUTE)
    post.locking.lock()

    assert len(post.locks) == 1


def test_who_comes_next_has_five_minutes_of_their_own(post):
    post.passes(4 * MINUTE)
    post.locking.lock()
    post.signs_in()

    post.passes(4 * MINUTE)

    assert post.session.agent is not None


def test_the_same_account_at_another_place_locks_this_one_and_names_it(post):
    opened = post.elsewhere("smarchand", "Guichet 4")

    post.signals.changed.emit(opened.changes)

    assert [(lock.why, lock.place) for lock in post.locks] == [(End.ELSEWHERE, "Guichet 4")]
    assert post.end() is End.ELSEWHERE


def test_somebody_elses_sign_in_locks_nobody(post):
    opened = post.elsewhere("kbelhadj", "Guichet 4")

    post.signals.changed.emit(opened.changes)

    assert post.locks == []
    assert post.session.agent is not None


def test_the_end_of_the_program_ends_the_session(post):
    post.locking.close()

    assert post.end() is End.STOPPED


def test_the_journal_says_which_counter_was_left(post):
    post.session.sit_at(CounterId(3))
    post.locking.lock()

    with post.desk.read() as work:
        left = [each.header for each in work.journal.after(0, 100) if each.kind == "SignedOut"]
    assert "Guichet 3" in str(left)
