"""How large a batch is: by what the one before it took, between limits, never by a wait."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desk_app.services.pace import AIM_S, BATCH, LARGEST, SMALLEST, Pace


class Watch:
    """Seconds that a test lets pass."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def sizes(*seconds: float, waited: float = 0.0) -> list[int]:
    """The size of each batch where they take so many seconds behind a wait for the lock."""
    watch = Watch()
    pace, seen = Pace(watch), []
    for took in seconds:
        seen.append(pace.size)
        with pace.batch():
            watch.now += waited
            pace.starts()
            watch.now += took
    return [*seen, pace.size]


def test_a_batch_that_takes_its_time_stays_as_it_is():
    assert sizes(AIM_S, AIM_S) == [BATCH, BATCH, BATCH]


def test_a_slow_disk_halves_the_next_batch():
    assert sizes(2 * AIM_S) == [BATCH, BATCH // 2]


def test_a_quick_batch_is_followed_by_its_double_at_most():
    assert sizes(0.0, 0.0) == [BATCH, 2 * BATCH, 4 * BATCH]


def test_waiting_for_the_lock_is_not_the_batch_s_own_time():
    assert sizes(AIM_S, waited=8.0) == [BATCH, BATCH]


@given(st.lists(st.floats(0, 100), max_size=30))
def test_a_batch_is_never_empty_nor_endless(seconds):
    assert all(SMALLEST <= size <= LARGEST for size in sizes(*seconds))


def test_where_each_row_costs_a_millisecond_no_batch_lasts_a_fifth_of_a_second_again():
    watch = Watch()
    pace, lasted = Pace(watch), []
    for _ in range(10):
        before = watch.now
        with pace.batch():
            pace.starts()
            watch.now += 0.001 * pace.size
        lasted.append(watch.now - before)

    assert max(lasted[1:]) < AIM_S * 1.1
