"""Documents as they are typed at the desk: what can be one, and that one person is one key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.errors import BadDocument
from desk_app.domain.people import Document, DocumentKind, parse_document
from desk_app.words.documents import document_warning

FOREIGNER, PASSPORT = DocumentKind.FOREIGNER_NUMBER, DocumentKind.PASSPORT


@pytest.mark.parametrize(
    "typed", ["9304218765", " 93 04 21 87 65 ", "foreigner_number:9304218765", "93.0421-8765"]
)
def test_a_bare_number_is_a_foreigner_s_number(typed):
    assert parse_document(typed) == Document(kind=FOREIGNER, number="9304218765")


def test_nine_digits_are_taken_too_and_in_doubt():
    assert parse_document("930421876").number == "930421876"
    assert parse_document("930421876").is_doubtful


@pytest.mark.parametrize("typed", ["9304218765", "card:930421876", "passport:DZA:930421876"])
def test_nothing_else_is_in_doubt(typed):
    assert not parse_document(typed).is_doubtful
    assert document_warning(parse_document(typed)) == ""


def test_a_doubt_says_where_the_number_is_on_the_card():
    assert "au dos de la carte" in document_warning(parse_document("930421876"))


def test_a_passport_has_its_country():
    found = parse_document("Passport:dza:12ab 34567")

    assert found == Document(kind=PASSPORT, number="12AB34567", country="DZA")


@pytest.mark.parametrize("typed", ["card:X1234567", "visa:FRA:123456", "card:MAR:X1234567"])
def test_cards_and_visas_may_do_without_a_country(typed):
    assert parse_document(typed).kind in {DocumentKind.CARD, DocumentKind.VISA}


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("driving:123456", "kind"),
        ("12345678", "digits"),
        ("12345678901", "digits"),
        ("93042187AB", "digits"),
        ("٩٣٠٤٢١٨٧٦٥", "digits"),
        ("", "digits"),
        ("passport:DZA:1234", "format"),
        ("passport:DZA:1234567890123456", "format"),
        ("visa:12345", "format"),
        ("card:12_45678", "format"),
        ("passport:1234567A", "country"),
        ("passport:DZ:1234567A", "country"),
        ("card:M1R:X1234567", "country"),
        ("1234567890", "placeholder"),
        ("0000000000", "placeholder"),
        ("card:XXXXXXX", "placeholder"),
        ("card:ABCDEF", "placeholder"),
    ],
)
def test_what_cannot_be_a_document_is_refused_with_its_fault(typed, fault):
    with pytest.raises(BadDocument) as refused:
        parse_document(typed)

    assert refused.value.fault == fault


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_document_or_a_refusal(typed):
    try:
        found = parse_document(typed)
    except BadDocument:
        return

    assert found.number.isalnum()
    assert found.number.isascii()


def test_two_documents_are_two_keys():
    kinds = [
        parse_document("9304218765"),
        parse_document("card:9304218765"),
        parse_document("passport:DZA:9304218765"),
        parse_document("passport:MAR:9304218765"),
    ]

    assert len({document.canonical for document in kinds}) == 4


@given(st.integers(10**8, 10**10 - 1).map(str))
def test_spaces_and_case_do_not_make_another_person(digits):
    spaced = " ".join(digits)

    try:
        expected = parse_document(digits).canonical
    except BadDocument:
        return

    assert parse_document(spaced).canonical == expected
