"""Tickets as dots: heights measured, codes read back, every script drawn."""

from __future__ import annotations

import json
import os
import pathlib
import subprocess
import sys

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtGui import QRawFont

from desk_app.printing import raster
from desk_app.printing.bitmap import Bitmap
from desk_app.printing.layout import ticket
from desk_app.printing.ops import Media, Number, Qr, Text
from desk_app.printing.typefaces import MissingGlyph, files, stems
from desk_app.settings.resources import resource
from desk_app.words.paper import slip_words
from desk_app.words.texts import languages, texts
from tests.conftest import ROOT
from tests.printing.fakes import LONG_NAME, NARROW, WIDE, slip
from tests.printing.make_golden import PICTURES, difference, picture_of, read_picture

WIDTHS = pytest.mark.parametrize("media", [WIDE, NARROW], ids=["80 mm", "58 mm"])
ALL_STEMS = {stem for language in languages() for stem in stems(language)}


def _drawn(media: Media, language: str = "fr", **changes: object) -> Bitmap:
    ticketed = slip(language, **changes)
    return raster.draw(ticket(slip_words(ticketed), qr=ticketed.qr, media=media), media.dots)


def _black_rows(bitmap: Bitmap) -> int:
    return sum(any(bitmap.row(y)) for y in range(bitmap.height))


def _black_columns(bitmap: Bitmap) -> list[int]:
    return [
        x for x in range(bitmap.width) if any(bitmap.is_black(x, y) for y in range(bitmap.height))
    ]


@WIDTHS
@pytest.mark.parametrize("number", ["B042", "A999", "A1000", "N888", "R110"])
def test_the_numbers_digits_are_at_least_14_mm_high(media: Media, number: str) -> None:
    op = next(
        op
        for op in ticket(slip_words(slip(number=number)), qr="x", media=media)
        if isinstance(op, Number)
    )
    digits = Number(text=op.text[-3:], size=op.size, width=op.width, stretch=op.stretch)

    drawn = raster.draw((digits,), media.dots)

    assert _black_rows(drawn) >= 112


@WIDTHS
@pytest.mark.parametrize("number", ["B042", "A1000", "N9999"])
def test_the_number_is_never_wider_than_its_place(media: Media, number: str) -> None:
    op = next(
        op
        for op in ticket(slip_words(slip(number=number)), qr="x", media=media)
        if isinstance(op, Number)
    )

    columns = _black_columns(raster.draw((op,), media.dots))

    assert columns[-1] - columns[0] < op.width <= (560 if media is WIDE else 352)


@WIDTHS
def test_the_code_is_read_back_from_the_dots(media: Media) -> None:
    drawn = _drawn(media)
    dots = bytes(byte ^ 0xFF for byte in drawn.data)
    paper = Image.new("L", (drawn.width + 64, drawn.height + 64), 255)
    paper.paste(Image.frombytes("1", (drawn.width, drawn.height), dots), (32, 32))

    found = zxingcpp.read_barcodes(paper)

    assert [slip().qr] == [code.text for code in found]


@WIDTHS
def test_a_code_keeps_four_white_modules_to_its_caption(media: Media) -> None:
    op = next(
        op for op in ticket(slip_words(slip()), qr=slip().qr, media=media) if isinstance(op, Qr)
    )

    bare = raster.draw(
        (Qr(payload=op.payload, module=op.module, is_beside=op.is_beside),), media.dots
    )
    captioned = raster.draw((op,), media.dots)

    edge = _black_columns(bare)[-1] + 1
    if op.is_beside:
        quiet = range(edge, edge + 4 * op.module)
        assert not any(captioned.is_black(x, y) for x in quiet for y in range(captioned.height))
    else:
        quiet = range(bare.height - 4 * op.module, bare.height)
        assert not any(any(captioned.row(y)) for y in quiet)


@WIDTHS
@pytest.mark.parametrize("language", languages())
def test_every_language_is_drawn_whole(media: Media, language: str) -> None:
    names = [texts(language).procedure(code) or "" for code in ("PIECES", "URG", "RECEP_RNV")]

    papers = [_drawn(media, language, procedure_translated=name) for name in names]

    assert all(_black_rows(paper) > 400 for paper in papers)


