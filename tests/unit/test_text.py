"""Typed text made safe: one line, no controls, nothing that turns a number around."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.text import clean, first_not_plain, is_plain, quoted


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  N. B.,  1988 ", "N. B., 1988"),
        ("a\r\nb\tc", "a b c"),
        ("a\u2028b", "a b"),
        ("a\x00\x1b[31mb\x7f", "a[31mb"),
        ("\u202eA001\u202c", "A001"),
        ("\u2066A001\u2069\u200e\u200f", "A001"),
        ("e\u0301", "é"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\ue000\ud800x", "x"),
        ("", ""),
    ],
)
def test_only_what_can_be_shown_is_kept(typed, kept):
    assert clean(typed) == kept


def test_a_long_text_ends_in_an_ellipsis():
    assert clean("x" * 201) == "x" * 199 + "…"
    assert clean("x" * 200) == "x" * 200
    assert clean("ab cd", at_most=4) == "ab…"


@given(st.text(max_size=300), st.integers(1, 60))
def test_whatever_is_typed_fits_one_plain_line(typed, at_most):
    kept = clean(typed, at_most=at_most)

    assert len(kept) <= at_most
    assert all(is_plain(character) for character in kept)
    assert kept == " ".join(kept.split())
    assert "\u200f" not in kept


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll", "Lo", "Nd"]), max_size=50))
def test_no_letter_is_changed(typed):
    assert clean(typed) == unicodedata.normalize("NFC", typed)


def test_direction_marks_are_a_translator_s_not_a_typist_s():
    assert is_plain("\u200f")
    assert clean("a\u200f") == "a"


def test_the_first_character_that_may_not_stand_is_named():
    assert first_not_plain("Préfecture") is None
    assert first_not_plain("12\u00a0min") is None
    assert first_not_plain("a\u202eb\x00") == "\u202e"


def test_a_quotation_shows_that_something_was_there():
    assert quoted("a\u202eb") == "a\ufffdb"
    assert quoted("x" * 70, limit=10) == "x" * 9 + "…"
