"""Which passwords are refused, and how what was typed is read."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.errors import PasswordTooWeak
from desk_app.domain.passwords import LONGEST, as_code, as_typed, require_strong
from desk_app.security.codes import ALPHABET, new_code
from desk_app.settings.passwords import common_passwords

COMMON = frozenset({"motdepasse", "prefecture", "azerty", "password", "iloveyou"})


def fault(password: str, *, login: str = "smarchand", name: str = "Sylvie Marchand") -> str:
    """Return the fault of *password*, empty if it is taken."""
    try:
        require_strong(password, login=login, name=name, common=COMMON)
    except PasswordTooWeak as weak:
        return weak.fault
    return ""


@pytest.mark.parametrize(
    "password",
    [
        "Quai-de7",  # 8 signs of 3 kinds and a lock-out: 50 bits
        "quai-de-7",
        "QUAI-DE-7",
        "Pont-Neuf-1607",
        "Δέλτα-1821",  # any script
        "un chat gris dort sous le vieux pont",  # 7 words and more: 80 bits alone
        "Ab1-" + "xyzw" * 49,
    ],
)
def test_a_good_password_is_taken(password) -> None:
    assert fault(password) == ""


@pytest.mark.parametrize(
    "password",
    [
        "",
        "Quai-d7",  # 7 signs
        "quaideloire",  # one kind
        "quaideloire7",  # two
        "QUAI DE LOIRE",
        "chat chat chat chat chat chat chat",  # seven times one word
        "un chat gris dort sous le",  # six words
    ],
)
def test_a_short_or_plain_password_is_refused(password) -> None:
    assert fault(password) == "short"


def test_letters_without_case_count_as_small_ones() -> None:
    assert fault("東京都千代田区-75") == ""
    assert fault("東京都千代田区7") == "short"


@pytest.mark.parametrize(
    ("password", "refused"),
    [
        ("Motdepasse1", "common"),
        ("motdepasse-2026", "common"),
        ("M0tdep@sse1", "common"),
        ("M0tdep@sse!!", "common"),
        ("Préfecture-93", "common"),
        ("P@ssw0rd1!", "common"),
        ("1L0veyou!", "common"),
        ("Aaaaaa1!", "common"),  # three kinds, three signs
        ("Ab1!Ab1!", "common"),
    ],
)
def test_what_everybody_tries_is_refused_in_any_dress(password, refused) -> None:
    assert fault(password) == refused


@pytest.mark.parametrize(
    "password", ["smarchand-75", "SMARCHAND-75", "Marchand-1987", "Sylvie&moi-7", "Sylvïe&moi-7"]
)
def test_login_and_name_are_refused(password) -> None:
    assert fault(password) == "login"


def test_two_letters_of_a_name_are_no_part_of_it() -> None:
    assert fault("Li-Pont-1607", login="xu", name="Li Xu") == ""


def test_a_password_without_end_is_refused_before_anything_else() -> None:
    assert fault("x" * (LONGEST + 1)) == "long"


def test_every_keyboard_gives_the_same_letter() -> None:
    assert as_typed(unicodedata.normalize("NFD", "Été-à-Nîmes")) == "Été-à-Nîmes"


@pytest.mark.parametrize("typed", ["7K4M2QXD", "7k4m 2qxd", " 7k4m-2qxd\n"])
def test_a_code_is_read_however_it_is_typed(typed) -> None:
    assert as_code(typed) == "7K4M2QXD"


def test_letters_that_no_code_has_are_what_they_look_like() -> None:
    assert as_code("OIL0-i1lo") == as_code("01101110")


@given(st.text(alphabet=ALPHABET, min_size=8, max_size=8))
def test_every_code_that_can_be_given_is_read_as_itself(code) -> None:
    assert as_code(code.lower()) == code


def test_a_code_is_eight_signs_of_its_alphabet() -> None:
    assert len(new_code()) == 8
    assert set(new_code()) <= set(ALPHABET)


@given(st.text(max_size=30))
def test_no_text_breaks_the_policy(typed) -> None:
    assert fault(as_typed(typed)) in {"", "short", "common", "login"}


def test_the_shipped_list_is_words_as_they_are_compared() -> None:
    common = common_passwords()

    assert "motdepasse" in common
    assert all(word == word.lower() and word.strip() == word for word in common)
    assert not any(word.startswith("#") for word in common)
