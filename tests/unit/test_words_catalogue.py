"""One catalogue a language: compiled where it is fresh, from its fragments where it is not."""

from __future__ import annotations

import gettext
import io
from pathlib import Path

import pytest

from desk_app.words import catalogue as words


def test_the_same_fragments_give_the_same_bytes() -> None:
    parts = words.sources("fr")

    assert words.compile_parts("fr", parts) == words.compile_parts("fr", parts)


def test_a_compiled_catalogue_remembers_its_fragments() -> None:
    parts = words.sources("fr")
    text, compiled = words.compile_parts("fr", parts)

    read = gettext.GNUTranslations(io.BytesIO(compiled))

    assert words.fingerprint(parts) in read.info()["project-id-version"]
    assert b"msgid" in text


def test_french_counts_zero_as_one() -> None:
    french = words.catalogue("fr")
    one, many = "{count} person before", "{count} people before"

    said = [french.ngettext(one, many, count) for count in (0, 1, 2)]

    assert said == ["{count} personne avant", "{count} personne avant", "{count} personnes avant"]


def test_a_context_keeps_two_meanings_apart() -> None:
    french = words.catalogue("fr")

    assert french.pgettext("ticket", "put aside") == "mis de côté"
    assert french.pgettext("move", "put aside") == "mettre de côté"


@pytest.mark.parametrize("code", ["en", "tlh"])
def test_a_language_without_a_catalogue_speaks_the_source(code: str) -> None:
    assert words.catalogue(code).gettext("Nobody is waiting.") == "Nobody is waiting."


def test_a_change_of_a_fragment_is_heard_without_compiling(tmp_path: Path) -> None:
    part = tmp_path / "a.po"
    part.write_text('msgid "Hello"\nmsgstr "Bonjour"\n', encoding="utf-8")
    before = words.fingerprint([part])
    part.write_text('msgid "Hello"\nmsgstr "Salut"\n', encoding="utf-8")

    assert before != words.fingerprint([part])
    compiled = words.compile_parts("fr", [part])[1]
    assert gettext.GNUTranslations(io.BytesIO(compiled)).gettext("Hello") == "Salut"
