"""The words: French unless told otherwise, and shipped files found."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from desk_app.settings.resources import resource
from desk_app.words.catalogue import _, catalogue, language, ngettext, pgettext, set_language

SPACED = re.compile(r"(?<![\u202f\w/])[;!?]|[^\u00a0\d]:(?=\s)")


@pytest.fixture(autouse=True)
def _french_again() -> object:
    set_language("fr")
    yield
    set_language("fr")


def test_french_is_spoken_first() -> None:
    assert (_("Undo"), language()) == ("Annuler", "fr")


def test_english_is_the_source() -> None:
    set_language("en")

    assert (_("Undo"), ngettext("day", "days", 2)) == ("Undo", "days")


def test_a_context_tells_two_words_apart() -> None:
    assert pgettext("key", "Shift") == "Maj"


def test_a_language_without_a_catalogue_shows_the_source() -> None:
    set_language("xx")

    assert _("Undo") == "Undo"


def test_a_word_without_translation_shows_its_source() -> None:
    assert catalogue("fr").gettext("A word nobody wrote") == "A word nobody wrote"


def test_a_missing_file_is_named_by_its_path() -> None:
    assert resource("icons", "ticket.svg").is_file()
    assert resource("nothing").name == "nothing"


def test_the_french_of_the_window_keeps_french_typography() -> None:
    text = resource("i18n", "fr", "parts", "shell.po").read_text(encoding="utf-8")
    french = re.findall(r'^msgstr "(.*)"$', text, flags=re.MULTILINE)

    wrong = [each for each in french if "'" in each or SPACED.search(each)]

    assert french
    assert wrong == []


def test_words_cost_nothing_until_spoken() -> None:
    code = "import sys, desk_app.words.catalogue; print('babel' in sys.modules)"

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "False"
