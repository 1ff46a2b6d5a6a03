"""What visitors read in their language: whole, safe beside numbers, and never alone if unread."""

from __future__ import annotations

import string
import unicodedata
import wave

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.errors import UnknownLanguage
from desk_app.domain.text import first_not_plain, is_plain, quoted
from desk_app.settings.resources import resource
from desk_app.settings.sites import demonstration_site
from desk_app.words.texts import Texts, isolate, languages, spaced, texts

ALL = languages()
OTHERS = [language for language in ALL if language != "fr"]
EXAMPLES = {
    "number": "C 042",
    "count": 12,
    "low": 15,
    "high": 25,
    "calls": 3,
    "hour": "10:42",
    "minutes": 10,
    "date": "03/03/2026",
}
WALK_IN = [str(one.code) for one in demonstration_site().procedures.values() if one.is_walk_in]


def shown(language: str, key: str) -> str:
    return texts(language).text(key, **EXAMPLES)


def fields_of(language: str, key: str) -> set[str]:
    raw = texts(language).text(key, **{name: f"{{{name}}}" for name in EXAMPLES})
    bare = "".join(letter for letter in raw if letter not in "\u2066\u2068\u2069")
    return {name for _, name, _, _ in string.Formatter().parse(bare) if name}


def test_the_languages_of_the_trade_are_there_french_first() -> None:
    assert ALL[0] == "fr"
    assert set(ALL) >= {
        "fr", "ar", "en", "tr", "zh-Hans", "fa", "prs", "ps", "uk", "ru", "es", "pt",
        "bn", "ta", "ka", "sq", "ro", "ht", "ur",
    }  # fmt: skip


def test_the_demonstration_offers_only_languages_with_texts() -> None:
    assert set(demonstration_site().languages) <= set(ALL)


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_every_text_and_procedure(language: str) -> None:
    assert texts(language).keys == texts("fr").keys
    assert [code for code in WALK_IN if not texts(language).procedure(code)] == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_same_fields(language: str) -> None:
    for key in texts("fr").keys:
        assert fields_of(language, key) == fields_of("fr", key), key


@pytest.mark.parametrize("language", ALL)
def test_texts_hold_only_plain_characters_and_their_own_letters(language: str) -> None:
    read = texts(language)
    lines = [*(shown(language, key) for key in read.keys), read.own_name]

    bare = "".join(lines).translate({0x2066: None, 0x2068: None, 0x2069: None})

    assert first_not_plain(bare) is None
    assert bare == unicodedata.normalize("NFC", bare)


@pytest.mark.parametrize("language", ALL)
def test_digits_are_ascii_in_every_language(language: str) -> None:
    written = "".join(shown(language, key) for key in texts(language).keys)
    written += "".join(texts(language).procedure(code) or "" for code in WALK_IN)

    assert [digit for digit in written if digit.isdigit() and not digit.isascii()] == []


@pytest.mark.parametrize("language", ALL)
def test_right_to_left_is_said_of_the_scripts_that_are(language: str) -> None:
    first = texts(language).own_name[0]

    is_rtl = unicodedata.bidirectional(first) in {"R", "AL"}

    assert texts(language).direction == ("rtl" if is_rtl else "ltr")


def test_own_names_tell_languages_apart() -> None:
    assert len({texts(language).own_name for language in ALL}) == len(ALL)


def test_only_french_and_english_have_been_read_over() -> None:
    assert {language for language in ALL if texts(language).reviewed} == {"fr", "en"}


def test_french_says_what_the_ticket_shows() -> None:
    french = texts("fr")

    assert french.text("wait_range", low=15, high=25) == "15 à 25 min"
    assert french.people_before(12) == "12 personnes avant vous"
    assert french.text("free_personal_not_for_sale") == "Gratuit · personnel · ne se vend pas"


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "Nobody before you"), (1, "1 person before you"), (2, "2 people before you")],
)
def test_nobody_and_one_person_are_said_as_such(count: int, said: str) -> None:
    assert texts("en").people_before(count) == said


def test_numbers_are_isolated_where_the_line_runs_right_to_left() -> None:
    assert "\u2066C 042\u2069" in texts("ar").text("your_number", number="C 042")
    assert "\u2066" not in texts("tr").text("your_number", number="C 042")


def test_what_is_isolated_is_not_isolated_twice() -> None:
    assert isolate(isolate("C 042")) == "\u2066C 042\u2069"


def test_a_date_in_its_own_script_keeps_its_direction() -> None:
    assert isolate("3 مارس 2026").startswith("\u2068")


def test_a_text_a_language_lacks_is_said_in_french() -> None:
    bare = Texts(
        "xx", own_name="X", direction="rtl", reviewed=False, texts={}, procedures={"INFO": "x"}
    )

    assert bare.text("wait_range", low=1, high=2) == "1 à 2 min"
    assert bare.procedure("DIV") is None


def test_a_text_that_french_lacks_is_a_bug_of_ours() -> None:
    with pytest.raises(KeyError):
        texts("fr").text("no_such_key")


@pytest.mark.parametrize("language", ["xx", "", "../fr", "fr.toml"])
def test_an_unknown_language_is_refused_with_those_offered(language: str) -> None:
    with pytest.raises(UnknownLanguage) as raised:
        texts(language)

    assert raised.value.offered == ALL


@pytest.mark.parametrize(
    ("number", "read"),
    [("C042", "C 042"), ("A1000", "A 1000"), ("A07-12", "A 07-12"), ("?", "?"), ("", "")],
)
def test_ticket_numbers_are_written_letter_space_digits(number: str, read: str) -> None:
    assert spaced(number) == read


@pytest.mark.parametrize("name", ["chime", "alert"])
def test_sounds_are_short_mono_and_start_and_end_in_silence(name: str) -> None:
    path = resource("sounds", f"{name}.wav")

    with wave.open(str(path)) as file:
        length = file.getnframes() / file.getframerate()
        shape = (file.getnchannels(), file.getsampwidth(), file.getframerate())
        frames = file.readframes(file.getnframes())

    assert shape == (1, 2, 22_050)
    assert 0.3 < length < 2
    assert path.stat().st_size < 60_000
    assert abs(int.from_bytes(frames[:2], "little", signed=True)) < 100
    assert abs(int.from_bytes(frames[-2:], "little", signed=True)) < 100


@given(st.text())
def test_the_quick_answer_about_a_text_is_the_one_letter_by_letter(text: str) -> None:
    slow = [letter for letter in text if not is_plain(letter)]

    assert first_not_plain(text) == (slow[0] if slow else None)


@given(st.text(), st.integers(min_value=1, max_value=80))
def test_what_is_quoted_is_plain_and_short(text: str, limit: int) -> None:
    shown = quoted(text, limit=limit)

    assert first_not_plain(shown) is None
    assert len(shown) <= limit
