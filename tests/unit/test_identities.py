"""What is a slip of the pen and what is another person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.identities import is_slip, slips

NUMBER = "9304218765"


@pytest.mark.parametrize(
    "noted",
    [
        "9304218756",  # two neighbours swapped
        "9304218768",  # one sign for another
        "930421876",  # one left out
        "93042187655",  # one too many
        "9304218700",  # two signs
        "3904218756",  # two swaps
    ],
)
def test_one_or_two_slips_are_found(noted):
    assert noted in set(slips(NUMBER))


@pytest.mark.parametrize("other", ["9304218000", "7211130042", "93042187"[::-1]])
def test_another_number_is_not(other):
    assert other not in set(slips(NUMBER))


def test_signs_that_look_alike_are_taken_for_one_another():
    assert {"BX0472915", "8X0472915"} <= set(slips("BXO472915"))
    assert "1X" in set(slips("IX"))


@given(st.text("0123456789", min_size=5, max_size=8), st.integers(0, 7), st.sampled_from("01289"))
def test_a_sign_replaced_is_a_slip_both_ways(number, place, sign):
    place %= len(number)
    other = number[:place] + sign + number[place + 1 :]

    if other != number:
        assert other in set(slips(number))
        assert number in set(slips(other))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("N. B., 1988", "B. N., 1988"),  # the order of the names
        ("E. D., 1990", "É. D., 1990"),
        ("N. B., 1988", "N. D., 1988"),
        ("N. B., 1988", "N. B., 1989"),
        ("N. B., 1988", "N. B. A., 1988"),
        ("N. B. A., 1988", "N. B., 1988"),
        ("N. B., 1988", "n b 1988"),
        ("", "N"),
        ("ن. ب., 1988", "ن. د., 1988"),
    ],
)
def test_a_hint_is_mended_by_one_sign(before, after):
    assert is_slip(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("N. B., 1988", "A. K., 1988"),
        ("N. B., 1988", "N. B., 1979"),
        ("N. B., 1988", "N. D., 1989"),
        ("N. B., 1988", ""),
    ],
)
def test_two_signs_of_a_hint_are_another_person(before, after):
    assert not is_slip(before, after)
