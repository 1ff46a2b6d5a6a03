"""From a slip to what its printer is sent."""

from __future__ import annotations

import dataclasses
import pathlib

import pytest

from desk_app.printing import papers, profiles
from desk_app.printing.addresses import Pdf, Tcp
from desk_app.words.texts import languages
from tests.printing.decoder import decode
from tests.printing.fakes import LONG_NAME, slip

EPSON = profiles.load("epson-tm-t20iii")
NETWORK = Tcp("printer", 9100)
FOLDER = Pdf(pathlib.Path("/pages"))


def test_a_quick_french_ticket_is_text_and_a_quick_translated_one_is_drawn() -> None:
    french = papers.make(slip(), EPSON, NETWORK, is_quick=True)
    arabic = papers.make(slip("ar"), EPSON, NETWORK, is_quick=True)

    assert "B 042" in decode(french.data, EPSON).lines
    assert decode(arabic.data, EPSON).lines == []


def test_a_name_no_font_draws_loses_only_what_cannot_be_drawn() -> None:
    emoji = dataclasses.replace(slip(), procedure="Remise 🎫 du titre")
    plain = dataclasses.replace(slip(), procedure="Remise  du titre")

    assert papers.make(emoji, EPSON, NETWORK) == papers.make(plain, EPSON, NETWORK)


def test_a_translation_no_font_draws_leaves_the_french_ticket() -> None:
    klingon = dataclasses.replace(slip("ar"), procedure_translated="\uf8d0 🎫")

    assert papers.make(klingon, EPSON, NETWORK) != papers.make(slip("ar"), EPSON, NETWORK)
    assert papers.make(klingon, EPSON, NETWORK).data == papers.make(slip(), EPSON, NETWORK).data


@pytest.mark.parametrize("profile", ["epson-tm-t20iii", "epson-tm-t88v", "generic-58mm"])
@pytest.mark.parametrize("language", languages())
def test_every_language_becomes_bytes_on_every_kind_of_printer(profile: str, language: str) -> None:
    known = profiles.load(profile)
    long = dataclasses.replace(slip(language), procedure=LONG_NAME, copy_no=3, rehearsal=True)

    paper = decode(papers.make(long, known, NETWORK).data, known)

    assert paper.widest <= known.media.dots
    assert paper.cuts == bool(known.cut)


@pytest.mark.parametrize("language", languages())
def test_every_language_becomes_a_page(language: str) -> None:
    payload = papers.make(slip(language), EPSON, FOLDER)

    assert payload.data.startswith(b"%PDF-")
    assert payload.data.rstrip().endswith(b"%%EOF")
