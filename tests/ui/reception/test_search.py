"""Finding a procedure: pure, over the lines of the morning."""

from __future__ import annotations

import pytest

from desk_app.ui.reception.search import found
from tests.ui.reception.day import LINES


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ech", "PERMIS"),
        ("ÉCH", "PERMIS"),
        ("nat", "NAT_DECL"),
        ("rem", "REM_TITRE"),
        ("titre sejour", "REM_TITRE"),
        ("asile", "ADDA_RNV"),
    ],
)
def test_a_few_letters_find_the_procedure(typed, first):
    assert found(LINES, typed)[0].code == first


def test_a_name_that_begins_as_typed_comes_first():
    names = [line.name for line in found(LINES, "titre")]

    assert names[0].startswith("Titre")


def test_every_word_typed_must_be_there():
    assert found(LINES, "titre zzz") == ()


@pytest.mark.parametrize("typed", ["", "  ", "…", "'"])
def test_nothing_typed_finds_nothing(typed):
    assert found(LINES, typed) == ()
