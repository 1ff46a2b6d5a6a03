"""A paper as a page: French can be selected, its font travels with it."""

from __future__ import annotations

import re
import zlib
from base64 import a85decode
from collections.abc import Sequence

import pytest

from desk_app.printing import papers, profiles
from desk_app.printing.bitmap import Bitmap
from desk_app.printing.ops import Media, PrintOp, Text
from desk_app.printing.pages import page
from desk_app.printing.typefaces import MissingGlyph
from tests.printing.fakes import LONG_NAME, slip

EPSON = profiles.load("epson-tm-t20iii")


def _nothing_drawn(ops: Sequence[PrintOp], width: int) -> Bitmap:
    raise AssertionError(f"drawn: {ops}")


def _page(language: str = "fr", media: Media = EPSON.media, **changes: object) -> bytes:
    ops = papers.operations(slip(language, **changes), EPSON)
    draw = _nothing_drawn if language == "fr" else papers.draw
    return page(ops, media, title="B042", draw=draw)


def _size_mm(pdf: bytes) -> tuple[int, int]:
    box = re.search(rb"/MediaBox \[ 0 0 ([0-9.]+) ([0-9.]+) \]", pdf)
    assert box
    return round(float(box[1]) / 72 * 25.4), round(float(box[2]) / 72 * 25.4)


def content(pdf: bytes) -> bytes:
    """Return what the pages of *pdf* draw."""
    streams = re.findall(rb"/ASCII85Decode.*?stream\r?\n(.*?)endstream", pdf, re.DOTALL)
    parts = []
    for stream in streams:
        raw = a85decode(b"<~" + stream.strip(), adobe=True)
        parts.append(zlib.decompress(raw))
    return b"\n".join(parts)


def test_a_page_is_as_wide_as_the_roll() -> None:
    width, height = _size_mm(_page())

    assert width == 80
    assert 90 <= height <= 115


def test_a_translated_page_is_longer() -> None:
    assert 130 <= _size_mm(_page("ar"))[1] <= 175


def test_a_page_embeds_its_fonts_and_no_other() -> None:
    fonts = set(re.findall(rb"/BaseFont /([A-Za-z+-]+)", _page()))

    assert {font.split(b"+")[-1] for font in fonts} == {
        b"NotoSans-Regular", b"NotoSans-SemiBold", b"NotoSans-Bold",
    }  # fmt: skip
    assert all(b"+" in font for font in fonts)


def test_a_page_says_its_language_and_its_number() -> None:
    pdf = _page()

    assert b"/Lang (fr-FR)" in pdf
    assert b"B042" in pdf


def test_french_is_text_and_other_scripts_are_pictures() -> None:
    french, arabic = content(_page()), _page("ar")

    assert french.count(b"Tj") >= 12
    assert b"/Subtype /Image" not in _page()
    assert b"/Subtype /Image" in arabic


def test_a_name_of_one_endless_word_stays_on_the_page() -> None:
    short, long = _size_mm(_page()), _size_mm(_page(procedure="W" * 200))

    assert long[0] == short[0]
    assert long[1] > short[1]


def test_a_long_name_makes_a_longer_page() -> None:
    assert _size_mm(_page(procedure=LONG_NAME))[1] > _size_mm(_page())[1]


def test_a_missing_glyph_fails_the_page() -> None:
    ops = (Text(text="Remise 🎫", size=24),)

    with pytest.raises(MissingGlyph):
        page(ops, EPSON.media, title="x", draw=_nothing_drawn)
