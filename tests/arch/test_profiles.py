"""How a failing property is reported: soon where nobody waits, small where somebody does."""

from __future__ import annotations

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

EXAMPLES = 50


def falsify(profile: str) -> tuple[int, str]:
    """Return how often a false property was tried under *profile*, and what was told."""
    tried = []

    @settings(settings.get_profile(profile), max_examples=EXAMPLES, database=None, derandomize=True)
    @given(st.lists(st.integers(0, 1000)))
    def no_sum_is_large(values: list[int]) -> None:
        tried.append(values)
        assert sum(values) < 1000

    with pytest.raises(AssertionError) as told:
        no_sum_is_large()
    return len(tried), "\n".join(told.value.__notes__)


def test_in_ci_a_failure_takes_no_longer_than_its_examples_and_is_the_same_each_time() -> None:
    first, again = falsify("ci"), falsify("ci")

    assert first == again
    assert first[0] <= EXAMPLES + 2  # the failing one is run once more, and once to tell it


def test_in_ci_a_failure_comes_with_the_line_that_plays_it_again() -> None:
    assert "@reproduce_failure" in falsify("ci")[1]


def test_at_a_desk_a_failure_is_made_small() -> None:
    assert Phase.shrink in settings.get_profile("desk").phases
    assert falsify("desk")[0] > falsify("ci")[0]
