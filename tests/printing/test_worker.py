"""A printer's thread: it sleeps, it is woken, it ends."""

from __future__ import annotations

import threading

from desk_app.domain.errors import StoreUnavailable
from desk_app.printing.worker import Worker


class _Work:
    """Counts its calls; answers what it is told, then True."""

    def __init__(self, *answers: bool | Exception) -> None:
        self.calls = 0
        self.done = threading.Semaphore(0)
        self._answers = list(answers)

    def __call__(self) -> bool:
        self.calls += 1
        answer = self._answers.pop(0) if self._answers else True
        self.done.release()
        if isinstance(answer, Exception):
            raise answer
        return answer


def test_a_worker_sleeps_until_it_is_woken() -> None:
    work = _Work()
    worker = Worker("p", work)

    is_called = work.done.acquire(timeout=0.1)
    worker.wake()
    is_called_then = work.done.acquire(timeout=5)
    worker.stop()
    worker.join()

    assert (is_called, is_called_then, worker.is_alive) == (False, True, False)


def test_a_worker_that_is_not_through_tries_again_by_itself() -> None:
    work = _Work(False, StoreUnavailable("locked"), False)
    worker = Worker("p", work, first_retry_s=0.01)

    worker.wake()
    tries = [work.done.acquire(timeout=5) for _ in range(4)]
    worker.stop()
    worker.join()

    assert (all(tries), work.calls) == (True, 4)


def test_a_worker_ends_without_having_worked() -> None:
    work = _Work()
    worker = Worker("p", work)

    worker.stop()
    worker.join()

    assert work.calls == 0
