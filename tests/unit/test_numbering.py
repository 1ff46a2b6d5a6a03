"""Numbers as they are given and as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.numbering import number, read_number


@pytest.mark.parametrize(
    ("count", "expected"), [(1, "A001"), (42, "A042"), (999, "A999"), (1000, "A1000")]
)
def test_numbers_have_three_digits_until_they_need_four(count, expected):
    assert number("A", count) == expected


@pytest.mark.parametrize("count", [0, -1])
def test_numbers_begin_at_one(count):
    with pytest.raises(ValueError, match=str(count)):
        number("A", count)


@pytest.mark.parametrize(
    "typed",
    ["C042", "c042", "c42", " C 042 ", "C\u00a0042", "C\u202f042", "\u2068C 042\u2069", "C 00042"],
)
def test_a_number_is_found_however_it_is_typed(typed):
    assert read_number(typed) == "C042"


@pytest.mark.parametrize(
    ("typed", "read"),
    [("a07-12", "A07-12"), ("C000", "C000"), ("", ""), ("C١٢", "C١٢"), ("C1234567", "C1234567")],
)
def test_what_is_no_number_of_a_series_is_left_to_be_unknown(typed, read):
    assert read_number(typed) == read


@given(st.sampled_from("ABCDEFGHJKLNPRSTUVXYZ"), st.integers(1, 999_999))
def test_a_number_reads_as_itself(series, count):
    assert read_number(number(series, count)) == number(series, count)


@given(st.lists(st.integers(1, 999_999), min_size=2, max_size=2, unique=True))
def test_two_counts_never_share_a_number(counts):
    first, second = (number("A", count) for count in counts)

    assert first != second
