"""Who goes first: a paper just committed, for a moment."""

from __future__ import annotations

import threading

from desk_app.printing.spool_way import Way


def test_nobody_waits_where_no_paper_is_awaited() -> None:
    way = Way()

    assert way.wait(0)


def test_the_wait_ends_when_the_paper_begins_to_leave() -> None:
    way, ended = Way(), threading.Event()
    way.take("p")
    waiting = threading.Thread(target=lambda: way.wait(10) and ended.set())
    waiting.start()

    is_early = ended.is_set()
    way.give("p")
    waiting.join(5)

    assert (is_early, ended.is_set()) == (False, True)


def test_each_of_two_printers_is_waited_for() -> None:
    way = Way()
    way.take("p")
    way.take("q")

    way.give("p")

    assert not way.wait(0)


def test_a_printer_that_is_slow_is_waited_for_once() -> None:
    way = Way()
    way.take("p")

    waits = [way.wait(0.01), way.wait(0)]

    assert waits == [False, True]


def test_a_printer_at_work_has_others_before_it_and_is_not_waited_for() -> None:
    way = Way()

    with way.at_work("p"):
        way.take("p")
        is_clear, is_at_work = way.wait(0), way.is_at_work("p")

    assert (is_clear, is_at_work, way.is_at_work("p")) == (True, True, False)


def test_work_that_ends_without_a_paper_clears_the_way() -> None:
    way = Way()
    way.take("p")

    with way.at_work("p"):
        pass

    assert way.wait(0)
