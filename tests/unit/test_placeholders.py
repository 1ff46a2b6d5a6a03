"""What nobody is called (AT-01), and the short and odd names somebody does bear."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.placeholders import (
    is_placeholder_name,
    is_placeholder_number,
    is_placeholder_phone,
)

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
KEYBOARDS = ("azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop", "asdfghjkl", "zxcvbnm")
SAID = (
    "nom", "Prénom", "NOM PRÉNOM", "inconnu", "Inconnue", "test", "TEST TEST", "Testeur",
    "sans nom", "non renseigné", "à renseigner", "unknown", "No Name", "n.o.m", "monsieur x",
    "Madame X", "néant", "aucun", "null", "exemple", "spécimen", "FNU", "azerty", "X", "x x",
    "XX", "-", "- -", "...",
)  # fmt: skip
REAL = (
    "Li", "U", "O", "Xi", "Ng", "Ea", "Oo", "Ee", "Aa", "E", "Y", "I", "Wu", "Yi", "Ma", "Na",
    "Bâ", "Sy", "Ly", "Lo", "Ba", "Bo", "Do", "Vu", "Ho", "Ha", "Ù", "Ó", "Bah", "Sow", "Foo",
    "Bar", "Doe", "Tata", "Toto", "Titi", "Machin", "Mimi", "Lala", "Nana", "Azer", "Reza",
    "Wert", "Treza", "Hui", "Abc Nguyen", "De Test", "Nomura", "Testa", "Anna", "Otto",
    "Aaa Ba", "Prénomba", "Xavier", "Papa", "Vide Grau", "X-Man Ba", "Abdé", "Momo", "Kaka",
    "Zizi", "Hijab", "Oppo", "Ouiop",
)  # fmt: skip


def _generated(count: int) -> list[str]:
    """*count* different inventions, of every sort people type."""
    chance = random.Random(4)
    found: set[str] = set()
    while len(found) < count:
        match chance.randrange(6):
            case 0:
                name = chance.choice(LETTERS) * chance.randint(3, 15)
            case 1:
                row = chance.choice(KEYBOARDS)
                length = chance.randint(5, len(row))
                start = chance.randint(0, len(row) - length)
                name = row[start : start + length]
            case 2:
                row = chance.choice([row[::-1] for row in KEYBOARDS])
                name = row[: chance.randint(6, len(row))]
            case 3:
                start = chance.randint(0, 22)
                name = LETTERS[start : start + chance.randint(4, 10)]
            case 4:
                name = "".join(chance.sample(LETTERS, 2)) * chance.randint(3, 6)
            case _:
                name = chance.choice(SAID)
        spelt = chance.choice((str, str.upper, str.lower, str.title))(name)
        found.add(
            chance.choice((spelt, f" {spelt} ", f"{spelt} {spelt}", f"{spelt}-TEST", f"X {spelt}"))
        )
    return sorted(found)


def test_a_thousand_placeholder_names_are_refused():
    names = _generated(1000)

    assert [name for name in names if not is_placeholder_name(name)] == []


@pytest.mark.parametrize("name", SAID)
def test_what_people_say_instead_of_a_name_is_refused(name):
    assert is_placeholder_name(name)


@pytest.mark.parametrize("name", REAL)
def test_names_somebody_bears_are_taken_however_short_or_odd(name):
    assert not is_placeholder_name(name)


def test_an_empty_box_is_no_invention():
    assert not is_placeholder_name("")
    assert not is_placeholder_name("  ")


@given(st.sampled_from(LETTERS), st.integers(3, 60))
def test_one_letter_again_and_again_is_nobody(letter, times):
    assert is_placeholder_name(letter * times)


@pytest.mark.parametrize(
    "number",
    ["0000000000", "1111111111", "1234567890", "0123456789", "9876543210", "012345678", "XXXXXXX",
     "TEST", "TEST1234", "ABCDEF", "AZERTY12", "AB000000", "000000AB", "INCONNU", "12345678"],
)  # fmt: skip
def test_numbers_no_document_has_are_refused(number):
    assert is_placeholder_number(number)


@pytest.mark.parametrize(
    "number", ["9304218765", "BX0472915", "A1000000", "12AB34567", "123456", "AAA12345", "00000123"]
)
def test_numbers_a_document_may_have_are_taken(number):
    assert not is_placeholder_number(number)


@pytest.mark.parametrize("phone", ["0612345678", "0000000000", "0666666666", "0123456789"])
def test_phones_of_examples_are_refused(phone):
    assert is_placeholder_phone(phone)


def test_a_phone_somebody_has_is_taken():
    assert not is_placeholder_phone("0651729380")
