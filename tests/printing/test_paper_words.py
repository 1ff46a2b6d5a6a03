"""The sentences of a slip."""

from __future__ import annotations

import datetime as dt

import pytest

from desk_app.words.paper import clean, french_date, in_fours, slip_words
from desk_app.words.texts import languages
from tests.printing.fakes import slip


def test_a_name_loses_what_could_command_a_printer_or_turn_a_line() -> None:
    assert clean("Dé\x1b@pôt\u202e \x07 de\n\u2067pièces\t") == "Dé@pôt de pièces"


def test_a_name_keeps_the_joiners_that_persian_and_indic_are_spelt_with() -> None:
    assert clean("می‌خواهم") == "می‌خواهم"


def test_a_name_without_end_is_cut() -> None:
    assert len(clean("n" * 5000)) == 300


@pytest.mark.parametrize(
    ("day", "words"),
    [(1, "dimanche 1er mars 2026"), (3, "mardi 3 mars 2026")],
)
def test_the_day_is_in_words(day: int, words: str) -> None:
    assert french_date(dt.datetime(2026, 3, day, tzinfo=dt.UTC)) == words


def test_a_code_is_read_in_fours() -> None:
    assert in_fours("7K4M2QXD") == "7K4M 2QXD"


@pytest.mark.parametrize(
    ("people", "words"),
    [
        (0, "Personne avant vous"),
        (1, "1 personne avant vous"),
        (12, "12 personnes avant vous"),
        (-1, "Personne avant vous"),
    ],
)
def test_people_before_are_counted_in_words(people: int, words: str) -> None:
    assert slip_words(slip(people_before=people)).people == words


def test_a_wait_is_called_an_estimate_in_every_language() -> None:
    for language in languages():
        words = slip_words(slip(language))
        shown = words.translation.wait if words.translation else words.estimate
        assert len(shown) > len("15 25"), language
        assert "attente" in words.estimate


def test_the_number_is_ascii_in_every_language() -> None:
    for language in languages():
        translation = slip_words(slip(language)).translation
        assert translation is None or "B 042" in translation.heading