@WIDTHS
def test_the_longest_name_is_wrapped_inside_the_paper(media: Media) -> None:
    short, long = _drawn(media), _drawn(media, procedure=LONG_NAME)
    endless = _drawn(media, procedure="W" * 200)

    # Drawn again on wider paper, nothing more appears at the right: nothing was cut off.
    ops = ticket(slip_words(slip(procedure=LONG_NAME)), qr=slip().qr, media=media)
    name = next(op for op in ops if isinstance(op, Text) and op.weight == 700)
    assert short.height < long.height < endless.height
    assert _black_columns(raster.draw((name,), media.dots))[-1] < media.dots - 1


def test_a_name_is_not_broken_at_its_hyphen() -> None:
    hyphened = Text(text="Préfecture de la Seine-Saint-Denis (démonstration)", size=26)
    unbroken = Text(text=hyphened.text.replace("-", "\u2011"), size=26)

    drawn, whole = (raster.draw((op,), 576) for op in (hyphened, unbroken))

    assert _black_rows(drawn) > 1.5 * hyphened.size  # two lines: it had to be broken somewhere
    assert drawn == whole


def test_a_line_from_the_right_ends_at_the_right() -> None:
    op = Text(text="مجاني", size=30, language="ar", is_rtl=True)

    columns = _black_columns(raster.draw((op,), 576))

    assert columns[-1] > 560
    assert columns[0] > 400


@pytest.mark.parametrize(
    ("text", "language"),
    [("Dépôt 🎫", "fr"), ("রেখা", "fr"), ("你", "ar"), ("\ue000", "fr")],
)
def test_a_missing_glyph_fails_the_drawing(text: str, language: str) -> None:
    with pytest.raises(MissingGlyph):
        raster.draw((Text(text=text, size=30, language=language),), 576)


def test_drawing_twice_gives_the_same_dots() -> None:
    assert _drawn(WIDE, "ar") == _drawn(WIDE, "ar")


@pytest.mark.parametrize("name", PICTURES)
def test_a_ticket_looks_as_it_was_looked_at(name: str) -> None:
    assert difference(picture_of(name), read_picture(name)) < 0.01


def test_a_ticket_looks_the_same_where_the_system_has_no_type(tmp_path: pathlib.Path) -> None:
    bare = tmp_path / "fonts.conf"
    bare.write_text(f"<fontconfig><cachedir>{tmp_path}</cachedir></fontconfig>", encoding="utf-8")
    script = (
        "from tests.printing.make_golden import difference, picture_of, read_picture\n"
        f"print([difference(picture_of(n), read_picture(n)) for n in {list(PICTURES)!r}])"
    )

    drawn = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=os.environ | {"FONTCONFIG_FILE": str(bare)},
        check=True, capture_output=True, text=True,
    )  # fmt: skip

    assert max(json.loads(drawn.stdout)) < 0.01


def test_no_bundled_type_has_a_name_that_a_system_may_have() -> None:
    """Of two files of one name Qt takes either: by their paths, so by the program's folder."""
    raster.prepare()
    bundled = [file for stem in ALL_STEMS for file in files(stem).values()]

    names = {QRawFont(str(file), 24.0).familyName() for file in bundled}

    assert len(bundled) == len(list(resource("fonts").glob("*.?tf")))
    assert [name for name in names if not name.startswith("Desk Sans")] == []


def test_a_worker_does_not_make_the_application_object() -> None:
    script = (
        "import threading\n"
        "from desk_app.printing import raster\n"
        "failed = []\n"
        "def work():\n"
        "    try:\n"
        "        raster.prepare()\n"
        "    except RuntimeError:\n"
        "        failed.append(True)\n"
        "thread = threading.Thread(target=work); thread.start(); thread.join()\n"
        "raise SystemExit(0 if failed else 1)\n"
    )
    root = pathlib.Path(__file__).parents[2]

    ended = subprocess.run([sys.executable, "-c", script], cwd=root, check=False, timeout=60)

    assert ended.returncode == 0
