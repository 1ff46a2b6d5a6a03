"""What a reader or a hand writes in the document field, and the hint beside it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.errors import BadDocument
from desk_app.domain.people import Document, DocumentKind
from desk_app.ui.documents import document_name, read_document, tidy_hint
from desk_app.words.catalogue import set_language

FOREIGNER, PASSPORT, CARD = (
    DocumentKind.FOREIGNER_NUMBER, DocumentKind.PASSPORT, DocumentKind.CARD,
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("9304218765", Document(kind=FOREIGNER, number="9304218765")),
        ("9304 2187 65", Document(kind=FOREIGNER, number="9304218765")),
        ("BGD BX0472915", Document(kind=PASSPORT, number="BX0472915", country="BGD")),
        ("bgd:bx0472915", Document(kind=PASSPORT, number="BX0472915", country="BGD")),
        ("AB12345", Document(kind=CARD, number="AB12345")),
        ("visa:FR1234567", Document(kind=DocumentKind.VISA, number="FR1234567")),
    ],
)
def test_a_document_is_known_by_its_shape(typed, wanted):
    assert read_document(typed) == wanted


@pytest.mark.parametrize("typed", ["", "12", "1234567890", "1111111111", "BGD 12"])
def test_what_cannot_be_a_document_is_refused(typed):
    with pytest.raises(BadDocument):
        read_document(typed)


@given(st.text(max_size=40))
def test_any_text_is_a_document_or_refused(typed):
    try:
        document = read_document(typed)
    except BadDocument:
        return

    assert document.number.isalnum()


def test_a_passport_is_named_with_its_country():
    set_language("fr")

    assert document_name(read_document("BGD BX0472915")) == "Passeport BGD"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("ak1979", "A. K., 1979"),
        ("ak 1979", "A. K., 1979"),
        ("A. K., 1979", "A. K., 1979"),
        ("n.b", "N. B."),
        ("Marie", "M."),
        ("Marie Dupont 1979", "M. D., 1979"),
        ("n° 12", "n° 12"),
        ("", ""),
    ],
)
def test_initials_and_year_are_written_as_the_counter_reads_them(typed, shown):
    assert tidy_hint(typed) == shown


@given(st.text(max_size=20))
def test_a_tidy_hint_stays_as_it_is(typed):
    once = tidy_hint(typed)

    assert tidy_hint(once) == once
