"""Reading a screen again: as often as needed, never more."""

from __future__ import annotations

from concurrent.futures import Executor, Future

import pytest

from desk_app.domain.errors import StoreUnavailable
from desk_app.ui.rereading import Rereading
from desk_app.ui.tasks import Tasks


class Later(Executor):
    """Keeps work until the test has it done."""

    def __init__(self):
        self.waiting = []

    def submit(self, fn, /, *args, **kwargs):
        future = Future()
        self.waiting.append((future, fn))
        return future

    def work(self):
        future, fn = self.waiting.pop(0)
        try:
            future.set_result(fn())
        except StoreUnavailable as error:
            future.set_exception(error)


@pytest.fixture
def later():
    return Later()


@pytest.fixture
def tasks(qapp, later):
    return Tasks(database=later, world=later)


def test_what_is_asked_during_a_read_is_read_once_more(qtbot, tasks, later):
    shown = []
    rereading = Rereading(lambda: "read", show=shown.append, failed=print, tasks=tasks)
    for _time in range(5):
        rereading.ask()
    under_way = len(later.waiting)
    later.work()
    qtbot.wait(0)
    again = len(later.waiting)
    later.work()
    qtbot.wait(0)

    assert (under_way, again, len(later.waiting)) == (1, 1, 0)
    assert shown == ["read", "read"]


def test_a_failed_read_is_told_and_the_next_is_done(qtbot, tasks, later):
    answers = [StoreUnavailable("locked"), "read"]
    shown, failed = [], []

    def read():
        answer = answers.pop(0)
        if isinstance(answer, StoreUnavailable):
            raise answer
        return answer

    rereading = Rereading(read, show=shown.append, failed=failed.append, tasks=tasks)
    rereading.ask()
    later.work()
    qtbot.wait(0)
    rereading.ask()
    later.work()
    qtbot.wait(0)

    assert (len(failed), shown) == (1, ["read"])
