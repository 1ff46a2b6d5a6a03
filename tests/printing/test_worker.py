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


def test_an_errand_is_done_on_the_worker_s_thread_and_wakes_no_work() -> None:
    work, done = _Work(), threading.Semaphore(0)
    names: list[str] = []
    worker = Worker("p", work)

    def errand() -> None:
        names.append(threading.current_thread().name)
        done.release()

    worker.prepare(errand)
    is_done = done.acquire(timeout=5)
    is_called = work.done.acquire(timeout=0.1)
    worker.stop()
    worker.join()

    assert (is_done, is_called, names) == (True, False, ["printer p"])


def test_errands_are_done_before_the_work_they_are_for() -> None:
    order: list[str] = []
    holding, entered, done = threading.Event(), threading.Event(), threading.Event()

    def work() -> bool:
        order.append("work")
        done.set()
        return True

    def held() -> None:
        entered.set()
        holding.wait(5)

    worker = Worker("p", work)
    worker.prepare(held)
    entered.wait(5)
    worker.prepare(lambda: order.append("paper"))
    worker.wake()
    holding.set()
    done.wait(5)
    worker.stop()
    worker.join()

    assert order == ["paper", "work"]


def test_an_errand_does_not_put_off_the_next_try() -> None:
    work = _Work(False)
    worker = Worker("p", work, first_retry_s=0.05)
    worker.wake()

    tries = [work.done.acquire(timeout=5)]
    worker.prepare(lambda: None)
    tries.append(work.done.acquire(timeout=5))
    worker.stop()
    worker.join()

    assert (all(tries), work.calls) == (True, 2)
